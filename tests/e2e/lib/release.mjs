// A release as an administrator has it: the archive unpacked into an empty folder, and nothing else.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { answerAndTalk, dana, ready, theLog } from "./softphone.mjs";
import { StaticHost } from "./static-host.mjs";
import { entries, unzip } from "./unzip.mjs";

/** Runs with the folder of an unpacked release, which goes afterwards. */
export async function unpacked(work) {
  const archive = process.env.SWITCHBOARD_RELEASE;
  if (!archive) throw new Error("No release: run the case with `cargo xtask test e2e`.");
  const folder = await mkdtemp(join(tmpdir(), "switchboard-release-"));
  try {
    const bytes = await readFile(archive);
    await unzip(bytes, folder);
    await checkDigests(bytes, await readFile(join(folder, "SHA256SUMS"), "utf8"));
    const digest = (await readFile(`${archive}.sha256`, "utf8")).split(" ")[0];
    assert.equal(digest, createHash("sha256").update(bytes).digest("hex"), "the archive's own digest");
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function checkDigests(archive, sums) {
  const said = new Map(sums.trim().split("\n").map((line) => line.split("  ").reverse()));
  const files = entries(archive).filter(({ name }) => name !== "SHA256SUMS");
  assert.deepEqual(files.map(({ name }) => name), [...said.keys()], "every file has a digest");
  for (const { name, bytes } of files) assert.equal(createHash("sha256").update(bytes).digest("hex"), said.get(name), name);
}

/** Serves a site with the headers of its own `_headers` and works a known customer's call on it. */
export async function worksACall(t, site) {
  const host = await StaticHost.open(site);
  const page = /^https:\/\/cti\.example\.com\/softphone(\/[^?]*)/;
  t.answer(page, (url) => host.answer(page.exec(url)[1]));
  const tab = await t.open("/");
  await ready(tab);
  await t.direct({ do: "knownCall" });
  const { id } = await dana(t);
  await t.until("her record is open", (facts) => facts.consoles[0].recordInView === id);
  await answerAndTalk(t, tab, 61_000);
  assert.equal((await theLog(t)).WhoId, id);
  const missing = [...host.given].filter(([, { status }]) => status !== 200).map(([path]) => path);
  assert.deepEqual(missing, [], "every file the page asks for is in the site");
  const { "content-security-policy": policy } = host.given.get("/").headers;
  assert.match(policy, /frame-ancestors https:\/\/acme\.lightning\.force\.com;/);
}
