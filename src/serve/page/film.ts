// The first run of the present setting as a film of its network. It waits until somebody looks there.

import { NO_ANSWER, refused } from "./alarm";
import { desk } from "./desk";
import { ask } from "./server";
import type { Film, Story } from "./types";
import { byId } from "./words";

const asked = (): object => ({ setting: desk.state.a, seed: desk.state.seed, replicate: 0 });

export const story = (worker: number, week: number): Promise<Story> => ask<Story>("/story", { ...asked(), worker, week });

export async function loadFilm(): Promise<void> {
  const button = byId<HTMLButtonElement>("load");
  button.disabled = true;
  button.textContent = "Running …";
  try {
    desk.network.set(await ask<Film>("/network", asked()));
    button.textContent = "Show the present setting";
  } catch (error) {
    refused(error, NO_ANSWER);
    button.textContent = "Show the first run";
  }
  button.disabled = false;
}

export function loadWhenSeen(): void {
  new IntersectionObserver((seen, observer) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    observer.disconnect();
    void loadFilm();
  }).observe(byId("canvas"));
}
