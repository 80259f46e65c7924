// Whatever stands in a search result, in the name of a queue, in a record's details, in what Salesforce says of a save or a flow of
// itself: it is shown as text, isolated, and no wider than its place. No element is made of it, and no request.
// Shows: S4-panel, S2, S4
import assert from "node:assert/strict";

import { openTab, ready, showSoftphone, tabNames } from "../../lib/softphone.mjs";

const HOSTILE = [
  "<img src=https://evil.example/y onerror=alert(1)><script>alert(2)</script>",
  "\u202etxet esrever שלום",
  "👩‍👩‍👧‍👦🇩🇪",
  "a\u0001b\u0007c\u2028d",
  "{reason} {count} {{order}}",
  "x".repeat(32 * 1024),
];
/** Every element the panel makes. */
const OURS = "A ARTICLE ASIDE BDI BUTTON DETAILS DIALOG DIV FORM H2 H3 INPUT LABEL LI OL OPTION P SECTION SELECT SPAN SUMMARY TEXTAREA UL".split(" ");

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  await softphone.locator("#drawer-handle").waitFor();
  for (const text of HOSTILE) {
    for (const question of ["several", "settled"]) {
      await tell(softphone, view(text, question));
      await softphone.locator("#contact .who").waitFor();
      for (const part of ["#contact .who", "#contact .queue", "#caller .name"]) {
        assert.equal(await softphone.locator(part).first().evaluate((part) => part.textContent), text, part);
      }
      if (question === "several") {
        const facts = await softphone.locator("#caller .facts").first().evaluate((part) => part.textContent);
        assert.ok(facts.endsWith(` · ${text}`), "a record's details");
      }
      for (const name of await tabNames(softphone)) {
        await openTab(softphone, name);
        const { tags, wide } = await look(softphone);
        assert.deepEqual(tags.filter((tag) => !OURS.includes(tag)), [], `${name}: no element but ours`);
        assert.deepEqual(wide, [], `${name}: nothing spreads: ${text.slice(0, 40)}`);
      }
    }
  }
}

/** A picture in which every text that others have written is this one. */
function view(text, question) {
  const record = { id: `003${text}`, name: text, object: text, details: [text, text], source: "match" };
  const failure = { kind: "rejected", code: text, message: text, details: [text] };
  return {
    version: 2,
    message: "view",
    contact: {
      id: "c-1", channel: "voice", number: text, name: text, direction: "inbound", state: "connected", since: 1, queue: text,
      attributes: [[text, text]],
    },
    callers: [{
      contact: "c-1", question, records: [record, { ...record, id: "other" }], newRecords: [text], searchable: true, related: [record],
    }],
    ringing: false,
    saves: [{ failed: failure }, { uncertain: failure }, { saved: { recordId: text } }].map((state) => ({
      contact: `s-${Object.keys(state)}`, subject: text, state,
    })),
    logs: [{ contact: "c-1", notes: text, room: 32_000, disposition: text, saved: false }],
    data: {
      rows: [{ name: text, text, nested: false }, { name: text, text: JSON.stringify({ [text]: [text] }), nested: true }],
    },
    notifications: [{ id: 1, kind: "toast", text }],
    showAttributes: true,
    runs: [{ id: 1, flow: text, event: text, started: 1, blocks: 3, outcome: "failed", block: text, failed: { title: text, reason: text } }],
    presses: [{ action: text, contact: "c-1", run: 1, state: { failed: { title: text, reason: text } } }],
  };
}

/** Hands the panel a message as the core would. */
function tell(softphone, message) {
  return softphone.evaluate(async (message) => (await import("./panel.js")).tell(message), JSON.stringify(message));
}

/** The elements there are, and the places that are wider than they may be. */
function look(softphone) {
  return softphone.evaluate(() => ({
    tags: [...new Set([...document.querySelectorAll("#panel *, #drawer *")].map((part) => part.tagName))],
    wide: ["#softphone", "#panel", "#tab-panel"].filter((place) => {
      const { scrollWidth, clientWidth } = document.querySelector(place);
      return scrollWidth > clientWidth;
    }),
  }));
}
