// A known customer's call on the page that `dist` wrote, served with the headers it wrote and pinned to one org and one
// instance: it opens her record, is talked and is logged.
// Shows: issue-10-integrity
import assert from "node:assert/strict";

import { answerAndTalk, dana, ready, theLog } from "../../lib/softphone.mjs";
import { asShipped } from "../../lib/static-host.mjs";

export async function run(t) {
  const host = await asShipped(t);
  const tab = await t.open("/");
  await ready(tab);
  await t.direct({ do: "knownCall" });
  const { id } = await dana(t);
  await t.until("her record is open", (facts) => facts.consoles[0].recordInView === id);
  await answerAndTalk(t, tab, 61_000);
  assert.equal((await theLog(t)).WhoId, id);

  const answers = [...host.given];
  const missing = answers.filter(([, { status }]) => status !== 200).map(([path]) => path);
  assert.deepEqual(missing, [], "every file the page asks for is in the folder");
  const { "content-security-policy": policy, "cache-control": cache } = host.given.get("/").headers;
  assert.equal(cache, "no-cache");
  assert.match(policy, /frame-ancestors https:\/\/acme\.lightning\.force\.com;/);
  assert.match(policy, /frame-src https:\/\/acme\.my\.connect\.aws;/);
  const html = String(host.given.get("/").body);
  assert.match(html, /"instanceUrl":"https:\/\/acme\.my\.connect\.aws"/, "the configuration is in the page");
  assert.doesNotMatch(html, /localhost|"recorder"|"\$schema"/, "what is for development or for the build is not");
  const scripts = [...html.matchAll(/<script[^>]* src="[^>]*>/g)].map(([tag]) => tag);
  assert.ok(scripts.length >= 5);
  for (const tag of scripts) assert.match(tag, / integrity="sha256-[\w+/]{43}="/, "the browser holds it against its digest");
  const twice = t.listener.lines.filter((line) => /preload for .* is found, but is not used/.test(line));
  assert.deepEqual(twice, [], "nothing is downloaded ahead and then again");
  const others = answers.filter(([path]) => path !== "/");
  assert.ok(others.length >= 5, "the page is made of files");
  for (const [path, { headers }] of others) {
    assert.match(path, /^\/v-[0-9a-f]{16}\//, "named by its content");
    assert.equal(headers["cache-control"], "public, max-age=31536000, immutable", path);
  }
}
