// The deployment's own service for recordings.

/** Asks it. Nothing said is done, nothing at all is no answer in time, anything else is why not. */
export async function post(address, body, ms) {
  const headers = { "Content-Type": "application/json" };
  try {
    const answer = await fetch(address, { method: "POST", headers, body, redirect: "error", signal: AbortSignal.timeout(ms) });
    return answer.ok ? "" : (await answer.text()).slice(0, 500) || `${answer.status} ${answer.statusText}`;
  } catch (error) {
    return error.name === "TimeoutError" ? undefined : `${error.message}`;
  }
}
