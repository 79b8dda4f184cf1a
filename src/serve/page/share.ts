// Taking it elsewhere: links, files, figures.

import type { Drawn } from "./chart";
import { number } from "./words";

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  void writer.write(bytes as BufferSource).catch(() => undefined);
  void writer.close().catch(() => undefined);
  return new Uint8Array(await new Response(stream.readable).arrayBuffer());
}

export async function pack(state: unknown): Promise<string> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(state)), new CompressionStream("deflate-raw"));
  let text = "";
  bytes.forEach((byte) => { text += String.fromCharCode(byte); });
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export async function unpack<T>(text: string): Promise<T | null> {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream("deflate-raw"))));
  } catch {
    return null;
  }
}

export function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

// A panel as a picture for a paper or a slide: the same curves, on its own ground.
export function svg(drawn: Drawn, note: string): string {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const [width, height, left, right, top, bottom] = [960, 540, 70, 150, 70, 70];
  const all = drawn.curves.flatMap((c) => [...c.middle, ...(c.low ?? []), ...(c.high ?? [])]).filter((y): y is number => y !== null);
  const least = Math.min(0, ...all);
  const most = Math.max(...all, least + 1e-6);
  const step = [1, 2, 2.5, 5, 10].map((n) => n * 10 ** Math.floor(Math.log10((most - least) / 5))).find((n) => (most - least) / n <= 6)!;
  const [low, high] = [Math.floor(least / step) * step, Math.ceil(most / step) * step];
  const [first, last] = [drawn.x[0], drawn.x[drawn.x.length - 1]];
  const x = (t: number): number => left + ((t - first) / (last - first)) * (width - left - right);
  const y = (v: number): number => top + ((high - v) / (high - low)) * (height - top - bottom);
  const at = (t: number, v: number): string => `${x(t).toFixed(1)},${y(v).toFixed(1)}`;
  const out: string[] = [];
  const text = (tx: number, ty: number, size: number, fill: string, anchor: string, words: string, weight = 400): void => {
    out.push(`<text x="${tx.toFixed(1)}" y="${ty.toFixed(1)}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escape(words)}</text>`);
  };
  text(left - 46, 32, 20, colour("text"), "start", drawn.title, 600);
  text(left - 46, 52, 13, colour("muted"), "start", drawn.unit);
  for (let v = low; v <= high + step / 2; v += step) {
    out.push(`<path d="M${left} ${y(v).toFixed(1)}H${width - right}" stroke="${colour(Math.abs(v) < step / 1e6 ? "muted" : "grid")}"/>`);
    text(left - 8, y(v) + 4, 12, colour("muted"), "end", number(Number(v.toPrecision(6))));
  }
  const from = new Date(first * 1000).getUTCFullYear() + 1;
  const until = new Date(last * 1000).getUTCFullYear();
  for (let year = from; year <= until; year += Math.max(1, Math.ceil((until - from) / 9))) {
    text(x(Date.UTC(year, 0, 1) / 1000), height - bottom + 20, 12, colour("muted"), "middle", String(year));
  }
  const ends: { y: number; name: string; fill: string }[] = [];
  for (const curve of drawn.curves) {
    const there = curve.middle.map((v, n) => [drawn.x[n], v, curve.low?.[n], curve.high?.[n]] as const).filter(([, v]) => v !== null);
    if (there.length === 0) continue;
    const banded = there.filter(([, , l, h]) => typeof l === "number" && typeof h === "number");
    if (banded.length > 1) {
      const edge = [...banded.map(([t, , , h]) => at(t, h!)), ...banded.reverse().map(([t, , l]) => at(t, l!))];
      out.push(`<path d="M${edge.join("L")}Z" fill="${colour(curve.colour)}" fill-opacity="0.18"/>`);
    }
    out.push(`<path d="M${there.map(([t, v]) => at(t, v!)).join("L")}" fill="none" stroke="${colour(curve.colour)}" stroke-width="${curve.width ?? 2.2}"${curve.dash ? ` stroke-dasharray="${curve.dash.join(" ")}"` : ""}${curve.pale ? ' stroke-opacity="0.55"' : ""}/>`);
    if (curve.name) ends.push({ y: y(there[there.length - 1][1]!), name: curve.name, fill: colour(curve.pale ? "muted" : `${curve.colour}-letters`) || colour("muted") });
  }
  ends.sort((a, b) => a.y - b.y);
  ends.forEach((end, n) => { if (n > 0) end.y = Math.max(end.y, ends[n - 1].y + 16); });
  ends.forEach((end) => text(width - right + 8, end.y + 4, 13, end.fill, "start", end.name));
  text(left - 46, height - 16, 11, colour("muted"), "start", note);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Inter, Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"><rect width="${width}" height="${height}" fill="${colour("ground")}"/>${out.join("")}</svg>`;
}

export async function png(picture: string): Promise<Blob> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([picture], { type: "image/svg+xml" }));
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1920, 1080];
  canvas.getContext("2d")!.drawImage(image, 0, 0, 1920, 1080);
  URL.revokeObjectURL(address);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob!), "image/png"));
}
