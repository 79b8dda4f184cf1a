// What can be chosen from: scenarios and what they are made of, what is drawn, of whom.

import { desk, groupOf, place, titleOf } from "./desk";
import { redraw } from "./drawing";
import { remember } from "./link";
import { DRAWN } from "./measures";
import type { Brief } from "./types";
import { byId, element } from "./words";

function options(select: HTMLSelectElement, list: [string, string][], chosen: string): void {
  select.replaceChildren();
  for (const [value, text] of list) element("option", "", select, text).value = value;
  select.value = chosen;
}

// All fields as the state has them.
export function choices(): void {
  const { library, state } = desk;
  scenarios();
  grouped(byId("organisations"), [["", "the scenario's own"]], library.organisations, state.a.organisations ?? "");
  options(byId("population"), [["", "the scenario's own"], ...library.populations.map((name): [string, string] => [name, name.replaceAll("-", " ")])], state.a.population ?? "");
  const besides = library.scenarios.filter((one) => one.sort !== "classic").map((one) => one.name);
  grouped(byId("beside"), [["", "nothing"]], besides, state.b?.scenario ?? "");
  options(byId("against"), [["start", "the start"], ...(state.b ? [["beside", titleOf(state.b)] as [string, string]] : [])], state.b ? state.against : "start");
  byId<HTMLSelectElement>("replicates").value = String(state.replicates);
  byId<HTMLInputElement>("seed").value = String(state.seed);
}

const KINDS: [string, string][] = [["own", "Yours"], ["case", "Cases"], ["classic", "Classic models"]];

// Scenarios by their kinds, after what is no scenario.
function grouped(select: HTMLSelectElement, before: [string, string][], names: string[], chosen: string): void {
  options(select, before, "");
  const known = desk.library.scenarios.filter((one) => names.includes(one.name));
  for (const [kind, label] of KINDS) {
    const list = known.filter((one) => one.sort === kind);
    if (list.length === 0) continue;
    const group = element("optgroup", "", select);
    group.label = label;
    for (const one of list) element("option", "", group, one.title).value = one.name;
  }
  for (const name of names.filter((one) => !known.some((other) => other.name === one))) element("option", "", select, name).value = name;
  select.value = chosen;
}

function scenarios(): void {
  const { library, state } = desk;
  const select = byId<HTMLSelectElement>("scenario");
  grouped(select, [], library.scenarios.map((one) => one.name), state.a.scenario);
  if (state.a.text !== null) element("option", "", select, "the opened file").value = " text";
  select.value = state.a.text !== null ? " text" : state.a.scenario;
}

// Of which organisation curves are drawn, or of the whole field.
export function groups(brief: Brief): void {
  const now = JSON.stringify([brief.organisations, desk.state.group]);
  if (now === desk.groupsShown) return;
  desk.groupsShown = now;
  const list = [...brief.organisations.map((name, n): [string, string] => [String(n), name]), [String(brief.organisations.length), "the whole field"] as [string, string]];
  options(byId("group"), list, String(groupOf(brief)));
  byId("group-box").hidden = brief.organisations.length === 0;
}

// What the first panel can draw.
export function tabs(): void {
  const box = byId("tabs");
  box.replaceChildren();
  DRAWN.forEach(([measure, name], n) => {
    const one = element("button", "", box, name);
    one.type = "button";
    one.title = `${desk.library.measures[place(measure)].meaning} (${n + 1})`;
    one.setAttribute("aria-pressed", String(measure === desk.state.measure));
    one.addEventListener("click", () => { tab(n); (box.children[n] as HTMLElement).focus(); });
  });
}

export function tab(n: number): void {
  desk.state.measure = DRAWN[n][0];
  tabs();
  void remember();
  redraw();
}
