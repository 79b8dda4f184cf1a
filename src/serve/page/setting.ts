// Changing what is set: a knob, an intervention, a scenario, or all of it. Where the program refuses, all is as before.

import { refused } from "./alarm";
import { soon } from "./asking";
import { choices, tabs } from "./choices";
import { giveWay } from "./controls";
import { desk, titleOf } from "./desk";
import { redraw } from "./drawing";
import { fromLink, remember } from "./link";
import { ask } from "./server";
import { type Setting, type Value, type Whole, copy } from "./types";
import { startHere, whereabouts } from "./whereabouts";
import { byId } from "./words";

// Asks what the scenario is made of, where that has changed, and shows it.
export async function know(): Promise<void> {
  const { scenario, text, organisations, population, without, added } = desk.state.a;
  const now = JSON.stringify([scenario, text, organisations, population, without, added]);
  if (now === desk.structure && desk.whole) { desk.controls.set(desk.whole, desk.state.a); return; }
  const asking = copy(desk.state.a);
  const whole = await ask<Whole>("/scenario", { setting: asking });
  desk.whole = whole;
  desk.structure = now;
  const { state } = desk;
  byId("title").textContent = state.b ? `${whole.name} and ${titleOf(state.b)}` : whole.name;
  byId("about").textContent = whole.about;
  document.title = `${whole.name} – mobilise`;
  desk.controls.set(whole, state.a);
  desk.timeline.set(whole, state.a);
  whereabouts();
}

// Changes the present setting; `structural` where the scenario is then made of other things.
export async function change(what: (setting: Setting) => void, structural: boolean): Promise<void> {
  const before = desk.state.a;
  const next = copy(desk.state.a);
  what(next);
  desk.state.a = next;
  try {
    if (structural) await know();
    void remember();
    soon();
  } catch (error) {
    desk.state.a = before;
    refused(error);
    await know().catch(() => undefined);
    choices();
  }
}

// Turns a knob, or with null gives it the scenario's value again.
export function turn(name: string, value: Value | null): void {
  const { whole } = desk;
  void change((setting) => {
    if (value === null) {
      const group = whole?.shares.find((one) => one.includes(name)) ?? [name];
      const message = /^(organisation\..*\.message)\./.exec(name);
      for (const one of message ? Object.keys(setting.set).filter((known) => known.startsWith(message[1])) : group) delete setting.set[one];
    } else {
      const shares = typeof value === "number" && whole ? giveWay(whole, name, value) : null;
      if (shares) Object.assign(setting.set, shares);
      else setting.set[name] = value;
    }
  }, false);
}

// To where it started.
export function back(): void {
  void change((setting) => { Object.assign(setting, copy(desk.state.startA)); }, true).then(choices);
}

// From here on differences count.
export function compareFromHere(): void {
  desk.state.startA = copy(desk.state.a);
  desk.state.against = "start";
  startHere();
  desk.earlier = null;
  choices();
  whereabouts();
  void remember();
  redraw();
}

// Another scenario beside the present one, or none.
export function besideIs(setting: Setting | null): void {
  desk.state.b = setting;
  desk.state.startB = null;
  desk.state.against = setting ? "beside" : "start";
  desk.structure = "";
  void know().then(() => { choices(); void remember(); soon(); }, refused);
}

// The seed that was typed, if it is one.
export function seedIs(wanted: number): void {
  if (Number.isSafeInteger(wanted) && wanted >= 0) desk.state.seed = wanted;
  choices();
  desk.earlier = null;
  void remember();
  soon();
}

// Another scenario, from its own start.
export async function scenarioIs(setting: Setting): Promise<void> {
  const before = desk.state.a;
  desk.state.a = setting;
  try {
    await know();
  } catch (error) {
    desk.state.a = before;
    refused(error);
    choices();
    return;
  }
  desk.state.startA = copy(setting);
  startHere();
  desk.earlier = null;
  desk.shown = null;
  desk.state.group = 0;
  choices();
  whereabouts();
  void remember();
  soon();
}

// All that a link holds, where the address has come to be another.
export async function restore(): Promise<void> {
  const found = await fromLink();
  if (!found || JSON.stringify(found) === JSON.stringify(desk.state)) return;
  desk.state = found;
  desk.structure = "";
  desk.earlier = null;
  tabs();
  choices();
  try { await know(); } catch (error) { refused(error); }
  soon();
}
