// What is set as a link: it stands in the address bar, and whoever opens it finds the same.

import { type State, desk, turning } from "./desk";
import { DRAWN } from "./measures";
import { pack, unpack } from "./share";
import type { Added, Setting } from "./types";

// Steps nearer to one another than this, as those of a slider that is drawn, are one.
const TOGETHER = 900;

// Each step is one of the browser's history, so that its Back and Forward undo and redo.
export async function remember(): Promise<void> {
  if (!turning()) return;
  const hash = `#${await pack(desk.state)}`;
  if (hash === location.hash) return;
  const { n, at } = (history.state ?? { n: 0, at: 0 }) as { n: number; at: number };
  const now = Date.now();
  // Where one began is a step of its own.
  if (location.hash.length < 2) history.replaceState({ n, at: 0 }, "", hash);
  else if (now - at < TOGETHER) history.replaceState({ n, at: now }, "", hash);
  else history.pushState({ n: n + 1, at: now }, "", hash);
}

// The setting before, as long as this page has one.
export function undo(): void {
  if (((history.state ?? { n: 0 }) as { n: number }).n > 0) history.back();
}

export const redo = (): void => history.forward();

// A state out of a link, as far as it is one.
export async function fromLink(): Promise<State | null> {
  const found = location.hash.length > 1 ? await unpack<State>(location.hash.slice(1)) : null;
  const setting = (one: unknown): one is Setting => typeof one === "object" && one !== null && typeof (one as Setting).scenario === "string" && typeof (one as Setting).set === "object" && Array.isArray((one as Setting).added as Added[]);
  if (!found || !setting(found.a) || !setting(found.startA) || !Number.isSafeInteger(found.seed)) return null;
  if (!DRAWN.some(([name]) => name === found.measure)) found.measure = DRAWN[0][0];
  return found;
}
