// An administrator with a browser and nothing else: the archive of a release is unpacked, deploy.html is opened from the disk with no
// network, the form is filled in, the zip is taken and served with its own headers, and a call is worked on it.
// Shows: issue-10-deploy-page
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { findings } from "../../lib/axe.mjs";
import { unpacked, worksACall } from "../../lib/release.mjs";
import { entries, unzip } from "../../lib/unzip.mjs";

const OWN_FLOW = JSON.stringify({
  name: "Ours",
  source: "connectVoiceContact",
  event: "onMissed",
  actions: [{ id: "uid-0", type: "SE_Start" }],
});

export async function run(t) {
  await unpacked(async (folder) => {
    // A browser of her own, that reaches nobody.
    const context = await t.context.browser().newContext({ offline: true, viewport: { width: 1000, height: 1400 } });
    const asked = [];
    context.on("request", (request) => asked.push(request.url()));
    await t.listener.attach(context);
    try {
      const page = await context.newPage();
      const address = pathToFileURL(join(folder, "deploy.html")).href;
      await page.goto(address);
      const field = (label) => page.getByLabel(label, { exact: false }).first();
      const summary = page.locator("#summary");
      const problem = (id) => page.locator(`#${id}-problem`);

      // Nothing is wrong before anything was typed.
      await summary.getByText("2 fields are still to be filled in.").waitFor();
      assert.equal(await page.locator('[aria-invalid="true"]').count(), 0);
      assert.match(await page.locator("#version").textContent(), /^\d+\.\d+\.\d+$/);
      assert.deepEqual(await findings(page), []);

      // To press too early leads to the first field that is missing, which says what it wants.
      await page.getByRole("button", { name: "Download the site" }).click();
      await problem("origins").getByText("names no org").waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.id), "origins");

      // What is wrong is said while one types, beside its field, and goes when it is right.
      await field("Addresses of your org").fill("acme.lightning.force.com");
      await problem("origins").getByText("write it as https://host").waitFor();
      assert.equal(await field("Addresses of your org").getAttribute("aria-invalid"), "true");
      await field("Addresses of your org").fill("https://acme.lightning.force.com");
      assert.equal(await problem("origins").textContent(), "");
      await field("Country").fill("Germany");
      await problem("country").getByText("two letters").waitFor();
      await page.keyboard.press("Tab");
      assert.match(await page.locator("#announcer").textContent(), /^Country: phone\.country cannot be "Germany"/);
      await field("Country").fill("US");
      await field("Your instance").fill("acme");
      await field("AWS region").fill("eu-central-1");
      await field("Address of the phone").fill("http://cti.acme.example/");
      await problem("adapter-url").getByText("https").waitFor();
      assert.deepEqual(await findings(page), []);
      await field("Address of the phone").fill("https://cti.acme.example/softphone/");
      await summary.getByText("Everything is in order.").waitFor();

      // A flow of hers; a broken one is named and can be taken away. An adapter.json of before brings what has no field.
      const add = async (name, text) => {
        const coming = page.waitForEvent("filechooser");
        await page.getByRole("button", { name: "Add flows and actions" }).click();
        await writeFile(join(folder, name), text);
        await (await coming).setFiles(join(folder, name));
      };
      await add("ours.json", OWN_FLOW);
      await page.locator("#files").getByText("ours.json").waitFor();
      await add("bad.json", OWN_FLOW.replace("onMissed", "onMised"));
      await page.locator("#files").getByText("do you mean \"onMissed\"?").waitFor();
      assert.deepEqual(await findings(page), []);
      await page.getByRole("button", { name: "Take away bad.json" }).click();
      const before = { callLog: { status: "Completed" }, salesforce: { origins: ["https://acme.lightning.force.com"] } };
      await add("old.json", JSON.stringify({ ...before, connect: { instanceUrl: "https://acme.my.connect.aws" } }));
      await page.getByText("old.json: the configuration was opened.").waitFor();
      assert.equal(await field("Your instance").inputValue(), "https://acme.my.connect.aws");
      assert.equal(await field("AWS region").inputValue(), "");
      await field("AWS region").fill("eu-central-1");
      await summary.getByText("Everything is in order.").waitFor();

      const download = async () => {
        const coming = page.waitForEvent("download");
        await page.getByRole("button", { name: "Download the site" }).click();
        const came = await coming;
        assert.equal(came.suggestedFilename(), "switchboard-site.zip");
        return readFile(await came.path());
      };
      const zip = await download();
      const names = entries(zip).map(({ name }) => name);
      for (const name of ["callcenter.xml", "adapter.json", "nginx.conf", "site/web.config", "site/.htaccess", "flows/ours.json"]) {
        assert.ok(names.includes(name), `${name} in ${names}`);
      }
      const text = (name) => entries(zip).find((file) => file.name === name).bytes.toString();
      assert.match(text("callcenter.xml"), /reqAdapterUrl[^>]*>https:\/\/cti\.acme\.example\/softphone\//);
      assert.match(text("site/index.html"), /"name":"Ours"/);
      assert.match(text("site/index.html"), /"status":"Completed"/);

      // The zip is opened again, in a page that knows nothing: the same site comes out of it.
      await writeFile(join(folder, "again.zip"), zip);
      await page.reload();
      await page.getByLabel("Those that ship").uncheck();
      const coming = page.waitForEvent("filechooser");
      await page.getByRole("button", { name: "Open adapter.json or zip" }).click();
      await (await coming).setFiles(join(folder, "again.zip"));
      await summary.getByText("Everything is in order.").waitFor();
      assert.ok(zip.equals(await download()), "the same bytes");
      assert.deepEqual(asked.filter((url) => url !== address && !url.startsWith("blob:")), [], "it asks nobody");
      await unzip(zip, join(folder, "out"));
    } finally {
      await context.close();
    }
    await worksACall(t, join(folder, "out", "site"));
  });
}
