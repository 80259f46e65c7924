// The deployment's own service for what Streams cannot do. It is on the page's own origin: there the browser sends the cookies of
// whoever signed in to it, and nowhere else could it know who asks.

/** How much of what the service says is read, in characters. */
const MOST = 500;

/** Asks it. Nothing said is done, nothing at all is no answer in time, anything else is why not. A page instead of an answer is
 * somebody else's, for instance to sign in. */
export async function post(address, body, ms) {
  const headers = { "Content-Type": "application/json" };
  try {
    const url = new URL(address, location.href);
    if (url.origin !== location.origin) return `recording.endpoint: ${url.origin} is not the origin of this page`;
    const signal = AbortSignal.timeout(ms);
    const answer = await fetch(url, { method: "POST", mode: "same-origin", headers, body, redirect: "error", signal });
    const type = answer.headers.get("content-type");
    const isPage = /html/.test(type);
    if (answer.ok && !isPage) return "";
    return (!isPage && (await beginning(answer))) || `${answer.status} ${isPage ? type : answer.statusText}`;
  } catch (error) {
    return error.name === "TimeoutError" ? undefined : `${error.message}`;
  }
}

/** The first characters of an answer. What comes after them is not fetched. */
async function beginning(answer) {
  if (!answer.body) return "";
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (text.length < MOST) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  reader.cancel().catch(() => {});
  return text.slice(0, MOST);
}
