// Actions of a case, and what an agent does with them.
import { withPage } from "./page.mjs";
import { openDrawer, ready } from "./softphone.mjs";

/** Answers the adapter's page with these actions and flows, opens it, and opens its drawer: the actions are there at once. */
export async function openWith(t, actions, flows) {
  await withPage(t, (page) => {
    page.actions = actions;
    page.flows.push(...flows);
  });
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await tab.page.locator(".utility-item").first().click();
  await openDrawer(softphone);
  await softphone.locator("#actions li").first().waitFor();
  return { tab, softphone };
}

/** An action whose form has a field of every type, none of them filled in. */
export const EVERY_FIELD = {
  name: "Every field",
  flow: "Nothing",
  title: "A form with a field of every type",
  instructions: "Fill in what you know.\nLeave the rest empty.",
  fields: ["text", "number", "phone", "email", "date", "longText", "checkbox"]
    .map((type) => ({ name: type, label: `A ${type} that has a rather long label`, type, required: true }))
    .concat({ name: "choice", type: "choice", required: true, options: ["one", { value: "two", label: "Two of them" }] }),
};

/** A flow for actions: one block after the other, each as `[type, controls]` under the ids `uid-2`, `uid-3` … */
export function actionFlow(name, ...blocks) {
  const all = [["SE_Start", {}], ...blocks];
  const actions = all.map(([type, controls], at) => {
    const next = at + 1 < all.length ? `uid-${at + 2}` : undefined;
    // A block that fails ends its flow.
    const ports = next && { done: next, success: next };
    return { id: `uid-${at + 1}`, type, controls, ports: ports ?? {} };
  });
  return { name, source: "ctiAction", active: true, actions };
}

/** A block that makes a Task. */
export function task(controls) {
  return ["SE_SFCreateTask", { CallType: "internal", Status: "Completed", ...controls }];
}

/** Where the keyboard is. */
export function focused(softphone) {
  return softphone.evaluate(() => document.activeElement?.id || document.activeElement?.tagName);
}

const SLOW_MS = 20_000;

/** Lets the next save wait until the case calls what this returns. The time it takes begins when Salesforce is asked, so that is waited for. */
export async function slowSave(t) {
  const saves = ({ calls }) => calls.filter(({ method }) => method === "saveLog").length;
  const before = saves(await t.facts());
  const mishap = { kind: "late", after: SLOW_MS };
  await t.direct({ do: "inject", fault: { target: { openCti: "saveLog" }, mishap } });
  return async () => {
    await t.until("Salesforce is asked to save", (facts) => saves(facts) > before);
    await t.advance(SLOW_MS);
  };
}

/** The Tasks whose subject begins so. */
export function tasksOf(facts, subject) {
  return facts.tasks.map(({ fields }) => fields).filter(({ Subject }) => Subject?.startsWith(subject));
}

/** The call ends, and the contact goes. */
export async function over(t) {
  await t.direct({ do: "agentHangsUp" });
  await t.until("after-call work began", (facts) => facts.contacts.at(-1).state === "ended");
  await t.direct({ do: "agentClears" });
  await t.until("the contact is gone", (facts) => !facts.contacts.at(-1).present);
}
