// The recording of the runs, for support: put together from what the core tells, and handed over as a file. JSON in, JSON out.

/** What stays of a value whose contents are nobody's business: what it is and how large. */
function outline(value) {
  if (value === null || value === undefined) return { type: "nothing" };
  if (typeof value === "string") return { type: "text", length: value.length };
  if (Array.isArray(value)) return { type: "list", length: value.length };
  if (typeof value === "object") return { type: "map", length: Object.keys(value).length };
  return { type: typeof value === "boolean" ? "flag" : "number" };
}

/** A map with what each of its values is; what stands under `word` stays. */
function outlines(map, word) {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, name === word ? value : outline(value)]));
}

/** What was asked and answered stay by their words, the arguments and what was said do not. */
function outlinedCall({ effect, answer, message, details, ...call }) {
  return {
    ...call,
    effect: outlines(effect, "effect"),
    ...(answer && { answer: outlines(answer, "answer") }),
    ...(message && { message: outline(message) }),
    ...(details && { details: outline(details) }),
  };
}

/** A block; one of an old run may be without contents. */
function outlinedEntry({ inputs, results, exception, calls, ...entry }) {
  if (!inputs) return entry;
  return {
    ...entry,
    inputs: outlines(inputs),
    results: outline(results),
    ...(exception && { exception: outline(exception) }),
    calls: calls.map(outlinedCall),
  };
}

/** Ids, types, ports, times, outcomes, effects and codes stay, and which arguments a block had. */
function outlined(run) {
  return { ...run, ...(run.contact && { contact: outline(run.contact) }), entries: run.entries.map(outlinedEntry) };
}

/** Why core or panel fell, without what stands in quotation marks: a panic may name what it was at. */
const unquoted = ({ reason, ...fall }) => ({ ...fall, reason: reason.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, "…") });

/** The recording as text. `message` is the core's, with what fell added by the page; `release` is Switchboard's version; without
 * `contents` nothing of what went through the blocks is in it. */
export function recording(message, release, contents) {
  const { runs, falls } = JSON.parse(message);
  const head = { format: "switchboard-runs", version: 1, release, written: new Date().toISOString(), contents };
  return JSON.stringify({ ...head, runs: contents ? runs : runs.map(outlined), falls: contents ? falls : falls.map(unquoted) }, null, 1);
}

/** What is not saved as text, for the agent: `message` is the core's. */
export function unsaved(message, release) {
  const when = ({ connectedAt, ...record }) => ({ ...record, ...(connectedAt && { connectedAt: new Date(connectedAt).toISOString() }) });
  const head = { format: "switchboard-unsaved", version: 1, release, written: new Date().toISOString() };
  return JSON.stringify({ ...head, unsaved: JSON.parse(message).unsaved.map(when) }, null, 1);
}

/** Hands a text over as a file. A frame that may not save files does nothing; then there is the clipboard. */
export function save(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href: address, download: `switchboard-${name}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
