// The floor: the least that a softphone page can do. The platform calls of our page's start, in the same order, and nothing else.
const origin = new URLSearchParams(location.search).get("sfdcIframeOrigin");
const policy = trustedTypes.createPolicy("switchboard-opencti", { createScriptURL: (url) => url });

/** One call of Open CTI; rejects when it fails. */
function ask(method) {
  return new Promise((resolve, reject) => {
    sforce.opencti[method]({
      callback: ({ success, returnValue, errors }) => (success ? resolve(returnValue) : reject(new Error(`${method}: ${JSON.stringify(errors)}`))),
    });
  });
}

function loaded(script) {
  return new Promise((resolve, reject) => {
    Object.assign(script, { onload: resolve, onerror: reject });
    document.head.append(script);
  });
}

const opencti = document.createElement("script");
opencti.src = policy.createScriptURL(`${origin}/support/api/66.0/lightning/opencti_min.js`);
await loaded(opencti);
await ask("isSoftphonePanelVisible");
await ask("enableClickToDial");
sforce.opencti.onClickToDial({ listener() {} });
performance.mark("switchboard:click-to-dial");
sforce.opencti.onNavigationChange({ listener() {} });
ask("notifyInitializationComplete");
const settings = await ask("getCallCenterSettings");
const instance = settings[Object.keys(settings).find((key) => key.endsWith("/instanceUrl"))];
ask("getSoftphoneLayout");
const inert = document.getElementById("amazon-connect-streams");
await loaded(Object.assign(inert.cloneNode(), { type: "text/javascript", id: "live" }));
connect.core.initCCP(document.getElementById("ccp"), {
  ccpUrl: `${instance}/ccp-v2/`,
  loginPopup: true,
  loginPopupAutoClose: true,
  softphone: { allowFramedSoftphone: true },
});
connect.agent((agent) => {
  agent.getName();
  performance.mark("switchboard:ready");
});
