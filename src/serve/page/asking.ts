// Asking for runs of what is set, and taking them in as they come.

import { alarm, refused } from "./alarm";
import { groups } from "./choices";
import { desk } from "./desk";
import { redraw } from "./drawing";
import { begin, runsOf } from "./kept";
import type { Runs } from "./runs";
import { simulate } from "./server";
import { type Setting, copy, same } from "./types";
import { whereabouts } from "./whereabouts";

// The settings to run: the present ones first, then where they started.
function lines(): Setting[] {
  const { state } = desk;
  const all: Setting[] = [];
  for (const setting of [state.a, state.b, state.startA, state.startB]) {
    if (setting && !all.some((one) => same(one, setting))) all.push(setting);
  }
  return all;
}

// In a moment: while a slider is drawn, not at every step of it.
export function soon(): void {
  clearTimeout(desk.timer);
  desk.timer = window.setTimeout(() => void run(), 60);
}

export async function run(): Promise<void> {
  const own = ++desk.asked;
  const settings = lines();
  let into: Runs[] = [];
  const { seed, replicates } = desk.state;
  // Those who watch have nothing yet: for them all is run again.
  const have = (setting: Setting): number => desk.library.audience ? 0 : Math.min(runsOf(setting)?.have ?? 0, replicates);
  document.body.dataset.running = "yes";
  try {
    const order = { seed, replicates, lines: settings.map((setting) => ({ setting, have: have(setting) })) };
    const finished = await simulate(order, {
      lines: (briefs) => {
        alarm("");
        into = briefs.map((brief, n) => begin(settings[n], brief));
        trace(settings[0]);
        if (desk.whole) { desk.controls.update(briefs[0].values, desk.state.a); desk.timeline.set(briefs[0], desk.state.a); whereabouts(); }
        groups(briefs[0]);
        redraw();
      },
      runs: (line, replicate, first, values) => { into[line].take(replicate, first, values); redraw(); },
      done: () => undefined,
    });
    if (finished && own === desk.asked) { document.body.dataset.running = "no"; redraw(); }
  } catch (error) {
    if (own !== desk.asked) return;
    document.body.dataset.running = "no";
    refused(error);
  }
}

// What was shown until now stays as the pale trace, if it had come to anything.
function trace(setting: Setting): void {
  const { shown } = desk;
  if (same(shown, setting)) return;
  if (shown && runsOf(shown)?.any) desk.earlier = shown;
  desk.shown = copy(setting);
}
