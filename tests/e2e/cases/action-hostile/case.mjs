// Whatever stands in an action, in what a customer has sent, or in what Salesforce says: it is shown as text, isolated, and no
// wider than the panel. No element is made of it, no request.
// Shows: S4-panel, S4
import assert from "node:assert/strict";

import { actionFlow, openWith, task, tasksOf } from "../../lib/actions.mjs";
import { answer, keptLog } from "../../lib/softphone.mjs";

const HOSTILE = [
  "<img src=https://evil.example/y onerror=alert(1)><script>alert(2)</script>",
  "\u202etxet esrever שלום",
  "👩‍👩‍👧‍👦🇩🇪",
  "a\u0001b\u0007c\u2028d",
  "x".repeat(32 * 1024),
];
const ALL = HOSTILE.join(" ");

const FLOW = actionFlow("Make", task({ subject1: "Made", otherTaskFields: { Description: "$.payload.markup" } }));

const ACTIONS = [
  ...HOSTILE.map((name) => ({ name, flow: "Make" })),
  {
    name: "Form",
    order: 1,
    flow: "Make",
    title: ALL,
    instructions: ALL,
    fields: [
      ...["markup", "rtl", "emoji", "control", "long"].map((name, at) => ({
        name,
        label: HOSTILE[at],
        type: name === "long" ? "longText" : "text",
        default: `$.contact.attributes.${name}`,
      })),
      { name: "choice", type: "choice", required: true, options: HOSTILE.map((text) => ({ value: text, label: text })) },
      { name: "never", type: "text", pattern: "y", default: "n", patternMessage: ALL },
    ],
  },
];

/** The elements there are, and whether anything is wider than its place. */
async function look(softphone) {
  return softphone.evaluate(() => {
    const all = [...document.querySelectorAll("#actions *")];
    const panel = document.getElementById("tab-panel");
    return { tags: [...new Set(all.map((node) => node.tagName))].sort().join(" "), spread: panel.scrollWidth > panel.clientWidth };
  });
}

export async function run(t) {
  const { tab, softphone } = await openWith(t, ACTIONS, [FLOW]);
  const [markup, rtl, emoji, control, long] = HOSTILE;
  await t.direct({ do: "inboundCall", from: "+14155550142", attributes: { markup, rtl, emoji, control, long } });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await keptLog(t, softphone);

  const names = await softphone.locator("#actions li bdi").allTextContents();
  assert.deepEqual(names.toSorted(), [...HOSTILE, "Form"].toSorted());
  assert.deepEqual(await look(softphone), { tags: "BDI BUTTON DIV LI P UL", spread: false });
  const high = await softphone.locator("#actions li").evaluateAll((rows) => Math.max(...rows.map((row) => row.offsetHeight)));
  assert.ok(high < 400, `a name of 32 KB is cut: ${high} px`);

  await softphone.getByRole("button", { name: "Form", exact: true }).click();
  const field = (at) => softphone.locator(`#action-field-${at}`);
  await t.until("the defaults have come", async () => (await field(0).inputValue()) === markup);
  assert.equal(await field(1).inputValue(), rtl);
  assert.equal(await field(2).inputValue(), emoji);
  assert.equal(await field(4).inputValue(), long);
  assert.equal(await softphone.locator("#action-title").textContent(), ALL);
  const labels = await softphone.locator("#action-form label bdi").allTextContents();
  assert.deepEqual(labels, [...HOSTILE, "choice", "never"]);
  const tags = "BDI BUTTON DIV FORM H2 INPUT LABEL OPTION P SELECT TEXTAREA";
  assert.deepEqual(await look(softphone), { tags, spread: false });

  await softphone.locator("#action-submit").click();
  await t.until("the form is wrong", async () => (await field(6).getAttribute("aria-invalid")) === "true");
  assert.equal(await softphone.locator("#action-field-6-problem").textContent(), ALL, "the administrator's own sentence");
  await field(6).fill("y");
  await field(5).selectOption(markup);

  const mishap = { kind: "fails", code: "GENERIC_ERROR", description: ALL };
  await t.direct({ do: "inject", fault: { target: { openCti: "saveLog" }, mishap } });
  await softphone.locator("#action-submit").click();
  const refused = softphone.locator("#action-form [role=alert]", { hasText: "evil.example" });
  await refused.waitFor();
  assert.ok((await refused.textContent()).includes(markup), "what Salesforce said, as text");
  assert.deepEqual(await look(softphone), { tags, spread: false });

  await softphone.locator("#action-submit").click();
  const made = await t.until("it is made", (facts) => tasksOf(facts, "Made")[0]);
  assert.equal(made.Description, markup, "untouched");
  await softphone.locator("#actions li").first().waitFor();
  assert.equal(await softphone.evaluate(() => document.querySelectorAll("#drawer :is(img, script)").length), 0);
}
