// Where an organisation stands on the two dimensions, among the cases.

import type { Whole } from "./types";
import { clamp, element } from "./words";

export interface Stand { name: string; inward: number; together: number }

// The share of its hours for sharing, learning and training; and how far naming one axis leaves room for the other:
// 0 where class and ethnicity share one message, 1 where both are named in full.
export function stand(whole: Whole, organisation: string): Stand | null {
  const key = /^[A-Za-z0-9_-]+$/.test(organisation) ? organisation : JSON.stringify(organisation);
  const value = (name: string): number => Number(whole.knobs.find((one) => one.name === `organisation.${key}.${name}`)?.value ?? NaN);
  const inward = value("hours.sharing") + value("hours.learning") + value("hours.training");
  const together = clamp(value("message.class") + value("message.ethnic") - 1, 0, 1);
  return Number.isNaN(inward) ? null : { name: organisation, inward, together };
}

const SVG = "http://www.w3.org/2000/svg";

function shape(name: string, attributes: Record<string, string | number>, parent: Element, text?: string): Element {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
}

export function map(box: HTMLElement, cases: Stand[], here: Stand[], before: Stand | null): void {
  box.replaceChildren();
  const svg = shape("svg", { viewBox: "0 0 460 284", role: "img" }, box);
  const said = here.map((one) => `${one.name}: ${Math.round(one.inward * 100)} % of hours inwards, ${one.together.toFixed(2)} together`);
  shape("title", {}, svg, `You are here: ${said.join("; ")}`);
  const [left, right, top, bottom] = [20, 440, 24, 258];
  const x = (one: Stand): number => left + 14 + one.inward * (right - left - 28);
  const y = (one: Stand): number => bottom - 14 - one.together * (bottom - top - 28);
  shape("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: "none", stroke: "var(--rule)", rx: 6 }, svg);
  shape("path", { d: `M${(left + right) / 2} ${top}V${bottom}M${left} ${(top + bottom) / 2}H${right}`, stroke: "var(--grid)" }, svg);
  shape("text", { x: left, y: bottom + 20 }, svg, "outwards");
  shape("text", { x: right, y: bottom + 20, "text-anchor": "end" }, svg, "inwards");
  shape("text", { x: (left + right) / 2, y: bottom + 20, "text-anchor": "middle" }, svg, "hours →");
  shape("text", { x: left, y: top - 8 }, svg, "↑ intersectional");
  shape("text", { x: right, y: top - 8, "text-anchor": "end" }, svg, "lower edge: competing");
  const taken: [number, number][] = here.map((one) => [x(one), y(one)]);
  for (const one of cases) {
    const [cx, cy] = [x(one), y(one)];
    shape("circle", { cx, cy, r: 4, fill: "var(--faint)", stroke: "var(--muted)" }, svg);
    if (taken.some(([tx, ty]) => Math.abs(tx - cx) < 110 && Math.abs(ty - cy) < 15)) continue;
    taken.push([cx, cy]);
    const end = cx > 330;
    shape("text", { x: cx + (end ? -8 : 8), y: cy + 4, "text-anchor": end ? "end" : "start" }, svg, one.name);
  }
  here.forEach((one, n) => {
    const group = shape("g", { class: "here" }, svg);
    if (n === 0 && before && (Math.abs(before.inward - one.inward) > 0.005 || Math.abs(before.together - one.together) > 0.005)) {
      shape("path", { d: `M${x(before)} ${y(before)}L${x(one)} ${y(one)}`, stroke: "var(--a)", "stroke-opacity": 0.5, "stroke-width": 2, "stroke-dasharray": "2 4" }, group);
      shape("circle", { cx: x(before), cy: y(before), r: 5, fill: "none", stroke: "var(--a)", "stroke-opacity": 0.6 }, group);
    }
    shape("circle", { cx: x(one), cy: y(one), r: 8, fill: n === 0 ? "var(--a)" : "var(--b)", stroke: "var(--ground)", "stroke-width": 2 }, group);
    const end = x(one) > 300;
    shape("text", { x: x(one) + (end ? -13 : 13), y: y(one) + 4 - (n > 0 ? 14 : 0), "text-anchor": end ? "end" : "start" }, group, n === 0 ? `you are here: ${one.name}` : one.name);
  });
  element("p", "note", box, said.join("; "));
}
