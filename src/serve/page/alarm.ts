// The line that says what went wrong.

import { Refused } from "./server";
import { byId } from "./words";

// Says it; nothing where the text is empty.
export function alarm(text: string): void {
  const box = byId("alert");
  box.textContent = text;
  box.hidden = text === "";
}

// What the program refused is said in its own words; of any other error what is given here, if anything.
export function refused(error: unknown, otherwise = ""): void {
  if (error instanceof Refused) alarm(error.message);
  else if (otherwise) alarm(otherwise);
}

export const NO_ANSWER = "The program does not answer. Is it still running?";
