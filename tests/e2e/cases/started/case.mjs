// The flow of the adapter itself runs once for each load of the page, in the tab that works for the calls.
import { actionFlow, task } from "../../lib/actions.mjs";
import { withPage } from "../../lib/page.mjs";
import { ready } from "../../lib/softphone.mjs";

const STARTED = { ...actionFlow("Started", task({ subject1: "The phone has started" })), source: "initialization", event: "onInit" };

export async function run(t) {
  await withPage(t, (page) => page.flows.push(STARTED));
  const tab = await t.open("/");
  await ready(tab);
  await t.until("its flow has run", (facts) => started(facts) === 1);
  await tab.reload();
  await ready(tab);
  await t.until("it has run again", (facts) => started(facts) === 2);
  // A call, and the end of it, start nothing more of the kind.
  await t.direct({ do: "knownCall" });
  await t.direct({ do: "customerHangsUp" });
  await t.until("the call is over", (facts) => facts.contacts.every(({ state }) => state !== "connecting"));
  await t.until("still twice", (facts) => started(facts) === 2);
}

function started({ tasks }) {
  return tasks.filter(({ fields }) => fields.Subject === "The phone has started").length;
}
