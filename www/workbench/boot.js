// Starts the page; says in words when it cannot. The module mounts itself and removes the notice.
const notice = document.getElementById("boot");
try {
  const { default: init } = await import("/workbench/pkg/workbench.js");
  await init();
} catch (error) {
  notice?.setAttribute("role", "alert");
  if (notice) notice.textContent = `The workbench could not start: ${error}. Is the site built (cargo xtask build)?`;
  throw error;
}
