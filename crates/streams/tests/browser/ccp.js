// A scripted Contact Control Panel: speaks the conduit protocol to the page around it, and does only
// what the test tells it to. `answers[method]` decides how a request is answered.
"use strict";
const say = (event, data) => parent.postMessage({ event, data }, "*");
const dated = (text) => JSON.parse(text, (_, v) => (v && typeof v === "object" && "$date" in v ? new Date(v.$date) : v));
const undefineds = (v) => {
  // JSON has no undefined: the word stands for it, to see that it is treated like absence.
  if (v && typeof v === "object") for (const k of Object.keys(v)) v[k] === "«undefined»" ? (v[k] = undefined) : undefineds(v[k]);
  return v;
};
const respond = (requestId, data, err) => say("api_response", { event: "api_response", requestId, data, err });

window.ccp = {
  heard: [],
  answers: {},
  withheld: [],
  say: (event, text) => say(event, undefineds(dated(text))),
  acknowledge: () => say("acknowledge", { id: "1700000000000-test" }),
  answer: (method, text) => { ccp.answers[method] = JSON.parse(text); },
  release: () => { for (const answer of ccp.withheld.splice(0)) answer(); },
  requests: () => JSON.stringify(ccp.heard.filter((m) => m.event === "api_request").map((m) => [m.data.method, m.data.params])),
  broadcasts: (name) => ccp.heard.filter((m) => m.event === "broadcast" && m.data.event === name).length,
  names: () => ccp.heard.map((m) => m.event).filter((name) => name !== "broadcast").join(" "),
};

addEventListener("message", ({ source, data: message }) => {
  if (source !== parent || typeof message?.event !== "string") return;
  ccp.heard.push(message);
  const { event, data } = message;
  if (event === "synchronize") say("acknowledge");
  if (event === "broadcast" && !/log$/.test(data.event)) {
    // The one who owns the audio answers a mute.
    if (data.event === "mute") say("agent::mute_toggle", { muted: data.data.mute });
    else say(data.event, data.data);
  }
  if (event === "api_request") {
    const how = ccp.answers[data.method] ?? { ok: {} };
    const answer = () => ("err" in how ? respond(data.requestId, null, how.err) : respond(data.requestId, how.ok, null));
    if (how.never) return;
    if (how.late) ccp.withheld.push(answer);
    else { answer(); if (how.twice) answer(); }
  }
});

if (!location.hash.includes("silent")) ccp.acknowledge();
