// The panel page's own scripts. connect-streams.md, sections 1.3 to 1.9.

import { actions, answerSdk, clockText, createHost, isWorthSending, numberText, revive, startWire } from "./page-scripts.mjs";

const INSTANCE = { origin: "https://acme.my.connect.aws", region: "us-west-2" };

// A wire whose host answers from a list; what reaches the page is kept.
export async function wired({ deliveries, lax }) {
  const posted = [];
  const sent = [];
  const shown = [];
  let listen;
  const page = { postMessage: (message, target, ports) => posted.push({ message, target, ports }) };
  const rest = [...deliveries];
  const channel = () => {
    const port1 = { sent: [], postMessage: (message) => port1.sent.push(message) };
    return { port1, port2: { peer: port1 } };
  };
  const done = startWire({
    page,
    own: { addEventListener: (type, listener) => (listen = listener) },
    host: { open: async () => {}, events: async () => rest.shift(), send: (message) => sent.push(message) },
    channel,
    wait: async () => {},
    instance: INSTANCE,
    show: (view) => shown.push(view),
    tick: () => {},
    say: () => {},
    lax: lax ? [lax] : [],
  });
  // Spoken before the host has answered: kept, and sent afterwards.
  listen({ source: page, data: { event: "synchronize" } });
  await done;
  return { posted, sent, shown, page, listen };
}

export const CASES = [
  {
    name: "dates arrive as dates",
    section: "connect-streams 1.3",
    async run(check) {
      const message = { event: "agent::update", data: { snapshot: { snapshotTimestamp: { $date: 5 }, contacts: [{ at: { $date: 7 } }] } } };
      const { posted } = await wired({ deliveries: [{ seq: 1, messages: [message] }], lax: check.lax });
      const { snapshot } = posted[0].message.data;
      check.that("a Date", snapshot.snapshotTimestamp instanceof Date);
      check.that("in lists too", snapshot.contacts[0].at instanceof Date);
      check.same("the moment", Number(snapshot.contacts[0].at), 7);
      check.same("nothing else is touched", revive({ a: null, b: "x", c: [1], d: { $date: "x" } }), { a: null, b: "x", c: [1], d: { $date: "x" } });
    },
  },
  {
    name: "an unhandled command is answered noHandler",
    section: "connect-streams 1.9",
    run(check) {
      const lax = check.lax ? [check.lax] : [];
      const request = (command) => ({ type: "request", namespace: "aws.connect.contact", command, requestId: "r1", data: {} });
      check.same("instance details", answerSdk(request("contact/getInstanceDetails"), INSTANCE, lax),
        { type: "response", namespace: "aws.connect.contact", requestId: "r1", isError: false, data: INSTANCE });
      check.same("the rest", answerSdk(request("contact/isPreviewMode"), INSTANCE, lax),
        { type: "response", namespace: "aws.connect.contact", requestId: "r1", isError: true, reason: "noHandler", details: { command: "contact/isPreviewMode" } });
      const ready = answerSdk({ type: "cross-domain-site-ready", providerId: "p" }, INSTANCE, lax);
      check.same("acknowledge", [ready.type, ready.healthCheckInterval, typeof ready.connectionId], ["acknowledge", 0, "string"]);
      for (const type of ["subscribe", "unsubscribe", "log", "metric"]) {
        check.same(type, answerSdk({ type }, INSTANCE, lax), undefined);
      }
      check.same("nonsense", answerSdk(null, INSTANCE, lax), undefined);
    },
  },
  {
    name: "the channel is offered after the first acknowledge",
    section: "connect-streams 1.9",
    async run(check) {
      const deliveries = [{ seq: 1, messages: [{ event: "update_connected_ccps", data: {} }] },
        { seq: 3, messages: [{ event: "acknowledge", data: { id: "p1" } }, { event: "acknowledge" }] }];
      const { posted } = await wired({ deliveries, lax: check.lax });
      const kinds = posted.map(({ message }) => message.event ?? message.type);
      check.same("in order, once", kinds, ["update_connected_ccps", "acknowledge", "cross-domain-adapter-init", "acknowledge"]);
      check.same("with a port", posted[2].ports.length, 1);
      const port = posted[2].ports[0].peer;
      port.onmessage({ data: { type: "cross-domain-site-ready", providerId: "p" } });
      check.same("which answers", port.sent[0].type, "acknowledge");
    },
  },
  {
    name: "the panel relays what the page says, but not its log",
    section: "connect-streams 1.8",
    async run(check) {
      const { sent, page, listen } = await wired({ deliveries: [], lax: check.lax });
      check.same("what was said early", sent, [{ event: "synchronize" }]);
      listen({ source: page, data: { event: "configure", data: {} } });
      listen({ source: {}, data: { event: "terminate" } });
      listen({ source: page, data: { event: "broadcast", data: { event: "log" } } });
      check.same("only from the page", sent.map(({ event }) => event), ["synchronize", "configure"]);
      for (const odd of [null, undefined, "text", {}, { event: 7 }]) check.same(String(odd), isWorthSending(odd), false);
      check.same("a broadcast", isWorthSending({ event: "broadcast", data: { event: "mute", data: {} } }), true);
    },
  },
  {
    name: "a frame that was forgotten comes back as a reload",
    section: "connect-streams 1.4",
    async run(check) {
      const asked = [];
      const replies = [[200, { id: 1 }], [200, { seq: 4, messages: [] }], [410, { error: "closed" }], [200, { id: 2 }], [200, { seq: 1, messages: [] }]];
      const host = createHost(async (path) => {
        asked.push(path);
        const [status, body] = replies.shift() ?? [200, { seq: 1, messages: [] }];
        if (replies.length === 0) host.close(() => {});
        return { ok: status === 200, status, json: async () => body };
      });
      const silent = () => {};
      await startWire({ page: { postMessage: silent }, own: { addEventListener: silent }, host, channel: silent,
        wait: async () => {}, instance: INSTANCE, show: silent, tick: silent, say: silent });
      check.same("asked", asked, ["/sim/ccps", "/sim/ccps/1/events?after=0", "/sim/ccps/1/events?after=4", "/sim/ccps", "/sim/ccps/2/events?after=0"]);
    },
  },
  {
    name: "the card offers what the state allows",
    section: "connect-streams 4.2",
    run(check) {
      const at = (state, direction = "inbound") => actions({ state, direction });
      check.same("ringing", at("connecting"), ["accept", "reject"]);
      check.same("dialling", at("connecting", "outbound"), ["hangUp"]);
      check.same("talking", at("connected"), ["hangUp", "mute"]);
      for (const over of ["ended", "error", "missed", "rejected"]) check.same(over, at(over), ["clear"]);
      check.same("withheld", numberText({ number: null }), "Number withheld");
      check.same("timer", [clockText(-5), clockText(8_000), clockText(65_400)], ["0:00", "0:08", "1:05"]);
    },
  },
];
