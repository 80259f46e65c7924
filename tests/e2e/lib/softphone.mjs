// What an agent sees and presses in the softphone, in the words of the cases.
import assert from "node:assert/strict";

/** Waits until the softphone says that it is ready; its frame. */
export async function ready(tab) {
  const softphone = await tab.softphone();
  await softphone.locator('#status[data-status="ready"]').waitFor();
  return softphone;
}

/** A call from ring to after-call work, by the agent's own buttons in the Contact Control Panel. */
export async function answerAndTalk(t, tab, talkMs) {
  await answer(t, tab);
  await talkAndEnd(t, tab, talkMs);
}

/** The agent takes the call that rings. */
export async function answer(t, tab) {
  const ccp = await tab.ccp();
  await ccp.getByRole("button", { name: "Accept call" }).click();
  await t.until("the agent talks", (facts) => facts.contacts.at(-1)?.state === "connected");
}

/** The agent talks for a while and ends the call. */
export async function talkAndEnd(t, tab, talkMs) {
  const ccp = await tab.ccp();
  await t.advance(talkMs);
  await ccp.getByRole("button", { name: "End call" }).click();
  await t.until("after-call work began", (facts) => facts.contacts.at(-1)?.state === "ended");
}

/** Waits until the log of the newest call is begun: people talk, and it says so. */
export function begunLog(t) {
  return t.until("the log is begun", (facts) => {
    const contact = facts.contacts.at(-1)?.id;
    const log = facts.tasks.find((task) => task.fields.CallObject === contact)?.fields;
    return log?.Status === "In Progress" && log;
  });
}

/** Whether the softphone has written this into its journal. */
export function isKept(softphone, text) {
  return softphone.evaluate(
    (text) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("switchboard");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction("journals").objectStore("journals").getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result.some((journal) => journal.includes(text)));
          };
        };
      }),
    text,
  );
}

/** Waits until the softphone keeps the id of the log it began: a page that leaves earlier asks the agent whether it is there. */
export async function keptLog(t, softphone) {
  const { Id } = await begunLog(t);
  await t.until("the page keeps the log's id", () => isKept(softphone, Id));
}

/** The one Task that is the log of the newest call, once it is finished; fails when there are more. */
export async function theLog(t) {
  const contact = (await t.facts()).contacts.at(-1).id;
  const logs = (facts) => facts.tasks.filter((task) => task.fields.CallObject === contact);
  await t.until("the call is logged", (facts) => logs(facts).some((log) => log.fields.CallDisposition));
  const facts = await t.facts();
  assert.equal(logs(facts).length, 1, "exactly one log for one call");
  return logs(facts)[0].fields;
}

/** The record of the known customer. */
export async function dana(t) {
  const facts = await t.facts();
  const found = facts.records.find((record) => record.fields.Name === "Dana Ortiz" && record.object === "Contact");
  assert.ok(found, "the world has Dana Ortiz");
  return found;
}

/** Opens the drawer, when it is closed, and waits until it has slid in: what moves between a press and its release is not clicked. */
export async function openDrawer(softphone) {
  const handle = softphone.locator("#drawer-handle");
  if ((await handle.getAttribute("aria-expanded")) === "true") return;
  await handle.click();
  await softphone.locator('#drawer-handle[aria-expanded="true"]').waitFor();
  await softphone.locator(".drawer").evaluate((drawer) => Promise.allSettled(drawer.getAnimations().map(({ finished }) => finished)));
}

/** Opens the drawer, when it is closed, and brings a panel of it to the front, from the strip or from the menu; the panel. */
export async function openTab(softphone, name) {
  await openDrawer(softphone);
  const head = softphone.locator(`#tab-${name}`);
  if ((await head.count()) === 0) {
    await softphone.locator("#more-button").click();
    await softphone.locator(`#more-${name}`).click();
  } else {
    await head.click();
  }
  await softphone.locator(`#tab-${name}[aria-selected="true"]`).waitFor();
  return softphone.locator("#tab-panel");
}

/** Opens the softphone's panel in the utility bar: a closed one is not painted, so nothing in it can be pressed. The bar's one
 * item is found by its place: its label is what the phone is doing, and may change before it is pressed. */
export async function showSoftphone(t, tab) {
  const visible = (facts) => facts.consoles.at(-1)?.panel.visible;
  if (!visible(await t.facts())) await tab.page.locator(".utility-item").click();
  await t.until("the softphone is open", visible);
}

/** The panels of the drawer: those in its strip, then those behind its menu. */
export function tabNames(softphone) {
  return softphone
    .locator('.strip [role="tab"], #more [role="menuitem"]')
    .evaluateAll((heads) => heads.map((head) => head.id.replace(/^(tab|more)-/, "")));
}

/** Talks for a while and hangs up by other means: the drawer may lie over the button. */
export async function talkAndHangUp(t, talkMs) {
  await t.advance(talkMs);
  await t.direct({ do: "agentHangsUp" });
  await t.until("after-call work began", (facts) => facts.contacts.at(-1)?.state === "ended");
}
