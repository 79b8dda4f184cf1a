// The page of those who watch: it shows what the presenter's page asks for, and asks for nothing itself.

import { groups } from "./choices";
import { desk } from "./desk";
import { redraw } from "./drawing";
import { begin, runsOf } from "./kept";
import type { Runs } from "./runs";
import { watch } from "./server";
import { type Setting, same } from "./types";
import { byId, called, number } from "./words";

export function watching(): void {
  document.documentElement.classList.add("watching");
  byId("title").textContent = "Waiting for what is shown …";
  let settings: Setting[] = [];
  let into: Runs[] = [];
  void watch({
    asked: (order) => {
      const { state } = desk;
      settings = order.lines.map((line) => line.setting);
      state.seed = order.seed;
      state.replicates = order.replicates;
      if (settings[0] && !same(settings[0], state.a)) { if (runsOf(state.a)?.any) desk.earlier = state.a; state.a = settings[0]; }
      // The presenter's page asks for the present settings first, then for where they started.
      state.startA = settings[settings.length - 1];
      state.b = settings.length > 1 && settings[1].scenario !== settings[0].scenario ? settings[1] : null;
      if (state.b && settings.length === 2) state.startA = settings[0];
    },
    lines: (briefs) => {
      into = briefs.map((brief, n) => begin(settings[n], brief));
      byId("title").textContent = briefs[0].name;
      const turned = Object.entries(desk.state.a.set).slice(0, 6).map(([name, value]) => `${called(name).what} ${typeof value === "number" ? number(value) : value}`);
      byId("about").textContent = turned.length ? `Turned: ${turned.join("; ")}` : "As the scenario has it.";
      groups(briefs[0]);
      redraw();
    },
    runs: (line, replicate, first, values) => { into[line]?.take(replicate, first, values); redraw(); },
    done: () => redraw(),
  });
}
