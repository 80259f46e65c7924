// The element editor: an action with a payload and a form is made, shown as agents will see it, saved, changed, taken back and found
// again after the tab was closed. What is wrong is said beside it, and what agents could not use is not shown to them.
// Shows: issue-12-8
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { accessibility, keptItems, openStudio } from "../../lib/studio.mjs";

const FLOW = new URL("../../../../flows/callback-customer.json", import.meta.url);

export async function run(t) {
  const page = await openStudio(t);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import" }).click();
  const flow = { name: "callback-customer.json", mimeType: "application/json", buffer: await readFile(FLOW) };
  await (await chooser).setFiles([flow]);
  await page.getByText("1 flow imported.").waitFor();

  await page.getByRole("link", { name: "Actions" }).click();
  await page.getByText("There are no actions yet.").waitFor();
  assert.deepEqual(await accessibility(page), []);
  await page.getByRole("button", { name: "New Action" }).click();

  // Name and flow. What is missing is said meanwhile.
  const findings = page.getByRole("region", { name: "Findings" });
  await findings.getByText("\"flow\" is missing or empty").waitFor();
  await page.getByLabel("Action name").pressSequentially("Callback Customer", { delay: 5 });
  await page.getByLabel("CTI Flow").selectOption({ label: "Callback Customer" });
  await page.getByLabel("Order").fill("10");
  await findings.getByText("No findings").waitFor();

  // The panel as agents will see it: without a form the action is one press.
  const panel = page.frameLocator("iframe");
  await panel.getByText("Callback Customer").waitFor();
  await panel.getByRole("button", { name: "Execute" }).click();
  await page.getByText("An agent's press starts “Callback Customer” now, with an empty payload.").waitFor();

  // Payload.
  const step = (name) => page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name }).click();
  await step("Payload");
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByLabel("Key 1", { exact: true }).fill("SubjectPrepend");
  await page.getByLabel("Value 1").fill("Callback");
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByLabel("Key 2", { exact: true }).fill("SubjectPrepend");
  await findings.getByText("the payload has the key \"SubjectPrepend\" twice").waitFor();
  await page.getByRole("button", { name: "Remove key 2" }).click();
  await findings.getByText("No findings").waitFor();

  // The form.
  await step("Additional Data");
  await page.getByLabel("Title").fill("Call a customer back");
  await page.getByLabel("Instructions").fill("Whom shall we call?");
  await page.getByRole("button", { name: "Form fields ▸" }).click();
  const dialog = page.locator("dialog");
  const field = async (name, label, type, more) => {
    await page.getByRole("button", { name: "New field +" }).click();
    await dialog.getByLabel("Field name").fill(name);
    await dialog.getByLabel("Label").fill(label);
    await dialog.getByLabel("Field type").selectOption(type);
    await more?.();
    await dialog.getByRole("button", { name: "Finish" }).click();
  };
  await field("CallbackPhone", "Callback number", "Phone number");
  await field("LastName", "Last name", "Text", () => dialog.getByLabel("Field required").check());
  await field("When", "When", "Choice", async () => {
    await dialog.getByRole("button", { name: "Finish" }).click();
    await dialog.getByText("A choice needs options").waitFor();
    await dialog.getByLabel("Options").fill("today|Today\ntomorrow");
  });
  assert.deepEqual(await accessibility(page), []);

  // A name that is taken is refused; Cancel leaves everything as it was.
  await page.getByRole("button", { name: "When When · Choice" }).click();
  await dialog.getByLabel("Field name").fill("LastName");
  await dialog.getByRole("button", { name: "Finish" }).click();
  await dialog.getByText("Another field has this name").waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  // The second field goes first, is taken back, and goes first again.
  const order = async (names) =>
    page.waitForFunction((names) => {
      const shown = [...document.querySelectorAll(".form-fields .name")].map((name) => name.textContent);
      return shown.join() === names;
    }, names.join());
  await page.getByRole("button", { name: "Move Last name up" }).click();
  await order(["Last name", "Callback number", "When"]);
  await page.keyboard.press("Control+z");
  await order(["Callback number", "Last name", "When"]);
  await page.keyboard.press("Control+y");
  await order(["Last name", "Callback number", "When"]);

  // Agents get the form; what is missing they are told, and what they send is said.
  await panel.getByRole("button", { name: "Callback Customer" }).click();
  await panel.getByRole("heading", { name: "Call a customer back" }).waitFor();
  await panel.getByRole("button", { name: "Submit" }).click();
  await panel.getByText("Last name").first().waitFor();
  await panel.getByLabel("Last name").fill("Ortiz");
  await panel.getByLabel("When").selectOption("today");
  await panel.getByRole("button", { name: "Submit" }).click();
  const sent = "with SubjectPrepend = “Callback”, LastName = “Ortiz”, CallbackPhone = “”, When = “today”.";
  await page.getByText(sent).waitFor();
  await panel.getByRole("heading", { name: "Call a customer back" }).waitFor({ state: "hidden" });

  // A tab that is closed before it is saved loses nothing.
  await page.waitForFunction(() => localStorage.getItem("switchboard.studio.draft.new.action")?.includes("tomorrow"));
  await page.goto("about:blank");
  await page.goto("https://cti.example.com/studio/#/new-action");
  await page.getByText("What you changed here and did not save is back.").waitFor();
  await page.getByRole("button", { name: "Quick Save" }).click();
  await page.getByText("Saved in this browser.").waitFor();
  await page.locator(".state", { hasText: "Saved" }).waitFor();
  const kept = async () => (await keptItems(page)).filter(({ kind }) => kind === "action").map(({ text }) => JSON.parse(text));
  assert.deepEqual(await kept(), [
    {
      name: "Callback Customer",
      flow: "Callback Customer",
      order: 10,
      payload: [{ key: "SubjectPrepend", value: "Callback" }],
      title: "Call a customer back",
      instructions: "Whom shall we call?",
      fields: [
        { name: "CallbackPhone", label: "Callback number", type: "phone", order: 2 },
        { name: "LastName", label: "Last name", order: 1, required: true },
        { name: "When", label: "When", type: "choice", order: 3, options: [{ value: "today", label: "Today" }, "tomorrow"] },
      ],
    },
  ]);

  // What agents could not use is saved as one they do not see.
  await page.getByLabel("CTI Flow").selectOption("");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Save, agents do not see it" }).click();
  await page.getByText("Starts “” · 3 fields · agents do not see it · order 10").waitFor();

  // Deleted, and taken back.
  await page.getByRole("button", { name: "Delete Callback Customer" }).click();
  await page.getByText("“Callback Customer” is deleted.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("link", { name: "Callback Customer" }).waitFor();
  assert.equal((await kept()).length, 1);
}
