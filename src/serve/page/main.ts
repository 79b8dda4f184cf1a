// The page: one state, what is asked for it, and the panels that show what comes.

import { Chart, type Curve, type Drawn } from "./chart";
import { Controls, giveWay } from "./controls";
import { type Stand, map, stand } from "./map";
import { NetworkView } from "./network";
import { Runs, band, difference, estimate, lastYear } from "./runs";
import { Refused, ask, askText, simulate, watch } from "./server";
import { pack, png, save, svg, unpack } from "./share";
import { Timeline } from "./timeline";
import { type Added, type Brief, type Film, type Library, type Setting, type Story, type Value, type Whole, copy, keyOf, plain } from "./types";
import { byId, called, dateOf, element, number, range, seconds, signed } from "./words";

interface State {
  a: Setting; b: Setting | null;
  startA: Setting; startB: Setting | null;
  seed: number; replicates: number;
  measure: string; group: number; against: "start" | "beside";
}

// What the first panel can draw, by keys 1 to 5.
const DRAWN: [string, string][] = [
  ["mobilised", "mobilised"], ["members", "members"], ["attendance", "attendance"], ["ever_members", "ever-members"], ["union_members", "in the union"],
];
const MINDS: [string, string, string][] = [["rights", "rights", "a"], ["efficacy", "efficacy", "b"], ["injustice", "injustice", "c"], ["coping_need", "coping need", "d"], ["liberation", "liberation", "e"]];
const HOURS: [string, string, string][] = [
  ["hours_sharing", "sharing", "a"], ["hours_learning", "learning", "b"], ["hours_training", "training", "c"], ["hours_service", "service", "d"],
  ["hours_outreach", "outreach", "e"], ["hours_profile", "profile", "f"], ["hours_campaigning", "campaigning", "g"],
];

let library: Library;
let state: State;
let whole: Whole | null = null;
let structure = "";
// Runs of the settings tried of late, by setting and seed; the oldest are forgotten.
const kept = new Map<string, Runs>();
const MOST_KEPT = 14;
// The setting of which the pale trace is.
let earlier: Setting | null = null;
let shown: Setting | null = null;
let stands: Stand[] = [];

const turning = (): boolean => library.may === "turn";
const place = (measure: string): number => library.measures.findIndex((one) => one.name === measure);
const runKey = (setting: Setting): string => `${state.seed} ${keyOf(setting)}`;
const runsOf = (setting: Setting | null): Runs | null => (setting ? (kept.get(runKey(setting)) ?? null) : null);
const same = (one: Setting | null, other: Setting | null): boolean => one !== null && other !== null && keyOf(one) === keyOf(other);

function alarm(text: string): void {
  const box = byId("alert");
  box.textContent = text;
  box.hidden = text === "";
}

function begin(setting: Setting, brief: Brief): Runs {
  const key = runKey(setting);
  let runs = kept.get(key);
  if (runs) kept.delete(key);
  else runs = new Runs(brief, library.measures.length);
  runs.brief = brief;
  kept.set(key, runs);
  const needed = new Set([state.a, state.b, state.startA, state.startB, earlier, shown].filter((one) => one !== null).map(runKey));
  for (const old of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    if (!needed.has(old)) kept.delete(old);
  }
  return runs;
}

// --- Asking ----------------------------------------------------------------------------------------

// The settings to run: the present ones first, then where they started.
function lines(): Setting[] {
  const all: Setting[] = [];
  for (const setting of [state.a, state.b, state.startA, state.startB]) {
    if (setting && !all.some((one) => same(one, setting))) all.push(setting);
  }
  return all;
}

let asked = 0;
let timer = 0;

function soon(): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void run(), 60);
}

async function run(): Promise<void> {
  const own = ++asked;
  const settings = lines();
  let into: Runs[] = [];
  // Those who watch have nothing yet: for them all is run again.
  const have = (setting: Setting): number => library.audience ? 0 : Math.min(runsOf(setting)?.have ?? 0, state.replicates);
  document.body.dataset.running = "yes";
  try {
    const order = { seed: state.seed, replicates: state.replicates, lines: settings.map((setting) => ({ setting, have: have(setting) })) };
    const finished = await simulate(order, {
      lines: (briefs) => {
        alarm("");
        into = briefs.map((brief, n) => begin(settings[n], brief));
        if (!same(shown, settings[0])) {
          if (shown && runsOf(shown)?.any) earlier = shown;
          shown = copy(settings[0]);
        }
        if (whole) { controls.update(briefs[0].values, state.a); timeline.set(briefs[0], state.a); whereabouts(); }
        groups(briefs[0]);
        redraw();
      },
      runs: (line, replicate, first, values) => { into[line].take(replicate, first, values); redraw(); },
      done: () => undefined,
    });
    if (finished && own === asked) { document.body.dataset.running = "no"; redraw(); }
  } catch (error) {
    if (own !== asked) return;
    document.body.dataset.running = "no";
    alarm(error instanceof Refused ? error.message : "The program does not answer. Is it still running?");
  }
}

// What the scenario is made of, where that has changed.
async function know(): Promise<void> {
  const { scenario, text, organisations, population, without, added } = state.a;
  const now = JSON.stringify([scenario, text, organisations, population, without, added]);
  if (now === structure && whole) { controls.set(whole, state.a); return; }
  const asking = copy(state.a);
  whole = await ask<Whole>("/scenario", { setting: asking });
  structure = now;
  // Where the scenario stands without what was turned is where "back" leads.
  byId("title").textContent = state.b ? `${whole.name} and ${titleOf(state.b)}` : whole.name;
  byId("about").textContent = whole.about;
  document.title = `${whole.name} – mobilise`;
  controls.set(whole, state.a);
  timeline.set(whole, state.a);
  whereabouts();
}

const titleOf = (setting: Setting): string => library.scenarios.find((one) => one.name === setting.scenario)?.title ?? "another";

async function change(what: (setting: Setting) => void, structural: boolean): Promise<void> {
  const before = state.a;
  const next = copy(state.a);
  what(next);
  state.a = next;
  try {
    if (structural) await know();
    remember();
    soon();
  } catch (error) {
    state.a = before;
    if (error instanceof Refused) alarm(error.message);
    await know().catch(() => undefined);
    choices();
  }
}

function turn(name: string, value: Value | null): void {
  void change((setting) => {
    if (value === null) {
      const group = whole?.shares.find((one) => one.includes(name)) ?? [name];
      const message = /^(organisation\..*\.message)\./.exec(name);
      for (const one of message ? Object.keys(setting.set).filter((known) => known.startsWith(message[1])) : group) delete setting.set[one];
    } else {
      const shares = typeof value === "number" && whole ? giveWay(whole, name, value) : null;
      if (shares) Object.assign(setting.set, shares);
      else setting.set[name] = value;
    }
  }, false);
}

// --- Drawing ---------------------------------------------------------------------------------------

let due = 0;
function redraw(): void {
  if (!due) due = requestAnimationFrame(() => { due = 0; draw(); });
}

const tall = (): number => Math.round(Math.min(innerHeight * 0.46, document.documentElement.classList.contains("present") ? 560 : 400, Math.max(240, innerWidth * 0.62)));
const low = (): number => Math.round(Math.min(260, Math.max(200, innerWidth * 0.5)));

const groupOf = (brief: Brief): number => Math.min(state.group, brief.organisations.length);
const fieldOf = (brief: Brief): number => brief.organisations.length;
const times = (brief: Brief): number[] => brief.points.map((week) => seconds(brief.start) + (week + 1) * 604800);

// A name for a line of one of the two sides.
function named(side: "a" | "b", runs: Runs): string {
  const name = runs.brief.organisations[groupOf(runs.brief)] ?? runs.brief.name;
  if (side === "b") {
    const other = runsOf(state.a)?.brief;
    const own = other?.organisations[groupOf(other)] ?? other?.name;
    return own === name ? runs.brief.name : name;
  }
  return name.length > 15 ? `${name.slice(0, 14)}…` : name;
}

function curvesOf(measure: string): Curve[] {
  const m = place(measure);
  const all: Curve[] = [];
  const add = (setting: Setting | null, name: (runs: Runs) => string, colour: string, more: Partial<Curve>, banded: boolean): void => {
    const runs = runsOf(setting);
    if (!runs?.any) return;
    const found = band(runs.series(groupOf(runs.brief), m), runs.brief.points.length);
    all.push({ name: name(runs), colour, middle: found.middle, ...(banded ? { low: found.low, high: found.high } : {}), ...more });
  };
  if (state.startA && !same(state.startA, state.a)) add(state.startA, () => "start", "muted", { dash: [5, 5], width: 1.6 }, false);
  if (earlier && !same(earlier, state.a) && !same(earlier, state.startA)) add(earlier, () => "before", "a", { pale: true, width: 1.4 }, false);
  add(state.b, (runs) => named("b", runs), "b", { width: 2.4 }, true);
  add(state.a, (runs) => named("a", runs), "a", { width: 2.6 }, true);
  return all;
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

function draw(): void {
  const a = runsOf(state.a);
  if (!a?.any) return;
  const brief = a.brief;
  const x = times(brief);
  const info = library.measures[place(state.measure)];
  const aligned = (curves: Curve[]): Curve[] => curves.map((curve) => {
    const runs = curve.colour === "b" ? runsOf(state.b) : curve.name === "start" ? runsOf(state.startA) : curve.pale ? runsOf(earlier) : a;
    return runs ? onto(x, times(runs.brief), curve) : curve;
  });
  const title = DRAWN.find(([name]) => name === state.measure)?.[1] ?? state.measure;
  panel("curves", { x, curves: aligned(curvesOf(state.measure)), unit: info.unit, title: `${whole?.name ?? brief.name}: ${title}` });
  drawDifference(a, x, info.unit, title);
  const g = groupOf(brief);
  const field = fieldOf(brief);
  const middle = (runs: Runs, group: number, measure: string, more: Partial<Curve> & { name: string; colour: string }, banded = false): Curve => {
    const found = band(runs.series(group, place(measure)), runs.brief.points.length);
    return onto(x, times(runs.brief), { middle: found.middle, ...(banded ? { low: found.low, high: found.high } : {}), ...more });
  };
  const b = runsOf(state.b);
  const framings = [
    middle(a, field, "mean_framing_never", { name: "never joined", colour: "muted", dash: [5, 5] }, true),
    middle(a, g, "mean_framing", { name: "members", colour: "a" }, true),
  ];
  if (b?.any) framings.splice(1, 0, middle(b, groupOf(b.brief), "mean_framing", { name: named("b", b), colour: "b" }, true));
  panel("framings", { x, curves: framings, unit: "0 to 1", title: "Framings" });
  panel("minds", { x, curves: MINDS.map(([measure, name, colour]) => middle(a, g, measure, { name, colour })), unit: "0 to 1", title: "Members' minds" });
  panel("hours", { x, curves: HOURS.map(([measure, name, colour]) => middle(a, g, measure, { name, colour, width: 1.7 })), unit: "hours a week", title: "Hours" });
  const both = (measure: string): Curve[] => {
    const curves = [middle(a, g, measure, { name: named("a", a), colour: "a" }, true)];
    if (b?.any) curves.unshift(middle(b, groupOf(b.brief), measure, { name: named("b", b), colour: "b" }, true));
    const start = runsOf(state.startA);
    if (start?.any && !same(state.startA, state.a)) curves.unshift(middle(start, groupOf(start.brief), measure, { name: "start", colour: "muted", dash: [5, 5], width: 1.5 }));
    return curves;
  };
  panel("tasks", { x, curves: both("task_holders"), unit: "people", title: "Who holds the tasks" });
  panel("money", { x, curves: both("money"), unit: "£", title: "Money" });
  const n = a.have;
  byId("progress").textContent = `${Math.min(n, state.replicates)} of ${state.replicates} runs · ${brief.weeks} weeks · seed ${state.seed}`;
  document.body.dataset.runs = String(n);
}

function drawDifference(a: Runs, x: number[], unit: string, title: string): void {
  const m = place(state.measure);
  const beside = state.against === "beside" && state.b !== null;
  const other = runsOf(beside ? state.b : state.startA);
  const box = byId("difference");
  const unmoved = !beside && same(state.a, state.startA);
  if (!other?.any) return;
  const name = beside ? named("b", other) : "the start";
  if (unmoved) {
    byId("headline").textContent = sentence(a, null, m, title, "");
    box.hidden = true;
    byId("unmoved").hidden = false;
    return;
  }
  box.hidden = false;
  byId("unmoved").hidden = true;
  const found = difference(a, groupOf(a.brief), other, groupOf(other.brief), m, library.student);
  const curve: Curve = { name: "difference", colour: beside ? "b" : "a", middle: found.middle, low: found.low, high: found.high, width: 2.4 };
  panel("difference", { x: x.slice(0, found.middle.length), curves: [curve], zero: true, unit, title: `${title}: difference from ${name}` });
  byId("headline").textContent = sentence(a, other, m, title, name);
}

// What came out, in a sentence.
function sentence(a: Runs, other: Runs | null, m: number, title: string, from: string): string {
  const own = lastYear(a, groupOf(a.brief), m);
  const mean = estimate(own, library.student);
  if (mean.n === 0) return "Running …";
  const first = `${number(mean.mean)} ${title} in the last year`;
  if (!other) return `${first}${range(mean.low, mean.high)}, over ${mean.n} runs.`;
  const theirs = lastYear(other, groupOf(other.brief), m);
  const found = estimate(own.map((value, r) => value - (theirs[r] ?? NaN)), library.student);
  if (found.n === 0) return `${first}.`;
  const sure = found.n < 2 ? "" : found.low > 0 || found.high < 0 ? "" : " – no difference that could be told from chance";
  return `${first}: ${signed(found.mean)}${range(found.low, found.high)} against ${from}, over ${found.n} pairs of runs${sure}.`;
}

const charts = new Map<string, Chart>();
function panel(id: string, drawn: Drawn): void {
  const box = byId(id);
  if (!box.clientWidth) return;
  let chart = charts.get(id);
  if (!chart) charts.set(id, (chart = new Chart(box, id === "curves" ? tall : low)));
  chart.draw(drawn);
}

// Where the organisations stand on the two dimensions.
function whereabouts(): void {
  if (!whole || !turning() || !byId("map").clientWidth) return;
  const here = whole.organisations.slice(0, 3).map((name) => stand(whole!, name)).filter((one) => one !== null);
  const before = startStand && here[0] && startStand.name === here[0].name ? startStand : null;
  map(byId("map"), stands.filter((one) => !here.some((own) => own.name === one.name)), here, before);
}
let startStand: Stand | null = null;

async function casesOnTheMap(): Promise<void> {
  for (const name of ["j4dw", "meca", "united-workers-association", "lawas", "indie-union", "middle"]) {
    const found = await ask<Whole>("/scenario", { setting: plain(name) });
    const one = found.organisations[0] ? stand(found, found.organisations[0]) : null;
    if (one) stands.push({ ...one, name: titleOf(plain(name)) });
  }
  const start = await ask<Whole>("/scenario", { setting: state.startA });
  startStand = start.organisations[0] ? stand(start, start.organisations[0]) : null;
  whereabouts();
}

// --- Controls --------------------------------------------------------------------------------------

const controls = new Controls(byId("first"), byId("found"), byId<HTMLInputElement>("search"), turn);
let timeline: Timeline;
const network = new NetworkView((worker, week) => ask<Story>("/story", { setting: state.a, seed: state.seed, replicate: 0, worker, week }));

function options(select: HTMLSelectElement, list: [string, string][], chosen: string): void {
  select.replaceChildren();
  for (const [value, text] of list) element("option", "", select, text).value = value;
  select.value = chosen;
}

function choices(): void {
  const sorts: [string, string][] = [["own", "own"], ["case", "Cases"], ["classic", "Classic models"]];
  const select = byId<HTMLSelectElement>("scenario");
  select.replaceChildren();
  for (const [sort, label] of sorts) {
    const list = library.scenarios.filter((one) => one.sort === sort);
    if (list.length === 0) continue;
    const group = element("optgroup", "", select);
    group.label = sort === "own" ? "Your file" : label;
    for (const one of list) element("option", "", group, one.title).value = one.name;
  }
  if (state.a.text !== null) element("option", "", select, "the opened file").value = " text";
  select.value = state.a.text !== null ? " text" : state.a.scenario;
  const titles = (names: string[]): [string, string][] => names.map((name) => [name, library.scenarios.find((one) => one.name === name)?.title ?? name]);
  options(byId("organisations"), [["", "the scenario's own"], ...titles(library.organisations)], state.a.organisations ?? "");
  options(byId("population"), [["", "the scenario's own"], ...library.populations.map((name): [string, string] => [name, name.replaceAll("-", " ")])], state.a.population ?? "");
  const besides = library.scenarios.filter((one) => one.sort !== "classic").map((one): [string, string] => [one.name, one.title]);
  options(byId("beside"), [["", "nothing"], ...besides], state.b?.scenario ?? "");
  options(byId("against"), [["start", "the start"], ...(state.b ? [["beside", titleOf(state.b)] as [string, string]] : [])], state.b ? state.against : "start");
  byId<HTMLSelectElement>("replicates").value = String(state.replicates);
  byId<HTMLInputElement>("seed").value = String(state.seed);
}

let groupsShown = "";
function groups(brief: Brief): void {
  const now = JSON.stringify([brief.organisations, state.group]);
  if (now === groupsShown) return;
  groupsShown = now;
  const list = [...brief.organisations.map((name, n): [string, string] => [String(n), name]), [String(brief.organisations.length), "the whole field"] as [string, string]];
  options(byId("group"), list, String(groupOf(brief)));
  byId("group-box").hidden = brief.organisations.length === 0;
}

function tabs(): void {
  const box = byId("tabs");
  box.replaceChildren();
  DRAWN.forEach(([measure, name], n) => {
    const one = element("button", "", box, name);
    one.type = "button";
    one.title = `${library.measures[place(measure)].meaning} (${n + 1})`;
    one.setAttribute("aria-pressed", String(measure === state.measure));
    one.addEventListener("click", () => { state.measure = measure; tabs(); remember(); redraw(); (box.children[n] as HTMLElement).focus(); });
  });
}

async function scenarioIs(setting: Setting): Promise<void> {
  const before = state.a;
  state.a = setting;
  try {
    await know();
  } catch (error) {
    state.a = before;
    if (error instanceof Refused) alarm(error.message);
    choices();
    return;
  }
  state.startA = copy(setting);
  startStand = whole?.organisations[0] ? stand(whole, whole.organisations[0]) : null;
  earlier = null;
  shown = null;
  state.group = 0;
  choices();
  whereabouts();
  remember();
  soon();
}

async function remember(): Promise<void> {
  if (turning()) history.replaceState(null, "", `#${await pack(state)}`);
}

function ground(dark: boolean): void {
  document.documentElement.classList.toggle("dark", dark);
  byId("ground").textContent = dark ? "Light" : "Dark";
  charts.forEach((chart) => chart.again());
  network.draw();
}

function present(on: boolean): void {
  document.documentElement.classList.toggle("present", on);
  byId("present").setAttribute("aria-pressed", String(on));
  charts.forEach((chart) => chart.again());
  redraw();
  whereabouts();
  network.draw();
}

function csv(): string {
  const rows = ["setting,replicate,group,week,date,measure,value"];
  const quote = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const sides: [string, Setting | null][] = [["present", state.a], ["start", same(state.startA, state.a) ? null : state.startA], ["beside", state.b]];
  for (const [side, setting] of sides) {
    const runs = runsOf(setting);
    runs?.replicates.forEach((one, r) => one?.forEach((group, g) => group.forEach((list, m) => list.forEach((value, p) => {
      if (Number.isNaN(value)) return;
      const week = runs.brief.points[p];
      rows.push([side, r, quote(runs.brief.organisations[g] ?? "field"), week, dateOf(runs.brief.start, week), library.measures[m].name, value].join(","));
    }))));
  }
  return `${rows.join("\n")}\n`;
}

function wire(): void {
  byId("scenario").addEventListener("change", (event) => void scenarioIs(plain((event.target as HTMLSelectElement).value)));
  for (const key of ["organisations", "population"] as const) {
    byId(key).addEventListener("change", (event) => {
      const value = (event.target as HTMLSelectElement).value || null;
      void change((setting) => {
        setting[key] = value;
        // What was turned of organisations or population that are there no more goes with them.
        const gone = key === "population" ? /^population\./ : /^(organisation|intervention)\./;
        for (const name of Object.keys(setting.set)) if (gone.test(name)) delete setting.set[name];
        if (key === "organisations") { setting.added = []; setting.without = []; }
      }, true).then(choices);
    });
  }
  byId("beside").addEventListener("change", (event) => {
    const value = (event.target as HTMLSelectElement).value;
    state.b = value ? plain(value) : null;
    state.startB = null;
    state.against = value ? "beside" : "start";
    structure = "";
    void know().then(() => { choices(); remember(); soon(); });
  });
  byId("against").addEventListener("change", (event) => { state.against = (event.target as HTMLSelectElement).value as State["against"]; remember(); redraw(); });
  byId("group").addEventListener("change", (event) => { state.group = Number((event.target as HTMLSelectElement).value); remember(); redraw(); });
  byId("replicates").addEventListener("change", (event) => { state.replicates = Number((event.target as HTMLSelectElement).value); remember(); soon(); });
  byId("seed").addEventListener("change", (event) => {
    const wanted = Number((event.target as HTMLInputElement).value);
    if (Number.isSafeInteger(wanted) && wanted >= 0) state.seed = wanted;
    choices();
    earlier = null;
    remember();
    soon();
  });
  byId("back").addEventListener("click", back);
  byId("here").addEventListener("click", () => {
    state.startA = copy(state.a);
    state.against = "start";
    startStand = whole?.organisations[0] ? stand(whole, whole.organisations[0]) : null;
    earlier = null;
    choices();
    whereabouts();
    remember();
    redraw();
  });
  byId("ground").addEventListener("click", () => ground(!document.documentElement.classList.contains("dark")));
  byId("present").addEventListener("click", () => present(!document.documentElement.classList.contains("present")));
  byId("load").addEventListener("click", () => void loadNetwork());
  const menu = byId<HTMLDetailsElement>("share");
  const closing = (id: string, act: () => Promise<void> | void): void => byId(id).addEventListener("click", async () => {
    try { await act(); } catch (error) { alarm(error instanceof Refused ? error.message : String(error)); }
    menu.open = false;
  });
  closing("link", async () => {
    await remember();
    try { await navigator.clipboard.writeText(location.href); byId("progress").textContent = "The link is copied: it opens this setting wherever the program runs on this port."; }
    catch { byId("progress").textContent = "The link stands in the address bar."; }
  });
  closing("toml", async () => save("scenario.toml", new Blob([await askText("/export", { setting: state.a, seed: state.seed, replicates: state.replicates })], { type: "application/toml" })));
  const note = (): string => `mobilise · seed ${state.seed} · ${runsOf(state.a)?.have ?? 0} runs · median and the band of nine in ten; what follows from the model's assumptions`;
  const figure = (): string => svg(charts.get("curves")!.data!, note());
  closing("svg", () => save("mobilise.svg", new Blob([figure()], { type: "image/svg+xml" })));
  closing("png", async () => save("mobilise.png", await png(figure())));
  closing("csv", () => save("mobilise.csv", new Blob([csv()], { type: "text/csv" })));
  byId("open").addEventListener("change", async (event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file) await scenarioIs({ ...plain(state.a.scenario), text: await file.text() });
    input.value = "";
    menu.open = false;
  });
  addEventListener("keydown", keys);
  addEventListener("hashchange", () => void restore());
  document.addEventListener("click", (event) => { if (menu.open && !menu.contains(event.target as Node)) menu.open = false; });
}

function back(): void {
  void change((setting) => { Object.assign(setting, copy(state.startA)); }, true).then(choices);
}

function keys(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.key === "Escape") { byId<HTMLDetailsElement>("share").open = false; return; }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = target.matches("input:not([type=range]):not([type=checkbox]), select, textarea");
  if (typing) return;
  const n = Number(event.key);
  if (n >= 1 && n <= DRAWN.length) { state.measure = DRAWN[n - 1][0]; tabs(); remember(); redraw(); }
  else if (event.key === "p") present(!document.documentElement.classList.contains("present"));
  else if (event.key === "r" && turning()) back();
  else if (event.key === "/" && turning()) byId("search").focus();
  else if (event.key === " " && target === document.body && network.ready) network.toggle();
  else return;
  event.preventDefault();
}

async function loadNetwork(): Promise<void> {
  const button = byId<HTMLButtonElement>("load");
  button.disabled = true;
  button.textContent = "Running …";
  try {
    network.set(await ask<Film>("/network", { setting: state.a, seed: state.seed, replicate: 0 }));
    button.textContent = "Show the present setting";
  } catch (error) {
    alarm(error instanceof Refused ? error.message : "The program does not answer. Is it still running?");
    button.textContent = "Show the first run";
  }
  button.disabled = false;
}

// --- Beginning -------------------------------------------------------------------------------------

// A state out of a link, as far as it is one.
async function fromLink(): Promise<State | null> {
  const found = location.hash.length > 1 ? await unpack<State>(location.hash.slice(1)) : null;
  const setting = (one: unknown): one is Setting => typeof one === "object" && one !== null && typeof (one as Setting).scenario === "string" && typeof (one as Setting).set === "object" && Array.isArray((one as Setting).added as Added[]);
  if (!found || !setting(found.a) || !setting(found.startA) || !Number.isSafeInteger(found.seed)) return null;
  if (!DRAWN.some(([name]) => name === found.measure)) found.measure = DRAWN[0][0];
  return found;
}

async function restore(): Promise<void> {
  const found = await fromLink();
  if (!found || JSON.stringify(found) === JSON.stringify(state)) return;
  state = found;
  structure = "";
  earlier = null;
  tabs();
  choices();
  try { await know(); } catch (error) { if (error instanceof Refused) alarm(error.message); }
  soon();
}

function watching(): void {
  document.documentElement.classList.add("watching");
  byId("title").textContent = "Waiting for what is shown …";
  let settings: Setting[] = [];
  let into: Runs[] = [];
  void watch({
    asked: (order) => {
      settings = order.lines.map((line) => line.setting);
      state.seed = order.seed;
      state.replicates = order.replicates;
      if (settings[0] && !same(settings[0], state.a)) { if (runsOf(state.a)?.any) earlier = state.a; state.a = settings[0]; }
      // The presenter's page asks for the present settings first, then for where they started.
      state.startA = settings[settings.length - 1];
      state.b = settings.length > 1 && settings[1].scenario !== settings[0].scenario ? settings[1] : null;
      if (state.b && settings.length === 2) state.startA = settings[0];
    },
    lines: (briefs) => {
      into = briefs.map((brief, n) => begin(settings[n], brief));
      byId("title").textContent = briefs[0].name;
      const turned = Object.entries(state.a.set).slice(0, 6).map(([name, value]) => `${called(name).what} ${typeof value === "number" ? number(value) : value}`);
      byId("about").textContent = turned.length ? `Turned: ${turned.join("; ")}` : "As the scenario has it.";
      groups(briefs[0]);
      redraw();
    },
    runs: (line, replicate, first, values) => { into[line]?.take(replicate, first, values); redraw(); },
    done: () => redraw(),
  });
}

async function start(): Promise<void> {
  library = await ask<Library>("/library");
  const first = plain(library.begin);
  state = (turning() ? await fromLink() : null) ?? {
    a: first, b: null, startA: copy(first), startB: null, seed: 1, replicates: 40, measure: DRAWN[0][0], group: 0, against: "start",
  };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  ground(dark.matches);
  dark.addEventListener("change", () => ground(dark.matches));
  if (library.present) present(true);
  // On a telephone the curves come first.
  byId<HTMLDetailsElement>("knobs").open = innerWidth >= 900;
  timeline = new Timeline((what, structural) => void change(what, structural), library.kinds);
  tabs();
  wire();
  if (!turning()) { watching(); return; }
  choices();
  try {
    await know();
    await run();
  } catch (error) {
    alarm(error instanceof Refused ? error.message : String(error));
  }
  void casesOnTheMap();
  // The network waits until somebody looks there.
  new IntersectionObserver((seen, observer) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    observer.disconnect();
    void loadNetwork();
  }).observe(byId("canvas"));
}

void start().catch((error) => alarm(error instanceof Refused ? error.message : "The page could not begin."));
