// The calling convention of Open CTI, once for every method: a method takes one object with named arguments and a callback,
// and gives nothing back. It may throw at once, answer {success, returnValue, errors}, never answer, answer late, or answer
// twice. Here that becomes one list of a word and what belongs to it, within a deadline.

// Longest raw answer kept in an error, in UTF-16 code units.
const RAW_LIMIT = 2_000;

// Texts and numbers, but not the empty text: Salesforce uses that for "none", too.
const text = (value) => (typeof value === "number" ? String(value) : typeof value === "string" && value ? value : undefined);
const isObject = (value) => typeof value === "object" && value !== null;

// A list's elements; a single object counts as a list of one, anything else as none.
const list = (value) => (Array.isArray(value) ? value : isObject(value) ? [value] : []);

// A value as JSON text for logs.
export function raw(value) {
  let json;
  try {
    json = JSON.stringify(value);
  } catch {
    // A cycle.
  }
  // `undefined` and functions have no JSON.
  json ??= typeof value;
  return json.length > RAW_LIMIT ? `${json.slice(0, RAW_LIMIT)}…` : json;
}

// What was thrown, in one sentence: the message of an Error, a thrown text, or JSON of anything else.
export function thrown(value) {
  return text(value) ?? text(value?.message) ?? raw(value);
}

// The details of a failed save: an object, or a list of them, with message, pageErrors and fieldErrors. Page first, then field
// by field; flat, three to each: field, code, message.
function details(value) {
  const found = [];
  const complain = (field, complaint) => {
    const message = text(complaint) ?? text(complaint?.message);
    if (message) found.push(field ?? text(complaint?.columnApiName), text(complaint?.statusCode), message);
  };
  for (const part of typeof value === "string" ? [value] : list(value)) {
    const message = text(part) ?? text(part?.message);
    if (message) found.push(undefined, undefined, message);
    for (const page of list(part?.pageErrors)) complain(undefined, page);
    const fields = part?.fieldErrors;
    for (const [field, complaints] of isObject(fields) && !Array.isArray(fields) ? Object.entries(fields) : []) {
      for (const one of list(complaints)) complain(field, one);
    }
  }
  return found;
}

// An error of an answer: code, description, raw, and its details.
function error(value) {
  if (!isObject(value)) return [undefined, text(value) ?? "", raw(value)];
  const description = text(value.description) ?? text(value.message) ?? "";
  return [text(value.code), description, raw(value), ...details(value.details)];
}

// Splits an answer into success and failure. A missing `success` means failure; when it gives no reason either, the shape is
// unknown. `errors`, or `error` as two pages of the guide have it: a list, one object or one text.
function read(answer) {
  if (answer?.success === true) return ["", answer];
  const errors = [answer?.errors, answer?.error]
    .map((errors) => (typeof errors === "string" ? [errors] : list(errors)))
    .find((errors) => errors.length) ?? [];
  if (typeof answer?.success !== "boolean" && !errors.length) return ["shape", raw(answer)];
  return ["api", ...errors.map(error)];
}

// Calls. Gives {answer, open}: the promise, and whether it still awaits something.
export function send(owner, method, args, ms, ignored) {
  const call = { open: true };
  call.answer = new Promise((done) => {
    let refusal;
    const end = (answer) => {
      if (!call.open) {
        ignored.count += 1;
        return;
      }
      call.open = false;
      clearTimeout(call.timer);
      // Not before the method has returned: it may throw after it has answered.
      queueMicrotask(() => done(refusal ?? answer));
    };
    call.timer = setTimeout(end, ms, ["timeout"]);
    if (!supports(owner, method)) return end(["notSupported"]);
    args.callback = (answer) => end(read(answer));
    try {
      owner[method](args);
    } catch (error) {
      refusal = ["threw", thrown(error)];
      if (call.open) end();
    }
  });
  return call;
}

// Nobody waits for the answer any more. Should it come, it is counted; that its time is over is no answer.
export function close(call) {
  call.open = false;
  clearTimeout(call.timer);
}

export function supports(owner, method) {
  return typeof owner?.[method] === "function";
}

export function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
