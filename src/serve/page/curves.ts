// Curves out of runs, and the first panel: the present setting, the one beside it, where they started, what was before.

import type { Curve } from "./chart";
import { desk, groupOf, place } from "./desk";
import { runsOf } from "./kept";
import { titleOfMeasure } from "./measures";
import { panel } from "./panel";
import { type Runs, band } from "./runs";
import { type Brief, type Setting, same } from "./types";
import { seconds } from "./words";

// A curve's name and colour, and what else is not as usual.
export type Look = Partial<Curve> & { name: string; colour: string };

// The days of all points, in seconds.
export const times = (brief: Brief): number[] => brief.points.map((week) => seconds(brief.start) + (week + 1) * 604800);

// A name for a line of one of the two sides.
export function named(side: "a" | "b", runs: Runs): string {
  const name = runs.brief.organisations[groupOf(runs.brief)] ?? runs.brief.name;
  if (side === "b") {
    const other = runsOf(desk.state.a)?.brief;
    const own = other?.organisations[groupOf(other)] ?? other?.name;
    return own === name ? runs.brief.name : name;
  }
  return name.length > 15 ? `${name.slice(0, 14)}…` : name;
}

// Curves of scenarios that begin or end on other days, on the days of the first.
function onto(x: number[], own: number[], curve: Curve): Curve {
  if (own.length === x.length && own[0] === x[0] && own[own.length - 1] === x[x.length - 1]) return curve;
  const at = (list: (number | null)[]): (number | null)[] => x.map((t) => {
    const n = own.findIndex((known) => known >= t);
    return n < 0 || (n === 0 && own[0] - t > 2419200) ? null : list[n];
  });
  return { ...curve, middle: at(curve.middle), low: curve.low && at(curve.low), high: curve.high && at(curve.high) };
}

// The median of a group's measure on the days of x, with its band where one is wanted.
export function middle(x: number[], runs: Runs, group: number, measure: string, look: Look, banded = false): Curve {
  const found = band(runs.series(group, place(measure)), runs.brief.points.length);
  return onto(x, times(runs.brief), { middle: found.middle, ...(banded ? { low: found.low, high: found.high } : {}), ...look });
}

// Draws the first panel. What lies on top comes last.
export function drawCurves(a: Runs, x: number[], unit: string): void {
  const { state, earlier } = desk;
  const curves: Curve[] = [];
  const add = (setting: Setting | null, look: (runs: Runs) => Look, banded: boolean): void => {
    const runs = runsOf(setting);
    if (runs?.any) curves.push(middle(x, runs, groupOf(runs.brief), state.measure, look(runs), banded));
  };
  if (!same(state.startA, state.a)) add(state.startA, () => ({ name: "start", colour: "muted", dash: [5, 5], width: 1.6 }), false);
  if (!same(earlier, state.a) && !same(earlier, state.startA)) add(earlier, () => ({ name: "before", colour: "a", pale: true, width: 1.4 }), false);
  add(state.b, (runs) => ({ name: named("b", runs), colour: "b", width: 2.4 }), true);
  add(state.a, (runs) => ({ name: named("a", runs), colour: "a", width: 2.6 }), true);
  panel("curves", { x, curves, unit, title: `${desk.whole?.name ?? a.brief.name}: ${titleOfMeasure(state.measure)}` });
}
