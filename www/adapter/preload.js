// Downloads ahead what the core will ask for when it is here: Salesforce's and Amazon Connect's libraries. Whether and when they run
// the core decides. They are not in the page's markup: there they would hold up the core itself.

/** Salesforce's is small: it downloads beside the core. */
export function preloadSalesforce() {
  const { config } = JSON.parse(document.getElementById("switchboard-config").textContent);
  const { apiVersion = "66.0", loadLibrary = true } = config?.salesforce ?? {};
  const origin = new URLSearchParams(location.search).get("sfdcIframeOrigin");
  // The browser vouches for the page around this one; an address anybody can write does not.
  if (loadLibrary && origin && origin === location.ancestorOrigins?.[0]) {
    add(`${origin}/support/api/${parseInt(apiVersion)}.0/lightning/opencti_min.js`);
  }
}

/** Amazon Connect's is as large as the core: together each would take twice as long, and click-to-dial needs the core only. */
export function preloadConnect() {
  const script = document.getElementById("amazon-connect-streams");
  // Without the same digest the browser would download it again.
  add(script.getAttribute("src"), script.integrity);
}

function add(href, integrity = "") {
  document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "script", integrity, href }));
}
