// Drawing all panels of curves, at most once a frame, from what is on the desk.

import { drawCurves, times } from "./curves";
import { desk, place } from "./desk";
import { drawDifference } from "./difference";
import { runsOf } from "./kept";
import { drawOthers } from "./others";
import { drawPapers } from "./papers";
import { byId } from "./words";

export function redraw(): void {
  if (!desk.due) desk.due = requestAnimationFrame(() => { desk.due = 0; draw(); });
}

function draw(): void {
  const { state } = desk;
  const a = runsOf(state.a);
  if (!a?.any) return;
  const x = times(a.brief);
  const { unit } = desk.library.measures[place(state.measure)];
  drawCurves(a, x, unit);
  drawDifference(a, x, unit);
  drawOthers(a, x);
  drawPapers();
  const n = a.have;
  byId("progress").textContent = `${Math.min(n, state.replicates)} of ${state.replicates} runs · ${a.brief.weeks} weeks · seed ${state.seed}`;
  document.body.dataset.runs = String(n);
}
