/**
 * What the page around the studio answers it: the messages of docs/org-flows.md, *The studio's messages*.
 *
 * Knows no platform: this component gives it Apex, the simulated console a simulated Apex. Messages are JSON text, because an object
 * of a component is a proxy under Lightning Web Security and may not be cloned.
 */

/** Version of the messages. */
export const VERSION = 1;

/** How long Salesforce has for an answer, in milliseconds. The studio waits as long. */
export const DEADLINE = 30000;

const KINDS = ["flow", "action"];

/** The field of a definition holds so many characters. */
const LONGEST = 131072;

const isText = (most) => (value) => typeof value === "string" && value.length <= most;
const isKey = (value) => typeof value === "string" && /^[^\u0000-\u001f]{1,255}$/.test(value);
const isOptional = (check) => (value) => value === null || value === undefined || check(value);
const isNumber = (value) => Number.isInteger(value);
const isFlag = (value) => typeof value === "boolean";
const isKind = (value) => KINDS.includes(value);

/** What a document to be saved may hold. */
const DOCUMENT = {
  kind: isKind,
  key: isKey,
  expected: isText(64),
  name: isText(255),
  description: isOptional(isText(32768)),
  source: isOptional(isText(255)),
  event: isOptional(isText(255)),
  active: isFlag,
  debug: isFlag,
  order: isOptional(isNumber),
  format: isNumber,
  definition: isText(LONGEST),
  errors: isOptional(isNumber),
};

/** Each verb: its method of SwitchboardLibrary, what it takes, whether it writes. The adapter is never taken from a message. */
const VERBS = {
  me: { method: "me", takes: {} },
  list: { method: "listDocuments", takes: {}, ofAdapter: true },
  read: { method: "readDocument", takes: { kind: isKind, key: isKey } },
  save: { method: "save", takes: DOCUMENT, ofAdapter: true, isRequest: true, writes: true },
  remove: { method: "remove", takes: { kind: isKind, key: isKey, expected: isText(64) }, ofAdapter: true, writes: true },
  versions: { method: "versions", takes: { kind: isKind, key: isOptional(isKey) }, ofAdapter: true },
  restore: {
    method: "restore",
    takes: { version: isKey, expected: isText(64), errors: isOptional(isNumber) },
    ofAdapter: true,
    writes: true,
  },
};

/** The arguments of a method, only those it takes; null where one is not as it must be. */
function argumentsFor({ takes, ofAdapter, isRequest }, given, adapter) {
  const args = {};
  for (const [name, isRight] of Object.entries(takes)) {
    const value = given?.[name];
    if (!isRight(value)) return null;
    args[name] = value ?? null;
  }
  if (ofAdapter) args.adapter = adapter;
  return isRequest ? { request: JSON.stringify(args) } : args;
}

/** What went wrong, of all the forms in which Salesforce says it. */
export function sentenceOf(error) {
  const body = error?.body;
  const first = Array.isArray(body) ? body[0] : (body?.output?.errors?.[0] ?? body);
  return first?.message ?? error?.message ?? "Salesforce did not say why.";
}

/** One page's side of the conversation with the studio in its frame. */
export class Conversation {
  nonce;
  writing = Promise.resolve();

  /**
   * @param origin where the studio lives, exactly
   * @param post hands a text to the frame; is given the origin, too
   * @param call calls a method of SwitchboardLibrary with arguments; a promise of JSON text
   * @param isOnline whether the browser has a network
   * @param later setTimeout, or what stands for it
   */
  constructor({ origin, post, call, isOnline = () => navigator.onLine, later = (act, ms) => setTimeout(act, ms) }) {
    Object.assign(this, { origin, call, isOnline, later });
    this.post = (message) => post(JSON.stringify({ v: VERSION, ...message }), origin);
  }

  /** Says whose flows they are: `{adapter: {key, name}, flow, user, mayWrite, locale}`. The studio is told when it asks. */
  welcome(about) {
    const before = this.about;
    this.about = about;
    if (!this.nonce) return;
    if (!before || before.adapter.key !== about.adapter.key) this.post({ welcome: this.nonce, ...about });
    else this.post({ nonce: this.nonce, open: { flow: about.flow ?? null } });
  }

  /** Hears a message of the window. Only the frame is heard, and only on its origin. */
  hear(event, frame) {
    if (!frame || event.source !== frame || event.origin !== this.origin || typeof event.data !== "string") return;
    let message;
    try {
      message = JSON.parse(event.data);
    } catch {
      return;
    }
    if (message?.v !== VERSION) {
      if (Number.isInteger(message?.v)) this.post({ refused: "version" });
      return;
    }
    if (typeof message.hello === "string" && /^[\w-]{16,64}$/.test(message.hello)) {
      // A frame that was loaded anew begins again, and answers to the one before reach nobody.
      this.nonce = message.hello;
      if (this.about) this.post({ welcome: this.nonce, ...this.about });
    } else if (this.about && this.nonce && message.nonce === this.nonce && Number.isInteger(message.id)) {
      this.answer(message);
    }
  }

  async answer({ nonce, id, verb, args }) {
    const say = (what) => this.post({ nonce, id, ...what });
    const refuse = (code, message) => say({ error: { code, message } });
    const known = Object.hasOwn(VERBS, verb) ? VERBS[verb] : null;
    if (!known) {
      refuse("VERB", "The component of this org does not know this question: deploy the one of the same release.");
      return;
    }
    const given = argumentsFor(known, args, this.about.adapter.key);
    if (!given) {
      refuse("INVALID", "Something in this question is missing, too long or no such thing.");
      return;
    }
    const asked = () => this.ask(known.method, given);
    // One write at a time, in the order they came.
    const answer = known.writes ? (this.writing = this.writing.then(asked)) : asked();
    say(await answer);
  }

  /** Calls Apex; what became of it, as a part of a message. Never rejects. */
  ask(method, args) {
    const failed = (code, message) => ({ error: { code, message } });
    if (!this.isOnline()) return Promise.resolve(failed("OFFLINE", "There is no network."));
    return new Promise((resolve) => {
      this.later(() => resolve(failed("LATE", "Salesforce has not answered in time.")), DEADLINE);
      // What is thrown before it is asked is said as well.
      Promise.resolve()
        .then(() => this.call(method, args))
        .then((text) => resolve({ answer: JSON.parse(text) }))
        .catch((error) => resolve(failed(this.isOnline() ? "FAILED" : "OFFLINE", sentenceOf(error))));
    });
  }
}
