// The same flow for rete 1, whose vocabulary the vendor's editor shares. A component does its block's work and leaves an
// entry, as ours do. Rete passes data on rather than control, so a branch not taken simply is not wired.
import { contact, log, parsePhone, ran, store } from "./world.mjs";

const BLOCKS = {
  Start: () => null,
  "Get attribute": ({ contact }) => ({ value: contact.attributes.tier ?? "" }),
  If: ({ actions }) => actions[2].results.value === "gold",
  Format: ({ contact }) => ({ value: parsePhone(contact.rawPhoneNumber, "US").national }),
  Set: ({ actions }) => {
    store.set("lastNumber", actions[4].results.value);
    return null;
  },
  Get: () => ({ value: store.get("lastNumber") }),
  Template: ({ actions }) => {
    const variables = { tier: actions[2].results.value, number: actions[6].results.value };
    return { value: "${tier} customer calls from ${number}".replace(/\$\{(\w+)\}/g, (_, name) => variables[name]) };
  },
  "Is truthy": ({ actions }) => Boolean(actions[7].results.value),
  Log: ({ actions }) => {
    log(actions[7].results.value);
    return null;
  },
  End: () => null,
};

const names = Object.keys(BLOCKS);

const data = {
  id: "bench@1.0.0",
  nodes: Object.fromEntries(
    names.map((name, index) => {
      const id = index + 1;
      const wire = (other, key) => ({ connections: [{ node: other, ...key, data: {} }] });
      return [
        id,
        {
          id,
          name,
          data: {},
          inputs: id > 1 ? { in: wire(id - 1, { output: "out" }) } : {},
          outputs: id < names.length ? { out: wire(id + 1, { input: "in" }) } : {},
          position: [id * 192, 96],
        },
      ];
    }),
  ),
};

export function rete(Rete) {
  const engine = new Rete.Engine(data.id);
  for (const [name, work] of Object.entries(BLOCKS)) {
    const component = class extends Rete.Component {
      builder() {}
      worker(node, _inputs, outputs, context) {
        const results = work(context);
        context.actions[node.id] = { success: true, results, exception: null };
        outputs.out = results;
      }
    };
    engine.register(new component(name));
  }
  return async (count) => {
    for (let at = 0; at < count; at += 1) {
      const done = await engine.process(data, 1, { contact: contact(), actions: {} });
      if (done !== "success") throw new Error(`rete: ${done}`);
    }
    ran(count);
  };
}
