// The first run of the present setting as a film of its network. It waits until somebody looks there.

import { refused } from "./alarm";
import { desk } from "./desk";
import { ask } from "./server";
import type { Film, Story } from "./types";
import { byId } from "./words";

const asked = (): object => ({ setting: desk.state.a, seed: desk.state.seed, replicate: 0 });

// None where it could not be had.
export async function story(worker: number, week: number): Promise<Story | null> {
  try {
    return await ask<Story>("/story", { ...asked(), worker, week });
  } catch (error) {
    refused(error);
    return null;
  }
}

export async function loadFilm(): Promise<void> {
  const button = byId<HTMLButtonElement>("load");
  button.disabled = true;
  button.textContent = "Running …";
  try {
    desk.network.set(await ask<Film>("/network", asked()));
    button.textContent = "Show the present setting";
  } catch (error) {
    refused(error);
    button.textContent = "Show the first run";
  }
  button.disabled = false;
}

export function loadWhenSeen(): void {
  new IntersectionObserver((seen, observer) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    observer.disconnect();
    void loadFilm();
  }).observe(byId("network"));
}
