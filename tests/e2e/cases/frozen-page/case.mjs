// The browser freezes the page in a call: nothing of it runs. The customer hangs up meanwhile; when the page goes on the call is logged once, and is as
// long as it was. Where what was said meanwhile is lost, the page reads again how things are.
// Shows: F9
import assert from "node:assert/strict";

import { answer, keptLog, ready, theLog } from "../../lib/softphone.mjs";

/** While `deaf`, what the panel posts reaches nobody: as if it had been said while the page was not there. */
function deafenable() {
  const fromPanel = ({ origin }) => globalThis.deaf && origin === "https://acme.my.connect.aws";
  addEventListener("message", (event) => fromPanel(event) && event.stopImmediatePropagation(), true);
}

/** Stops a frame in the middle of what it does, and what comes meanwhile waits. Returns what lets it go on. */
async function freeze(t, frame) {
  const session = await t.context.newCDPSession(frame);
  await session.send("Debugger.enable");
  const paused = new Promise((done) => session.once("Debugger.paused", done));
  await session.send("Debugger.pause");
  await paused;
  return async () => {
    await session.send("Debugger.resume");
    await session.send("Debugger.disable");
    await frame.evaluate(() => document.dispatchEvent(new Event("resume")));
  };
}

async function talk(t, tab) {
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.at(-1)?.state === "connecting");
  await answer(t, tab);
  await t.until("they talk", (facts) => facts.consoles[0].panel.label === "Talking");
  // What comes to a frame that a debugger has stopped may be lost: no answer is under way then.
  await keptLog(t, await tab.softphone());
  await t.advance(30_000);
}

export async function run(t) {
  await t.context.addInitScript(deafenable);
  const tab = await t.open("/");
  const softphone = await ready(tab);

  await talk(t, tab);
  const goOn = await freeze(t, softphone);
  await t.direct({ do: "customerHangsUp" });
  await t.advance(600_000);
  await goOn();
  const log = await theLog(t);
  assert.ok(log.CallDurationInSeconds >= 30 && log.CallDurationInSeconds < 60, `${log.CallDurationInSeconds} s`);
  await t.until("the phone knows", (facts) => facts.consoles[0].panel.label === "After-call work");
  await t.direct({ do: "agentClears" });
  await t.until("and that it is over", (facts) => facts.consoles[0].panel.label === "Phone");

  // Kept for the way back, and what was said meanwhile is lost.
  await t.direct({ do: "setAgentState", name: "Available" });
  await talk(t, tab);
  await softphone.evaluate(() => (globalThis.deaf = true));
  await t.direct({ do: "customerHangsUp" });
  await tab.page.waitForTimeout(1_500);
  assert.equal((await t.facts()).consoles[0].panel.label, "Talking", "nobody has told the page");
  await softphone.evaluate(() => {
    globalThis.deaf = false;
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  await t.until("it reads again how things are", (facts) => facts.consoles[0].panel.label === "After-call work");
  await theLog(t);
}
