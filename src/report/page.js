// Values under the pointer, and the choice of ground. Without it the page says the same, in figures and tables.
"use strict";

const minus = (text) => text.replace("-", "−");

// As tables write numbers: the digits worth reading.
function number(x) {
  if (x === null || x === undefined) return "–";
  const size = Math.abs(x);
  if (size >= 10000) return minus(Math.round(x).toLocaleString("en-GB"));
  if (size >= 100) return minus(x.toFixed(Number.isInteger(x) ? 0 : 1));
  if (size >= 1 || size === 0) return minus(x.toFixed(Number.isInteger(x) ? 0 : 2));
  return minus(String(Number(x.toPrecision(3))));
}

const range = (low, high) => (low === null || high === null ? "" : ` (${number(low)} to ${number(high)})`);
const day = (date) => Date.parse(date) / 86400000;
const clamp = (x, low, high) => Math.min(high, Math.max(low, x));

function element(name, kind, parent, text) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
}

// The place of the number in a sorted list that is nearest to x.
function nearest(list, x) {
  let best = 0;
  for (let n = 1; n < list.length; n++) if (Math.abs(list[n] - x) < Math.abs(list[best] - x)) best = n;
  return best;
}

// One drawing of a figure: what is shown of it, and what keys and pointers do.
function drawing(box, data, title, said) {
  const places = data.places[box.dataset.drawing];
  if (!places || places.length === 0) return;
  const days = data.kind === "curves" ? data.dates.map(day) : [];
  // Which place is shown, and at which of its dates or runs.
  let at = null;
  let shown = [];

  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", `Values of the figure: ${title}. Arrow keys move from one to the next.`);

  const hide = () => { shown.forEach((one) => one.remove()); shown = []; };
  const put = (kind, style) => {
    const made = element("div", kind, box);
    Object.assign(made.style, style);
    shown.push(made);
    return made;
  };
  const share = (x) => `${100 * x}%`;

  // Where a value lies between two edges.
  const between = (value, low, high, from, to) => from + clamp((value - low) / (high - low), 0, 1) * (to - from);

  const steps = (place) => {
    if (data.kind === "curves") return days.length;
    if (data.kind === "runs") return data.panels[place[4]].samples[place[5]].values.length;
    return 1;
  };

  // Heading, lines of a name and a value, and an x on the drawing.
  function reading(place, step) {
    const [left, top, right, bottom] = place;
    if (data.kind === "curves") {
      const panel = data.panels[place[4]];
      const x = between(days[step], place[5], place[6], left, right);
      const lines = panel.curves
        .filter((curve) => curve.middle[step] !== null)
        .map((curve) => [curve.label, number(curve.middle[step]) + range(curve.low[step], curve.high[step])]);
      const dots = panel.curves
        .filter((curve) => curve.middle[step] !== null)
        .map((curve) => between(curve.middle[step], place[7], place[8], bottom, top));
      return { head: data.dates[step], lines, note: `${panel.title}, ${panel.unit}`, x, dots };
    }
    if (data.kind === "runs") {
      const panel = data.panels[place[4]];
      const sample = panel.samples[place[5]];
      const value = sample.values[step];
      const middle = (sample.values[Math.floor((sample.values.length - 1) / 2)] + sample.values[Math.ceil((sample.values.length - 1) / 2)]) / 2;
      const lines = [[`run ${step + 1} of ${sample.values.length}, from low to high`, number(value)], ["median", number(middle)]];
      return { head: sample.label, lines, note: `${panel.title}, ${panel.unit}`, x: between(value, place[6], place[7], left, right) };
    }
    const [head, value, note] = data.words[place[4]];
    return { head, lines: Array.isArray(value) ? value : [["", value]], note, x: (left + right) / 2 };
  }

  function show(number, step, aloud) {
    const place = places[number];
    if (steps(place) === 0) return;
    at = { number, step: clamp(step, 0, steps(place) - 1) };
    hide();
    const [left, top, right, bottom] = place;
    const read = reading(place, at.step);
    if (data.kind === "words") {
      put("frame", { left: share(left), top: share(top), width: share(right - left), height: share(bottom - top) });
    } else {
      put("cross", { left: share(read.x), top: share(top), height: share(bottom - top) });
      (read.dots || []).forEach((y) => put("dot", { left: share(read.x), top: share(y) }));
    }
    const tip = put("tip", { left: "0", top: "0" });
    element("b", "", tip, read.head);
    read.lines.forEach(([name, value]) => {
      const line = element("span", "", tip);
      if (name) element("em", "", line, `${name}: `);
      line.append(value);
    });
    element("em", "", tip, read.note);
    // Beside the cross where there is room, otherwise on its other side; never over the drawing's edge.
    const { width, height } = box.getBoundingClientRect();
    const beside = read.x * width + 12 + tip.offsetWidth <= width ? read.x * width + 12 : read.x * width - 12 - tip.offsetWidth;
    // On a telephone a finger lies on the panel: the words stand over it.
    const above = top * height - tip.offsetHeight - 6;
    const under = data.kind === "curves" ? top * height + 4 : bottom * height + 6;
    const over = box.dataset.drawing === "narrow" && above >= 0;
    tip.style.left = `${clamp(beside, 0, Math.max(0, width - tip.offsetWidth))}px`;
    tip.style.top = `${!over && under + tip.offsetHeight <= height ? under : Math.max(0, above)}px`;
    if (aloud) {
      const lines = read.lines.map(([name, value]) => (name ? `${name} ${value}` : value));
      said.textContent = [read.head, ...lines, read.note].join("; ");
    }
  }

  // The place under a point, or the nearest panel of curves or runs a little beside it.
  function point(event) {
    const { left, top, width, height } = box.getBoundingClientRect();
    const [x, y] = [(event.clientX - left) / width, (event.clientY - top) / height];
    const slack = data.kind === "words" ? 0 : 0.015;
    const inside = (p) => x >= p[0] - slack && x <= p[2] + slack && y >= p[1] - slack && y <= p[3] + slack;
    // Of places that lie over one another the one whose middle is nearest.
    const away = (p) => Math.hypot((x - (p[0] + p[2]) / 2) * width, (y - (p[1] + p[3]) / 2) * height);
    let number = -1;
    places.forEach((p, n) => { if (inside(p) && (number < 0 || away(p) < away(places[number]))) number = n; });
    if (number < 0) {
      if (event.pointerType === "mouse" && document.activeElement !== box) hide();
      return;
    }
    const place = places[number];
    const along = clamp((x - place[0]) / (place[2] - place[0]), 0, 1);
    if (data.kind === "curves") show(number, nearest(days, place[5] + along * (place[6] - place[5])), false);
    else if (data.kind === "runs") {
      const values = data.panels[place[4]].samples[place[5]].values;
      show(number, nearest(values, place[6] + along * (place[7] - place[6])), false);
    } else show(number, 0, false);
  }

  function key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const last = places.length - 1;
    const now = at || { number: 0, step: -1 };
    const single = data.kind === "words";
    const by = event.shiftKey ? 13 : 1;
    const moves = {
      ArrowRight: single ? [now.number + 1, 0] : [now.number, now.step + by],
      ArrowLeft: single ? [now.number - 1, 0] : [now.number, now.step - by],
      ArrowDown: [now.number + 1, now.step],
      ArrowUp: [now.number - 1, now.step],
      PageDown: [now.number, now.step + 52],
      PageUp: [now.number, now.step - 52],
      Home: single ? [0, 0] : [now.number, 0],
      End: single ? [last, 0] : [now.number, Infinity],
    };
    if (event.key === "Escape") { hide(); said.textContent = ""; return; }
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    if (!at && single) move[0] = 0;
    show(clamp(move[0], 0, last), Math.max(0, move[1]), true);
  }

  box.addEventListener("pointermove", point);
  box.addEventListener("pointerdown", point);
  box.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") hide(); });
  box.addEventListener("blur", hide);
  box.addEventListener("keydown", key);
}

for (const figure of document.querySelectorAll("figure")) {
  const data = JSON.parse(figure.querySelector("script").textContent);
  const title = figure.getAttribute("aria-label");
  const said = figure.querySelector(".said");
  for (const box of figure.querySelectorAll(".drawing")) drawing(box, data, title, said);
}

const ground = document.getElementById("ground");
const prefers = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => {
  const chosen = document.documentElement.classList;
  return chosen.contains("dark") || (prefers.matches && !chosen.contains("light"));
};
const name = () => { ground.textContent = isDark() ? "Light" : "Dark"; ground.setAttribute("aria-label", `${ground.textContent} page`); };
ground.hidden = false;
ground.addEventListener("click", () => {
  const dark = !isDark();
  document.documentElement.classList.toggle("dark", dark);
  document.documentElement.classList.toggle("light", !dark);
  name();
});
prefers.addEventListener("change", name);
name();
