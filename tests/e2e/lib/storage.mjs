// What the browser holds for the softphone's page, before a case begins and after.

/** Puts texts into the storages of the softphone's page, `{ storage: { key: text } }`, before its first load; not again at a reload. */
export function keep(t, items) {
  return t.context.addInitScript((items) => {
    if (!location.href.startsWith("https://cti.example.com/") || sessionStorage.getItem("case.kept")) return;
    sessionStorage.setItem("case.kept", "true");
    for (const [storage, texts] of Object.entries(items)) {
      for (const [key, text] of Object.entries(texts)) globalThis[storage].setItem(key, text);
    }
  }, items);
}

/** What stands under the same keys now. */
export function kept(softphone, items) {
  return softphone.evaluate((items) => {
    const now = ([storage, texts]) => {
      const keys = Object.keys(texts);
      return [storage, Object.fromEntries(keys.map((key) => [key, globalThis[storage].getItem(key)]))];
    };
    return Object.fromEntries(Object.entries(items).map(now));
  }, items);
}
