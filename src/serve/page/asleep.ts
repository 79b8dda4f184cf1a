// Whether organisations sleep at the end, since when, and what they lacked in the year before: said before anything else.

import { desk, groupOf, place } from "./desk";
import type { Runs } from "./runs";
import { byId, dateOf, month, number } from "./words";

// The year before an organisation fell asleep in one run, from the weeks that were sent.
interface Year { since: number; held: number; joined: number; left: number; need: number; money: number }

function lastYear(runs: Runs, values: Float64Array[]): Year | null {
  const of = (measure: string): Float64Array => values[place(measure)];
  const awake = of("awake");
  const points = runs.brief.points;
  if (Number.isNaN(awake[points.length - 1]) || awake[points.length - 1] > 0) return null;
  let last = points.length - 1;
  while (last >= 0 && !(awake[last] > 0)) last--;
  const year = points.map((week, p) => [week, p]).filter(([week, p]) => p <= last && last >= 0 && week > points[last] - 52).map(([, p]) => p);
  const sum = (measure: string): number => year.reduce((all, p) => all + (of(measure)[p] || 0), 0);
  const mean = (measure: string): number => sum(measure) / Math.max(1, year.length);
  const held = year.filter((p) => of("attendance")[p] > 0).length / Math.max(1, year.length);
  return { since: last < 0 ? 0 : points[last] + 1, held, joined: sum("joined"), left: sum("left"), need: mean("coping_need"), money: mean("money") };
}

// The sentence, or nothing where all are awake.
export function asleep(runs: Runs): string {
  const group = groupOf(runs.brief);
  const name = runs.brief.organisations[group];
  if (!name) return "";
  const there = runs.replicates.filter((one) => one?.[group] && !Number.isNaN(one[group][place("awake")][runs.brief.points.length - 1]));
  const years = there.map((one) => lastYear(runs, one[group])).filter((year) => year !== null);
  if (years.length === 0) return "";
  const since = years.map((year) => year.since).sort((a, b) => a - b);
  const middle = month(dateOf(runs.brief.start, since[Math.floor((since.length - 1) / 2)]));
  const cost = Number(desk.whole?.knobs.find((knob) => knob.name === "money.session_cost")?.value ?? 0);
  const begin = Number(desk.whole?.knobs.find((knob) => knob.name === "population.coping_need")?.value ?? NaN);
  const count = (is: (year: Year) => boolean): number => years.filter(is).length;
  const lacks: [number, string][] = [
    [count((year) => year.held <= 0.5 && year.money < cost), "money for a room"],
    [count((year) => year.held <= 0.5 && year.money >= cost), "people to start sessions"],
    [count((year) => year.joined < year.left), "newcomers"],
    [count((year) => year.need < begin / 2), "unmet need"],
  ];
  const found = lacks.filter(([n]) => n > 0).sort((a, b) => b[0] - a[0]).map(([n, what]) => `${what} (${number(n)} of ${number(years.length)})`);
  const why = found.length ? ` In the year before, it lacked ${found.join(", ")}.` : "";
  return `${name} is asleep at the end in ${number(years.length)} of ${number(there.length)} runs, in half of these since ${middle}.${why}`;
}

export function drawAsleep(a: Runs, b: Runs | null): void {
  const said = [a, b].map((runs) => (runs?.any ? asleep(runs) : "")).filter(Boolean).join(" ");
  const box = byId("asleep");
  box.hidden = said === "";
  if (box.textContent !== said) box.textContent = said;
}
