// The desk: all that the page remembers from one moment to the next, in one place and nowhere else.
//
// Fields are written in the files that their comments name; all others only read them.

import type { Chart } from "./chart";
import type { Controls } from "./controls";
import type { Stand } from "./map";
import type { NetworkView } from "./network";
import type { Runs } from "./runs";
import type { Timeline } from "./timeline";
import type { Brief, Library, Setting, Whole } from "./types";

// What is set: all that a link holds, and nothing that can be had again by asking.
export interface State {
  // The present setting, and the one beside it.
  a: Setting; b: Setting | null;
  // Where they started: what differences count from.
  startA: Setting; startB: Setting | null;
  seed: number; replicates: number;
  // What the first panel draws, of which organisation, and what the difference is taken from.
  measure: string; group: number; against: "start" | "beside";
}

class Desk {
  // What the program offers. It comes once (start.ts).
  library!: Library;
  // What is set (setting.ts; what is looked at of it choices.ts and wire.ts; for those who watch audience.ts).
  state!: State;
  // The present scenario with its knobs, and what it is made of: only where that has changed is it asked for again
  // (setting.ts). Those who watch have none.
  whole: Whole | null = null;
  structure = "";

  // Runs of the settings tried of late, by setting and seed (kept.ts).
  kept = new Map<string, Runs>();
  // The number of the latest request for runs, by which an older one knows that it is no longer the latest; and the
  // timer of one about to be sent (asking.ts).
  asked = 0;
  timer = 0;
  // The setting last asked for, and the one before it, which stays as a pale trace (asking.ts, and audience.ts for those
  // who watch); a new beginning forgets them (setting.ts).
  shown: Setting | null = null;
  earlier: Setting | null = null;

  // The frame in which all is drawn next; 0 where nothing has changed (drawing.ts).
  due = 0;
  // The panels of curves by their ids, made when first drawn (panel.ts).
  charts = new Map<string, Chart>();
  // The groups that can be chosen from, as a text: rebuilt only where it differs (choices.ts).
  groupsShown = "";
  // Where the cases stand on the map, and where the present organisation started (whereabouts.ts).
  stands: Stand[] = [];
  startStand: Stand | null = null;

  // The panels that keep something of their own. They are made once (start.ts).
  controls!: Controls;
  timeline!: Timeline;
  network!: NetworkView;
}

export const desk = new Desk();

// Whether this page may turn knobs; the audience's may not.
export const turning = (): boolean => desk.library.may === "turn";

// Where a measure lies in the runs.
export const place = (measure: string): number => desk.library.measures.findIndex((one) => one.name === measure);

// The title of a setting's scenario.
export const titleOf = (setting: Setting): string => desk.library.scenarios.find((one) => one.name === setting.scenario)?.title ?? "another";

// Groups in the runs: the organisations, after them the whole field; and the one that is drawn.
export const fieldOf = (brief: Brief): number => brief.organisations.length;
export const groupOf = (brief: Brief): number => Math.min(desk.state.group, fieldOf(brief));
