// Amazon Connect rejects the agent's token: for a moment, which is nobody's business; in a call, which ends before she is asked; and while
// she is idle. One window opens, and what opens it is not the library.
// Shows: F4
import assert from "node:assert/strict";

import { ready, showSoftphone } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  let windows = 0;
  t.context.on("page", () => windows++);

  // A flap.
  await t.direct({ do: "rejectToken" });
  await tab.page.waitForTimeout(1_500);
  await t.direct({ do: "acceptToken" });
  await tab.page.waitForTimeout(5_000);
  assert.equal(await softphone.getByRole("button", { name: "Sign in" }).count(), 0);
  assert.equal(windows, 0);

  // In a call: it is said, nothing opens, and the call is logged.
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.at(-1)?.state === "connecting");
  await t.direct({ do: "agentAccepts" });
  await t.until("they talk", (facts) => facts.contacts.at(-1).state === "connected");
  await t.direct({ do: "rejectToken" });
  await softphone.getByText("Your sign-in to Amazon Connect has expired").waitFor();
  assert.equal(windows, 0, "none while a call is up");

  // When it is over she is asked, once.
  const opened = t.context.waitForEvent("page");
  await t.direct({ do: "customerHangsUp" });
  await t.direct({ do: "agentClears" });
  const window = await opened;
  assert.match(window.url(), /^(about:blank|https:\/\/acme\.my\.connect\.aws\/ccp-v2\/)/);
  await t.direct({ do: "acceptToken" });
  await ready(tab);
  assert.equal(windows, 1);
  await t.until("the log is whole", ({ tasks }) => tasks.some(({ fields }) => fields.CallObject && fields.Status === "Completed"));
}
