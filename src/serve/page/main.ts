// The page begins here; what it is made of:
//
// Below all   types.ts what the server says and takes · words.ts numbers, dates, names · server.ts asking it
//             runs.ts runs and what is computed of them · share.ts links, files, figures · measures.ts what is drawn
// Remembered  desk.ts all that changes, in one place · kept.ts runs of late · link.ts what is set, as an address
// Shown       alarm.ts what went wrong · panel.ts, chart.ts a panel of curves · curves.ts the first one
//             difference.ts the paired difference · sentence.ts the headline · others.ts the smaller panels
//             papers.ts what contradicts the papers · asleep.ts who sleeps at the end, and why
//             drawing.ts all of them · map.ts, whereabouts.ts the two dimensions · look.ts light, dark, large type
// Changed     choices.ts what can be chosen · controls.ts knobs · timeline.ts interventions · menu.ts the Share menu
//             setting.ts what is set · wire.ts fields, buttons, keys
// Run         asking.ts the runs of what is set · network.ts, view.ts, film.ts the network of one run · audience.ts who watches
// Begun       start.ts
//
// It goes round one way: a hand on the page changes the setting, the setting is asked for, what comes lies on the desk,
// and the panels draw what lies there. Files import in one direction only.

import { refused } from "./alarm";
import { start } from "./start";

void start().catch((error) => refused(error, "The page could not begin. Load it again; if that does not help, start the program again and open the address it prints."));
