// Makes what is generated in force-app/: the custom metadata records that ship the flows and actions of flows/ and actions/ with
// the package, and the Apex test that repeats the contract (contract/org-flows.json). From salesforce/:
//
//   node tools/generate.js
//
// A test (tests/generated.test.js) fails when the files are not those that this would make.
const { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const ROOT = join(__dirname, "../..");
const FOLDER = join(__dirname, "../force-app/main/default/customMetadata");
const TYPE = "Switchboard_Template";
const CONTRACT = join(__dirname, "../contract/org-flows.json");
const CONTRACT_TEST = join(__dirname, "../force-app/main/default/classes/SwitchboardContractTest.cls");

/** JSON text in which every character is ASCII, so that nothing on the way can change it. */
function asciiJson(value) {
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** The document without what stands in fields of the record. */
function definition({ $schema, name, description, source, event, active, debug, order, ...rest }) {
  return asciiJson(rest);
}

function field(name, value) {
  const kind = { boolean: "boolean", number: "double", string: "string" }[typeof value];
  const content =
    kind === undefined ? '<value xsi:nil="true"/>' : `<value xsi:type="xsd:${kind}">${escaped(String(value))}</value>`;
  return `    <values>\n        <field>${name}</field>\n        ${content}\n    </values>\n`;
}

function record(kind, document) {
  const fields = {
    Active__c: document.active ?? true,
    Definition__c: definition(document),
    Description__c: document.description,
    Document_Name__c: document.name,
    Event__c: document.event,
    Kind__c: kind,
    Order__c: kind === "action" ? (document.order ?? 0) : undefined,
    Source__c: document.source,
  };
  const namespaces = [
    'xmlns="http://soap.sforce.com/2006/04/metadata"',
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    'xmlns:xsd="http://www.w3.org/2001/XMLSchema"',
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<CustomMetadata ${namespaces.join(" ")}>\n`,
    `    <label>${escaped(document.name)}</label>\n`,
    "    <protected>false</protected>\n",
    ...Object.entries(fields).map(([name, value]) => field(name, value)),
    "</CustomMetadata>\n",
  ].join("");
}

/** Every record by its file's name. */
function templates() {
  const found = {};
  for (const [kind, folder, ends] of [
    ["flow", "flows", ".json"],
    ["action", "actions", ".action.json"],
  ]) {
    for (const file of readdirSync(join(ROOT, folder)).sort()) {
      if (!file.endsWith(ends) || file.endsWith(".scenario.json")) continue;
      const document = JSON.parse(readFileSync(join(ROOT, folder, file), "utf8"));
      const name = file.slice(0, -ends.length).replace(/[^A-Za-z0-9]+/g, "_");
      found[`${TYPE}.${kind}_${name}.md-meta.xml`] = record(kind, document);
    }
  }
  return found;
}

/** A literal of Apex that holds the value as JSON text. */
function apexLiteral(value) {
  return `'${asciiJson(value).replace(/\\/g, "\\\\").replace(/'/g, "\\'")}'`;
}

/** The Apex test that repeats the contract. */
function contractTest() {
  const { adapter, adapters, documents, steps } = JSON.parse(readFileSync(CONTRACT, "utf8"));
  const template = readFileSync(join(__dirname, "contract-test.cls"), "utf8");
  const list = (values) => values.map((value) => `\n        ${apexLiteral(value)}`).join(",");
  return template
    .replace("/* ADAPTER */", () => `'${adapter}'`)
    .replace("/* ADAPTERS */", () => `${list(adapters)}\n    `)
    .replace("/* DOCUMENTS */", () => `${list(documents)}\n    `)
    .replace("/* STEPS */", () => `${list(steps)}\n    `);
}

function write() {
  writeFileSync(CONTRACT_TEST, contractTest());
  mkdirSync(FOLDER, { recursive: true });
  for (const file of readdirSync(FOLDER)) if (file.startsWith(`${TYPE}.`)) rmSync(join(FOLDER, file));
  for (const [file, text] of Object.entries(templates())) writeFileSync(join(FOLDER, file), text);
}

module.exports = { asciiJson, contractTest, templates, CONTRACT, CONTRACT_TEST, FOLDER, TYPE };

if (require.main === module) write();
