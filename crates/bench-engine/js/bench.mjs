// `cargo xtask bench engine`: every engine on the same flow of ten blocks, in turns, in one run.
//
// node bench.mjs '{"native": program, "shipped": folder, "embedded": folder, "others": folder, "chrome": program}'
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

import { handwritten } from "./handwritten.mjs";
import { measure } from "./measure.mjs";
import { nodeRed } from "./node-red.mjs";
import { rete } from "./rete.mjs";
import { engine } from "./wasm.mjs";

const BLOCKS = 10;
const places = JSON.parse(process.argv[2]);
const here = fileURLToPath(new URL(".", import.meta.url));
const others = createRequire(join(places.others, "package.json"));
const reteFile = join(places.others, "node_modules/rete/build/rete.min.js");

const native = JSON.parse(execFileSync(places.native, { encoding: "utf8" }));
const node = await inNode();
const chrome = await inChrome();
print();
process.exit(0);

function asModule(text) {
  return `data:text/javascript,${encodeURIComponent(text)}`;
}

async function inNode() {
  const works = { handwritten: [handwritten, 100_000] };
  for (const build of ["embedded", "shipped"]) {
    // A module of its own each: glue keeps one instance, and equal text would be one module.
    const text = `${readFileSync(join(places[build], "bench_engine.js"), "utf8")}// ${build}\n`;
    const glue = await import(asModule(text));
    glue.initSync({ module: readFileSync(join(places[build], "bench_engine_bg.wasm")) });
    Object.assign(works, engine(glue, build));
  }
  if (existsSync(reteFile)) works.rete = [rete(others("rete")), 1_000];
  const runtime = existsSync(join(places.others, "node_modules/node-red")) && (await nodeRed(others("node-red")));
  if (runtime) Object.assign(works, { oneByOne: [runtime.oneByOne, 2_000], atOnce: [runtime.atOnce, 2_000] });
  const found = await measure(works);
  if (runtime) await runtime.stop();
  return found;
}

async function inChrome() {
  const types = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
  const server = createServer((request, response) => {
    const [, folder, name] = request.url.split("/");
    const file = { js: () => join(here, name), shipped: () => join(places.shipped, name), embedded: () => join(places.embedded, name) };
    if (request.url === "/") return response.setHeader("content-type", "text/html").end("<!doctype html><title>bench</title>");
    const found = (request.url === "/rete.js" ? reteFile : undefined) ?? file[folder]?.();
    if (!found || !existsSync(found)) return response.writeHead(404).end();
    response.setHeader("content-type", types[extname(found)] ?? "application/octet-stream").end(readFileSync(found));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({
    executablePath: places.chrome,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    if (existsSync(reteFile)) await page.addScriptTag({ url: "/rete.js" });
    return await page.evaluate(() => import("/js/page.mjs").then((page) => page.measureAll()));
  } finally {
    await browser.close();
    server.close();
  }
}

function print() {
  // What everything else in a place is held against: in Node nobody downloads a module, in Chrome somebody does.
  const ours = { native: native.flow, node: node.embedded, chrome: chrome.shipped };
  const shipped = { node: node.shipped, chrome: chrome.shipped };
  const rows = [
    ["Switchboard, native (profile engine)", "native", native.flow, native.load],
    ["Switchboard, wasm as shipped", "chrome", chrome.shipped, chrome.shippedLoad],
    ["Switchboard, wasm for speed (profile engine)", "chrome", chrome.embedded, chrome.embeddedLoad],
    ["rete 1 Engine.process", "chrome", chrome.rete],
    ["hand-written JavaScript, no engine", "chrome", chrome.handwritten],
    ["Switchboard, wasm for Node (profile engine)", "node", node.embedded, node.embeddedLoad],
    ["Switchboard, wasm as shipped to pages", "node", node.shipped, node.shippedLoad],
    ["rete 1 Engine.process", "node", node.rete],
    ["Node-RED, flows one by one", "node", node.oneByOne],
    ["Node-RED, flows all at once", "node", node.atOnce],
    ["hand-written JavaScript, no engine", "node", node.handwritten],
  ];
  const where = { native: "natively", chrome: "Chrome", node: `Node ${process.versions.node}` };
  const times = (theirs, mine) => (mine ? `${(theirs / mine).toPrecision(3)} ×` : "");
  console.log("| engine | where | ns per flow | ns per block | against ours there | against ours as shipped |");
  console.log("|---|---|---:|---:|---:|---:|");
  for (const [name, place, flow] of rows) {
    const cells = flow
      ? [flow.toFixed(0), (flow / BLOCKS).toFixed(1), times(flow, ours[place]), times(flow, shipped[place])]
      : ["not installed", "", "", ""];
    console.log(`| ${[name, where[place], ...cells].join(" | ")} |`);
  }
  console.log("\n| load and compile 60 blocks | where | µs |\n|---|---|---:|");
  for (const [name, place, , load] of rows.filter(([, , , load]) => load)) {
    console.log(`| ${name} | ${where[place]} | ${(load / 1000).toFixed(0)} |`);
  }
  const red = node.oneByOne && Math.min(node.oneByOne, node.atOnce);
  console.log("");
  for (const [name, theirs, mine, goal] of [
    ["rete 1 in Chrome", chrome.rete, chrome.shipped, "our wasm as shipped (goal: 10)"],
    ["Node-RED in Node", red, node.embedded, "our wasm for Node (goal: 10)"],
    ["Node-RED in Node", red, node.shipped, "our wasm as shipped to pages"],
  ]) {
    if (!theirs) console.log(`${name}: not measured`);
    else console.log(`${name} takes ${(theirs / mine).toFixed(1)} times as long as ${goal}`);
  }
}
