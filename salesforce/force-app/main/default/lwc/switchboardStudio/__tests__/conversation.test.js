import { Conversation, DEADLINE, sentenceOf } from "../conversation";

const ORIGIN = "https://cti.example.com";
const NONCE = "0123456789abcdef";
const ABOUT = { adapter: { key: "Switchboard", name: "Switchboard" }, flow: "pop", user: "Ada", mayWrite: true, locale: "de" };

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A conversation whose messages and calls are kept, with a frame to hear. */
function started({ call = async () => '{"ok":true}', online = true, about = ABOUT } = {}) {
  const world = { posted: [], calls: [], timers: [], frame: {}, online };
  world.conversation = new Conversation({
    origin: ORIGIN,
    post: (text, origin) => world.posted.push({ ...JSON.parse(text), origin }),
    call: (method, args) => {
      world.calls.push({ method, args });
      return call(method, args);
    },
    isOnline: () => world.online,
    later: (act, ms) => world.timers.push({ act, ms }),
  });
  world.say = (message, from = {}) =>
    world.conversation.hear({ source: world.frame, origin: ORIGIN, data: JSON.stringify(message), ...from }, world.frame);
  if (about) world.conversation.welcome(about);
  return world;
}

/** The same after the studio has said hello. */
function met(options) {
  const world = started(options);
  world.say({ v: 1, hello: NONCE });
  world.posted.length = 0;
  world.ask = async (verb, args, id = 1) => {
    world.say({ v: 1, nonce: NONCE, id, verb, args });
    await settled();
    return world.posted.at(-1);
  };
  return world;
}

const DOCUMENT = {
  kind: "flow", key: "pop", expected: "", name: "Pop", description: null, source: "connectVoiceContact", event: "onConnecting",
  active: true, debug: false, order: null, format: 1, definition: "{}", errors: 0,
};

describe("the conversation with the studio", () => {
  it("begins with the studio's hello, and is answered on its origin only", () => {
    const { say, posted } = started();
    say({ v: 1, hello: NONCE });
    expect(posted).toEqual([{ v: 1, welcome: NONCE, ...ABOUT, origin: ORIGIN }]);
  });

  it("begins when it is known whose flows they are", () => {
    const { say, posted, conversation } = started({ about: null });
    say({ v: 1, hello: NONCE });
    say({ v: 1, nonce: NONCE, id: 1, verb: "list", args: {} });
    expect(posted).toEqual([]);
    conversation.welcome(ABOUT);
    expect(posted[0].welcome).toBe(NONCE);
  });

  it("opens another flow in place, and another adapter anew", () => {
    const { conversation, posted } = met();
    conversation.welcome({ ...ABOUT, flow: "log" });
    conversation.welcome({ ...ABOUT, adapter: { key: "Other", name: "Other" } });
    expect(posted).toMatchObject([{ nonce: NONCE, open: { flow: "log" } }, { welcome: NONCE, adapter: { key: "Other" } }]);
  });

  it.each([
    ["another window of the same origin", { source: {} }],
    ["a window of a look-alike", { origin: "https://cti.example.com.evil.com" }],
    ["the origin without encryption", { origin: "http://cti.example.com" }],
    ["a frame without an origin", { origin: "null" }],
    ["an object", { data: { v: 1, hello: NONCE } }],
    ["what is no JSON", { data: "hello" }],
    ["JSON that is no message", { data: "null" }],
    ["a short nonce", { data: JSON.stringify({ v: 1, hello: "1" }) }],
    ["a nonce with markup", { data: JSON.stringify({ v: 1, hello: "<script>0123456789" }) }],
  ])("does not hear %s", (_, from) => {
    const { say, posted } = started();
    say({ v: 1, hello: NONCE }, from);
    expect(posted).toEqual([]);
  });

  it("hears nobody while there is no frame", () => {
    const { conversation, posted } = started();
    conversation.hear({ source: null, origin: ORIGIN, data: JSON.stringify({ v: 1, hello: NONCE }) }, undefined);
    expect(posted).toEqual([]);
  });

  it("says that a studio of another version is one", () => {
    const { say, posted } = started();
    say({ v: 2, hello: NONCE });
    expect(posted).toEqual([{ v: 1, refused: "version", origin: ORIGIN }]);
  });

  it("answers questions with this nonce only", async () => {
    const { say, calls } = met();
    say({ v: 1, nonce: "another-0123456789", id: 1, verb: "list", args: {} });
    say({ v: 1, id: 1, verb: "list", args: {} });
    say({ v: 1, nonce: NONCE, id: "1", verb: "list", args: {} });
    await settled();
    expect(calls).toEqual([]);
  });

  it.each([
    ["me", {}, "me", {}],
    ["list", { adapter: "Other" }, "listDocuments", { adapter: "Switchboard" }],
    ["read", { kind: "flow", key: "pop" }, "readDocument", { kind: "flow", key: "pop" }],
    ["remove", { kind: "flow", key: "pop", expected: "d" }, "remove", { kind: "flow", key: "pop", expected: "d", adapter: "Switchboard" }],
    ["versions", { kind: "flow" }, "versions", { kind: "flow", key: null, adapter: "Switchboard" }],
    ["restore", { version: "v", expected: "d", errors: 0 }, "restore", { version: "v", expected: "d", errors: 0, adapter: "Switchboard" }],
  ])("asks Apex for %s, of the adapter of this page whatever the message says", async (verb, args, method, expected) => {
    const { ask, calls } = met();
    expect(await ask(verb, args, 7)).toEqual({ v: 1, nonce: NONCE, id: 7, answer: { ok: true }, origin: ORIGIN });
    expect(calls).toEqual([{ method, args: expected }]);
  });

  it("saves a document of this adapter, with what a document has and nothing else", async () => {
    const { ask, calls } = met();
    await ask("save", { ...DOCUMENT, adapter: "Other", owner: "me" });
    expect(calls[0].method).toBe("save");
    expect(JSON.parse(calls[0].args.request)).toEqual({ ...DOCUMENT, adapter: "Switchboard" });
  });

  it.each([
    ["a verb there is not", "publish", {}, "VERB"],
    ["a verb of all objects", "constructor", {}, "VERB"],
    ["their prototype", "__proto__", {}, "VERB"],
    ["no verb", undefined, {}, "VERB"],
    ["a reading of nothing", "read", {}, "INVALID"],
    ["no arguments", "read", null, "INVALID"],
    ["another kind", "read", { kind: "adapter", key: "a" }, "INVALID"],
    ["an empty key", "read", { kind: "flow", key: "" }, "INVALID"],
    ["a key of two lines", "read", { kind: "flow", key: "a\nb" }, "INVALID"],
    ["a key that is none", "read", { kind: "flow", key: { toString: "a" } }, "INVALID"],
    ["a long digest", "remove", { kind: "flow", key: "a", expected: "x".repeat(65) }, "INVALID"],
    ["a switch that is none", "save", { ...DOCUMENT, active: "yes" }, "INVALID"],
    ["no definition", "save", { ...DOCUMENT, definition: null }, "INVALID"],
    ["a definition no field holds", "save", { ...DOCUMENT, definition: "x".repeat(131073) }, "INVALID"],
  ])("refuses %s", async (_, verb, args, code) => {
    const { ask, calls } = met();
    const { error } = await ask(verb, args);
    expect(error.code).toBe(code);
    expect(calls).toEqual([]);
  });

  it("writes one after the other, and reads meanwhile", async () => {
    const waiting = [];
    const { ask, calls } = met({ call: () => new Promise((resolve) => waiting.push(resolve)) });
    await ask("save", DOCUMENT, 1);
    await ask("save", DOCUMENT, 2);
    await ask("list", {}, 3);
    expect(calls.map(({ method }) => method)).toEqual(["save", "listDocuments"]);
    waiting[0]("{}");
    await settled();
    expect(calls.map(({ method }) => method)).toEqual(["save", "listDocuments", "save"]);
  });

  it("says that Salesforce answers late, and goes on", async () => {
    const waiting = [];
    const { ask, calls, timers, posted } = met({ call: () => new Promise((resolve) => waiting.push(resolve)) });
    await ask("save", DOCUMENT, 1);
    await ask("save", DOCUMENT, 2);
    expect(timers[0].ms).toBe(DEADLINE);
    timers[0].act();
    await settled();
    expect(posted.at(-1)).toMatchObject({ id: 1, error: { code: "LATE" } });
    expect(calls).toHaveLength(2);
    const before = posted.length;
    waiting[0]("{}");
    await settled();
    expect(posted).toHaveLength(before);
  });

  it("asks nobody without a network", async () => {
    const world = met({ online: false });
    expect((await world.ask("save", DOCUMENT)).error.code).toBe("OFFLINE");
    expect(world.calls).toEqual([]);
  });

  it("says what Salesforce says when it fails", async () => {
    const refuse = async () => Promise.reject({ body: { message: "You do not have access to the Apex class." } });
    const world = met({ call: refuse });
    expect((await world.ask("list", {})).error).toEqual({ code: "FAILED", message: "You do not have access to the Apex class." });
    const broken = met({ call: async () => "<html>" });
    expect((await broken.ask("list", {})).error.code).toBe("FAILED");
    const thrown = met({ call: () => { throw new Error("no such method"); } });
    expect((await thrown.ask("list", {})).error.message).toBe("no such method");
    const lost = met({ call: async () => { lost.online = false; throw new Error("gone"); } });
    expect((await lost.ask("list", {})).error.code).toBe("OFFLINE");
  });

  it.each([
    [{ body: { message: "a" } }, "a"],
    [{ body: [{ message: "b" }] }, "b"],
    [{ body: { output: { errors: [{ message: "c" }] }, message: "d" } }, "c"],
    [new Error("e"), "e"],
    [undefined, "Salesforce did not say why."],
  ])("reads %j", (error, sentence) => expect(sentenceOf(error)).toBe(sentence));
});
