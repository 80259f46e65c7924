// The deployment's own service for what Streams cannot do.

/** Asks it. Nothing said is done, nothing at all is no answer in time, anything else is why not. A page instead of an answer is
 * somebody else's, for instance to sign in. */
export async function post(address, body, ms) {
  const headers = { "Content-Type": "application/json" };
  try {
    const answer = await fetch(address, { method: "POST", headers, body, redirect: "error", signal: AbortSignal.timeout(ms) });
    const type = answer.headers.get("content-type");
    const isPage = /html/.test(type);
    if (answer.ok && !isPage) return "";
    return (!isPage && (await answer.text()).slice(0, 500)) || `${answer.status} ${isPage ? type : answer.statusText}`;
  } catch (error) {
    return error.name === "TimeoutError" ? undefined : `${error.message}`;
  }
}
