// How the page begins.

import { refused } from "./alarm";
import { run } from "./asking";
import { watching } from "./audience";
import { choices, tabs } from "./choices";
import { Controls } from "./controls";
import { type State, desk, turning } from "./desk";
import { loadWhenSeen, story } from "./film";
import { fromLink, remember } from "./link";
import { groundOfTheMachine, present } from "./look";
import { DRAWN } from "./measures";
import { NetworkView } from "./network";
import { ask } from "./server";
import { change, know, turn } from "./setting";
import { Timeline } from "./timeline";
import { type Library, copy, plain } from "./types";
import { casesOnTheMap } from "./whereabouts";
import { wire } from "./wire";
import { byId } from "./words";

function fresh(): State {
  const a = plain(desk.library.begin);
  return { a, b: null, startA: copy(a), startB: null, seed: 1, replicates: 40, measure: DRAWN[0][0], group: 0, against: "start" };
}

export async function start(): Promise<void> {
  desk.controls = new Controls(byId("first"), byId("found"), byId<HTMLInputElement>("search"), turn);
  desk.network = new NetworkView(story);
  desk.library = await ask<Library>("/library");
  desk.state = (turning() ? await fromLink() : null) ?? fresh();
  groundOfTheMachine();
  if (desk.library.present) present(true);
  // On a telephone the curves come first.
  byId<HTMLDetailsElement>("knobs").open = innerWidth >= 900;
  desk.timeline = new Timeline((what, structural) => void change(what, structural), desk.library.kinds);
  tabs();
  wire();
  if (!turning()) { watching(); return; }
  choices();
  void remember();
  try {
    await know();
    await run();
  } catch (error) {
    refused(error);
  }
  void casesOnTheMap();
  loadWhenSeen();
}
