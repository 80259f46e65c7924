// What lies where.

/** What a person would press instead of the Contact Control Panel, on a grid over it. */
export function above(softphone) {
  return softphone.evaluate(() => {
    const found = new Set();
    const { left, top, width, height } = document.getElementById("ccp").getBoundingClientRect();
    for (let x = 0.02; x < 1; x += 0.06) {
      for (let y = 0.02; y < 1; y += 0.06) {
        const element = document.elementFromPoint(left + x * width, top + y * height);
        if (element && element.tagName !== "IFRAME" && !element.matches("#ccp, #stage")) found.add(element.outerHTML);
      }
    }
    return [...found];
  });
}
