// Which hosts count as the Salesforce org, what a page can know of where it stands, and the library's script.
//
// The library is a script, and its host comes from a query parameter that anyone can write. So a host is used only if it
// is spelled exactly like an origin and is on the list. `hosts` is [pinned, suffixes, development], each a list of texts
// (`Hosts` in src/host.rs). What went wrong is told by a word, which src/host.rs and src/locate.rs read.

// Host suffixes of orgs; what stands before is one or more labels. Bare force.com and salesforce.com would be wider
// than needed.
const ORG_SUFFIXES = ["lightning.force.com", "my.salesforce.com", "vf.force.com", "visual.force.com"];

// The one Trusted Types policy of this crate; a page's trusted-types directive must name it.
const POLICY = "switchboard-opencti";

// Marks our script element while it loads, so that the library is never loaded twice: two copies count their calls
// alike and answer each other's.
const MARK = "data-opencti";

// Takes an origin apart, or says why not. Strict: anything a browser would have to repair or rewrite is malformed.
function split(origin) {
  const [, scheme, authority] = /^([^:]*):\/\/([^]*)$/.exec(origin) ?? [];
  if (scheme === undefined) return "malformed";
  if (scheme !== "https" && scheme !== "http") return "notHttps";
  if (/[/\\?#]/.test(authority)) return "malformed";
  if (authority.includes("@")) return "userInfo";
  const [, host, port] = /^([^:]{1,253})(?::([1-9]\d{0,4}))?$/.exec(authority) ?? [];
  // Lower-case letters, digits and inner hyphens; double hyphens as in sandbox hosts are fine.
  const label = (text) => /^(?!-)[a-z\d-]{1,63}$/.test(text) && !text.endsWith("-");
  return host?.split(".").every(label) ? { scheme, host, port } : "malformed";
}

// Whether a host has at least one label before a suffix. An empty or sloppy suffix matches nothing.
function below(host, suffix) {
  const end = suffix.replace(/^\.?/, ".");
  return end.length > 1 && host.length > end.length && host.endsWith(end);
}

// An empty text where an origin is admitted, else the word for why not.
export function admit(origin, [pinned, suffixes, development]) {
  const parts = split(origin);
  if (typeof parts === "string") return parts;
  const { scheme, host, port } = parts;
  for (const allowed of development.map(split)) {
    if (allowed.scheme === scheme && allowed.port === port && (allowed.host === host || below(host, allowed.host))) return "";
  }
  if (scheme !== "https") return "notHttps";
  if (port) return "port";
  if (pinned.includes(origin)) return "";
  if (![...ORG_SUFFIXES, ...suffixes].some((suffix) => below(host, suffix))) return "notSalesforce";
  return pinned.length ? "notPinned" : "";
}

const address = (origin, version) => `${origin}/support/api/${version}.0/lightning/opencti_min.js`;

// Whether an address is the library of an admitted org, character for character. An API version has one to three digits
// and no leading zero.
export function admitsScript(url, hosts) {
  const [, origin, version] = /^([^]*)\/support\/api\/([1-9]\d{0,2})\./.exec(url) ?? [];
  return version !== undefined && url === address(origin, version) && !admit(origin, hosts);
}

// Undoes percent encoding. Broken escapes stay as they are. Names and origins are ASCII; whatever else is there need not
// be read, only refused.
function decode(text) {
  const byte = (_, hex) => (parseInt(hex, 16) < 128 ? String.fromCharCode(parseInt(hex, 16)) : "\ufffd");
  return text.replaceAll("+", " ").replace(/%([\da-f]{2})/gi, byte);
}

// The org that frames a page, as ["", origin], or why there is none.
//
// sfdcIframeOrigin decides when it is there: the library talks to that origin, so when it is refused no other source may
// stand in for it.
export function org([search, framed, ancestor, referrer], hosts) {
  if (!framed) return ["notInSalesforce"];
  // Names are case-sensitive: Lightning and Classic differ in one F.
  const values = (name) =>
    search.replace(/^\?/, "").split("&").map((pair) => /^([^=]*)=?([^]*)$/.exec(pair))
      .filter(([, key]) => decode(key) === name).map(([, , value]) => decode(value));
  const twice = (name) => ["notInitialised", `the query parameter occurs twice: ${name}`];
  const [modes, origins] = [values("mode"), values("sfdcIframeOrigin")];
  if (values("sfdcIFrameOrigin").length) return ["classic"];
  if (modes.length > 1) return twice("mode");
  if (modes.length && modes[0] !== "Lightning") return ["classic"];
  if (origins.length > 1) return twice("sfdcIframeOrigin");
  if (origins.length) {
    const refusal = admit(origins[0], hosts);
    return refusal ? ["hostRefused", origins[0], refusal] : ["", origins[0]];
  }
  // A redirect may have dropped the query. If Salesforce frames us all the same, its library has the last word.
  const found = [ancestor, ...(referrer.match(/^[^:]*:\/\/[^/?#]*/) ?? [])].find((origin) => origin && !admit(origin, hosts));
  return found ? ["", found] : ["notInSalesforce"];
}

// `ancestorOrigins` has only Chromium and WebKit.
function thisPage() {
  return [location.search, parent !== window, location.ancestorOrigins?.[0], document.referrer];
}

// Made once: a Content Security Policy lets a policy name be used once. The hosts of the first call hold for the life of
// the page.
let policy;

// An address as a TrustedScriptURL, or as text in browsers without Trusted Types; throws when it is not admitted.
function trusted(url, hosts) {
  const check = (url) => {
    if (admitsScript(url, hosts)) return url;
    throw new TypeError("not the library of a trusted Salesforce org");
  };
  if (!globalThis.trustedTypes) return check(url);
  policy ??= trustedTypes.createPolicy(POLICY, { createScriptURL: check });
  return policy.createScriptURL(url);
}

// Loads the library and waits until it has run. Gives [""] and what was thrown meanwhile by a script that the browser
// does not name: it hides the messages of scripts from other origins, and their addresses too. Rejects for an address that is
// not admitted.
function load(url, hosts, ms) {
  return new Promise((done) => {
    let script = document.querySelector(`script[${MARK}]`);
    if (!script) {
      script = document.createElement("script");
      script.setAttribute(MARK, "");
      script.async = true;
      script.src = trusted(url, hosts);
    }
    let said;
    const end = (...answer) => {
      clearTimeout(timer);
      removeEventListener("error", thrown);
      // The element stays when it is late, so that another attempt waits for it.
      if (answer[0] !== "noAnswer") script.remove();
      done(answer);
    };
    const thrown = ({ message, filename }) => {
      // Failed elements report here too, but without a message.
      if (!message) return;
      if (filename === url) end("notInitialised", message);
      else if (!filename) said = message;
    };
    const timer = setTimeout(end, ms, "noAnswer");
    // Listen to the window before the script can run.
    addEventListener("error", thrown);
    script.addEventListener("load", () => end("", said));
    script.addEventListener("error", () => end("blocked", url));
    if (!script.isConnected) document.head.append(script);
  });
}

// Gives ["", the library, what was said while it loaded], or why there is none. Without a version nothing is loaded.
export async function find(page, version, hosts, ms) {
  const there = () => globalThis.sforce?.opencti;
  if (there()) return ["", there()];
  if (!version) return ["loadingDisabled"];
  const [trouble, origin, reason] = org(page ?? thisPage(), hosts);
  if (trouble) return [trouble, origin, reason];
  const url = address(origin, version);
  const [failed, said] = await load(url, hosts, ms).catch(() => ["blocked", url]);
  if (failed) return [failed, said];
  return there() ? ["", there(), said] : ["notInitialised", said ?? "the script defines no sforce.opencti"];
}
