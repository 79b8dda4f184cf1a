// What is set as a link: it stands in the address bar, and whoever opens it finds the same.

import { type State, desk, turning } from "./desk";
import { DRAWN } from "./measures";
import { pack, unpack } from "./share";
import type { Added, Setting } from "./types";

export async function remember(): Promise<void> {
  if (turning()) history.replaceState(null, "", `#${await pack(desk.state)}`);
}

// A state out of a link, as far as it is one.
export async function fromLink(): Promise<State | null> {
  const found = location.hash.length > 1 ? await unpack<State>(location.hash.slice(1)) : null;
  const setting = (one: unknown): one is Setting => typeof one === "object" && one !== null && typeof (one as Setting).scenario === "string" && typeof (one as Setting).set === "object" && Array.isArray((one as Setting).added as Added[]);
  if (!found || !setting(found.a) || !setting(found.startA) || !Number.isSafeInteger(found.seed)) return null;
  if (!DRAWN.some(([name]) => name === found.measure)) found.measure = DRAWN[0][0];
  return found;
}
