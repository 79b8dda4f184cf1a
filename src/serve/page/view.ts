// How the network is looked at: where everybody is put, which ties are drawn, and how near one stands.

import type { Film } from "./types";
import { byId, clamp } from "./words";

type Layout = "ties" | "members";
type Shown = "members" | "across" | "all";

export class View {
  private layout: Layout = "members";
  private shown: Shown = "members";
  private zoom = 1;
  private x = 0;
  private y = 0;
  // Where everybody is, in thousandths, by the frame it was made for.
  private put: [number, number][] = [];
  private names: [string, number, number][] = [];
  private made = "";

  // Whether the pointer has moved the picture, so that its end is no click.
  private dragged = false;

  wasMoved(): boolean {
    const was = this.dragged;
    this.dragged = false;
    return was;
  }

  // Fields and buttons; the wheel with Ctrl, and dragging.
  wire(canvas: HTMLCanvasElement, draw: () => void): void {
    const again = (act: () => void): void => { act(); draw(); };
    const middle = (): [number, number] => [canvas.clientWidth / 2, canvas.clientHeight / 2];
    byId("layout").addEventListener("change", (event) => again(() => { this.layout = (event.target as HTMLSelectElement).value as Layout; }));
    byId("shown").addEventListener("change", (event) => again(() => { this.shown = (event.target as HTMLSelectElement).value as Shown; }));
    byId("nearer").addEventListener("click", () => again(() => this.nearer(1.5, middle())));
    byId("farther").addEventListener("click", () => again(() => this.nearer(1 / 1.5, middle())));
    byId("whole").addEventListener("click", () => again(() => this.whole()));
    canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      again(() => this.nearer(event.deltaY < 0 ? 1.2 : 1 / 1.2, [event.offsetX, event.offsetY]));
    }, { passive: false });
    canvas.addEventListener("pointerdown", () => { this.dragged = false; });
    canvas.addEventListener("pointermove", (event) => {
      if (event.buttons !== 1 || this.zoom === 1) return;
      this.dragged = true;
      again(() => this.moved(event.movementX, event.movementY));
    });
  }

  // Nearer or farther, around a point of the picture.
  private nearer(by: number, [px, py]: [number, number]): void {
    const next = clamp(this.zoom * by, 1, 12);
    this.x = px - ((px - this.x) * next) / this.zoom;
    this.y = py - ((py - this.y) * next) / this.zoom;
    this.zoom = next;
    if (next === 1) this.whole();
  }

  private moved(dx: number, dy: number): void { this.x += dx; this.y += dy; }

  private whole(): void { this.zoom = 1; this.x = 0; this.y = 0; }

  // Everybody who ever is a member in the middle, those of one organisation together and by origin; the others around them.
  private arrange(film: Film): void {
    const organisation = new Map(film.of);
    const all = film.x.map((_, worker) => worker);
    const ordered = (list: number[]): number[] => list.sort((a, b) => (organisation.get(a) ?? -1) - (organisation.get(b) ?? -1)
      || film.origin[a] - film.origin[b] || film.area[a] - film.area[b] || a - b);
    const [inner, outer] = [ordered(all.filter((worker) => organisation.has(worker))), ordered(all.filter((worker) => !organisation.has(worker)))];
    // By angle in that order, from the middle outwards by the golden section, so that nobody covers another.
    const sector = (list: number[], [from, to]: [number, number], [begin, end]: [number, number]): void => list.forEach((worker, n) => {
      const angle = begin + ((end - begin) * (n + 0.5)) / list.length;
      const radius = Math.sqrt(from * from + ((n * 0.618034) % 1) * (to * to - from * from));
      this.put[worker] = [500 + 480 * radius * Math.cos(angle), 500 + 480 * radius * Math.sin(angle)];
    });
    this.put = [];
    this.names = [];
    const groups = film.organisations.map((_, o) => inner.filter((worker) => organisation.get(worker) === o));
    const several = groups.filter((group) => group.length).length > 1;
    // A gap between organisations, and a name for each where there are several.
    const gap = several ? 0.16 : 0;
    let begin = 0;
    groups.forEach((group, o) => {
      const end = begin + (2 * Math.PI * group.length) / Math.max(1, inner.length);
      if (group.length) sector(group, [several ? 0.14 : 0.06, 0.66], [begin + gap / 2, Math.max(begin + gap / 2 + 0.01, end - gap / 2)]);
      if (several && group.length) {
        const middle = (begin + end) / 2;
        this.names.push([film.organisations[o], 500 + 480 * 0.73 * Math.cos(middle), 500 + 480 * 0.73 * Math.sin(middle)]);
      }
      begin = end;
    });
    sector(outer, [0.8, 1], [0, 2 * Math.PI]);
  }

  // Writes the names of organisations beside their members, in ink with an edge of the ground; none where there is one
  // organisation, or where ties say who stands where.
  write(ctx: CanvasRenderingContext2D, film: Film, [width, height]: [number, number], [ink, ground]: [string, string]): void {
    this.prepare(film);
    if (this.layout !== "members") return;
    ctx.font = `600 12px ${getComputedStyle(document.body).fontFamily}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineWidth = 4;
    [ctx.strokeStyle, ctx.fillStyle] = [ground, ink];
    for (const [name, left, top] of this.names) {
      const [x, y] = this.at(left, top, width, height);
      ctx.strokeText(name, x, y);
      ctx.fillText(name, x, y);
    }
  }

  private prepare(film: Film): void {
    const made = `${film.start} ${film.x.length} ${film.ties.length} ${film.frames.length}`;
    if (made !== this.made) { this.made = made; this.arrange(film); }
  }

  private at(x: number, y: number, width: number, height: number): [number, number] {
    const size = Math.min(width, height * (this.layout === "members" ? 1.35 : 1.7)) - 12;
    const tall = Math.min(height, width * 1.2) - 12;
    return [((width - size) / 2 + (x / 1000) * size) * this.zoom + this.x, ((height - tall) / 2 + (y / 1000) * tall) * this.zoom + this.y];
  }

  place(film: Film, worker: number, width: number, height: number): [number, number] {
    this.prepare(film);
    const [x, y] = this.layout === "members" ? this.put[worker] : [film.x[worker], film.y[worker]];
    return this.at(x, y, width, height);
  }

  // Whether a tie is drawn: both its ends are members, it crosses origins or areas, or all are.
  draws(across: boolean, bothMembers: boolean): boolean {
    return this.shown === "all" || (this.shown === "members" ? bothMembers : across && bothMembers);
  }
}
