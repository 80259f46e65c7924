// The library and the world together: what a softphone page sees. open-cti.md, sections 2.5 and 3.

import { load } from "./softphone-frame.mjs";
import { World } from "./world.mjs";

// A page in a console of a real world; `turn` carries messages both ways until none is left.
async function softphone(lax) {
  const world = new World();
  const id = await world.ask("openConsole");
  const frame = load({ lax });
  let sent = 0;
  const turn = async () => {
    for (let moved = true; moved; ) {
      moved = false;
      while (sent < frame.posted.length) {
        await world.ask("fromSoftphone", { id, message: frame.posted[sent++].message });
      }
      for (const message of await world.ask("toSoftphone", { id })) {
        frame.receive(message);
        moved = true;
      }
    }
  };
  // Calls a method and waits for its response.
  const call = async (method, args = {}) => {
    let response;
    frame.opencti[method]({ ...args, callback: (answer) => (response = answer) });
    await turn();
    return response;
  };
  return { world, id, frame, turn, call, act: (act) => world.ask("act", { id, act }) };
}

export const CASES = [
  {
    name: "a page searches, pops and logs",
    section: "open-cti 3",
    async run(check) {
      const { world, call } = await softphone(check.lax);
      const found = await call("searchAndScreenPop", { searchParams: "4155550142", callType: "inbound", deferred: true });
      check.same("success", found.success, true);
      const [[id, summary], [last]] = Object.entries(found.returnValue);
      check.same("the caller", [summary.Name, summary.RecordType, last], ["Dana Ortiz", "Contact", "SCREEN_POP_DATA"]);
      check.same("popped", (await call("screenPop", found.returnValue.SCREEN_POP_DATA)).success, true);
      const value = { entityApiName: "Task", Subject: "Call", CallType: "Inbound", CallDurationInSeconds: 8, Status: "Completed", WhoId: id };
      const saved = await call("saveLog", { value });
      check.that("an id", /^00T\w{15}$/.test(saved.returnValue.recordId));
      const facts = await world.facts();
      check.same("in view", facts.consoles[0].recordInView, id);
      const task = facts.tasks.find((task) => task.id === saved.returnValue.recordId);
      check.same("the log", [task.fields.CallType, task.fields.CallDurationInSeconds, task.fields.WhoId], ["Inbound", 8, id]);
      const refused = await call("saveLog", { value: { ...value, CallType: "inbound" } });
      check.same("a refusal", [refused.success, refused.returnValue, refused.errors[0].code], [false, null, "GENERIC_ERROR"]);
      world.close();
    },
  },
  {
    name: "a click travels from number to listener",
    section: "open-cti 3.3",
    async run(check) {
      const { world, frame, turn, call, act } = await softphone(check.lax);
      const heard = [];
      frame.opencti.onClickToDial({ listener: (payload) => heard.push(payload) });
      await turn();
      const click = { do: "clickNumber", number: "(415) 555-0142" };
      await act(click);
      await turn();
      check.same("inert", heard, []);
      await call("enableClickToDial");
      await act(click);
      await turn();
      check.same("clicked", heard, [{ number: "(415) 555-0142" }]);
      world.close();
    },
  },
  {
    name: "a page sees its own pops as navigation",
    section: "open-cti 3.4",
    async run(check) {
      const { world, frame, turn, call } = await softphone(check.lax);
      const urls = [];
      frame.opencti.onNavigationChange({ listener: ({ url }) => urls.push(url) });
      await turn();
      await call("screenPop", { type: "url", params: { url: "/apex/Page" } });
      check.same("echo", urls, ["https://acme.lightning.force.com/apex/Page"]);
      world.close();
    },
  },
  {
    name: "faults reach the page",
    section: "open-cti 13.1",
    async run(check) {
      const { world, frame, turn, call } = await softphone(check.lax);
      const inject = (name) => world.direct({ do: "injectNamed", name });
      const value = { entityApiName: "Task", Subject: "Call" };
      await inject("callback-never-comes");
      check.same("never", await call("saveLog", { value }), undefined);
      await inject("save-answers-late");
      check.same("late, not yet", await call("saveLog", { value }), undefined);
      let answers = 0;
      await inject("save-answers-twice");
      frame.opencti.saveLog({ value, callback: () => (answers += 1) });
      await turn();
      check.same("twice is heard once", answers, 1);
      await inject("next-save-fails");
      check.same("fails", (await call("saveLog", { value })).success, false);
      const saved = (await world.facts()).tasks.filter((task) => task.fields.Subject === "Call");
      check.same("all but the failure were done", saved.length, 3);
      world.close();
    },
  },
];
