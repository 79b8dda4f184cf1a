// The Share menu: what is set, drawn and computed, to take along; and a scenario file to bring.

import { refused } from "./alarm";
import { desk, place } from "./desk";
import { runsOf } from "./kept";
import { remember } from "./link";
import { DRAWN, HOURS, MINDS } from "./measures";
import { band } from "./runs";
import { askText } from "./server";
import { scenarioIs } from "./setting";
import { png, save, svg } from "./share";
import { type Setting, plain, same } from "./types";
import { byId, dateOf } from "./words";

const NO_FIGURE = "The figure could not be made. Wait until curves are drawn, then take it again.";
const NO_TABLE = "The table is too large for the browser. Choose fewer runs, or take the scenario and let `mobilise run` write it.";

// What the page draws, one date of one measure a row: the median of all runs and the band of nine in ten.
function csv(): string {
  const { library, state } = desk;
  const rows = ["scenario,setting,organisation,date,measure,unit,runs,low,median,high"];
  const quote = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const sides: [string, Setting | null][] = [["present", state.a], ["start", same(state.startA, state.a) ? null : state.startA], ["beside", state.b]];
  const names = [...DRAWN, ...MINDS, ...HOURS].map(([name]) => name).concat("mean_framing", "mean_framing_never", "task_holders", "money");
  for (const [side, setting] of sides) {
    const runs = runsOf(setting);
    if (!runs) continue;
    const groups = [...runs.brief.organisations, "field"];
    groups.forEach((group, g) => names.forEach((name) => {
      const m = place(name);
      const series = runs.series(g, m);
      const found = band(series, runs.brief.points.length);
      found.middle.forEach((median, p) => {
        if (median === null) return;
        const round = (x: number | null): string => (x === null ? "" : String(Number(x.toPrecision(6))));
        const there = series.filter((one) => !Number.isNaN(one[p])).length;
        const date = dateOf(runs.brief.start, runs.brief.points[p]);
        rows.push([quote(runs.brief.name), side, quote(group), date, name, quote(library.measures[m].unit), there, round(found.low[p]), round(median), round(found.high[p])].join(","));
      });
    }));
  }
  return `${rows.join("\n")}\n`;
}

// The first panel as a picture.
function figure(): string {
  const { charts, state } = desk;
  const note = `mobilise · seed ${state.seed} · ${runsOf(state.a)?.have ?? 0} runs · median and the band of nine in ten; what follows from the model's assumptions`;
  return svg(charts.get("curves")!.data!, note);
}

async function link(): Promise<void> {
  await remember();
  try { await navigator.clipboard.writeText(location.href); byId("progress").textContent = "The link is copied: it opens this setting wherever the program runs on this port."; }
  catch { byId("progress").textContent = "The link stands in the address bar."; }
}

async function toml(): Promise<void> {
  const { a, seed, replicates } = desk.state;
  save("scenario.toml", new Blob([await askText("/export", { setting: a, seed, replicates })], { type: "application/toml" }));
}

async function open(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0];
  if (file) await scenarioIs({ ...plain(desk.state.a.scenario), text: await file.text() });
  input.value = "";
}

const menu = (): HTMLDetailsElement => byId<HTMLDetailsElement>("share");
export function closeMenu(): void { menu().open = false; }

export function wireMenu(): void {
  const closing = (id: string, act: () => Promise<void> | void, otherwise?: string): void => byId(id).addEventListener("click", async () => {
    try { await act(); } catch (error) { refused(error, otherwise); }
    closeMenu();
  });
  closing("link", link);
  closing("toml", toml);
  closing("svg", () => save("mobilise.svg", new Blob([figure()], { type: "image/svg+xml" })), NO_FIGURE);
  closing("png", async () => save("mobilise.png", await png(figure())), NO_FIGURE);
  closing("csv", () => save("mobilise.csv", new Blob([csv()], { type: "text/csv" })), NO_TABLE);
  byId("open").addEventListener("change", async (event) => { await open(event.target as HTMLInputElement); closeMenu(); });
  document.addEventListener("click", (event) => { if (menu().open && !menu().contains(event.target as Node)) closeMenu(); });
}
