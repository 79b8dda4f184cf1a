// The line that says what went wrong, and what to do next.

import { Refused } from "./server";
import { byId } from "./words";

// Says it; nothing where the text is empty.
export function alarm(text: string): void {
  const box = byId("alert");
  box.textContent = text;
  box.hidden = text === "";
}

const NO_ANSWER = "The program does not answer. If it has ended, start it again: with this page's # and all behind it at the end of the address that it prints, all is set as now.";

// What the program refused is said in its own words. Any other error is most often that it is out of reach.
export function refused(error: unknown, otherwise = NO_ANSWER): void {
  alarm(error instanceof Refused ? error.message : otherwise);
}
