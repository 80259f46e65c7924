// Which fields of a record are phone numbers, and what they hold: shared by the two cards.

/** Nobody talks to a fax machine, though Salesforce keeps its number in a phone field. */
const NOT_FOR_TALKING = ["Fax"];

/** The names in an administrator's list, "Phone, MobilePhone": without blanks, each once. */
export function namesIn(list) {
  const names = (list ?? "").split(",").map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ""))];
}

/**
 * The phone fields to show of an object, as User Interface API describes it: those on the list, in its order, or every
 * phone field when the list is empty. `unknown` are names that are not there, or not for this user.
 */
export function chooseFields(objectInfo, list) {
  const all = Object.values(objectInfo.fields);
  const names = namesIn(list);
  if (names.length === 0) {
    const phones = all.filter((field) => field.dataType === "Phone" && !NOT_FOR_TALKING.includes(field.apiName));
    return { fields: phones.map(named), unknown: [] };
  }
  const find = (name) => all.find((field) => field.apiName.toLowerCase() === name.toLowerCase());
  return {
    fields: names.map(find).filter(Boolean).map(named),
    unknown: names.filter((name) => !find(name)),
  };
}

/** The numbers that a record has in these fields. */
export function numbersIn(record, fields) {
  return fields
    .map(({ apiName, label }) => ({ apiName, label, value: record.fields[apiName]?.value }))
    .filter(({ value }) => typeof value === "string" && value.trim() !== "");
}

/** What Salesforce said, in one line: an error of a wire adapter has its text in `body`, alone or in a list. */
export function sentence(error) {
  const body = error?.body;
  const said = Array.isArray(body) ? body.map(({ message }) => message) : [body?.message ?? error?.message];
  return said.filter(Boolean).join(" ") || "Salesforce did not say why.";
}

/** Names that could not be found, for the administrator who looks at the page. */
export function unknownSentence(unknown, object) {
  return unknown.length === 0 ? "" : `Not a field of ${object}, or not visible to you: ${unknown.join(", ")}.`;
}

function named({ apiName, label }) {
  return { apiName, label };
}
