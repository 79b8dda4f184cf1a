// The paired difference, run by run, from the start or from the scenario beside it; and the headline that says it.

import type { Curve } from "./chart";
import { named } from "./curves";
import { desk, groupOf, place } from "./desk";
import { runsOf } from "./kept";
import { titleOfMeasure } from "./measures";
import { panel } from "./panel";
import { type Runs, difference } from "./runs";
import { sentence } from "./sentence";
import { same } from "./types";
import { byId } from "./words";

export function drawDifference(a: Runs, x: number[], unit: string): void {
  const { state } = desk;
  const m = place(state.measure);
  const title = titleOfMeasure(state.measure);
  const beside = state.against === "beside" && state.b !== null;
  const other = runsOf(beside ? state.b : state.startA);
  if (!other?.any) return;
  // From where one stands there is no difference.
  const unmoved = !beside && same(state.a, state.startA);
  byId("difference").hidden = unmoved;
  byId("unmoved").hidden = !unmoved;
  if (unmoved) {
    byId("headline").textContent = sentence(a, null, m, title, "");
    return;
  }
  const name = beside ? named("b", other) : "the start";
  const found = difference(a, groupOf(a.brief), other, groupOf(other.brief), m, desk.library.student);
  const curve: Curve = { name: "difference", colour: beside ? "b" : "a", middle: found.middle, low: found.low, high: found.high, width: 2.4 };
  panel("difference", { x: x.slice(0, found.middle.length), curves: [curve], zero: true, unit, title: `${title}: difference from ${name}` });
  byId("headline").textContent = sentence(a, other, m, title, name);
}
