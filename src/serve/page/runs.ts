// Runs as they came in, by setting and seed; and what is computed of them.

import type { Brief } from "./types";

// Of one replicate: [group][measure][point]; NaN where nothing has come yet or there is no value.
type Values = Float64Array[][];

export class Runs {
  replicates: Values[] = [];
  constructor(public brief: Brief, private measures: number) {}

  take(replicate: number, first: number, values: (number | null)[][][]): void {
    const points = this.brief.points.length;
    const own = (this.replicates[replicate] ??= values.map(() =>
      Array.from({ length: this.measures }, () => new Float64Array(points).fill(NaN))));
    values.forEach((group, g) => group.forEach((list, m) => list.forEach((value, p) => {
      own[g][m][first + p] = value ?? NaN;
    })));
    if (values.length && values[0].length && first + values[0][0].length >= points) this.whole.add(replicate);
  }

  private whole = new Set<number>();

  // Replicates from the first on that are there in full.
  get have(): number {
    let n = 0;
    while (this.whole.has(n)) n++;
    return n;
  }

  get any(): boolean { return this.replicates.some((one) => one !== undefined); }

  series(group: number, measure: number): Float64Array[] {
    const all: Float64Array[] = [];
    for (const one of this.replicates) if (one && one[group]) all.push(one[group][measure]);
    return all;
  }
}

// A quantile of sorted values, linear between them (type 7 of Hyndman and Fan 1996), as the program's own curves.
export function quantile(sorted: number[], q: number): number {
  if (sorted.length === 0) return NaN;
  const place = q * (sorted.length - 1);
  const below = Math.floor(place);
  return sorted[below] + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
}

export interface Band { low: (number | null)[]; middle: (number | null)[]; high: (number | null)[] }

const or = (x: number): number | null => (Number.isFinite(x) ? x : null);

// The median, and the band that holds nine in ten.
export function band(series: Float64Array[], points: number): Band {
  const out: Band = { low: [], middle: [], high: [] };
  for (let p = 0; p < points; p++) {
    const values: number[] = [];
    for (const one of series) if (!Number.isNaN(one[p])) values.push(one[p]);
    values.sort((a, b) => a - b);
    out.low.push(values.length > 1 ? or(quantile(values, 0.05)) : null);
    out.middle.push(or(quantile(values, 0.5)));
    out.high.push(values.length > 1 ? or(quantile(values, 0.95)) : null);
  }
  return out;
}

export interface Estimate { n: number; mean: number; low: number; high: number }

// A mean with its 95 % interval (Student's t).
export function estimate(values: number[], student: (number | null)[]): Estimate {
  const own = values.filter((x) => Number.isFinite(x));
  const n = own.length;
  const mean = own.reduce((sum, x) => sum + x, 0) / n;
  const squares = own.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
  const half = n > 1 ? (student[Math.min(n, student.length - 1)] ?? NaN) * Math.sqrt(squares / (n - 1) / n) : NaN;
  return { n, mean, low: mean - half, high: mean + half };
}

// The paired difference, replicate by replicate, for as many weeks as both have. Of a longer run a point stands for more
// weeks: each point of the first is paired with the one of the other in which its week lies.
export function difference(a: Runs, ga: number, b: Runs, gb: number, measure: number, student: (number | null)[]): Band {
  const out: Band = { low: [], middle: [], high: [] };
  for (const [p, week] of a.brief.points.entries()) {
    const q = b.brief.points.findIndex((last) => last >= week);
    if (q < 0) break;
    const values: number[] = [];
    a.replicates.forEach((one, r) => {
      const other = b.replicates[r];
      if (one && other && one[ga] && other[gb]) values.push(one[ga][measure][p] - other[gb][measure][q]);
    });
    const e = estimate(values, student);
    out.low.push(or(e.low));
    out.middle.push(or(e.mean));
    out.high.push(or(e.high));
  }
  return out;
}

// The mean of the last year of each replicate that is there in full; NaN of the others.
export function lastYear(runs: Runs, group: number, measure: number): number[] {
  const from = runs.brief.weeks - 52;
  const places = runs.brief.points.map((week, p) => [week, p]).filter(([week]) => week >= from).map(([, p]) => p);
  return runs.replicates.map((one) => {
    const values = one?.[group] ? places.map((p) => one[group][measure][p]).filter((x) => !Number.isNaN(x)) : [];
    const complete = one?.[group] && !Number.isNaN(one[group][measure][runs.brief.points.length - 1]);
    return complete && values.length ? values.reduce((sum, x) => sum + x, 0) / values.length : NaN;
  });
}
