// The network of one run on a canvas: play, scrub, click a worker to read their history.

import type { Film, Story } from "./types";
import { View } from "./view";
import { byId, clamp, dateOf, element, month } from "./words";

const NAMES = ["not a member", "member", "mobilised member", "does tasks", "does tasks, most ties across origins"];
const COLOURS = ["faint", "member", "active", "leader", "bridge"];

export class NetworkView {
  private film: Film | null = null;
  private frame = 0;
  private playing = 0;
  private chosen = -1;
  private canvas = byId<HTMLCanvasElement>("canvas");
  private slider = byId<HTMLInputElement>("frame");
  private play = byId<HTMLButtonElement>("play");
  private view = new View();
    private is = new Uint8Array(0);

  constructor(private story: (worker: number, week: number) => Promise<Story | null>) {
    this.slider.addEventListener("input", () => { this.stop(); this.show(Number(this.slider.value)); });
    this.play.addEventListener("click", () => this.toggle());
    this.canvas.addEventListener("click", (event) => this.click(event));
    new ResizeObserver(() => this.draw()).observe(this.canvas.parentElement!);
    byId("tell").addEventListener("submit", (event) => {
      event.preventDefault();
      const wanted = Number(byId<HTMLInputElement>("worker").value);
      if (this.film && wanted >= 1 && wanted <= this.film.x.length) this.tell(wanted - 1);
    });
    this.view.wire(this.canvas, () => this.draw());
    const legend = byId("roles");
    NAMES.forEach((name, n) => {
      const one = element("span", "", legend);
      element("i", `spot ${COLOURS[n]}`, one);
      one.append(name);
    });
  }

  set(film: Film): void {
    this.stop();
    const at = this.film ? this.frame / Math.max(1, this.film.frames.length - 1) : 0.5;
    this.film = film;
    this.slider.max = String(film.frames.length - 1);
    this.chosen = -1;
    byId("story").hidden = true;
    for (const id of ["film", "tell", "looks", "field"]) byId(id).hidden = false;
    this.show(Math.round(at * (film.frames.length - 1)));
  }

  get ready(): boolean { return this.film !== null; }
  get shown(): number { return this.frame; }

  toggle(): void {
    if (this.playing) { this.stop(); return; }
    if (!this.film) return;
    if (this.frame >= this.film.frames.length - 1) this.show(0);
    this.play.textContent = "Pause";
    this.play.setAttribute("aria-pressed", "true");
    const begun = performance.now();
    const from = this.frame;
    const step = (now: number): void => {
      const film = this.film;
      if (!film) return;
      const next = from + Math.floor((now - begun) / 90);
      this.show(Math.min(next, film.frames.length - 1));
      if (this.frame >= film.frames.length - 1) this.stop();
      else this.playing = requestAnimationFrame(step);
    };
    this.playing = requestAnimationFrame(step);
  }

  private stop(): void {
    cancelAnimationFrame(this.playing);
    this.playing = 0;
    this.play.textContent = "Play";
    this.play.setAttribute("aria-pressed", "false");
  }

  show(frame: number): void {
    const film = this.film;
    if (!film) return;
    this.frame = clamp(frame, 0, film.frames.length - 1);
    this.slider.value = String(this.frame);
    const date = dateOf(film.start, film.frames[this.frame]);
    byId("when").textContent = month(date);
    this.slider.setAttribute("aria-valuetext", month(date));
    this.is = new Uint8Array(film.x.length);
    for (const list of film.is) {
      let what = 0;
      for (let n = 1; n < list.length && list[n] <= this.frame; n += 2) what = list[n + 1];
      this.is[list[0]] = what;
    }
    this.draw();
  }

  private place(worker: number, width: number, height: number): [number, number] {
    return this.view.place(this.film!, worker, width, height);
  }

  draw(): void {
    const film = this.film;
    const box = this.canvas.parentElement!;
    const [width, height] = [box.clientWidth, box.clientHeight];
    if (!film || !width) return;
    const scale = devicePixelRatio;
    const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
    if (this.canvas.width !== wide || this.canvas.height !== high) Object.assign(this.canvas, { width: wide, height: high });
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
    const ctx = this.canvas.getContext("2d")!;
    ctx.setTransform(scale, 0, 0, scale, 0, 0);
    ctx.clearRect(0, 0, width, height);
    // Ties of this picture, all of a sort in one stroke.
    const { ties } = film;
    const here: number[] = [];
    for (let t = 0; t < ties.length; t += 6) {
      if (ties[t + 2] > this.frame || ties[t + 3] <= this.frame) continue;
      if (this.view.draws(ties[t + 5] === 1, this.is[ties[t]] > 0 && this.is[ties[t + 1]] > 0) || ties[t] === this.chosen || ties[t + 1] === this.chosen) here.push(t);
    }
    const hers = (t: number): boolean => ties[t] === this.chosen || ties[t + 1] === this.chosen;
    // The more ties, the paler each: what shows is where they are thick. Hers stand out.
    for (const sort of [0, 1, 2]) {
      ctx.beginPath();
      for (const t of here) {
        if ((hers(t) ? 2 : ties[t + 5]) !== sort) continue;
        const [ax, ay] = this.place(ties[t], width, height);
        const [bx, by] = this.place(ties[t + 1], width, height);
        ctx.moveTo(ax, ay);
        ctx.lineTo(bx, by);
      }
      ctx.globalAlpha = sort === 2 ? 0.75 : clamp(900 / here.length, 0.18, 0.9);
      ctx.strokeStyle = colour(["tie", "tie-across", "text"][sort]);
      ctx.lineWidth = sort === 2 ? 1 : 0.6;
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
    const unit = clamp(Math.sqrt((width * height) / film.x.length) / 9, 0.9, 3);
    [0, 1, 2, 3, 4].forEach((what) => {
      const size = unit * [0.7, 1.9, 2.3, 2.8, 3][what];
      ctx.beginPath();
      for (let i = 0; i < this.is.length; i++) {
        if (this.is[i] !== what) continue;
        const [x, y] = this.place(i, width, height);
        ctx.moveTo(x + size, y);
        ctx.arc(x, y, size, 0, 7);
      }
      ctx.fillStyle = colour(COLOURS[what]);
      ctx.fill();
    });
    this.view.write(ctx, film, [width, height], [colour("text"), colour("ground")]);
    if (this.chosen >= 0) {
      const [x, y] = this.place(this.chosen, width, height);
      ctx.beginPath();
      ctx.arc(x, y, unit * 3 + 5, 0, 7);
      ctx.strokeStyle = colour("text");
      ctx.lineWidth = 2;
      ctx.stroke();
    }
    const counts = [1, 2, 3, 4].map((what) => this.is.reduce((sum, one) => sum + (one === what ? 1 : 0), 0));
    byId("counts").textContent = `${counts.reduce((a, b) => a + b, 0)} members, ${counts[2] + counts[3]} with tasks`;
  }

  // The member nearest to the pointer, or whoever is.
  private click(event: MouseEvent): void {
    if (!this.film) return;
    if (this.view.wasMoved()) return;
    const frame = this.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
    let [best, nearest] = [-1, 24 * 24];
    for (let i = 0; i < this.is.length; i++) {
      const [ax, ay] = this.place(i, frame.width, frame.height);
      const far = ((ax - x) ** 2 + (ay - y) ** 2) * (this.is[i] ? 0.15 : 1);
      if (far < nearest) { nearest = far; best = i; }
    }
    if (best >= 0) this.tell(best);
  }

  private async tell(worker: number): Promise<void> {
    const film = this.film!;
    this.chosen = worker;
    byId<HTMLInputElement>("worker").value = String(worker + 1);
    this.draw();
    const week = film.frames[this.frame];
    const story = await this.story(worker, week);
    if (!story) return;
    const box = byId("story");
    box.replaceChildren();
    box.hidden = false;
    element("h3", "", box, story.who);
    const list = element("ol", "", box);
    for (const [at, date, text] of story.lines) {
      const line = element("li", at <= week ? "" : "later", list);
      element("time", "", line, month(date));
      element("span", "", line, text);
    }
    box.focus({ preventScroll: true });
  }
}
