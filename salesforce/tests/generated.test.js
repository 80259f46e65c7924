// What tools/generate.js makes is what lies there.
const { createHash } = require("node:crypto");
const { readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");
const { CONTRACT, CONTRACT_TEST, FOLDER, TYPE, asciiJson, contractTest, templates } = require("../tools/generate");

describe("the shipped flows", () => {
  it("are the records that lie in customMetadata/; else run: node tools/generate.js", () => {
    const lie = readdirSync(FOLDER).filter((file) => file.startsWith(`${TYPE}.`));
    expect(lie.sort()).toEqual(Object.keys(templates()).sort());
    for (const [file, text] of Object.entries(templates())) expect(readFileSync(join(FOLDER, file), "utf8")).toBe(text);
  });

  it("are one of each file of flows/ and actions/", () => {
    const names = Object.keys(templates());
    expect(names).toContain(`${TYPE}.flow_voice_screen_pop.md-meta.xml`);
    expect(names).toContain(`${TYPE}.action_callback_customer.md-meta.xml`);
    expect(names.some((name) => name.includes("scenario"))).toBe(false);
  });

  it("are ASCII, and the same document when they are read again", () => {
    const text = asciiJson({ name: "Gr\u00fc\u00dfe \ud83d\udcde\u2028" });
    expect(text).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(text)).toEqual({ name: "Gr\u00fc\u00dfe \ud83d\udcde\u2028" });
  });
});

describe("the contract of the org's flows", () => {
  const { documents, steps } = JSON.parse(readFileSync(CONTRACT, "utf8"));

  it("is repeated by the Apex test that lies in classes/; else run: node tools/generate.js", () => {
    expect(readFileSync(CONTRACT_TEST, "utf8")).toBe(contractTest());
  });

  // As docs/org-flows.md describes it, and as SwitchboardDocument.cls and the simulator do it.
  it.each(documents)("has the digest of %j", ({ kind, fields, digest }) => {
    const isFlow = kind === "flow";
    const parts = [kind, fields.Name, fields.Description__c];
    parts.push(isFlow ? fields.Source__c : "", isFlow ? fields.Event__c : "", fields.Active__c, isFlow && fields.Debug__c);
    parts.push(isFlow ? "" : fields.Order__c, fields.Format__c, fields.Definition__c);
    const texts = parts.map((part) => String(part ?? "").replaceAll("\r\n", "\n").trim());
    const text = texts.map((part) => `${part.length}:${part},`).join("");
    expect(createHash("sha256").update(text, "utf8").digest("hex")).toBe(digest);
  });

  it("has a step for each method", () => {
    const classes = join(__dirname, "../force-app/main/default/classes");
    const methods = ["SwitchboardFlows", "SwitchboardLibrary"].flatMap((name) => {
      const code = readFileSync(join(classes, `${name}.cls`), "utf8");
      return [...code.matchAll(/(?:webService|@AuraEnabled\s+public) static String (\w+)\(/g)].map((found) => `${name}.${found[1]}`);
    });
    // These speak of users, record ids and made keys: SwitchboardLibraryTest.
    const elsewhere = ["SwitchboardLibrary.me", "SwitchboardLibrary.restore", "SwitchboardLibrary.startWithShipped"];
    const called = new Set([...steps.map((step) => step.call), ...elsewhere]);
    expect(methods.length).toBeGreaterThan(8);
    expect(methods.filter((method) => !called.has(method))).toEqual([]);
  });
});
