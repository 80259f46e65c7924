// The deployment's own service for recordings, on the page's own origin, under the policy that `dist` wrote: pages instead of answers,
// errors, markup, refusals of the browser, and silence change nothing and are shown as text; any plain success is one.
// Shows: issue-10-own-service
import assert from "node:assert/strict";
import { join } from "node:path";

import { holdDeadlines, losePatience } from "../../lib/deadlines.mjs";
import { answer, begunLog, openTab, ready } from "../../lib/softphone.mjs";
import { StaticHost } from "../../lib/static-host.mjs";

const html = { "content-type": "text/html; charset=utf-8" };
const json = { "content-type": "application/json" };
const SERVICE = "https:\\/\\/cti\\.example\\.com\\/recorder\\/change$";
const MARKUP = '{"error":"<img src=x onerror=alert(1)>"}';

/** What the service answers, what the agent reads, and what the browser may say in its console. */
const HOSTILE = [
  ["a page to sign in", { status: 200, headers: html, body: "<h1>Sign in</h1>" }, "200 text/html"],
  ["a page of an error", { status: 500, headers: html, body: "<h1>Oops</h1>" }, "500 text/html", /status of 500/],
  ["markup in JSON", { status: 502, headers: json, body: MARKUP }, MARKUP, /status of 502/],
  ["nothing but a status", { status: 503, headers: json, body: "" }, "503", /status of 503/],
  ["not there", "abort", "Failed to fetch", /ERR_BLOCKED_BY_CLIENT/],
];

export async function run(t) {
  const host = await StaticHost.open(join(process.env.SWITCHBOARD_DIST, "site"));
  const page = /^https:\/\/cti\.example\.com\/softphone(\/[^?]*)/;
  t.answer(page, (url) => host.answer(page.exec(url)[1]));
  await holdDeadlines(t);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  assert.match(host.given.get("/").headers["content-security-policy"], /connect-src 'self' https:\/\/participant\.connect\.eu-central-1\.amazonaws\.com https:\/\/acme\.my\.connect\.aws;/);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await begunLog(t);
  const panel = await openTab(softphone, "recording");
  const stands = (sentence) => panel.getByRole("status").filter({ hasText: sentence }).waitFor();
  const start = panel.getByRole("button", { name: "Start recording" });

  for (const [what, said, shown, console] of HOSTILE) {
    const recorder = new RegExp(SERVICE);
    t.answer(recorder, said);
    if (console) t.expect(console);
    await start.click();
    await t.until(`${what}: the agent reads ${shown}`, async () =>
      (await panel.getByRole("alert").textContent()).includes(shown));
    await stands("The call is not recorded.");
    t.forget(recorder);
  }
  assert.equal(await softphone.locator("img").count(), 0, "text, no element");

  // It never answers.
  const silent = new RegExp(SERVICE);
  t.answer(silent, () => new Promise(() => {}));
  await losePatience(softphone);
  await start.click();
  await panel.getByRole("alert").getByText("There was no answer in time").waitFor();
  await stands("The call is not recorded.");
  t.forget(silent);

  // A success is one, whatever it says.
  await softphone.evaluate(() => void (window.isImpatient = false));
  t.answer(new RegExp(SERVICE), { status: 200, headers: json, body: '["not", {"what": "we"}, "meant"]' });
  await start.click();
  await stands("The call is recorded.");
}
