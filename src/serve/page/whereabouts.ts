// Where the organisations stand on the two dimensions.

import { desk, titleOf, turning } from "./desk";
import { type Stand, map, stand } from "./map";
import { ask } from "./server";
import { type Whole, plain } from "./types";
import { byId } from "./words";

// The cases on the map.
const CASES = ["j4dw", "meca", "united-workers-association", "lawas", "indie-union", "middle"];

// Where the first organisation stands.
const firstOf = (whole: Whole | null): Stand | null => (whole?.organisations[0] ? stand(whole, whole.organisations[0]) : null);

export function whereabouts(): void {
  const { whole, startStand } = desk;
  if (!whole || !turning() || !byId("map").clientWidth) return;
  const here = whole.organisations.slice(0, 3).map((name) => stand(whole, name)).filter((one) => one !== null);
  const before = startStand && here[0] && startStand.name === here[0].name ? startStand : null;
  map(byId("map"), desk.stands.filter((one) => !here.some((own) => own.name === one.name)), here, before);
}

// From here on it is shown how far the organisation has moved.
export function startHere(): void {
  desk.startStand = firstOf(desk.whole);
}

// Asks for the cases, and for where the present one started.
export async function casesOnTheMap(): Promise<void> {
  for (const name of CASES) {
    const one = firstOf(await ask<Whole>("/scenario", { setting: plain(name) }));
    if (one) desk.stands.push({ ...one, name: titleOf(plain(name)) });
  }
  desk.startStand = firstOf(await ask<Whole>("/scenario", { setting: desk.state.startA }));
  whereabouts();
}
