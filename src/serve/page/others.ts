// The smaller panels: framings, minds, hours, tasks, money.

import type { Curve } from "./chart";
import { type Look, middle, named } from "./curves";
import { desk, fieldOf, groupOf } from "./desk";
import { runsOf } from "./kept";
import { HOURS, MINDS } from "./measures";
import { panel } from "./panel";
import type { Runs } from "./runs";
import { same } from "./types";

export function drawOthers(a: Runs, x: number[]): void {
  const b = runsOf(desk.state.b);
  const g = groupOf(a.brief);
  const own = (measure: string, look: Look, banded = false): Curve => middle(x, a, g, measure, look, banded);
  const theirs = (runs: Runs, measure: string): Curve => middle(x, runs, groupOf(runs.brief), measure, { name: named("b", runs), colour: "b" }, true);

  const framings = [
    middle(x, a, fieldOf(a.brief), "mean_framing_never", { name: "never joined", colour: "muted", dash: [5, 5] }, true),
    own("mean_framing", { name: "members", colour: "a" }, true),
  ];
  if (b?.any) {
    framings.unshift(middle(x, b, fieldOf(b.brief), "mean_framing_never", { name: "", colour: "b", dash: [5, 5], pale: true }, false));
    framings.splice(2, 0, theirs(b, "mean_framing"));
  }
  panel("framings", { x, curves: framings, unit: "0 to 1", title: "Framings" });
  // Both sides: the other's lines are dashed, in the colours of the same measures.
  const both = (list: [string, string, string][], width: number): Curve[] => [
    ...(b?.any ? list.map(([measure, , colour]) => middle(x, b, groupOf(b.brief), measure, { name: "", colour, dash: [4, 4], width: 1.4 })) : []),
    ...list.map(([measure, name, colour]) => own(measure, { name, colour, width })),
  ];
  panel("minds", { x, curves: both(MINDS, 2), unit: "0 to 1", title: "Members' minds" });
  panel("hours", { x, curves: both(HOURS, 1.7), unit: "hours a week", title: "Hours" });

  // The start, what lies beside it, and the present on top.
  const all = (measure: string): Curve[] => {
    const curves = [own(measure, { name: named("a", a), colour: "a" }, true)];
    if (b?.any) curves.unshift(theirs(b, measure));
    const start = runsOf(desk.state.startA);
    if (start?.any && !same(desk.state.startA, desk.state.a)) curves.unshift(middle(x, start, groupOf(start.brief), measure, { name: "start", colour: "muted", dash: [5, 5], width: 1.5 }));
    return curves;
  };
  panel("tasks", { x, curves: all("task_holders"), unit: "people", title: "Who holds the tasks" });
  panel("money", { x, curves: all("money"), unit: "£", title: "Money" });
}
