// What the agent sees: state menu, contact card, buttons, dial pad. Text nodes only.

const WORDS = {
  incoming: "Callback waiting",
  connecting: "Ringing",
  connected: "Connected",
  ended: "After-call work",
  missed: "Missed",
  rejected: "Rejected",
  error: "Not answered",
};
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "+", "0", "⌫"];

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

// 65 s is "1:05".
export function clockText(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

// The number under the title of a card.
export function numberText(contact) {
  return contact.number ?? (contact.channel === "chat" ? "Chat" : "Number withheld");
}

// Which buttons a contact offers, the main one first.
export function actions(contact) {
  switch (contact.state) {
    case "incoming":
    case "connecting":
      return contact.direction === "inbound" ? ["accept", "reject"] : ["hangUp"];
    case "connected":
      return contact.channel === "chat" ? ["hangUp"] : ["hangUp", "mute"];
    default:
      return ["clear"];
  }
}

export function createPanel(root, { clock, act }) {
  let view;
  let offset = 0;
  let number = "";
  // What stands in the panel, in order: `told` is all that a part shows, `tick` moves its clock.
  let parts = [];
  const now = () => clock() + offset;

  const button = (name, text, todo) =>
    element("button", { type: "button", class: `act ${name}`, onclick: todo, "data-act": name }, text);
  const BUTTONS = {
    accept: (contact) => button("accept", "Accept call", () => act({ do: "accept", contact })),
    reject: (contact) => button("reject", "Reject call", () => act({ do: "reject", contact })),
    hangUp: (contact) => button("hang-up", "End call", () => act({ do: "hangUp", contact })),
    clear: (contact) => button("clear", "Clear contact", () => act({ do: "clear", contact })),
    mute: () => button("mute", view.muted ? "Unmute" : "Mute", () => act({ do: "mute", muted: !view.muted })),
  };

  function header() {
    const choices = view.choices.includes(view.state.name) ? view.choices : [view.state.name, ...view.choices];
    const option = (name) => element("option", { value: name, selected: name === view.state.name }, name);
    const menu = element(
      "select",
      { id: "state", "aria-label": "Agent state", onchange: (event) => act({ do: "setState", name: event.target.value }) },
      ...choices.map(option),
    );
    const next = view.nextState ? element("p", { class: "next" }, `Next: ${view.nextState.name}`) : "";
    return element("header", { "data-kind": view.state.type }, element("span", { class: "agent" }, view.agent), menu, next);
  }

  // With several contacts the agent looks at one of them.
  function heading(contact, viewed) {
    const title = WORDS[contact.state] ?? contact.state;
    if (view.contacts.length === 1) return element("h1", {}, title);
    const onclick = () => act({ do: "view", contact: contact.id });
    const name = `Look at the ${contact.channel === "chat" ? "chat" : "call"}`;
    return element(
      "h1",
      {},
      element("button", { type: "button", class: "look", onclick, "aria-pressed": String(viewed), title: name }, title),
    );
  }

  function card(contact, viewed) {
    const time = element("time", { role: "timer" });
    const tick = () => {
      const from = contact.connectedAt ?? contact.since;
      time.textContent = clockText((contact.endedAt ?? now()) - from);
    };
    const node = element(
      "section",
      { class: "card", "data-state": contact.state, "data-viewed": viewed, "aria-label": "Contact" },
      heading(contact, viewed),
      element("p", { class: "number" }, numberText(contact)),
      element("p", { class: "detail" }, `${contact.direction === "inbound" ? "Inbound" : "Outbound"} · ${contact.queue}`),
      time,
      element("div", { class: "acts" }, ...actions(contact).map((name) => BUTTONS[name](contact.id))),
    );
    return { node, tick };
  }

  function dialPad() {
    const field = element("input", {
      id: "number",
      type: "tel",
      value: number,
      placeholder: "+1 415 555 0142",
      "aria-label": "Number to call",
      oninput: (event) => {
        number = event.target.value;
      },
    });
    const press = (key) => () => {
      number = key === "⌫" ? number.slice(0, -1) : number + key;
      field.value = number;
    };
    const keys = KEYS.map((key) =>
      element("button", { type: "button", onclick: press(key), "aria-label": key === "⌫" ? "Delete" : key }, key),
    );
    const dial = (event) => {
      event.preventDefault();
      act({ do: "dial", number: number.replace(/[^\d+]/g, "") });
    };
    return element(
      "form",
      { class: "dial", onsubmit: dial },
      field,
      element("div", { class: "keys" }, ...keys),
      element("button", { class: "act accept" }, "Call"),
    );
  }

  function wanted() {
    const { agent, state, nextState, choices, contacts, muted } = view;
    const head = { key: "header", told: [agent, state, nextState, choices], make: () => ({ node: header() }) };
    const several = contacts.length > 1;
    const cards = contacts.map((contact) => {
      const viewed = several && contact.id === view.viewed;
      return { key: contact.id, told: [contact, muted, several, viewed], make: () => card(contact, viewed) };
    });
    const pad = { key: "dial", told: [], make: () => ({ node: dialPad() }) };
    return [head, ...(cards.length > 0 ? cards : [pad])];
  }

  return {
    // A part stays the element it is until what it shows changes: a button that is being pressed, an open menu and what is being
    // typed survive news of something else.
    show(next) {
      view = next;
      const before = new Map(parts.map((part) => [part.key, part]));
      parts = wanted().map(({ key, told, make }) => {
        const text = JSON.stringify(told);
        const there = before.get(key);
        return there?.told === text ? there : { key, told: text, ...make() };
      });
      for (const part of before.values()) if (!parts.includes(part)) part.node.remove();
      parts.forEach(({ node }, place) => {
        if (root.children[place] !== node) root.insertBefore(node, root.children[place] ?? null);
      });
      parts.forEach((part) => part.tick?.());
    },
    setClock(epochMs) {
      offset = epochMs - clock();
    },
    tick: () => parts.forEach((part) => part.tick?.()),
  };
}
