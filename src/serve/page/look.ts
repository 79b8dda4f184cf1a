// How the page looks: on light or dark ground, and in large type for a talk.

import { desk } from "./desk";
import { redraw } from "./drawing";
import { whereabouts } from "./whereabouts";
import { byId } from "./words";

const { classList } = document.documentElement;

export function ground(dark: boolean): void {
  classList.toggle("dark", dark);
  byId("ground").textContent = dark ? "Light" : "Dark";
  desk.charts.forEach((chart) => chart.again());
  desk.network.draw();
}

export const otherGround = (): void => ground(!classList.contains("dark"));

// As the machine has it, now and when it changes.
export function groundOfTheMachine(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  ground(dark.matches);
  dark.addEventListener("change", () => ground(dark.matches));
}

export function present(on: boolean): void {
  classList.toggle("present", on);
  // The sliders stand under the curve that they move.
  const home = on ? byId("stage") : byId("knobs");
  const before = on ? null : byId("search").parentElement;
  for (const id of ["steps", "first"]) home.insertBefore(byId(id), before);
  byId("present").setAttribute("aria-pressed", String(on));
  desk.charts.forEach((chart) => chart.again());
  redraw();
  whereabouts();
  desk.network.draw();
}

export const presentOrNot = (): void => present(!classList.contains("present"));
