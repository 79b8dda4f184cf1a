// Numbers, dates and names as people read them.

export const minus = (text: string): string => text.replace("-", "−");

// The digits worth reading.
export function number(x: number | null | undefined): string {
  if (x === null || x === undefined || !Number.isFinite(x)) return "–";
  const size = Math.abs(x);
  if (size >= 10000) return minus(Math.round(x).toLocaleString("en-GB"));
  if (size >= 100) return minus(x.toFixed(0));
  if (size >= 10) return minus(x.toFixed(Number.isInteger(x) ? 0 : 1));
  if (size >= 1) return minus(x.toFixed(Number.isInteger(x) ? 0 : 2));
  if (size === 0) return "0";
  return minus(String(Number(x.toPrecision(2))));
}

export const signed = (x: number): string => (x > 0 ? "+" : "") + number(x);
export const range = (low: number | null, high: number | null): string =>
  low === null || high === null || !Number.isFinite(low) ? "" : ` (${number(low)} to ${number(high)})`;

const DAY = 86400;
export const seconds = (date: string): number => Date.parse(date) / 1000;
export const dateOf = (start: string, week: number): string => new Date((seconds(start) + week * 7 * DAY) * 1000).toISOString().slice(0, 10);
export const weekOf = (start: string, date: string): number => Math.floor((seconds(date) - seconds(start)) / (7 * DAY));
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
export const month = (date: string): string => `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;

const parts = (name: string): string[] => [...name.matchAll(/"((?:[^"\\]|\\.)*)"|[^."]+/g)].map((match) => match[1] ?? match[0]);
const spaced = (word: string): string => word.replaceAll("_", " ");

// A knob's name for people: what it is, and of whom.
export function called(name: string): { what: string; of: string } {
  const all = parts(name);
  const named = ["organisation", "union", "agency", "target", "demand", "intervention"].includes(all[0]);
  const rest = named ? all.slice(2) : all;
  const what = rest.length > 1 ? `${spaced(rest[0])}: ${spaced(rest.slice(1).join(" "))}` : spaced(rest.join(" "));
  return { what, of: named ? all[1] : "" };
}

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K, kind = "", parent?: Element | null, text?: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (text !== undefined) made.textContent = text;
  parent?.append(made);
  return made;
}

export const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
export const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));
