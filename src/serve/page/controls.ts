// Sliders, switches and choices, made from the knob table.

import type { Knob, Setting, Value, Whole } from "./types";
import { called, clamp, element, number } from "./words";

// The part of a wide range in which turning is of use; the field beside it takes all that is allowed.
function span(knob: Knob): [number, number] {
  const [low, high] = knob.range!;
  if (high - low <= 2) return [low, high];
  const sizes = [knob.value, knob.default].map((value) => Math.abs(Number(value)));
  const far = Math.max(...sizes, knob.whole ? 3 : 1) * 2;
  return [Math.max(low, low < 0 ? -far : 0), Math.min(high, far)];
}

export class Controls {
  private whole: Whole | null = null;
  private made = new Map<string, (value: Value) => void>();

  constructor(
    private first: HTMLElement, private found: HTMLElement, private search: HTMLInputElement,
    private turn: (name: string, value: Value | null) => void,
  ) {
    search.addEventListener("input", () => this.find());
  }

  set(whole: Whole, setting: Setting): void {
    this.whole = whole;
    this.made.clear();
    this.first.replaceChildren();
    for (const [name, why] of this.firsts(setting)) {
      const knob = whole.knobs.find((one) => one.name === name);
      if (knob) this.first.append(this.control(knob, why));
    }
    this.find();
    this.mark(setting);
  }

  // Those that come first, of the first organisation; and whatever else was turned.
  private firsts(setting: Setting): [string, string][] {
    const whole = this.whole!;
    const seen = new Set<string>();
    const all = whole.first.filter(([name]) => {
      const of = called(name);
      const once = seen.has(of.what);
      seen.add(of.what);
      return !once;
    });
    const turned = Object.keys(setting.set).filter((name) => !all.some(([known]) => known === name) && !/\.(from|until)$/.test(name));
    return [...all, ...turned.map((name): [string, string] => [name, ""])];
  }

  // New values of all knobs, in their order.
  update(values: Value[], setting: Setting): void {
    this.whole?.knobs.forEach((knob, n) => { knob.value = values[n]; this.made.get(knob.name)?.(values[n]); });
    this.mark(setting);
  }

  private mark(setting: Setting): void {
    document.querySelectorAll<HTMLElement>(".knob").forEach((one) => one.classList.toggle("turned", one.dataset.name! in setting.set));
  }

  private find(): void {
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    this.found.replaceChildren();
    if (!this.whole || words.length === 0) return;
    const text = (knob: Knob): string => `${knob.name.replaceAll("_", " ")} ${knob.name} ${knob.meaning} ${knob.symbol}`.toLowerCase();
    const found = this.whole.knobs.filter((knob) => words.every((word) => text(knob).includes(word)));
    found.sort((a, b) => Number(words.every((word) => b.name.includes(word))) - Number(words.every((word) => a.name.includes(word))));
    element("p", "note", this.found, found.length === 0 ? "No knob has these words in its name or meaning." : found.length > 12 ? `${found.length} knobs; the first twelve:` : "");
    for (const knob of found.slice(0, 12)) if (!this.made.has(knob.name)) this.found.append(this.control(knob, ""));
      else element("p", "note", this.found, `“${called(knob.name).what}” stands above.`);
  }

  private control(knob: Knob, why: string): HTMLElement {
    const box = element("div", "knob");
    box.dataset.name = knob.name;
    const { what, of } = called(knob.name);
    const id = `k-${knob.name.replace(/[^\w]/g, "-")}`;
    const head = element("div", "head", box);
    const label = element("label", "", head);
    label.htmlFor = id;
    element("span", "what", label, what);
    if (of) element("span", "of", label, ` ${of}`);
    const reset = element("button", "reset", head, "↺");
    reset.type = "button";
    reset.title = "Back to the scenario's value";
    reset.setAttribute("aria-label", `Back to the scenario's value: ${what}`);
    reset.addEventListener("click", () => this.turn(knob.name, null));
    const row = element("div", "setting", box);
    this.made.set(knob.name, this.field(knob, row, id, what));
    const more = element("details", "", box);
    const summary = element("summary", "", more, "?");
    summary.setAttribute("aria-label", `What ${what} means`);
    element("p", "", more, `${knob.meaning}${why ? ` Here because: ${why}.` : ""}`);
    const facts = [knob.symbol && `symbol ${knob.symbol}`, knob.unit, knob.range ? `${number(knob.range[0])} to ${number(knob.range[1])}` : "", `default ${knob.default}`, `source: ${knob.source} (${knob.status})`, knob.name];
    element("p", "note", more, facts.filter(Boolean).join(" · "));
    return box;
  }

  // Makes the field; gives what shows a new value in it.
  private field(knob: Knob, row: HTMLElement, id: string, what: string): (value: Value) => void {
    if (knob.words) {
      const select = element("select", "", row);
      select.id = id;
      knob.words.forEach((word) => element("option", "", select, word));
      select.value = String(knob.value);
      select.addEventListener("change", () => this.turn(knob.name, select.value));
      return (value) => { select.value = String(value); };
    }
    if (typeof knob.value === "boolean") {
      const box = element("input", "", row);
      box.type = "checkbox";
      box.id = id;
      box.checked = knob.value;
      box.addEventListener("change", () => this.turn(knob.name, box.checked));
      return (value) => { box.checked = value === true; };
    }
    const [low, high] = span(knob);
    const slider = element("input", "", row);
    const field = element("input", "exact", row);
    slider.type = "range";
    slider.id = id;
    slider.min = String(low);
    slider.max = String(high);
    slider.step = knob.whole ? "1" : String(Number(((high - low) / 100).toPrecision(1)));
    field.type = "text";
    field.inputMode = "decimal";
    field.setAttribute("aria-label", `${what}, as a number`);
    const show = (value: Value): void => {
      if (document.activeElement !== slider) slider.value = String(clamp(Number(value), Number(slider.min), Number(slider.max)));
      if (document.activeElement !== field) field.value = String(Number(Number(value).toPrecision(4)));
    };
    show(knob.value);
    slider.addEventListener("input", () => { field.value = slider.value; this.turn(knob.name, Number(slider.value)); });
    field.addEventListener("change", () => {
      const [least, most] = knob.range!;
      const wanted = Number(field.value.replace("−", "-").replace(",", "."));
      if (!Number.isFinite(wanted)) { field.value = String(knob.value); return; }
      const value = clamp(knob.whole ? Math.round(wanted) : wanted, least, most);
      field.value = String(value);
      slider.value = String(value);
      this.turn(knob.name, value);
    });
    return show;
  }
}

// Shares that add up to 1: when one is turned the others give way in proportion, as the program has it.
export function giveWay(whole: Whole, name: string, value: number): Record<string, number> | null {
  const message = /^(organisation\..*\.message)\.(class|ethnic)$/.exec(name);
  const valueOf = (knob: string): Value | undefined => whole.knobs.find((one) => one.name === knob)?.value;
  let group = whole.shares.find((one) => one.includes(name));
  if (message && valueOf(`${message[1]}.axes`) === "competing") group = [`${message[1]}.class`, `${message[1]}.ethnic`];
  if (!group) return null;
  const others = group.filter((other) => other !== name);
  const rest = others.reduce((sum, other) => sum + Number(valueOf(other)), 0);
  const set: Record<string, number> = { [name]: value };
  others.forEach((other) => {
    const share = rest > 0 ? (Number(valueOf(other)) / rest) * (1 - value) : (1 - value) / others.length;
    set[other] = Number(share.toFixed(6));
  });
  // What rounding leaves goes to the largest of the others.
  const sum = Object.values(set).reduce((a, b) => a + b, 0);
  const largest = others.reduce((a, b) => (set[a] >= set[b] ? a : b));
  set[largest] = Number((set[largest] + 1 - sum).toFixed(9));
  return set;
}
