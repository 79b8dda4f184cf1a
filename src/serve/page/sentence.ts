// What came out, in a sentence.

import { desk, groupOf } from "./desk";
import { type Runs, estimate, lastYear } from "./runs";
import { number, range, signed } from "./words";

// Of the last year: the mean, and where there is another how far it lies from that, run by run.
export function sentence(a: Runs, other: Runs | null, m: number, title: string, from: string): string {
  const { student } = desk.library;
  const own = lastYear(a, groupOf(a.brief), m);
  const mean = estimate(own, student);
  if (mean.n === 0) return "Running …";
  const first = `${number(mean.mean)} ${title} in the last year`;
  if (!other) return `${first}${range(mean.low, mean.high)}, over ${mean.n} runs.`;
  const theirs = lastYear(other, groupOf(other.brief), m);
  const found = estimate(own.map((value, r) => value - (theirs[r] ?? NaN)), student);
  if (found.n === 0) return `${first}.`;
  const sure = found.n < 2 ? "" : found.low > 0 || found.high < 0 ? "" : " – no difference that could be told from chance";
  // The last year of a run of another length is another year.
  const span = other.brief.weeks === a.brief.weeks ? "" : ` in the last year of its ${number(other.brief.weeks)} weeks`;
  return `${first}: ${signed(found.mean)}${range(found.low, found.high)} against ${from}${span}, over ${found.n} pairs of runs${sure}.`;
}
