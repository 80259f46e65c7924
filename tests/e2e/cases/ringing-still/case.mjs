// While it rings nothing moves: several records match, a flow says something long, its line is put away, a record is chosen. Accept
// and Reject stay where the pointer is, from the first picture to a moment after the call is taken; the window keeps its height.
// What the agent needs is in sight all the time.
// Shows: issue-5-7-ringing
import assert from "node:assert/strict";

import { withPage } from "../../lib/page.mjs";
import { answer, ready, showSoftphone } from "../../lib/softphone.mjs";

/** What the flow that opens the caller says before. */
const SAYS = ["Owes two invoices", "Wants to be called by her first name, and not before ten in the morning"];
const HEIGHTS = [300, 440, 500, 570, 700];

export async function run(t) {
  await withPage(t, (page) => {
    const { actions } = page.flows.find(({ name }) => name === "Voice screen pop");
    const [start] = actions;
    for (const [at, message] of SAYS.entries()) {
      const id = `uid-9${at}`;
      actions.push({ id, type: "SE_Alert", controls: { message }, ports: { done: start.ports.done } });
      start.ports.done = id;
    }
  });
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  await watch(softphone);
  const frame = await softphone.frameElement();

  await t.direct({ do: "severalCall" });
  const choices = softphone.locator("#caller .choices .choice");
  await choices.nth(2).waitFor();
  const lines = softphone.locator("#said .said");
  await lines.nth(1).waitFor();
  const question = softphone.locator("#caller .question");
  for (const part of [softphone.locator("#contact .who"), question, lines.first()]) {
    assert.ok(await inSight(part), `${await part.innerText()}: in sight`);
  }
  await lines.first().getByRole("button", { name: "Dismiss" }).click();
  await t.until("one line is left", async () => (await lines.count()) === 1);
  await choices.filter({ hasText: "Tomas Lindqvist" }).click();
  await softphone.locator("#contact .who", { hasText: "Tomas Lindqvist" }).waitFor();
  await answer(t, tab);
  await softphone.locator("#contact .state", { hasText: "Talking" }).waitFor();
  assert.equal(await softphone.locator("#contact").getAttribute("data-ringing"), "true", "a double click finds what it found");
  await softphone.locator('#contact[data-ringing="false"]').waitFor();
  const tops = await seen(softphone);
  assert.equal(new Set(tops.map(([top]) => top)).size, 1, `it stays: ${tops.join(" ")}`);
  assert.equal(new Set(tops.map(([, height]) => height)).size, 1, `the window, too: ${tops.join(" ")}`);
  await t.direct({ do: "agentHangsUp" });
  await t.until("after-call work began", (facts) => facts.contacts.at(-1)?.state === "ended");
  await t.direct({ do: "agentClears" });

  // In lower and higher windows as well, and the panel takes no more than its share.
  for (const height of HEIGHTS) {
    await frame.evaluate((frame, height) => (frame.style.height = `${height}px`), height);
    await softphone.waitForFunction((height) => innerHeight === height, height);
    await watch(softphone);
    await t.direct({ do: "setAgentState", name: "Available" });
    await t.direct({ do: "severalCall" });
    await softphone.locator('#contact[data-ringing="true"]').waitFor();
    assert.ok(await inSight(softphone.locator("#contact .who")), `${height} px: who it is`);
    await t.until("the flow has said it", async () => (await lines.count()) >= 2);
    await t.direct({ do: "miss" });
    await softphone.locator('#contact[data-ringing="true"]').waitFor({ state: "detached" });
    const tops = await seen(softphone);
    assert.equal(new Set(tops.map(([top]) => top)).size, 1, `${height} px: it stays: ${tops.join(" ")}`);
    assert.ok(tops[0][0] <= Math.max(height - 300, 92), `${height} px: ${tops[0][0]} px are taken`);
    await t.direct({ do: "agentClears" });
  }
}

/** Notes in every picture where the Contact Control Panel begins while a contact rings, and how high the window is. */
function watch(softphone) {
  return softphone.evaluate(() => {
    const all = (globalThis.tops = []);
    const look = () => {
      if (all !== globalThis.tops) return;
      if (document.querySelector('[data-ringing="true"]')) {
        all.push([document.querySelector("#ccp iframe").getBoundingClientRect().top, innerHeight]);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** What was noted. */
async function seen(softphone) {
  const tops = await softphone.evaluate(() => tops);
  assert.ok(tops.length > 3, "it was looked at");
  return tops;
}

/** Whether the upper left of a part is what a person sees there. */
function inSight(part) {
  return part.evaluate((part) => {
    const { left, top } = part.getBoundingClientRect();
    return part.contains(document.elementFromPoint(left + 2, top + 4)) && top < innerHeight;
  });
}
