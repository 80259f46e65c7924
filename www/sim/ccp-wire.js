// The wire between the embedding page and the simulator: the conduit, and the SDK channel beside it.
// connect-streams.md, sections 1.3 to 1.5 and 1.9.

// JSON has no dates, the page expects Date objects: {"$date": epoch ms} becomes one.
export function revive(value) {
  if (Array.isArray(value)) return value.map(revive);
  if (value === null || typeof value !== "object") return value;
  if (typeof value.$date === "number" && Object.keys(value).length === 1) return new Date(value.$date);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revive(inner)]));
}

// The page's own log lines need no echo, so they need no journey.
const UNHEARD = new Set(["log", "server_bound_internal_log", "client_metric"]);

export function isWorthSending(message) {
  if (message === null || typeof message !== "object" || typeof message.event !== "string") return false;
  return !(message.event === "broadcast" && UNHEARD.has(message.data?.event));
}

// One answer on the SDK channel; undefined for messages that get none.
export function answerSdk(message, instance, lax = []) {
  if (message === null || typeof message !== "object") return undefined;
  switch (message.type) {
    case "cross-domain-site-ready":
      return {
        type: "acknowledge",
        connectionId: `sim-${message.providerId ?? "page"}`,
        status: { startTime: new Date().toISOString(), initialized: true },
        healthCheckInterval: 0,
      };
    case "request": {
      const { namespace, requestId, command } = message;
      if (command === "contact/getInstanceDetails") {
        return { type: "response", namespace, requestId, isError: false, data: { ...instance } };
      }
      if (lax.includes("no-handler")) return undefined;
      return { type: "response", namespace, requestId, isError: true, reason: "noHandler", details: { command } };
    }
    case "healthCheck":
      return { type: "healthCheckResponse", time: Date.now(), counter: message.counter ?? 0 };
    default:
      // subscribe, unsubscribe, log, metric: taken in silence.
      return undefined;
  }
}

// Hands the page a port for the SDK channel.
function offerSdk({ page, channel, instance, lax }) {
  const { port1, port2 } = channel();
  port1.onmessage = ({ data }) => {
    const answer = answerSdk(data, instance, lax);
    if (answer) port1.postMessage(answer);
  };
  page.postMessage({ type: "cross-domain-adapter-init" }, "*", [port2]);
}

export async function startWire({ page, own, host, channel, wait, instance, show, tick, say, clock = Date.now, lax = [] }) {
  const enliven = lax.includes("dates-revived") ? (value) => value : revive;
  let early = [];
  // Listening comes first: the page may speak as soon as it has heard from us.
  own.addEventListener("message", ({ source, data }) => {
    if (source !== page || !isWorthSending(data)) return;
    if (early) early.push(data);
    else host.send(data);
  });

  async function open() {
    for (;;) {
      try {
        await host.open();
        return say("");
      } catch (error) {
        say(`The simulator does not answer: ${error.message}`);
        await wait(1000);
      }
    }
  }

  await open();
  early.forEach((message) => host.send(message));
  early = undefined;

  let after = 0;
  let introduced = false;
  for (;;) {
    let delivery;
    try {
      delivery = await host.events(after);
    } catch (error) {
      say(`The simulator does not answer: ${error.message}`);
      await wait(1000);
      if (error.gone) {
        // To the page this is a reload of the frame: another acknowledge with an id.
        await open();
        after = 0;
      }
      continue;
    }
    if (delivery === undefined) return;
    say("");
    after = delivery.seq;
    for (const message of delivery.messages) {
      const snapshot = message.event === "agent::update" ? message.data?.snapshot : undefined;
      const now = snapshot?.localTimestamp;
      if (typeof now === "number") {
        tick(now);
        // The real panel's worker compares the instance's clock with that of this machine.
        Object.assign(snapshot, { localTimestamp: clock(), skew: now - clock() });
      }
      page.postMessage(enliven(message), "*");
      // Let in: the other channel opens too.
      if (!introduced && message.event === "acknowledge" && message.data?.id) {
        introduced = true;
        offerSdk({ page, channel, instance, lax });
      }
    }
    if (delivery.view) show(delivery.view);
  }
}
