// What a page must keep to be usable by everybody, checked on what the browser computed.
//
// Evaluated in a page, returns an array of {check, detail}: empty where all is well. Our own rules
// after WCAG 2.2 AA; no library.
(() => {
  "use strict";
  const findings = [];
  const note = (check, detail) => findings.push({ check, detail });

  /** A short way to find an element again. */
  const path = (element) => {
    const parts = [];
    for (let node = element; node && node !== document.documentElement; node = node.parentElement) {
      let part = node.localName;
      if (node.id) {
        parts.unshift(`${part}#${node.id}`);
        break;
      }
      if (node.classList.length) part += "." + [...node.classList].join(".");
      const twins = [...(node.parentElement?.children ?? [])].filter(
        (other) => other.localName === node.localName);
      if (twins.length > 1) part += `:nth-of-type(${twins.indexOf(node) + 1})`;
      parts.unshift(part);
    }
    return parts.slice(-4).join(" > ");
  };

  const isShown = (element) => {
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  };
  /** Shown to people who look, and not only to screen readers (clipped to a pixel). */
  const isSeen = (element) => {
    const box = element.getBoundingClientRect();
    return isShown(element) && box.width > 1 && box.height > 1;
  };
  const isHiddenFromReaders = (element) => element.closest("[aria-hidden=true]") !== null;
  const squeezed = (text) => (text ?? "").replace(/\s+/g, " ").trim();

  /** The name that a screen reader says: the parts of the accessible name that pages use. */
  const nameOf = (element) => {
    const referred = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean)
      .map((id) => squeezed(document.getElementById(id)?.textContent)).join(" ");
    if (referred.trim()) return referred.trim();
    const label = squeezed(element.getAttribute("aria-label"));
    if (label) return label;
    if (element.labels?.length) {
      const text = [...element.labels].map((one) => squeezed(one.textContent)).join(" ").trim();
      if (text) return text;
    }
    if (element.matches("input[type=submit], input[type=button], input[type=reset]")) {
      return squeezed(element.value);
    }
    if (element.matches("img, input[type=image]")) return squeezed(element.alt);
    const visible = [];
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) visible.push(node.data);
      if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("aria-hidden") === "true") return;
      if (node.localName === "img") visible.push(node.alt);
      if (node.getAttribute("aria-label")) visible.push(node.getAttribute("aria-label"));
      node.childNodes.forEach(walk);
    };
    if (!element.matches("input, select, textarea")) element.childNodes.forEach(walk);
    return squeezed(visible.join(" ")) || squeezed(element.getAttribute("title"));
  };

  // --- The document

  if (!squeezed(document.documentElement.lang)) note("language", "html has no lang");
  if (!squeezed(document.title)) note("title", "the page has no title");
  if (!document.querySelector("meta[name=viewport]")) note("viewport", "there is no viewport meta");
  const scalable = document.querySelector("meta[name=viewport]")?.content ?? "";
  if (/user-scalable\s*=\s*no|maximum-scale\s*=\s*1(\.0)?\b/.test(scalable)) {
    note("viewport", "people cannot zoom");
  }
  const mains = document.querySelectorAll("main, [role=main]");
  if (mains.length !== 1) note("landmark", `there are ${mains.length} main landmarks`);
  for (const [kind, selector] of [["nav", "nav, [role=navigation]"]]) {
    const all = [...document.querySelectorAll(selector)];
    const names = all.map((one) => nameOf({
      getAttribute: (name) => one.getAttribute(name), matches: () => true, labels: null,
    }));
    if (all.length > 1 && new Set(names).size !== all.length) {
      note("landmark", `${all.length} ${kind} landmarks share the names ${JSON.stringify(names)}`);
    }
  }

  // --- Headings

  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(isShown);
  if (headings.filter((one) => one.localName === "h1").length !== 1) {
    note("headings", `there are ${headings.filter((h) => h.localName === "h1").length} h1`);
  }
  let level = 0;
  for (const heading of headings) {
    const own = Number(heading.localName[1]);
    if (own > level + 1) {
      note("headings", `${heading.localName} "${squeezed(heading.textContent)}" after h${level}`);
    }
    if (!nameOf(heading)) note("headings", `${path(heading)} is empty`);
    level = own;
  }

  // --- Identifiers

  const ids = new Map();
  for (const element of document.querySelectorAll("[id]")) {
    if (ids.has(element.id)) note("ids", `"${element.id}" stands twice: ${path(element)}`);
    ids.set(element.id, element);
  }
  for (const attribute of [
    "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-activedescendant",
    "aria-owns", "headers", "list",
  ]) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      for (const id of element.getAttribute(attribute).split(/\s+/).filter(Boolean)) {
        if (!ids.has(id)) note("ids", `${attribute}="${id}" of ${path(element)} leads nowhere`);
      }
    }
  }
  for (const link of document.querySelectorAll("a[href^='#']")) {
    const target = decodeURIComponent(link.getAttribute("href").slice(1));
    if (target && !ids.has(target)) note("ids", `the link #${target} leads nowhere`);
  }

  // --- Names

  for (const control of document.querySelectorAll("input, select, textarea")) {
    if (control.type === "hidden" || !isShown(control)) continue;
    if (!nameOf(control)) note("labels", `${path(control)} (${control.name}) has no label`);
  }
  for (const element of document.querySelectorAll(
    "a[href], button, summary, [role=button], [role=link]")) {
    if (isShown(element) && !isHiddenFromReaders(element) && !nameOf(element)) {
      note("names", `${path(element)} has no name`);
    }
  }
  for (const link of document.querySelectorAll("a:not([href])")) {
    note("names", `${path(link)} is a link without a target`);
  }
  for (const image of document.querySelectorAll("img:not([alt])")) {
    note("names", `${path(image)} has no alt`);
  }
  for (const drawing of document.querySelectorAll("svg")) {
    const isNamed = drawing.getAttribute("aria-label") || drawing.getAttribute("aria-labelledby")
      || drawing.querySelector(":scope > title");
    if (isShown(drawing) && !isHiddenFromReaders(drawing) && !isNamed) {
      note("names", `${path(drawing)} is neither named nor hidden from screen readers`);
    }
  }
  for (const table of document.querySelectorAll("table")) {
    if (isShown(table) && !table.querySelector("th")) note("tables", `${path(table)} has no th`);
  }
  for (const element of document.querySelectorAll("[onclick], [onchange], [onsubmit], [style]")) {
    note("policy", `${path(element)} has an inline handler or style`);
  }

  // --- Keyboard

  for (const element of document.querySelectorAll("[tabindex]")) {
    if (element.tabIndex > 0) note("focus", `${path(element)} jumps the order of focus`);
  }
  const reachable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  for (const element of document.querySelectorAll("[aria-hidden=true]")) {
    const inside = element.matches(reachable) ? element : element.querySelector(reachable);
    if (inside && isShown(inside) && inside.tabIndex >= 0) {
      note("focus", `${path(inside)} takes the focus and is hidden from screen readers`);
    }
  }

  // --- Contrast

  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  const known = new Map();
  /** Red, green, blue (0 to 255) and alpha (0 to 1) of any colour that CSS can say. */
  const rgba = (color) => {
    if (!known.has(color)) {
      brush.clearRect(0, 0, 1, 1);
      brush.fillStyle = color;
      brush.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
      known.set(color, [r, g, b, a / 255]);
    }
    return known.get(color);
  };
  const over = (top, bottom) => {
    const alpha = top[3] + bottom[3] * (1 - top[3]);
    if (alpha === 0) return [0, 0, 0, 0];
    const mixed = [0, 1, 2].map(
      (i) => (top[i] * top[3] + bottom[i] * bottom[3] * (1 - top[3])) / alpha);
    return [...mixed, alpha];
  };
  const luminance = (color) => {
    const [r, g, b] = color.slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const canvasColor = () => {
    const probe = document.createElement("div");
    document.body.append(probe);
    // No inline style: the policy of the page forbids it. The system colour is that of the scheme.
    const isDark = matchMedia("(prefers-color-scheme: dark)").matches
      && getComputedStyle(document.documentElement).colorScheme.includes("dark");
    probe.remove();
    return isDark ? [18, 18, 18, 1] : [255, 255, 255, 1];
  };
  const backdrop = (element) => {
    let color = [0, 0, 0, 0];
    for (let node = element; node; node = node.parentElement) {
      const style = getComputedStyle(node);
      if (style.backgroundImage !== "none" && node.localName !== "html") return null;
      color = over(color, rgba(style.backgroundColor));
      if (color[3] > 0.999) return color;
    }
    return over(color, canvasColor());
  };
  const opacity = (element) => {
    let share = 1;
    for (let node = element; node; node = node.parentElement) {
      share *= Number(getComputedStyle(node).opacity);
    }
    return share;
  };
  const LEAST = 4.5;
  const told = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let texts = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = squeezed(walker.currentNode.data);
    if (!text || !element || element.closest("script, style, noscript, option, title")) continue;
    if (!isSeen(element) || element.closest(":disabled, [aria-disabled=true]")) continue;
    const style = getComputedStyle(element);
    const isDrawn = element.closest("svg") !== null;
    const ground = backdrop(element);
    if (!ground) {
      note("contrast", `${path(element)} stands on an image: not known`);
      continue;
    }
    const ink = [...rgba(isDrawn ? style.fill : style.color)];
    ink[3] *= opacity(element);
    texts += 1;
    const ratio = contrast(over(ink, ground), ground);
    const key = `${style.color}|${style.fill}|${ground}|${element.className}`;
    if (ratio < LEAST && !told.has(key)) {
      told.add(key);
      note("contrast", `${ratio.toFixed(2)} of "${text.slice(0, 40)}" in ${path(element)}`);
    }
  }
  for (const control of document.querySelectorAll("input, select, textarea")) {
    if (!isSeen(control) || control.disabled) continue;
    const ground = backdrop(control);
    if (!ground) continue;
    for (const [what, style] of [
      ["text", getComputedStyle(control)],
      ...(control.placeholder ? [["placeholder", getComputedStyle(control, "::placeholder")]] : []),
    ]) {
      const ink = [...rgba(style.color)];
      ink[3] *= Number(style.opacity || 1);
      const ratio = contrast(over(ink, ground), ground);
      if (ratio < LEAST) note("contrast", `${ratio.toFixed(2)} of the ${what} of ${path(control)}`);
    }
  }
  if (texts === 0) note("contrast", "no text was found");
  return findings;
})();
