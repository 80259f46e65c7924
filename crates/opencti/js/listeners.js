// Open CTI listeners cannot be removed, and registering again means being called again. So each is registered
// here once, for the life of the page, and forwards to the current core. This module is shared by every core that
// the page ever starts: a core that replaces a broken one takes over and finds what arrived in between.

const KEPT = 50; // events kept while nobody listens; the oldest goes first
const owners = new WeakMap(); // object the method lives on -> method -> channel

function deliver(channel) {
  if (channel.busy) return; // an event that a listener causes waits until the listener is done
  channel.busy = true;
  try {
    while (channel.core && channel.waiting.length) {
      const event = channel.waiting.shift();
      try {
        channel.core(event);
      } catch (error) {
        // The core trapped. Its event is not offered again: it may be what broke it.
        channel.core = null;
        // Whoever watches the page for errors sees it as if nobody had caught it.
        reportError(error);
      }
    }
  } finally {
    channel.busy = false;
  }
}

export function attach(owner, method, core) {
  let channels = owners.get(owner);
  if (!channels) owners.set(owner, (channels = new Map()));
  let channel = channels.get(method);
  if (!channel) {
    channel = { core: null, turn: 0, busy: false, waiting: [] };
    const listener = (event) => {
      if (channel.waiting.length >= KEPT) channel.waiting.shift();
      channel.waiting.push(event);
      deliver(channel);
    };
    owner[method]({ listener });
    channels.set(method, channel);
  }
  channel.core = core;
  channel.turn += 1;
  // Never from inside attach: whoever attaches is not ready to be called back yet.
  queueMicrotask(() => deliver(channel));
  return channel.turn;
}

export function detach(owner, method, turn) {
  const channel = owners.get(owner)?.get(method);
  if (channel?.turn === turn) channel.core = null;
}
