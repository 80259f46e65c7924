// A component of the org asks for a call by the Lightning message channel: a click like any other, with do-not-call and the record. What
// names no number is nothing.
import assert from "node:assert/strict";

import { withPage } from "../../lib/page.mjs";
import { ready } from "../../lib/softphone.mjs";

export async function run(t) {
  await withPage(t, (page) => {
    page.config.salesforce = { ...page.config.salesforce, orgPackage: true };
  });
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const { records } = await t.facts();
  const named = (name) => records.find((record) => record.fields.Name === name);
  const publish = (message, channel = "Switchboard_Dial__c") =>
    t.direct({ do: "console", act: { do: "publishMessage", channel, message } });

  const lena = named("Lena Fischer");
  await publish({ number: lena.fields.Phone, recordId: lena.id, objectType: lena.object });
  await softphone.locator("#notices", { hasText: "Lena Fischer does not want to be called" }).waitFor();

  for (const nothing of [{}, { number: null }, { number: "" }, { number: { a: 1 } }, { number: "1".repeat(101) }]) await publish(nothing);
  await publish({ number: "(415) 555-0199" }, "Somebody_Else__c");
  assert.equal((await t.facts()).dials.length, 0);

  const dana = named("Dana Ortiz");
  await publish({ number: "(415) 555-0142", recordId: dana.id, recordName: "Dana Ortiz", objectType: "Contact" });
  await t.until("it is dialled", (facts) => facts.dials.length === 1);
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await t.direct({ do: "customerAnswers" });
  await t.until("they talk", (facts) => facts.contacts[0].state === "connected");
  await t.direct({ do: "agentHangsUp" });
  await t.until("it is over", (facts) => facts.contacts[0].state === "ended");
  await t.direct({ do: "agentClears" });
  const task = await t.until("the log is whole", ({ tasks }) => tasks.find(({ fields }) => fields.CallObject && fields.Status === "Completed"));
  assert.equal(task.fields.WhoId, dana.id);
}
