// The records of the org package, as an administrator changes them, and what the softphone says of them.
import { openTab } from "./softphone.mjs";

/** The call center of the simulated org. */
export const ADAPTER = "AcmeConnect";

/** Deploys the classes and makes the adapter record of the call center, enabled. */
export async function orgPackage(t, adapter = ADAPTER) {
  await t.direct({ do: "deployPackage", credentials: ["AmazonConnectAPI"] });
  await t.direct({ do: "saveAdapter", key: adapter, enabled: true });
}

/** Writes the record of a flow (`lib/flow.mjs`), under its name. */
export function writeFlow(t, { name, source, event, ...definition }, adapter = ADAPTER) {
  const document = { kind: "flow", key: name, name, source, event, active: true, definition: JSON.stringify(definition) };
  return t.direct({ do: "writeDocument", adapter, document });
}

/** Writes the record of an action. */
export function writeAction(t, { name, ...definition }) {
  const document = { kind: "action", key: name, name, active: true, definition: JSON.stringify(definition) };
  return t.direct({ do: "writeDocument", adapter: ADAPTER, document });
}

/** The next question for flows goes wrong like this. */
export function nextReading(t, fault) {
  return t.direct({ do: "injectNamed", name: `org-flows-${fault}` });
}

/** Waits until the org was asked for flows so many times. */
export function askedForFlows(t, times) {
  return t.until(`the org was asked ${times} times`, ({ calls }) =>
    calls.filter(({ args }) => args?.apexClass === "SwitchboardFlows").length >= times);
}

/** Opens the tab that says which flows are in force; that section. */
export async function openFlows(softphone) {
  await openTab(softphone, "activity");
  const flows = softphone.locator("#flows");
  if ((await flows.getAttribute("open")) === null) await flows.locator("summary").click();
  return flows;
}

/** Presses the button, and waits until it can be pressed again. */
export async function lookForFlows(softphone) {
  await softphone.locator("#look-for-flows").click();
  await softphone.locator('#look-for-flows:not([aria-disabled="true"])').waitFor();
}
