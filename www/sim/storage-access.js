// The page that asks the browser for the panel's cookies, served where a real instance serves its own: /request-storage-access.
// connect-streams.md, section 5.9: the embedding page asks, this one says how it stands, and goes to the panel once it has them.

const page = window.parent;
const notice = document.getElementById("notice");

// Which path of this origin the panel is at.
let landAt;

const say = (event, data = {}) => page.postMessage({ event: `storageAccess::${event}`, data }, "*");

function granted() {
  say("granted");
  location.assign(landAt);
}

window.addEventListener("message", async ({ source, data }) => {
  if (source !== page || data?.event !== "storageAccess::request") return;
  landAt = new URL(data.data.landat, location.origin).pathname;
  // What the agent has granted once, the browser grants again without her.
  const { state } = await navigator.permissions.query({ name: "storage-access" });
  if (state === "granted") await document.requestStorageAccess();
  const hasAccess = await document.hasStorageAccess();
  say("init", { hasAccess });
  if (hasAccess) granted();
});

document.getElementById("grant").addEventListener("click", async () => {
  try {
    await document.requestStorageAccess();
  } catch {
    notice.textContent = "The browser refuses.";
    return say("denied");
  }
  granted();
});
