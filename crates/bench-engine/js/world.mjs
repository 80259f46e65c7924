// What every engine sees and calls: the contact, which is there before the flow begins, and a host that answers at once.
const CONTACT = {
  contactId: "00000000-0000-4000-8000-000000000001",
  type: "voice",
  status: "connecting",
  queue: "Priority",
  rawPhoneNumber: "+14155550142",
  isInbound: true,
  attributes: { tier: "gold", language: "en", caseNo: "00001026" },
};

export const contact = () => CONTACT;

export const parsePhone = () => ({
  e164: "+14155550142",
  national: "(415) 555-0142",
  international: "+1 415 555 0142",
  country: "US",
  nationalNumber: "4155550142",
});

export const store = new Map();

const expected = "gold customer calls from (415) 555-0142";
let lines = 0;

export function log(text) {
  if (text !== expected) throw new Error(`the flow does not do what it should: ${text}`);
  lines += 1;
}

/** Proves that as many flows ran as were asked for. */
export function ran(count) {
  if (lines !== count) throw new Error(`${lines} of ${count} flows ran to their log`);
  lines = 0;
}
