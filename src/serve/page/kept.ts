// Runs of the settings tried of late, so that going back shows them at once.

import { desk } from "./desk";
import { Runs } from "./runs";
import { type Brief, type Setting, keyOf } from "./types";

const MOST_KEPT = 14;

const keyOfRuns = (setting: Setting): string => `${desk.state.seed} ${keyOf(setting)}`;

export const runsOf = (setting: Setting | null): Runs | null => (setting ? (desk.kept.get(keyOfRuns(setting)) ?? null) : null);

// Runs to take more into: those that are there, or new ones. The oldest that nobody needs are forgotten.
export function begin(setting: Setting, brief: Brief): Runs {
  const { kept, state } = desk;
  const key = keyOfRuns(setting);
  let runs = kept.get(key);
  if (runs) kept.delete(key);
  else runs = new Runs(brief, desk.library.measures.length);
  runs.brief = brief;
  kept.set(key, runs);
  const needed = new Set([state.a, state.b, state.startA, state.startB, desk.earlier, desk.shown].filter((one) => one !== null).map(keyOfRuns));
  for (const old of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    if (!needed.has(old)) kept.delete(old);
  }
  return runs;
}
