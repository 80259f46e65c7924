// An action with a form, by keyboard alone: marks and errors, entries that Go back keeps, progress, what goes wrong, what the flow
// gets, and where the keyboard is after each of them.
// Shows: BH-41, BH-49
import assert from "node:assert/strict";

import { actionFlow, focused, openWith, slowSave, task, tasksOf } from "../../lib/actions.mjs";

const FIELDS = [
  { name: "who", label: "Name", type: "text", required: true, maxLength: 20 },
  { name: "often", label: "How often", type: "number", min: 1, max: 9 },
  { name: "phone", label: "Phone", type: "phone", pattern: "[+0-9 ]+", patternMessage: "Digits only, please." },
  { name: "email", label: "E-mail", type: "email" },
  { name: "day", label: "Day", type: "date", min: "2026-01-01" },
  { name: "note", label: "Note", type: "longText", default: "Call in the\nmorning" },
  { name: "mood", label: "Mood", type: "choice", required: true, options: [{ value: "g", label: "Good" }, { value: "b", label: "Bad" }] },
  { name: "sure", label: "I am sure", type: "checkbox", required: true },
];

const ACTIONS = [
  { name: "Other", flow: "Entered", order: 1, payload: [{ key: "who", value: "x" }] },
  {
    name: "Callback",
    flow: "Entered",
    order: 2,
    title: "Call back",
    instructions: "Fill this in.\nThen submit.",
    payload: [{ key: "fixed", value: "hard-coded" }],
    fields: FIELDS,
  },
];

const KEYS = ["who", "often", "phone", "email", "day", "note", "mood", "sure", "fixed"];

/** Writes down everything it gets. */
const FLOW = actionFlow(
  "Entered",
  [
    "SE_TextStringTemplate",
    {
      template: KEYS.map((key) => `${key}=\${${key}}`).join("|"),
      variables: Object.fromEntries(KEYS.map((key) => [key, `$.payload.${key}`])),
    },
  ],
  task({ subject1: "Entered", otherTaskFields: { Description: "$.actions.uid-2.results.value" } }),
);

export async function run(t) {
  const { tab, softphone } = await openWith(t, ACTIONS, [FLOW]);
  const { keyboard } = tab.page;
  const field = (at) => softphone.locator(`#action-field-${at}`);
  const problems = () => softphone.locator("#action-form .problem-of:not(:empty)").allTextContents();
  const told = () => t.until("the form is wrong", async () => (await problems()).length > 0);

  const open = softphone.getByRole("button", { name: "Callback", exact: true });
  await open.focus();
  await keyboard.press("Enter");
  await softphone.getByRole("heading", { name: "Call back" }).waitFor();
  await t.until("the first field has the keyboard", async () => (await focused(softphone)) === "action-field-0");
  assert.equal(await softphone.getByText("Fill this in.").evaluate((node) => getComputedStyle(node).whiteSpace), "pre-line");
  assert.deepEqual(
    await softphone.locator("#action-form label").allTextContents(),
    ["Name *", "How often", "Phone", "E-mail", "Day", "Note", "Mood *", "I am sure *"],
  );
  assert.equal(await field(5).inputValue(), "Call in the\nmorning");

  // Nothing entered: what is missing is said beside each, and once for all.
  await keyboard.press("Enter");
  await told();
  assert.deepEqual(await problems(), Array(3).fill("This is required."));
  assert.equal(await softphone.locator("#action-form [role=alert]").first().textContent(), "3 entries need to be corrected.");
  await t.until("the first bad field has the keyboard", async () => (await focused(softphone)) === "action-field-0");
  assert.equal(await field(0).getAttribute("aria-invalid"), "true");
  assert.equal(await field(0).getAttribute("aria-describedby"), "action-field-0-problem");
  assert.equal(await field(1).getAttribute("aria-invalid"), "false");

  // Everything wrong.
  const enter = async (at, text) => {
    await field(at).focus();
    await keyboard.press("ControlOrMeta+A");
    await keyboard.type(text);
  };
  await enter(0, "a".repeat(21));
  assert.equal(await field(0).getAttribute("aria-invalid"), "false", "what is being corrected is no longer wrong");
  await enter(1, "12");
  await enter(2, "none");
  await enter(3, "nobody");
  await field(4).fill("2025-12-31");
  await enter(6, "B");
  await field(0).focus();
  await keyboard.press("Enter");
  await t.until("all is judged", async () => (await problems()).length === 6);
  assert.deepEqual(await problems(), [
    "This may have at most 20 characters.",
    "This must be 9 or less.",
    "Digits only, please.",
    "This is not an e-mail address.",
    "This must be Jan 1, 2026 or later.",
    "This is required.",
  ]);

  // What a browser shows but cannot read is not nothing.
  await enter(1, "1e");
  await enter(0, "Ada");
  await enter(2, "+49 30 1234");
  await enter(3, "ada@example.com");
  await field(4).fill("2026-11-20");
  await field(7).focus();
  await keyboard.press("Space");
  await field(0).focus();
  await keyboard.press("Enter");
  await t.until("one is left", async () => (await problems()).length === 1);
  assert.deepEqual(await problems(), ["This is not a number."]);
  await t.until("it has the keyboard", async () => (await focused(softphone)) === "action-field-1");
  await enter(1, "1.5");

  // Enter in the long text is a new line.
  await field(5).focus();
  await keyboard.press("ControlOrMeta+End");
  await keyboard.press("Enter");
  await keyboard.type("please");
  assert.deepEqual(tasksOf(await t.facts(), "Entered"), [], "nothing is submitted yet");

  // Go back keeps it, and the keyboard is where it came from.
  await softphone.getByRole("button", { name: "Go back" }).focus();
  await keyboard.press("Enter");
  await t.until("the list is back", async () => (await focused(softphone)) === "action-button-1");
  await keyboard.press("Enter");
  await t.until("the form is back", async () => (await focused(softphone)) === "action-field-0");
  assert.deepEqual(
    await Promise.all([0, 1, 2, 3, 4, 5, 6].map((at) => field(at).inputValue())),
    ["Ada", "1.5", "+49 30 1234", "ada@example.com", "2026-11-20", "Call in the\nmorning\nplease", "b"],
  );
  assert.equal(await field(7).isChecked(), true);

  // Salesforce refuses: the form stays, and says why.
  await t.direct({ do: "injectNamed", name: "next-save-fails" });
  await field(0).focus();
  await keyboard.press("Enter");
  await softphone.locator("#action-form [role=alert]", { hasText: "Calls may not be logged after hours" }).waitFor();
  assert.equal(await focused(softphone), "action-field-0");

  // While it runs nothing can be submitted twice; then the list says that it is done.
  const finishSave = await slowSave(t);
  const submit = softphone.locator("#action-submit");
  await submit.focus();
  await keyboard.press("Enter");
  await softphone.locator("#action-submit", { hasText: "Running…" }).waitFor();
  assert.equal(await submit.isDisabled(), true);
  await keyboard.press("Enter");
  await finishSave();
  await softphone.locator("#actions li", { hasText: "Callback" }).getByText("Done").waitFor();
  await t.until("the keyboard is on its row", async () => (await focused(softphone)) === "action-button-1");
  const made = tasksOf(await t.facts(), "Entered");
  assert.equal(made.length, 1);
  assert.equal(
    made[0].Description,
    "who=Ada|often=1.5|phone=+49 30 1234|email=ada@example.com|day=2026-11-20|note=Call in the\nmorning\nplease|mood=b|sure=true|fixed=hard-coded",
  );

  // The next one begins anew.
  await open.click();
  assert.equal(await field(0).inputValue(), "");
}
