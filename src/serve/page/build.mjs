// Makes the page's files: `node build.mjs FOLDER`. The same sources and versions give the same bytes.
import { build } from "esbuild";
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2] ?? "built";
mkdirSync(folder, { recursive: true });
const shared = { bundle: true, minify: true, legalComments: "none", charset: "utf8", logLevel: "warning" };
await build({ ...shared, entryPoints: ["main.ts"], outfile: join(folder, "page.js"), format: "iife", target: "es2022" });
await build({ ...shared, entryPoints: ["page.css"], outfile: join(folder, "page.css"), target: "chrome110" });
const licence = readFileSync("node_modules/uplot/LICENSE", "utf8").trim();
writeFileSync(join(folder, "licences.txt"), `This page draws its curves with uPlot 1.6.32 (https://github.com/leeoniya/uPlot):\n\n${licence}\n`);
