// What tools/generate.js makes is what lies there.
const { readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");
const { FOLDER, TYPE, asciiJson, templates } = require("../tools/generate");

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
