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

/** What is wrong with the layout of the drawer, in sentences. */
export function wrong(softphone) {
  return softphone.evaluate(() => {
    const said = [];
    const name = (element) => `${element.tagName.toLowerCase()}#${element.id}.${element.className} “${element.textContent.slice(0, 30)}”`;
    const page = document.documentElement;
    if (page.scrollWidth > innerWidth) said.push(`the page is ${page.scrollWidth} px wide, there are ${innerWidth}`);
    const panel = document.getElementById("tab-panel");
    if (panel.scrollWidth > panel.clientWidth) said.push(`the panel is ${panel.scrollWidth} px wide, there are ${panel.clientWidth}`);

    /** What has the point in the middle of an element, once it was scrolled to. */
    const reach = (element) => {
      element.scrollIntoView({ block: "nearest", inline: "nearest" });
      const { left, top, width, height } = element.getBoundingClientRect();
      if (width < 1 || height < 1) return said.push(`${name(element)} has no size`);
      if (left < -1 || left + width > innerWidth + 1) said.push(`${name(element)} reaches from ${left} to ${left + width}`);
      const hit = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
      if (!hit || !(element.contains(hit) || hit.contains(element))) {
        said.push(`${name(element)} is covered by ${hit ? name(hit) : "the edge"}`);
      }
    };
    const there = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen");
    // An open menu lies over the panel, and has to: then it alone is looked at.
    const menu = document.querySelector("#more:not([hidden])");
    const all = (menu ?? document.querySelector(".drawer")).querySelectorAll(":is(button, a, input, select, textarea, summary, h2, p, li)");
    const parts = [...all].filter(there);
    for (const part of parts) reach(part);
    reach(document.getElementById("drawer-handle"));

    // Nothing lies on its neighbour; what is inside something else is no neighbour.
    const boxes = parts.map((part) => [part, part.getBoundingClientRect()]);
    for (const [at, [one, a]] of boxes.entries()) {
      for (const [other, b] of boxes.slice(at + 1)) {
        if (one.contains(other) || other.contains(one)) continue;
        const over = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
        const same = panel.contains(one) === panel.contains(other);
        if (over && same) said.push(`${name(one)} lies over ${name(other)}`);
      }
    }
    return said;
  });
}
