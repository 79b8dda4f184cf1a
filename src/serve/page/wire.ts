// Fields, buttons and keys: who does what where one is changed or pressed.

import { soon } from "./asking";
import { choices, tab } from "./choices";
import { desk, turning } from "./desk";
import { redraw } from "./drawing";
import { loadFilm } from "./film";
import { redo, remember, undo } from "./link";
import { otherGround, presentOrNot } from "./look";
import { DRAWN } from "./measures";
import { closeMenu, wireMenu } from "./menu";
import { back, besideIs, change, compareFromHere, restore, scenarioIs, seedIs } from "./setting";
import { plain } from "./types";
import { byId } from "./words";

// What a field has come to.
function changed(id: string, act: (value: string) => void): void {
  byId(id).addEventListener("change", (event) => act((event.target as HTMLInputElement | HTMLSelectElement).value));
}

function pressed(id: string, act: () => void): void {
  byId(id).addEventListener("click", act);
}

// The part of a setting that organisations or population of another scenario replace.
function partIs(part: "organisations" | "population", value: string | null): void {
  void change((setting) => {
    setting[part] = value;
    // What was turned of organisations or population that are there no more goes with them.
    const gone = part === "population" ? /^population\./ : /^(organisation|intervention)\./;
    for (const name of Object.keys(setting.set)) if (gone.test(name)) delete setting.set[name];
    if (part === "organisations") { setting.added = []; setting.without = []; }
  }, true).then(choices);
}

export function wire(): void {
  changed("scenario", (value) => void scenarioIs(plain(value)));
  changed("organisations", (value) => partIs("organisations", value || null));
  changed("population", (value) => partIs("population", value || null));
  changed("beside", (value) => besideIs(value ? plain(value) : null));
  changed("against", (value) => { desk.state.against = value as "start" | "beside"; void remember(); redraw(); });
  changed("group", (value) => { desk.state.group = Number(value); void remember(); redraw(); });
  changed("replicates", (value) => { desk.state.replicates = Number(value); void remember(); soon(); });
  changed("seed", (value) => seedIs(Number(value)));
  pressed("undo", undo);
  pressed("redo", redo);
  pressed("back", back);
  pressed("here", compareFromHere);
  pressed("ground", otherGround);
  pressed("present", presentOrNot);
  pressed("load", () => void loadFilm());
  wireMenu();
  addEventListener("keydown", keys);
  addEventListener("hashchange", () => void restore());
}

function keys(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.key === "Escape") { closeMenu(); return; }
  const typing = target.matches("input:not([type=range]):not([type=checkbox]), select, textarea");
  if (typing) return;
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && turning() && (key === "z" || key === "y")) {
    if (key === "y" || event.shiftKey) redo(); else undo();
    event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const n = Number(event.key);
  if (n >= 1 && n <= DRAWN.length) tab(n - 1);
  else if (event.key === "p") presentOrNot();
  else if (event.key === "r" && turning()) back();
  else if (event.key === "/" && turning()) byId("search").focus();
  else if (event.key === " " && target === document.body && desk.network.ready) desk.network.toggle();
  else return;
  event.preventDefault();
}
