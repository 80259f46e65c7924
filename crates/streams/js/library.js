// window.connect, the amazon-connect-streams library, as far as this crate touches it. What a library throws or gives to a
// failure callback is told as [kind, message, status, raw]; see `Failure` in src/error.rs.

// The panel's iframe, always of this name.
const IFRAME = "iframe[name='Amazon Connect CCP']";

// What a file of the library's family leaves behind when it has run, by the id of its inert element.
const PROOFS = {
  "amazon-connect-streams": (library) => library?.core?.initCCP,
  "amazon-connect-chatjs": (library) => library?.ChatSession,
  "amazon-connect-taskjs": (library) => library?.TaskSession,
};

// The library, if its file has run.
export function find() {
  const library = globalThis.connect;
  return typeof library?.core?.initCCP === "function" ? library : undefined;
}

export function isLoaded(id) {
  return PROOFS[id](globalThis.connect) !== undefined;
}

// Runs a script from its inert element: a copy of it is no longer inert (see src/load.rs). Gives a word and the address.
export async function bring(id, ms) {
  const inert = document.getElementById(id);
  if (!inert) return ["notNamed"];
  const src = inert.getAttribute("src") ?? "";
  let live = document.getElementById(`${id}-live`);
  if (!live) {
    live = Object.assign(inert.cloneNode(), { type: "text/javascript", id: `${id}-live` });
    document.head.append(live);
  }
  const end = await new Promise((done) => {
    live.addEventListener("load", () => done("loaded"));
    live.addEventListener("error", () => done("failed"));
    setTimeout(done, ms, "failed");
  });
  if (end === "loaded" && isLoaded(id)) return [""];
  // The copy goes, so that another attempt starts with a fresh one.
  live.remove();
  return [end === "loaded" ? "ineffective" : end, src];
}

// Whether the first complete acknowledge came.
export function isInitialized({ core }) {
  return Boolean(core.initialized);
}

// Whether agent data came.
export function hasAgent({ agent }) {
  return Boolean(agent?.initialized);
}

// The ccpUrl of a running initCCP; undefined before, and after terminate().
export function connectedTo({ core, initCCPParams }) {
  return core.agentDataProvider ? initCCPParams?.ccpUrl : undefined;
}

function stopRetries({ core }) {
  clearTimeout(core.ccpLoadTimeoutInstance);
  clearTimeout(core.iframeRefreshTimeout);
  core.iframeRefreshAttempt = 0;
}

function removePanels() {
  for (const panel of document.querySelectorAll(IFRAME)) panel.remove();
}

// Shows the panel and subscribes `hear` to every name, in one task, so that nothing can be missed. Gives the
// subscriptions.
export function start(library, container, options, names, hear) {
  if (connectedTo(library) === undefined) {
    // What an earlier terminate() left behind would make initCCP do nothing.
    stopRetries(library);
    removePanels();
  }
  library.core.initCCP(container, options);
  const subscriptions = [];
  try {
    const bus = library.core.getEventBus();
    // The bus swallows what a subscriber throws. One that cannot go on must be seen by whoever watches the page for errors.
    const heard = (...said) => {
      try {
        hear(...said);
      } catch (error) {
        reportError(error);
      }
    };
    for (const name of names) subscriptions.push(bus.subscribe(name, heard));
  } catch (error) {
    stop(subscriptions);
    throw error;
  }
  return subscriptions;
}

export function stop(subscriptions) {
  for (const subscription of subscriptions) {
    try {
      subscription.unsubscribe();
    } catch {
      // The library is gone, and its bus with it.
    }
  }
}

// terminate(), and what that forgets: the keep-alive and the replacing of an iframe that does not answer would go on.
export function terminate(library) {
  const { core } = library;
  stopRetries(library);
  clearTimeout(core.keepaliveManager?.synTimer);
  clearTimeout(core.keepaliveManager?.ackTimer);
  try {
    core.terminate();
  } catch {
    // Nothing was there to be ended.
  }
  removePanels();
}

// The last agent data, {configuration, snapshot}; undefined before the first.
export function agentData({ core }) {
  try {
    return core.getAgentDataProvider().getAgentData();
  } catch {
    return undefined;
  }
}

// The raw data of a living contact; undefined once it is gone.
export function contactData({ core }, id) {
  try {
    return core.getAgentDataProvider().getContactData(id);
  } catch {
    return undefined;
  }
}

// The raw data a contact object of an event stands for: a snapshot carries it, a live contact is asked.
export function dataOf(library, contact) {
  const carried = contact?.contactData;
  return typeof carried === "object" && carried ? carried : contactData(library, contact?.contactId ?? "");
}

export function failure(value) {
  let [data, raw] = [value, ""];
  // An Error's members are not enumerable, so they are fetched by name.
  if (value instanceof Error) [data, raw] = [{ name: value.name, message: value.message, statusCode: value.statusCode }, String(value)];
  else if (typeof value === "string") {
    raw = value;
    try {
      data = JSON.parse(value);
    } catch {
      data = undefined;
    }
  } else if (value !== undefined && value !== null) {
    try {
      raw = JSON.stringify(value) ?? "";
    } catch {
      // A cycle.
      raw = typeof value;
    }
  }
  const text = (...names) => names.map((name) => data?.[name]).find((member) => typeof member === "string");
  return [text("type", "errorType", "name"), text("message", "errorMessage"), data?.statusCode, raw];
}

// Sends a request and gives what came of it, exactly once: a word and what belongs to it. The callbacks may come late,
// twice, or when nobody waits any more. `call` gets the library's object and the two callbacks.
async function request(library, contact, make, call, ms) {
  if (!hasAgent(library)) return ["notReady"];
  if (contact !== undefined && contactData(library, contact) === undefined) return ["noSuchContact", contact];
  return await new Promise((answer) => {
    const timer = setTimeout(answer, ms, ["timedOut"]);
    const done = (said) => {
      clearTimeout(timer);
      answer(said);
    };
    const end = (word) => (value) => done([word, ...failure(value)]);
    try {
      const object = make();
      const refused = call(object, { success: (data) => done(["done", data]), failure: end("refused") });
      if (refused) done(refused);
    } catch (error) {
      end("threw")(error);
    }
  });
}

// Asks the agent, a contact or a connection: arguments before the callbacks, and members beside them. The snapshot class of
// connections has all request methods and, unlike the live classes, starts no media controller when it is made (no joining
// of a ringing chat, no need of TaskJS).
export function ask(library, contactId, connectionId, method, before, beside, ms) {
  const make = () =>
    connectionId !== undefined
      ? new library.ConnectionSnapshot({ contactId, connectionId })
      : contactId !== undefined ? new library.Contact(contactId) : new library.Agent();
  const call = (object, callbacks) => void object[method](...before, { ...beside, ...callbacks });
  return request(library, contactId, make, call, ms);
}

// Makes the agent choose a state by its name.
export function chooseState(library, name, enqueueNextState, ms) {
  const call = (agent, callbacks) => {
    const states = agent.getAgentStates();
    const state = states.find((state) => state.name === name);
    if (!state) return ["noSuchState", name, ...states.map((state) => state.name)];
    agent.setState(state, callbacks, { enqueueNextState });
  };
  return request(library, undefined, () => new library.Agent(), call, ms);
}

// The quick connects of the given queues, or of all the agent's queues.
export function quickConnects(library, queues, ms) {
  const call = (agent, callbacks) =>
    void agent.getEndpoints(queues.length ? queues : agent.getAllQueueARNs(), callbacks);
  return request(library, undefined, () => new library.Agent(), call, ms);
}

// Tells the agent, or the core about a contact, something that nobody answers. A word and what belongs to it.
export function tell(library, method, contactId) {
  if (!hasAgent(library)) return ["notReady"];
  try {
    if (contactId === undefined) new library.Agent()[method]();
    else library.core[method](contactId);
    return ["done"];
  } catch (error) {
    return ["threw", ...failure(error)];
  }
}
