// The tabs of one agent: a lock that one of them has, and a channel on which all of them speak. Both have the name of the agent's
// journal, in which org and agent stand, so that nobody else's tabs are met.

let channel;
// What is known of the lock: how to give it back, how to stop waiting for it.
let release, waiting;

// Waits for the lock, or takes it away from the tab that has it. `opened` is called when it is here, `lost` when another tab has taken
// it, `heard` with each message of another tab. Whether the browser has what it takes.
export function openJournal(name, seize, opened, lost, heard) {
  const locks = globalThis.navigator?.locks;
  if (!locks?.request || !globalThis.BroadcastChannel) return false;
  if (channel?.name !== name) {
    closeJournal();
    channel?.close();
    channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => typeof data === "string" && heard(data);
  }
  if (release) return true;
  waiting?.abort();
  const wait = (waiting = new AbortController());
  let mine;
  const hold = () =>
    new Promise((resolve) => {
      if (wait.signal.aborted) return resolve();
      release = mine = resolve;
      opened();
    });
  locks.request(name, seize ? { steal: true } : { signal: wait.signal }, hold).catch(() => {
    // Either nobody waits for it any more, or it was taken away.
    if (!mine || release !== mine) return;
    release = undefined;
    lost();
  });
  return true;
}

export function closeJournal() {
  waiting?.abort();
  const give = release;
  waiting = release = undefined;
  give?.();
}

export function post(message) {
  channel?.postMessage(message);
}
