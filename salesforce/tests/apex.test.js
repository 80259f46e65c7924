// Apex cannot be run without an org: only its grammar is checked here.
const { readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");
const { ApexErrorListener, ApexParserFactory } = require("@apexdevtools/apex-parser");

/** The lines that are not grammatical, of an anonymous script or of a class. */
function wrongLines(source, unit = "anonymousUnit") {
  const found = new Set();
  class Listener extends ApexErrorListener {
    apexSyntaxError(line) {
      found.add(line);
    }
  }
  ApexParserFactory.createLexerAndParser(source, new Listener()).parser[unit]();
  return [...found];
}

describe("Apex", () => {
  const scripts = join(__dirname, "../scripts");
  it.each(readdirSync(scripts))("%s is grammatical", (name) => {
    expect(wrongLines(readFileSync(join(scripts, name), "utf8"))).toEqual([]);
  });

  const classes = join(__dirname, "../force-app/main/default/classes");
  const sources = readdirSync(classes).filter((name) => name.endsWith(".cls"));
  it.each(sources)("%s is grammatical", (name) => {
    expect(wrongLines(readFileSync(join(classes, name), "utf8"), "compilationUnit")).toEqual([]);
  });

  const triggers = join(__dirname, "../force-app/main/default/triggers");
  it.each(readdirSync(triggers).filter((name) => name.endsWith(".trigger")))("%s is grammatical", (name) => {
    expect(wrongLines(readFileSync(join(triggers, name), "utf8"), "triggerUnit")).toEqual([]);
  });

  it("the check reads classes", () => {
    expect(wrongLines("global class A {\n  Integer x = ;\n}", "compilationUnit")).toEqual([2]);
  });

  it.each([
    ["Integer x = 1;", []],
    ["Integer x = 1;\nInteger y = ;", [2]],
    ["for (User user : users { }", [1]],
    ["update [SELECT Id FORM User];", [1]],
    ["\n\nInteger x = 1; }", [3]],
    ["String s = 'open;", [1]],
  ])("the check reads %j", (source, lines) => {
    expect(wrongLines(source)).toEqual(lines);
  });
});
