// The unmodified libphonenumber-js, loaded when first needed and never before the phone is ready. Its bundle defines
// a global, so importing it for its side effect is enough. Its address stands in the page: dist moves the file.
let library;

function load() {
  library ??= import(document.getElementById("libphonenumber").src).then(
    () => globalThis.libphonenumber,
    (error) => {
      library = undefined;
      throw error;
    },
  );
  return library;
}

export function preload() {
  load().catch(() => {});
}

// Resolves to [e164, national, international, country, nationalNumber, extension, valid], or null when the text cannot be
// read as a phone number. Numbers that the metadata calls invalid are numbers all the same.
export async function parse(number, country) {
  const { parsePhoneNumberFromString } = await load();
  const phone = parsePhoneNumberFromString(number, country || undefined);
  if (!phone) return null;
  return [
    String(phone.number),
    phone.formatNational(),
    phone.formatInternational(),
    phone.country ?? "",
    String(phone.nationalNumber),
    phone.ext ?? "",
    phone.isValid() ? "valid" : "",
  ];
}

// What to look for to find a number however it was typed: as it is, then its digits without country code,
// as its country writes it at home, and with country code. The former only where they mean the same number.
export async function spellings(number, country) {
  const { parsePhoneNumberFromString } = await load();
  const read = (text) => parsePhoneNumberFromString(text, country || undefined);
  const phone = read(number);
  const digits = (text) => text.replace(/\D/g, "");
  const said = new Map([[digits(number), number]]);
  if (phone) {
    const home = [phone.nationalNumber, phone.formatNational().replace(/[a-z].*/i, "")].map(String);
    for (const text of [...home.filter((text) => read(text)?.number === phone.number), phone.number].map(digits)) {
      if (!said.has(text)) said.set(text, text);
    }
  }
  return [...said.values()];
}
