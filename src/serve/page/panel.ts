// Panels of curves by their ids: made when first drawn, with a height that goes with the window.

import { Chart, type Drawn } from "./chart";
import { desk } from "./desk";
import { byId } from "./words";

const tall = (): number => Math.round(Math.min(innerHeight * 0.46, document.documentElement.classList.contains("present") ? 560 : 400, Math.max(240, innerWidth * 0.62)));
const low = (): number => Math.round(Math.min(260, Math.max(200, innerWidth * 0.5)));

export function panel(id: string, drawn: Drawn): void {
  const box = byId(id);
  if (!box.clientWidth) return;
  let chart = desk.charts.get(id);
  if (!chart) desk.charts.set(id, (chart = new Chart(box, id === "curves" || (id === "difference" && innerWidth >= 1150) ? tall : low)));
  chart.draw(drawn);
}
