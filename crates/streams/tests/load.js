// The page of the loading tests: made before the policy is on, because afterwards no script may do this.

const unpoliced = () => {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  return frame.contentDocument;
};
const free = unpoliced();
const seen = [];
document.addEventListener("securitypolicyviolation", (event) => seen.push(`${event.violatedDirective} ${event.sample}`));

/** Puts an inert script element into the page, as its HTML would; replaces an earlier one. */
export const name = (id, text) => {
  document.getElementById(id)?.remove();
  const inert = free.createElement("script");
  inert.type = "text/plain";
  inert.id = id;
  inert.src = text.startsWith("http:") ? text : URL.createObjectURL(new Blob([text]));
  document.head.append(inert);
};

/** Switches Trusted Types on and proves it; returns whether a script may still set another one's source. */
export const enforce = (policy) => {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = policy;
  document.head.append(meta);
  try {
    document.createElement("script").src = "x.js";
    return true;
  } catch {
    return false;
  }
};

/** How many live copies the page holds. */
export const live = () => document.querySelectorAll("script[id$='-live']").length;

/** What the policy complained of, save for the proof above. */
export const violations = () => seen.filter((line) => !line.includes("x.js")).join("; ");
