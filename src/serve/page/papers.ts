// Against the papers: the claims that the present runs contradict, from the program's own table of claims.
//
// A claim about one case is compared with where single runs lie, one that a case has more with the interval of the mean
// paired difference, one that two are about equal with Fieller's interval of the ratio of means, as docs/patterns.md has
// it. Only an interval that excludes what the papers say contradicts them. Weekly means are those of the points drawn.

import { desk } from "./desk";
import { runsOf } from "./kept";
import { type Estimate, type Runs, estimate, lastYear, quantile } from "./runs";
import { type Claim, type Setting, same } from "./types";
import { byId, element, number, signed } from "./words";

interface Found { claim: Claim; names: string[]; sides: number[]; value: number; low: number; high: number; runs: number }

// Fewer single runs are not judged; from so many on quantiles stand alone.
const LEAST = 5;
const ENOUGH = 40;
// Measures that a reason names.
const NAMED = 3;
// What may explain how many are mobilised.
const EXPLAINING = ["attendance", "ever_members", "coping_need", "trust", "efficacy", "injustice", "mean_framing", "rights", "legitimacy"];

const student = (n: number): number => desk.library.student[Math.min(n, desk.library.student.length - 1)] ?? NaN;
const end = (x: number | null, or: number): number => (x === null ? or : x);

// What a claim measures, run by run: of the last year, or of some weeks.
function values(runs: Runs, claim: Claim): number[] {
  if (claim.weeks === null) return lastYear(runs, 0, claim.measure);
  const [from, to] = claim.weeks;
  const places = runs.brief.points.map((week, p) => [week, p]).filter(([week]) => week >= from && week <= to).map(([, p]) => p);
  return lastYear(runs, 0, claim.measure).map((complete, r) => {
    const points = runs.replicates[r]?.[0]?.[claim.measure];
    const list = points && Number.isFinite(complete) ? places.map((p) => points[p]).filter((x) => !Number.isNaN(x)) : [];
    return list.length ? list.reduce((sum, x) => sum + x, 0) / list.length : NaN;
  });
}

function single(list: number[]): Estimate {
  const own = list.filter((x) => Number.isFinite(x)).sort((a, b) => a - b);
  const n = own.length;
  const mean = quantile(own, 0.5);
  if (n < LEAST) return { n, mean, low: NaN, high: NaN };
  const [low, high] = [quantile(own, 0.025), quantile(own, 0.975)];
  if (n >= ENOUGH) return { n, mean, low, high };
  const middle = estimate(own, desk.library.student);
  // The interval of one more run: √(n + 1) times as wide as that of the mean.
  const half = (middle.high - middle.mean) * Math.sqrt(n + 1);
  const least = own[0] >= 0 ? 0 : -Infinity;
  return { n, mean, low: Math.min(low, Math.max(middle.mean - half, least)), high: Math.max(high, middle.mean + half) };
}

function ratio(pairs: [number, number][]): Estimate {
  const n = pairs.length;
  const mean = (of: (pair: [number, number]) => number): number => pairs.reduce((sum, pair) => sum + of(pair), 0) / n;
  const [a, b] = [mean((pair) => pair[0]), mean((pair) => pair[1])];
  const about = (f: number, g: number, m: number, k: number): number => pairs.reduce((sum, pair) => sum + (pair[f] - m) * (pair[g] - k), 0) / (n - 1) / n;
  const t = student(n) ** 2;
  const below = b * b - t * about(1, 1, b, b);
  const middle = a * b - t * about(0, 1, a, b);
  const root = Math.sqrt(middle * middle - (a * a - t * about(0, 0, a, a)) * below);
  const known = below > 0 && b > 0 && Number.isFinite(root);
  return { n, mean: b > 0 ? a / b : NaN, low: known ? (middle - root) / below : NaN, high: known ? (middle + root) / below : NaN };
}

// The runs of a case among some, by its scenario with its own organisations and population.
function runsOfCase(settings: (Setting | null)[], name: string, weeks: number): Runs | null {
  const setting = settings.find((one) => one && one.scenario === name && !one.text && !one.organisations && !one.population);
  const runs = runsOf(setting ?? null);
  return runs && runs.any && runs.brief.weeks >= weeks ? runs : null;
}

function look(settings: (Setting | null)[]): Found[] {
  const all: Found[] = [];
  for (const claim of desk.library.claims) for (const names of claim.cases) {
    const sides = names.map((name, n) => runsOfCase(settings, name, claim.least[n]));
    if (sides.some((side) => side === null)) continue;
    const lists = (sides as Runs[]).map((side) => values(side, claim));
    const titles = (sides as Runs[]).map((side) => side.brief.name);
    const pairs = lists[0].map((x, r): [number, number] => [x, lists[lists.length - 1][r] ?? NaN]).filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
    const e = claim.compare === "value" ? single(lists[0])
      : claim.compare === "ratio" ? ratio(pairs) : estimate(pairs.map(([x, y]) => x - y), desk.library.student);
    const means = claim.compare === "value" ? [] : [0, 1].map((side) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length);
    if (e.n > 0) all.push({ claim, names: titles, sides: means, value: e.mean, low: e.low, high: e.high, runs: e.n });
  }
  return all;
}

const contradicts = (one: Found): boolean => one.high < end(one.claim.low, -Infinity) || one.low > end(one.claim.high, Infinity);

// Both numbers: what the papers say, and what these runs say.
function claimed({ compare, low, high }: Claim): string {
  if (compare === "difference" && low === 0 && high === null) return "more";
  if (compare === "difference" && high === 0 && low === null) return "less";
  if (low !== null && high !== null) return `${number(low)} to ${number(high)}`;
  return low !== null ? `at least ${number(low)}` : `at most ${number(high)}`;
}
function here(one: Found): string {
  const means = one.sides.map(number).join(" against ");
  const interval = `${number(one.low)} to ${number(one.high)}`;
  if (one.claim.compare === "difference") return `${means}, a difference of ${signed(one.value)} (95 % ${interval}, ${one.runs} pairs)`;
  if (one.claim.compare === "ratio") return `${means}, ${number(one.value)} times as many (95 % ${interval}, ${one.runs} pairs)`;
  return `${number(one.value)}, 95 % of ${one.runs} runs ${interval}`;
}

// Where the start does not contradict the claim: what moved most since, one case beside the other.
function since(one: Found, starts: Found[]): string {
  const before = starts.find((other) => other.claim === one.claim && other.names.join() === one.names.join());
  if (!before || contradicts(before)) return "";
  const { state } = desk;
  const sides: [Setting | null, Setting | null][] = [[state.a, state.startA], [state.b, state.startB]];
  const moved: [number, string][] = [];
  for (const measure of EXPLAINING) {
    const m = desk.library.measures.findIndex((known) => known.name === measure);
    const parts = sides.map(([now, then]): [number, string] | null => {
      const [after, earlier] = [runsOf(now), runsOf(then)];
      if (!after || !earlier) return null;
      const [x, y] = [after, earlier].map((runs) => estimate(lastYear(runs, 0, m), desk.library.student).mean);
      return x > 0 && y > 0 ? [Math.log(x / y), `${after.brief.name} ${number(y)} → ${number(x)}`] : null;
    });
    if (parts[0] && parts[1]) moved.push([Math.abs(parts[0][0] - parts[1][0]), `${measure.replaceAll("_", " ")}: ${parts[0][1]}, ${parts[1][1]}`]);
  }
  moved.sort((x, y) => y[0] - x[0]);
  const most = moved.slice(0, NAMED).map(([, words]) => words).join("; ");
  return ` At the start the papers are not contradicted here: ${here(before)}.${most ? ` What moved most since – ${most}.` : ""}`;
}

let shown = "";

// Draws the box, once runs are there in full.
export function drawPapers(): void {
  const { state } = desk;
  const settings = [state.a, state.b];
  const all = look(settings);
  const starts = same(state.a, state.startA) && same(state.b, state.startB) ? [] : look([state.startA, state.startB]);
  const against = all.filter(contradicts);
  const lines = against.map((one) =>
    `${one.claim.about[0].toUpperCase()}${one.claim.about.slice(1)} (${one.claim.source}). The papers: ${claimed(one.claim)}. Here, ${one.names.join(" against ")}: ${here(one)}.${one.names.length > 1 ? since(one, starts) : ""}`);
  const head = `Of ${all.length} claims of the papers that can be looked up in these runs, ${against.length} ${against.length === 1 ? "is" : "are"} contradicted; docs/findings.md has more.`;
  const text = all.length ? [head, ...lines].join("\n") : "";
  if (text === shown) return;
  shown = text;
  byId("papers").hidden = text === "";
  byId("papers-head").textContent = head;
  const list = byId("papers-list");
  list.replaceChildren();
  for (const line of lines) element("li", "", list, line);
}
