// Interventions on a line of time: drag, lengthen, add where one clicked, remove; with keys as well.

import type { Brief, Dated, KindOf, Setting } from "./types";
import { LEFT, rightOf } from "./chart";
import { byId, clamp, dateOf, element, month, weekOf } from "./words";

export class Timeline {
  private box = byId("timeline");
  private brief: Brief | null = null;
  private setting: Setting | null = null;
  // The week last clicked on, here or on the curves above: there the next intervention begins.
  private clicked: number | null = null;

  constructor(private change: (change: (setting: Setting) => void, structure: boolean) => void, private kinds: KindOf[]) {
    const select = byId<HTMLSelectElement>("kind");
    for (const kind of kinds.filter((kind) => kind.kind !== "first-movers")) {
      const option = element("option", "", select, kind.kind.replaceAll("-", " "));
      option.value = kind.kind;
      option.title = kind.meaning;
    }
    byId("add").addEventListener("submit", (event) => { event.preventDefault(); this.add(select.value); });
    for (const box of [this.box, byId("curves")]) box.addEventListener("click", (event) => this.click(event, box));
    new ResizeObserver(() => this.draw()).observe(this.box);
  }

  set(brief: Brief, setting: Setting): void {
    // A week of another span of time is another day.
    if (this.brief?.start !== brief.start || this.brief.weeks !== brief.weeks) this.clicked = null;
    this.brief = brief;
    this.setting = setting;
    if (!this.box.querySelector(".dragged")) this.draw();
  }

  // Where the next intervention begins: where it was clicked, or a third of the way in.
  private begins(brief: Brief): number {
    return this.clicked ?? Math.floor(brief.weeks / 3);
  }

  private click(event: MouseEvent, box: HTMLElement): void {
    const { brief } = this;
    if (!brief || (event.target as Element).closest("button, .readout")) return;
    const { left, width } = box.getBoundingClientRect();
    const week = Math.round(((event.clientX - left - LEFT) / (width - LEFT - rightOf(width))) * brief.weeks);
    this.clicked = clamp(week, 0, brief.weeks - 1);
    this.draw();
  }

  private add(kind: string): void {
    const { brief, setting } = this;
    if (!brief || !setting) return;
    const of = this.kinds.find((one) => one.kind === kind);
    const names = new Set([...brief.interventions.map((i) => i.name), ...setting.without]);
    let name = kind.replaceAll("-", " ");
    for (let n = 2; names.has(name); n++) name = `${kind.replaceAll("-", " ")} ${n}`;
    const from = dateOf(brief.start, this.begins(brief));
    const organisation = of?.organisation ? (brief.organisations[0] ?? null) : null;
    this.change((next) => next.added.push({ name, kind, organisation, from }), true);
  }

  private draw(): void {
    const { brief, box } = this;
    if (!brief || !box.clientWidth) return;
    const focused = (document.activeElement as HTMLElement | null)?.dataset?.key;
    box.replaceChildren();
    const width = box.clientWidth;
    const left = LEFT;
    const room = width - left - rightOf(width);
    const x = (week: number): number => left + (clamp(week, 0, brief.weeks) / brief.weeks) * room;
    const begins = this.begins(brief);
    const said = `from ${month(dateOf(brief.start, begins))}${this.clicked === null ? ", or from where you click on the curves" : ""}`;
    // What is read aloud is not said again at every drawing.
    if (byId("from").textContent !== said) byId("from").textContent = said;
    if (this.clicked !== null) element("div", "begins", box).style.left = `${x(begins)}px`;
    brief.interventions.forEach((one) => {
      const row = element("div", "row", box);
      const from = weekOf(brief.start, one.from);
      const until = one.until ? weekOf(brief.start, one.until) : one.lasts ? brief.weeks : from;
      const bar = element("button", `bar${one.lasts ? "" : " once"}${one.strength === 0 ? " off" : ""}`, row);
      bar.type = "button";
      bar.dataset.key = one.key;
      const put = (a: number, b: number): void => {
        bar.style.left = `${x(a)}px`;
        bar.style.width = one.lasts ? `${Math.max(8, x(b) - x(a))}px` : "10px";
      };
      put(from, until);
      const label = element("span", "label", row, one.name.replaceAll("-", " "));
      const beside = (a: number): void => {
        // To the side with more room, so that it is not cut off.
        const roomy = left + room - x(a) > Math.min(150, x(a) - left);
        label.style.left = roomy ? `${x(a) + 14}px` : "";
        label.style.right = roomy ? "" : `${width - x(a) + 6}px`;
      };
      beside(from);
      bar.setAttribute("aria-label", `${one.name.replaceAll("-", " ")}, from ${month(one.from)}${one.until ? ` to ${month(one.until)}` : ""}. Arrow keys move it, Delete removes it.`);
      bar.title = `${one.kind.replaceAll("-", " ")}${one.organisation ? `, ${one.organisation}` : ""}: from ${one.from}${one.until ? ` to ${one.until}` : ""}`;
      const move = (by: number, ends: boolean): void => this.move(one, by, ends);
      this.drag(bar, one, room / brief.weeks, (by, ends) => {
        put(ends ? from : from + by, ends || one.until ? until + by : until);
        if (!ends) beside(from + by);
      }, move);
      bar.addEventListener("keydown", (event) => {
        const by = event.shiftKey ? 26 : 4;
        if (event.key === "ArrowLeft") move(-by, event.altKey);
        else if (event.key === "ArrowRight") move(by, event.altKey);
        else if (event.key === "Delete" || event.key === "Backspace") this.remove(one);
        else return;
        event.preventDefault();
      });
      const remove = element("button", "remove", row, "×");
      remove.type = "button";
      remove.setAttribute("aria-label", `Remove ${one.name.replaceAll("-", " ")}`);
      remove.addEventListener("click", () => this.remove(one));
    });
    if (focused) (box.querySelector(`[data-key="${CSS.escape(focused)}"]`) as HTMLElement | null)?.focus();
  }

  private drag(bar: HTMLElement, one: Dated, perWeek: number, show: (by: number, ends: boolean) => void, move: (by: number, ends: boolean) => void): void {
    bar.addEventListener("pointerdown", (event) => {
      const edge = bar.getBoundingClientRect().right - event.clientX < 8 && one.until !== null;
      const at = event.clientX;
      let by = 0;
      bar.setPointerCapture(event.pointerId);
      bar.classList.add("dragged");
      const follow = (moved: PointerEvent): void => { by = Math.round((moved.clientX - at) / perWeek); show(by, edge); };
      const end = (): void => {
        bar.removeEventListener("pointermove", follow);
        bar.classList.remove("dragged");
        if (by !== 0) move(by, edge);
      };
      bar.addEventListener("pointermove", follow);
      bar.addEventListener("pointerup", end, { once: true });
      bar.addEventListener("pointercancel", end, { once: true });
    });
  }

  // Moves it, or its end alone, by so many weeks.
  private move(one: Dated, by: number, ends: boolean): void {
    const brief = this.brief!;
    const from = weekOf(brief.start, one.from);
    const until = one.until ? weekOf(brief.start, one.until) : null;
    const least = ends ? from + 1 - (until ?? brief.weeks) : -from;
    const most = ends ? brief.weeks - (until ?? brief.weeks) : brief.weeks - 1 - from;
    const weeks = clamp(by, Math.min(least, most), most);
    if (weeks === 0 || (ends && until === null)) return;
    this.change((setting) => {
      if (!ends) setting.set[`${one.key}.from`] = dateOf(brief.start, from + weeks);
      if (until !== null) setting.set[`${one.key}.until`] = dateOf(brief.start, until + weeks);
    }, false);
  }

  private remove(one: Dated): void {
    this.change((setting) => {
      for (const name of Object.keys(setting.set)) if (name.startsWith(`${one.key}.`)) delete setting.set[name];
      const own = setting.added.findIndex((added) => added.name === one.name);
      if (own >= 0) setting.added.splice(own, 1);
      else setting.without.push(one.name);
    }, true);
  }
}
