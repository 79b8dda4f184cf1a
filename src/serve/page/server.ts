// Talking to the server.

import type { Brief, Setting } from "./types";

export class Refused extends Error {}

// Where too many ask at once (503) it is asked again a little later.
async function post(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(path, { method: "POST", body: JSON.stringify(body), signal, headers: { "Content-Type": "application/json" } });
    if (answer.ok) return answer;
    if (answer.status !== 503 || tries > 40) throw new Refused((await answer.text()).trim());
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (signal?.aborted) throw signal.reason;
  }
}

export async function ask<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  if (body !== undefined) return (await post(path, body, signal)).json();
  const answer = await fetch(path, { signal });
  if (!answer.ok) throw new Refused((await answer.text()).trim());
  return answer.json();
}

export const askText = async (path: string, body: unknown): Promise<string> => (await post(path, body)).text();

export interface Asked { seed: number; replicates: number; lines: { setting: Setting; have: number }[] }

export interface Hearing {
  asked?: (asked: Asked) => void;
  lines: (lines: Brief[]) => void;
  runs: (line: number, replicate: number, first: number, values: (number | null)[][][]) => void;
  done: () => void;
}

// Reads server-sent events until they end.
async function hear(answer: Response, hearing: Hearing): Promise<void> {
  if (!answer.ok || !answer.body) throw new Refused((await answer.text()).trim());
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/s.exec(part) ?? [];
      if (!name) continue;
      const said = JSON.parse(data);
      if (name === "asked") hearing.asked?.(said);
      if (name === "lines") hearing.lines(said);
      if (name === "runs") hearing.runs(said.line, said.replicate, said.first, said.values);
      if (name === "done") hearing.done();
    }
  }
}

const client = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => (byte % 36).toString(36)).join("");
let number = 0;
let under: AbortController | null = null;

// Asks for runs; an older request of this page is ended. Gives whether this one came to its end.
export async function simulate(asked: Asked, hearing: Hearing): Promise<boolean> {
  under?.abort();
  const own = (under = new AbortController());
  number += 1;
  try {
    await hear(await post("/simulate", { client, number, ...asked }, own.signal), {
      ...hearing,
      runs: (...said) => { if (under === own) hearing.runs(...said); },
    });
    return under === own;
  } catch (error) {
    if (own.signal.aborted) return false;
    throw error;
  }
}

export async function watch(hearing: Hearing): Promise<never> {
  for (;;) {
    try {
      await hear(await fetch("/watch"), hearing);
    } catch { /* The presenter's machine is out of reach; it may come back. */ }
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }
}
