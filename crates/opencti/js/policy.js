// The one Trusted Types policy of this crate. A page can make a policy of a name once, so it stays here for a core that
// replaces a broken one. It decides nothing: the core that asks says what is admitted, and nobody else gets anything through.
const NAME = "switchboard-opencti"; // a page's trusted-types directive must name it
let policy;
let admits;

function check(url) {
  if (admits?.(url)) return url;
  throw new TypeError("not the library of a trusted Salesforce org");
}

// An address as a TrustedScriptURL, or as text in browsers without Trusted Types; throws when it is not admitted.
export function trusted(url, decide) {
  admits = decide;
  try {
    if (!globalThis.trustedTypes) return check(url);
    policy ??= trustedTypes.createPolicy(NAME, { createScriptURL: check });
    return policy.createScriptURL(url);
  } finally {
    admits = undefined;
  }
}
