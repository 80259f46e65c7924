// Apex cannot be run without an org: only its grammar is checked here.
const { readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");
const { ApexErrorListener, ApexParserFactory } = require("@apexdevtools/apex-parser");

/** The lines of an anonymous script that are not grammatical. */
function wrongLines(source) {
  const found = new Set();
  class Listener extends ApexErrorListener {
    apexSyntaxError(line) {
      found.add(line);
    }
  }
  ApexParserFactory.createLexerAndParser(source, new Listener()).parser.anonymousUnit();
  return [...found];
}

describe("Apex", () => {
  const scripts = join(__dirname, "../scripts");
  it.each(readdirSync(scripts))("%s is grammatical", (name) => {
    expect(wrongLines(readFileSync(join(scripts, name), "utf8"))).toEqual([]);
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
