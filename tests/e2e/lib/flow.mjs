// Flows as a case writes them down: blocks one after another, each through the port where it worked.

/** A flow of these blocks (`[type, controls]`), for an event of a source. */
export function flow(name, source, event, blocks) {
  const all = [["SE_Start", {}], ...blocks];
  const actions = all.map(([type, controls = {}], at) => {
    const next = at + 1 < all.length ? `uid-${at + 1}` : undefined;
    return { id: `uid-${at}`, type, controls, ports: next ? { done: next, success: next } : {} };
  });
  return { name, source, event, actions };
}
