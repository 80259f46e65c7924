// A softphone frame without a browser: enough of a window for www/sim/opencti.js.

import { readFileSync } from "node:fs";
import vm from "node:vm";

const SOURCE = readFileSync(new URL("../../www/sim/opencti.js", import.meta.url), "utf8");
export const ORIGIN = "https://acme.lightning.force.com";
export const QUERY = `?mode=Lightning&sfdcIframeOrigin=${encodeURIComponent(ORIGIN)}&clc=1`;

function fill(source, list, values) {
  return source.replace(new RegExp(`/\\*__${list}__\\*/ \\[\\]`), JSON.stringify(values));
}

// Loads the library into a frame. What it throws is kept, as a browser keeps it from the page.
export function load({ search = QUERY, protocol = "https:", version = 66, lax, extraHosts = [], throws = [] } = {}) {
  const frame = { posted: [], thrown: undefined };
  const listeners = [];
  const window = {
    location: { search, protocol },
    parent: {
      postMessage(message, target) {
        if (target === null) throw new SyntaxError("Invalid target origin 'null' in a call to 'postMessage'.");
        frame.posted.push({ message: structuredClone(message), target });
      },
    },
    addEventListener: (type, listener) => type === "message" && listeners.push(listener),
  };
  const src = `${ORIGIN}/support/api/${version}.0/lightning/opencti_min.js`;
  const context = vm.createContext({ window, document: { currentScript: { src } } });
  const lists = { EXTRA_HOSTS: extraHosts, THROWS: throws, LAX: lax ? [lax] : [] };
  const source = Object.entries(lists).reduce((text, [list, values]) => fill(text, list, values), SOURCE);
  try {
    vm.runInContext(source, context, { filename: "opencti.js" });
  } catch (error) {
    frame.thrown = error;
  }
  frame.opencti = window.sforce?.opencti;
  frame.receive = (data, origin = ORIGIN) => listeners.forEach((listener) => listener({ data, origin }));
  // Answers the call that was posted last, or the one given.
  frame.answer = (response, posted = frame.posted.at(-1), change = {}) => {
    const { apiVersion, apiType, methodName, callId } = posted.message;
    frame.receive({ apiVersion, apiType, methodName, callId, response, ...change });
  };
  frame.event = (methodName, response) => frame.receive({ apiVersion: version, apiType: "opencti", methodName, response });
  return frame;
}
