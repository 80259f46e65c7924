// The unmodified libphonenumber-js, loaded when first needed and never before the phone is ready. Its bundle defines
// a global. Its address and its digest stand in the page, in an inert script element: a copy that is live keeps both.
let library;

// How long it may take, in milliseconds: a number waits no longer for its better spelling. The next one asks again.
const PATIENCE_MS = 5_000;

const silence = () => new Promise((_, giveUp) => setTimeout(giveUp, PATIENCE_MS));

function run(inert) {
  return new Promise((resolve, reject) => {
    const live = Object.assign(inert.cloneNode(), { type: "text/javascript", id: `${inert.id}-live`, onload: resolve });
    live.onerror = () => {
      live.remove();
      reject(new Error(`${live.src} could not be loaded`));
    };
    document.head.append(live);
  });
}

function load() {
  library ??= Promise.race([run(document.getElementById("libphonenumber")), silence()]).then(
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

// What to look for to find a number however it was typed: as it is, then its digits without country code, as its country writes
// it at home, and with country code. The former only where they mean the same number; without the library nothing more.
export async function spellings(number, country) {
  const digits = (text) => text.replace(/\D/g, "");
  const said = new Map([[digits(number), number]]);
  try {
    const { parsePhoneNumberFromString } = await load();
    const read = (text) => parsePhoneNumberFromString(text, country || undefined);
    const phone = read(number);
    for (const text of [phone.nationalNumber, phone.formatNational().replace(/[a-z].*/i, ""), phone.number]) {
      const spelling = digits(text);
      if (!said.has(spelling) && (text === phone.number || read(spelling)?.number === phone.number)) {
        said.set(spelling, spelling);
      }
    }
  } catch {
    // No library, or no number.
  }
  return [...said.values()];
}
