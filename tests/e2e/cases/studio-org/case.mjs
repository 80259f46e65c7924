// The studio inside a page of the org, on its records: the component's own conversation answers it, the simulated Apex answers that.
// What another author saved is not overwritten unseen, a right that is taken away loses nothing, and agents' pages read what was saved.
// Shows: studio-org
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { ADAPTER, orgPackage, writeFlow } from "../../lib/org.mjs";
import { block } from "../../lib/studio.mjs";

const CONVERSATION = new URL(
  "../../../../salesforce/force-app/main/default/lwc/switchboardStudio/conversation.js",
  import.meta.url,
);

const FLOW = {
  name: "Keep",
  source: "connectVoiceContact",
  event: "onConnecting",
  active: false,
  actions: [{ id: "uid-1", type: "SE_Start", ports: {}, position: [0, 0] }, { id: "uid-2", type: "SE_End", position: [256, 0] }],
};

/** Frames the studio in the org's page, as the component does; its frame. */
async function framed(t, flow) {
  const { page } = await t.open("/");
  const classes = (await readFile(CONVERSATION, "utf8")).replace(/^export /gm, "");
  await page.evaluate(`(() => {
    ${classes}
    const call = async (method, args) => {
      const body = JSON.stringify({ method, args });
      const answer = await fetch("/sim/library", { method: "POST", headers: { "content-type": "application/json" }, body });
      const { says, throws } = await answer.json();
      if (throws) throw new Error(throws);
      return says;
    };
    const frame = document.createElement("iframe");
    const origin = ${JSON.stringify(t.origins.adapter)};
    const post = (text, to) => frame.contentWindow.postMessage(text, to);
    const conversation = new Conversation({ origin, post, call });
    addEventListener("message", (event) => conversation.hear(event, frame.contentWindow));
    conversation.welcome({ adapter: { key: ${JSON.stringify(ADAPTER)}, name: "Acme" }, flow: ${JSON.stringify(flow)}, user: "Ada", mayWrite: true, locale: "en" });
    frame.style.cssText = "position: fixed; inset: 0; width: 100%; height: 100%; z-index: 99; border: 0";
    frame.src = origin + "/studio/";
    document.body.append(frame);
  })()`);
  await t.until("the studio is framed", () => page.frames().some((frame) => frame.url().includes("/studio/")));
  return page.frames().find((frame) => frame.url().includes("/studio/"));
}

const apex = async (t, method, args) => JSON.parse((await t.host("POST", "/sim/library", { method, args })).says);
const kept = async (t) => (await apex(t, "readDocument", { kind: "flow", key: "Keep" })).document;

export async function run(t) {
  await orgPackage(t);
  await writeFlow(t, FLOW);
  await t.direct({ do: "givePermissionSets", permissionSets: ["agent", "author"] });
  const studio = await framed(t, "Keep");

  // The flow that the page names is opened; what is saved is the record, with its errors counted.
  await block(studio, "End").locator(".body").click();
  await studio.locator("#block-title").fill("Bye");
  await studio.getByRole("button", { name: "Save", exact: true }).click();
  await studio.getByText(/Saved in Salesforce\. .*within 18 minutes/).waitFor();
  const saved = await kept(t);
  assert.equal(JSON.parse(saved.definition).actions[1].meta.title, "Bye");
  assert.deepEqual(Object.keys(JSON.parse(saved.definition)), ["actions"], "what the record says is not in the definition");

  // Another author saves meanwhile.
  const { lastModifiedBy, ...mine } = saved;
  const theirs = { ...mine, adapter: ADAPTER, expected: saved.digest, definition: saved.definition.replace("Bye", "Theirs") };
  assert.ok((await apex(t, "save", { request: JSON.stringify(theirs) })).saved, lastModifiedBy);
  await studio.locator("#block-title").fill("Mine");
  await studio.getByRole("button", { name: "Save", exact: true }).click();
  await studio.getByRole("heading", { name: "Changed elsewhere" }).waitFor();
  assert.equal((await kept(t)).definition, theirs.definition, "nothing was overwritten");
  await studio.getByRole("button", { name: "Save mine over it" }).click();
  await studio.getByText("Saved in Salesforce").waitFor();
  assert.equal(JSON.parse((await kept(t)).definition).actions[1].meta.title, "Mine");

  // The right is taken away: said, and what was drawn stays as a draft.
  await t.direct({ do: "givePermissionSets", permissionSets: ["agent"] });
  await studio.locator("#block-title").fill("Not allowed");
  await studio.getByRole("button", { name: "Save", exact: true }).click();
  await studio.getByText(/permission set Switchboard Author.*draft is kept/).waitFor();
  await studio.getByText("Unsaved changes").waitFor();
  await t.direct({ do: "givePermissionSets", permissionSets: ["agent", "author"] });
  await studio.getByRole("button", { name: "Save", exact: true }).click();
  await t.until("it is saved", async () => (await kept(t)).definition.includes("Not allowed"));
}
