// The simulator host's endpoints for one Contact Control Panel frame.

export function createHost(request) {
  let id;
  let closed = false;
  // Messages keep their order: each is sent when the one before has arrived.
  let sending = Promise.resolve();

  async function ask(path, method, body) {
    const response = await request(path, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer = await response.json();
    if (response.ok) return answer;
    const error = new Error(answer.error ?? `The simulator answered ${response.status}.`);
    // The world forgot this frame, or was made anew.
    error.gone = response.status === 404 || response.status === 410;
    throw error;
  }

  return {
    async open() {
      const hasCookies = (await globalThis.document?.hasStorageAccess?.()) ?? true;
      ({ id } = await ask("/sim/ccps", "POST", { hasCookies }));
    },
    // What is new; undefined once the frame is closed.
    events: async (after) => (closed ? undefined : ask(`/sim/ccps/${id}/events?after=${after}`, "GET")),
    act: (act) => ask(`/sim/ccps/${id}/acts`, "POST", act),
    send(message) {
      sending = sending.then(() => ask(`/sim/ccps/${id}/messages`, "POST", message)).catch(() => {});
      return sending;
    },
    close(beacon) {
      closed = true;
      if (id !== undefined) beacon(`/sim/ccps/${id}/close`);
    },
  };
}
