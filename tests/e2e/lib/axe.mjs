// What axe finds.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Serious findings of one frame; frames inside it are asked themselves. */
export async function findings(frame) {
  // Through the debugger: the page's Content-Security-Policy stays as it ships.
  await frame.evaluate(source);
  const { violations } = await frame.evaluate(() => window.axe.run(document, { iframes: false }));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" ")}`);
}
