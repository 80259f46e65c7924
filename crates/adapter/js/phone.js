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
