// The same flow in the Node-RED runtime, in its own nodes where it has them: link in, change, switch, function, template.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { contact, log, parsePhone, ran } from "./world.mjs";

const set = (p, pt, to, tot) => ({ rules: [{ t: "set", p, pt, to, tot }] });
const func = (code) => ({ func: code, outputs: 1, timeout: 0, noerr: 0, initialize: "", finalize: "", libs: [] });

const NODES = [
  ["link in", { links: [] }],
  ["change", set("tier", "msg", "contact.attributes.tier", "msg")],
  ["switch", { property: "tier", propertyType: "msg", rules: [{ t: "eq", v: "gold", vt: "str" }], checkall: "true", outputs: 1 }],
  ["function", func("msg.number = global.get('parsePhone')(msg.contact.rawPhoneNumber, 'US').national; return msg;")],
  ["change", set("lastNumber", "flow", "number", "msg")],
  ["change", set("last", "msg", "lastNumber", "flow")],
  ["template", { field: "text", fieldType: "msg", format: "handlebars", syntax: "mustache", output: "str", template: "{{{tier}}} customer calls from {{{last}}}" }],
  ["switch", { property: "text", propertyType: "msg", rules: [{ t: "nempty" }], checkall: "true", outputs: 1 }],
  ["function", func("global.get('log')(msg.text); return msg;")],
  ["function", { ...func("global.get('end')();"), outputs: 0 }],
];

/** Starts the runtime of the installed `node-red`; gives the ways to run the flow and to stop it. */
export async function nodeRed(RED) {
  const userDir = mkdtempSync(join(tmpdir(), "switchboard-node-red-"));
  const flows = [
    { id: "tab", type: "tab", label: "bench" },
    ...NODES.map(([type, properties], index) => ({
      id: `n${index}`,
      type,
      z: "tab",
      name: "",
      x: 100 * index,
      y: 100,
      wires: index + 1 < NODES.length ? [[`n${index + 1}`]] : [],
      ...properties,
    })),
  ];
  writeFileSync(join(userDir, "flows.json"), JSON.stringify(flows));
  let ended = () => {};
  RED.init({
    userDir,
    flowFile: "flows.json",
    httpAdminRoot: false,
    httpNodeRoot: false,
    telemetry: { enabled: false, updateNotification: false },
    logging: { console: { level: "fatal", metrics: false, audit: false } },
    functionGlobalContext: { parsePhone, log, end: () => ended() },
  });
  const started = new Promise((resolve) => RED.events.once("flows:started", resolve));
  await RED.start();
  await started;
  const first = RED.nodes.getNode("n0");

  /** One after the other: each waits for the end of the one before. */
  const oneByOne = async (count) => {
    for (let at = 0; at < count; at += 1) {
      await new Promise((resolve) => {
        ended = resolve;
        first.receive({ contact: contact() });
      });
    }
    ran(count);
  };
  /** All at once, so that the runtime never waits for its own event loop. */
  const atOnce = async (count) => {
    let left = count;
    await new Promise((resolve) => {
      ended = () => (left -= 1) === 0 && resolve();
      for (let at = 0; at < count; at += 1) first.receive({ contact: contact() });
    });
    ran(count);
  };
  const stop = async () => {
    await RED.stop();
    rmSync(userDir, { recursive: true, force: true });
  };
  return { oneByOne, atOnce, stop };
}
