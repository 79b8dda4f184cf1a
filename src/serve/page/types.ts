// What the server says and takes.

export type Value = number | boolean | string;

export interface Added { name: string; kind: string; organisation: string | null; from: string }

export interface Setting {
  scenario: string;
  text: string | null;
  organisations: string | null;
  population: string | null;
  set: Record<string, Value>;
  without: string[];
  added: Added[];
}

export interface Dated {
  name: string; key: string; kind: string; organisation: string | null;
  from: string; until: string | null; lasts: boolean; strength: number;
}

export interface Brief {
  name: string; start: string; weeks: number; points: number[];
  organisations: string[]; interventions: Dated[]; values: Value[];
}

export interface Knob {
  name: string; value: Value; default: Value; meaning: string; unit: string; symbol: string;
  source: string; status: string; range?: [number, number]; whole?: boolean; words?: string[];
}

export interface Whole extends Brief {
  about: string; population: string; knobs: Knob[]; first: [string, string][]; shares: string[][];
}

export interface Measure { name: string; unit: string; meaning: string }
export interface KindOf { kind: string; meaning: string; lasts: boolean; organisation: boolean; knobs: string[] }

// A claim of the papers: cases it is about (one, or two that are compared) with the weeks each must run, what is measured,
// over which weeks (the last year where there are none), and what the papers say; an end that is open is null.
export interface Claim {
  source: string; about: string; compare: "value" | "difference" | "ratio"; cases: string[][]; least: number[];
  measure: number; weeks: [number, number] | null; low: number | null; high: number | null;
}

export interface Library {
  scenarios: { name: string; title: string; about: string; sort: string }[];
  organisations: string[]; populations: string[];
  measures: Measure[]; kinds: KindOf[]; student: (number | null)[];
  claims: Claim[];
  may: "turn" | "watch"; present: boolean; audience: boolean; begin: string;
}

export interface Film {
  start: string; frames: number[]; x: number[]; y: number[]; origin: number[]; area: number[];
  origins: string[]; areas: string[]; organisations: string[]; of: [number, number][];
  is: number[][]; ties: number[];
}

export interface Story { worker: number; who: string; lines: [number, string, string][] }

// A setting as a text that two like settings share.
export function keyOf(setting: Setting): string {
  const set = Object.keys(setting.set).sort().map((name) => [name, setting.set[name]]);
  return JSON.stringify([setting.scenario, setting.text, setting.organisations, setting.population, set, setting.without, setting.added]);
}

export function plain(scenario: string): Setting {
  return { scenario, text: null, organisations: null, population: null, set: {}, without: [], added: [] };
}

export const copy = (setting: Setting): Setting => structuredClone(setting);

export const same = (one: Setting | null, other: Setting | null): boolean => one !== null && other !== null && keyOf(one) === keyOf(other);
