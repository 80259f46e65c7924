// A shipped flow's scenario, played by `cti` and in the page: both have to leave the same trace. The page carries that flow alone,
// as the command line does, and an org with the package of `salesforce/`.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { setItem, withPage } from "./page.mjs";
import { openTab, ready, showSoftphone } from "./softphone.mjs";

const FLOWS = fileURLToPath(new URL("../../../flows/", import.meta.url));

/** A direction takes so long, as on the command line. */
const DIRECTION_MS = 1_000;

/** The credential that the org of a scenario names. */
const CREDENTIAL = "AmazonConnectAPI";

/** Plays each scenario of a flow on both sides and compares. `notCompared` names those that cannot happen in the page, each with the
 * reason; all others have to agree. */
export async function sameTrace(t, name, notCompared) {
  const file = join(FLOWS, `${name}.json`);
  const scenario = join(FLOWS, `${name}.scenario.json`);
  const flow = JSON.parse(await readFile(file, "utf8"));
  const { cases } = JSON.parse(await readFile(scenario, "utf8"));
  const names = cases.map((one) => one.name);
  const strangers = Object.keys(notCompared).filter((known) => !names.includes(known));
  assert.deepEqual(strangers, [], "scenarios that are said not to be compared are there");
  const compared = cases.filter((one) => !(one.name in notCompared));
  assert.ok(compared.length > 0, `a scenario of ${name} is compared`);

  const onCommandLine = await playedByCti(file, scenario);
  await t.direct({ do: "deployPackage", credentials: [CREDENTIAL] });
  for (const one of compared) {
    const expected = onCommandLine.get(one.name);
    const inPage = await playedInPage(t, flow, one);
    assert.ok(expected.blocks.length > 1, one.name);
    assert.deepEqual(inPage, expected, one.name);
  }
}

/** The traces of all cases, by name. */
async function playedByCti(flow, scenario) {
  const program = process.env.SWITCHBOARD_CTI;
  assert.ok(program, "Run the end-to-end cases with `cargo xtask test e2e`.");
  const { stdout } = await promisify(execFile)(program, ["run", flow, "--scenario", scenario, "--format", "json"], { maxBuffer: 2 ** 26 });
  const calls = (entry) => entry.calls.map(({ effect, reply }) => ({ effect, answer: reply?.Ok, ...failureOf(reply?.Err) }));
  return new Map(JSON.parse(stdout).map((run) => [
    run.case,
    trace(run.outcome?.outcome, run.entries.map((entry) => ({ ...entry, type: entry.typeId, exception: sentences(entry.exception), calls: calls(entry) }))),
  ]));
}

/** An exception as flows read it, which is how the page records it. */
function sentences(exception) {
  const { exception: kind, reason, failure, argument } = exception ?? {};
  switch (kind) {
    case undefined: return undefined;
    case "refused": return reason;
    case "missingArgument": return `argument ${argument} is missing`;
    case "host": return [failure.message, ...(failure.details ?? [])].join("; ");
    default: throw new Error(`how does this read? ${JSON.stringify(exception)}`);
  }
}

function failureOf(failure) {
  return failure && { failure: failure.kind, code: failure.code, message: failure.message, details: failure.details };
}

/** The trace that a case leaves in a page of its own. */
async function playedInPage(t, flow, one) {
  const press = one.press && JSON.parse(await readFile(join(dirname(FLOWS), "flows", one.press.action), "utf8"));
  await withPage(t, (page) => {
    const { connect, salesforce } = page.config;
    page.config = { connect, salesforce, ...one.config, recorder: { expose: true }, recording: { namedCredential: CREDENTIAL } };
    page.flows = [flow];
    page.actions = press ? [press] : [];
  });
  await setItem(t, "country", one.agent?.defaultCountry ?? "US");
  const tab = await t.open("/");
  const softphone = await ready(tab);
  // The page tells of its runs, so that it is known when one is over.
  await tab.page.evaluate(() => {
    globalThis.runsOver = 0;
    addEventListener("message", ({ data }) => {
      if (data?.source === "switchboard" && data.run?.outcome) globalThis.runsOver += 1;
    });
  });
  for (const direction of one.world?.directions ?? []) await directed(t, direction);
  for (const fault of one.world?.faults ?? []) await t.direct({ do: "injectNamed", name: fault });
  await happens(t, tab, softphone, flow, one, press);
  await t.until(`${one.name}: the flow has run`, () => tab.page.evaluate(() => globalThis.runsOver > 0));
  await cleared(t);
  const run = (await recordedRuns(t, tab, softphone)).at(-1);
  await tab.close();
  assert.equal(run.flow, flow.name);
  return trace(run.outcome, run.entries);
}

/** Icons by which the phone says over its panel what it has heard of a call. */
const SHOWS = {
  knownCall: ["incoming_call"],
  unknownCall: ["incoming_call"],
  inboundCall: ["incoming_call"],
  agentAccepts: ["unmuted"],
  customerHangsUp: ["edit_form"],
  miss: ["call", "edit_form"],
};

/** Makes something happen and waits until the phone shows it: on the command line, too, nothing overtakes. */
async function directed(t, direction) {
  await t.direct(direction);
  const shown = (facts) => SHOWS[direction.do]?.includes(facts.consoles.at(-1).panel.icon) ?? true;
  await t.until(`the phone shows ${direction.do}`, shown);
  await t.advance(DIRECTION_MS);
}

/** What starts the flow of the case, as an agent or a customer does it. */
async function happens(t, tab, softphone, flow, one, press) {
  const { contact, payload } = one;
  if (contact && contact.preset !== "inWorld") {
    assert.deepEqual({ preset: contact.preset, with: contact.with }, { preset: "inboundVoice", with: undefined }, `${one.name} can happen`);
    await directed(t, { do: "inboundCall", from: contact.number });
  }
  if (press) await pressed(t, tab, softphone, press, one.press.entries);
  else if (flow.event === "onClickToDial") {
    await t.direct({ do: "console", act: { do: "clickNumber", number: payload.number, recordId: payload.recordId } });
  }
}

async function pressed(t, tab, softphone, action, entries) {
  await showSoftphone(t, tab);
  await softphone.locator("#drawer-handle").waitFor();
  await openTab(softphone, "actions");
  await softphone.getByRole("button", { name: action.name, exact: true }).click();
  for (const [field, text] of Object.entries(entries)) {
    const at = action.fields.findIndex(({ name }) => name === field);
    await softphone.locator(`#action-field-${at}`).fill(text);
  }
  await softphone.locator("#action-submit").click();
}

/** The runs of the recording for support, with values. */
async function recordedRuns(t, tab, softphone) {
  await showSoftphone(t, tab);
  await openTab(softphone, "activity");
  await softphone.getByText("Recording for support").click();
  await softphone.getByLabel("With values").check();
  const coming = tab.page.waitForEvent("download");
  await softphone.getByRole("button", { name: "Download" }).click();
  return JSON.parse(await readFile(await (await coming).path(), "utf8")).runs;
}

/** Nothing rings any more, and the next case finds an agent who is free. */
async function cleared(t) {
  await t.direct({ do: "clearFaults" });
  // A call that was dialed comes a moment later.
  await t.advance(2 * DIRECTION_MS);
  await t.until("the contact is gone", async (facts) => {
    if (facts.contacts.every((contact) => !contact.present)) return true;
    for (const step of ["customerDoesNotAnswer", "agentHangsUp", "agentClears"]) await t.direct({ do: step });
    return false;
  });
  await t.direct({ do: "setAgentState", name: "Available" });
}

/** What both sides have to agree in: how it ended, and of every block what went in, what it asked, what was answered, what came out and
 * where it went on. Only ids of calls and Tasks, times, and how long people talked are each side's own. */
function trace(outcome, entries) {
  const block = ({ block, type, inputs, port, results, exception, calls }) => {
    const asked = calls.map(({ effect, answer, failure, code, message, details }) => ({ effect, answer, failure, code, message, details }));
    return { block, type, inputs, port, results, exception, calls: asked };
  };
  return masked({ outcome, blocks: entries.map(block) });
}

function masked(value) {
  const own = (key, inner) => {
    if (inner?.$value === "undefined" || inner === null) return undefined;
    if (inner?.$date !== undefined) return "time";
    return /duration/i.test(key) && inner > 0 ? "a while" : inner;
  };
  const text = JSON.stringify(value, own)
    .replaceAll(/\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b/g, "contact")
    .replaceAll(/\b00T\w{15}\b/g, "task")
    .replaceAll(/\b\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d))?/g, "time");
  return JSON.parse(text);
}
