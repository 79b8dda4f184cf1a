// Drawing all panels of curves, at most once a frame, from what is on the desk.

import { drawAsleep } from "./asleep";
import { drawCurves, named, times } from "./curves";
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
  drawAsleep(a, runsOf(state.b));
  drawCurves(a, x, unit);
  drawDifference(a, x, unit);
  drawOthers(a, x);
  drawPapers();
  const n = a.have;
  const b = runsOf(state.b);
  const pairs = b ? Math.min(n, b.have, state.replicates) : 0;
  const beside = b ? ` · ${pairs} pairs with ${named("b", b)}` : "";
  document.querySelectorAll(".beside-note").forEach((note) => { note.textContent = b?.any ? ` Dashed: ${named("b", b)}.` : ""; });
  byId("progress").textContent = `${Math.min(n, state.replicates)} of ${state.replicates} runs${beside} · ${a.brief.weeks} weeks · seed ${state.seed}`;
  document.body.dataset.runs = String(n);
}
