// The same flow as a JavaScript programmer would write it, without an engine and without a trace.
import { contact, log, parsePhone, ran, store } from "./world.mjs";

function flow(contact) {
  const tier = contact.attributes.tier ?? "";
  if (tier !== "gold") return;
  const number = parsePhone(contact.rawPhoneNumber, "US").national;
  store.set("lastNumber", number);
  const text = `${tier} customer calls from ${store.get("lastNumber")}`;
  if (text) log(text);
}

export function handwritten(count) {
  for (let at = 0; at < count; at += 1) flow(contact());
  ran(count);
}
