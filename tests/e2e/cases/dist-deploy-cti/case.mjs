// An administrator's script: the archive of a release is unpacked, its `cti` makes the site with nothing in its PATH, and a call is worked on
// what it has written, served with its own headers.
// Shows: issue-10-deploy-cti
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { unpacked, worksACall } from "../../lib/release.mjs";

export async function run(t) {
  await unpacked(async (folder) => {
    const empty = join(folder, "empty");
    await mkdir(empty);
    const cti = (...words) => {
      const ran = spawnSync(join(folder, "cti"), words, { cwd: folder, env: { PATH: empty }, encoding: "utf8" });
      if (ran.error) throw ran.error;
      return { status: ran.status, said: ran.stdout + ran.stderr };
    };
    // The configuration that ships names no org of anybody's; hers does.
    const config = JSON.parse(await readFile(join(folder, "adapter.json"), "utf8"));
    config.salesforce.origins = ["https://acme.lightning.force.com"];
    config.connect = { instanceUrl: "acme", region: "eu-central-1" };
    await writeFile(join(folder, "mine.json"), JSON.stringify({ ...config, phones: {} }));
    const deploy = ["deploy", "--release", ".", "--config", "mine.json", "--out", "out"];
    const unnamed = cti("deploy", "--release", ".", "--config", "adapter.json", "--out", "out");
    assert.match(unnamed.said, /salesforce\.origins/);
    assert.equal(unnamed.status, 1);
    const refused = cti(...deploy);
    assert.match(refused.said, /phones is unknown/);
    assert.equal(refused.status, 1);

    await writeFile(join(folder, "mine.json"), JSON.stringify(config));
    const made = cti(...deploy);
    assert.match(made.said, /wrote out: \d+ files, [1-9]\d* flows, [1-9]\d* actions/);
    assert.equal(made.status, 0, made.said);
    const shown = cti("--version");
    const version = /switchboard-(.*)\.zip$/.exec(process.env.SWITCHBOARD_RELEASE)[1];
    assert.equal(shown.said.trim(), `cti ${version}`);
    await worksACall(t, join(folder, "out", "site"));
  });
}
