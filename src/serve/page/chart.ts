// One panel of curves: bands, medians, pale traces, names at the ends of lines.

import uPlot from "uplot";
import { clamp, month, number, range, element } from "./words";

export interface Curve {
  name: string;
  // A colour of the page's palette, or "muted".
  colour: string;
  dash?: number[];
  width?: number;
  pale?: boolean;
  middle: (number | null)[];
  low?: (number | null)[];
  high?: (number | null)[];
}

export interface Drawn { x: number[]; curves: Curve[]; zero?: boolean; unit: string; title: string }

// Numbers on the upward axis, and the unit beside them.
const NUMBERS = 46;
const UNIT = 18;
export const LEFT = NUMBERS + UNIT;
const BUCKETS = 14;

const style = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const rightOf = (width: number): number => (width < 480 ? 14 : 104);

export class Chart {
  private plot: uPlot | null = null;
  private shape = "";
  private drawn: Drawn | null = null;
  private readout: HTMLElement;
  private hole: HTMLElement;

  constructor(box: HTMLElement, private height: () => number) {
    this.hole = element("div", "hole", box);
    this.readout = element("p", "readout", box);
    new ResizeObserver(() => this.resize()).observe(box);
  }

  private width(): number { return Math.max(220, Math.floor(this.hole.clientWidth)); }

  private resize(): void {
    if (!this.plot) return;
    const [width, height] = [this.width(), this.height()];
    if (this.plot.width !== width || this.plot.height !== height) {
      if ((this.plot.width < 480) !== (width < 480)) { this.shape = ""; if (this.drawn) this.draw(this.drawn); }
      else this.plot.setSize({ width, height });
    }
  }

  // Ground or type size have changed.
  again(): void { this.shape = ""; if (this.drawn) this.draw(this.drawn); }

  get data(): Drawn | null { return this.drawn; }

  draw(drawn: Drawn): void {
    this.drawn = drawn;
    const shape = JSON.stringify([drawn.curves.map((c) => [c.name, c.colour, c.dash, c.pale, !!c.low]), drawn.zero, drawn.unit, document.documentElement.className]);
    const data = [drawn.x, ...drawn.curves.flatMap((c) => (c.low && c.high ? [c.high, c.low, c.middle] : [c.middle]))] as uPlot.AlignedData;
    if (shape === this.shape && this.plot) { this.plot.setData(data); this.say(this.plot.cursor.idx ?? null); return; }
    this.shape = shape;
    this.plot?.destroy();
    this.plot = new uPlot(this.options(drawn), data, this.hole);
    this.hole.querySelector("canvas")?.setAttribute("aria-hidden", "true");
    this.say(null);
  }

  private options(drawn: Drawn): uPlot.Options {
    const series: uPlot.Series[] = [{}];
    const bands: uPlot.Band[] = [];
    const scale = devicePixelRatio;
    for (const curve of drawn.curves) {
      const colour = style(curve.colour);
      if (curve.low && curve.high) {
        series.push({ width: 0, stroke: "transparent", points: { show: false } }, { width: 0, stroke: "transparent", points: { show: false } });
        bands.push({ series: [series.length - 2, series.length - 1], fill: `${colour}${curve.pale ? "14" : "2e"}` });
      }
      series.push({
        stroke: curve.pale ? `${colour}80` : colour, width: (curve.width ?? 2) , dash: curve.dash, points: { show: false },
      });
    }
    const type = getComputedStyle(document.body);
    const font = `${Math.round(parseFloat(type.fontSize) * 0.74)}px ${type.fontFamily}`;
    const width = this.width();
    const axis = { stroke: style("muted"), font, ticks: { show: false } };
    return {
      width, height: this.height(), series, bands,
      padding: [10, rightOf(width), 0, 0],
      legend: { show: false },
      cursor: { sync: { key: "time" }, points: { size: 7 }, drag: { x: false, y: false }, y: false },
      scales: { y: { range: (_, low, high) => this.fit(low, high, drawn.zero) } },
      axes: [
        { ...axis, grid: { show: false }, space: 64, size: 30, values: (_, ticks) => ticks.map((tick) => String(new Date(tick * 1000).getUTCFullYear())), incrs: [1, 2, 3, 5, 10, 20, 50, 100].map((years) => years * 31557600), splits: years },
        { ...axis, grid: { stroke: style("grid"), width: 1 }, label: drawn.unit, labelFont: font, labelGap: 0, labelSize: UNIT, size: NUMBERS, space: 34, values: (_, ticks) => ticks.map((tick) => (tick === null ? "" : number(tick))) },
      ],
      hooks: {
        setCursor: [(plot) => this.say(plot.cursor.idx ?? null)],
        drawClear: [(plot) => {
          if (!drawn.zero) return;
          const y = plot.valToPos(0, "y", true);
          plot.ctx.strokeStyle = style("muted");
          plot.ctx.lineWidth = scale;
          plot.ctx.beginPath();
          plot.ctx.moveTo(plot.bbox.left, y);
          plot.ctx.lineTo(plot.bbox.left + plot.bbox.width, y);
          plot.ctx.stroke();
        }],
        draw: [(plot) => this.names(plot, font)],
      },
    };
  }

  // Room for all values, steady while runs come in.
  private fit(low: number | null, high: number | null, zero?: boolean): [number, number] {
    const [a, b] = [low ?? 0, high ?? 1];
    if (!zero) {
      const top = Math.max(b, 1e-6);
      const step = 10 ** Math.floor(Math.log10(top)) / 2;
      const least = a < 0 ? -Math.ceil(-a / step) * step : 0;
      return [least, Math.ceil((top * 1.04) / step) * step];
    }
    const size = Math.max(Math.abs(a), Math.abs(b), 1e-6) * 1.12;
    const step = 10 ** Math.floor(Math.log10(size)) / 2;
    return [a < 0 ? -Math.ceil(-a * 1.12 / step) * step : -step, b > 0 ? Math.ceil(b * 1.12 / step) * step : step];
  }

  // Names at the ends of the lines, pushed apart where they would meet.
  private names(plot: uPlot, font: string): void {
    if (!this.drawn || plot.width < 480) return;
    const { ctx } = plot;
    const scale = devicePixelRatio;
    const size = parseFloat(font) * scale;
    const found = this.drawn.curves.filter((curve) => curve.name).map((curve) => {
      let last = curve.middle.length - 1;
      while (last > 0 && curve.middle[last] === null) last--;
      const value = curve.middle[last];
      return value === null || value === undefined ? null : { curve, y: plot.valToPos(value, "y", true), x: plot.valToPos(this.drawn!.x[last], "x", true) };
    }).filter((one) => one !== null).sort((a, b) => a.y - b.y);
    const gap = size * 1.2;
    const bottom = plot.bbox.top + plot.bbox.height;
    for (let n = 1; n < found.length; n++) found[n].y = Math.max(found[n].y, found[n - 1].y + gap);
    const over = found.length ? found[found.length - 1].y - bottom : 0;
    if (over > 0) {
      found[found.length - 1].y -= over;
      for (let n = found.length - 2; n >= 0; n--) found[n].y = Math.min(found[n].y, found[n + 1].y - gap);
    }
    ctx.save();
    ctx.font = font.replace(/^[\d.]+px/, `${size}px`);
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    for (const { curve, y, x } of found) {
      ctx.fillStyle = style(curve.pale ? "muted" : `${curve.colour}-letters`) || style("muted");
      ctx.fillText(curve.name, x + 6 * scale, clamp(y, plot.bbox.top, bottom));
    }
    ctx.restore();
  }

  // The values at the pointer, or what the lines are.
  private say(at: number | null): void {
    const drawn = this.drawn;
    if (!drawn) return;
    this.readout.replaceChildren();
    const named = drawn.curves.filter((curve) => curve.name);
    if (at !== null) element("b", "", this.readout, `${month(new Date(drawn.x[at] * 1000).toISOString())} `);
    named.forEach((curve) => {
      const one = element("span", `of ${curve.colour}${curve.pale ? " pale" : ""}`, this.readout);
      element("i", curve.dash ? "dashed" : "", one);
      const value = at === null ? "" : ` ${number(curve.middle[at])}${curve.low && curve.high ? range(curve.low[at], curve.high[at]) : ""}`;
      one.append(curve.name + value);
    });
  }
}

// Starts of years, every so many.
const years = (_: uPlot, __: number, low: number, high: number, increment: number): number[] => {
  const every = Math.max(1, Math.round(increment / 31557600));
  const first = Math.ceil(new Date(low * 1000).getUTCFullYear() / every) * every;
  const all: number[] = [];
  for (let year = first; all.length < BUCKETS * 3; year += every) {
    const at = Date.UTC(year, 0, 1) / 1000;
    if (at > high) break;
    if (at >= low) all.push(at);
  }
  return all;
};
