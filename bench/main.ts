/** `npm run bench`: docs/benchmarks.md says what is measured and how to read it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { currentRevision, packageRoot } from "../src/engine/index.js";
import { findFormat, type RegistryEntry, registry } from "../src/formats/registry.js";
import { calibrate } from "./calibration.js";
import { corpusFiles, type FormatFigures, measureFormat } from "./formats.js";
import { compareWithNative, type NativeFigures, type NativeSpeed } from "./native.js";
import { measureReplay } from "./replay.js";
import { DEBIAN_FOLDERS, measureVerify, type VerifyFigures } from "./verify.js";

interface EngineFigures {
  readonly slug: string;
  readonly inputs: number;
  readonly execPerSec: number;
  readonly cpuUs: number;
  readonly execPerSecOfJazzerDefaults: number;
  readonly cpuUsOfJazzerDefaults: number;
  /** How many times faster than with Jazzer's defaults, by the clock. */
  readonly speedup: number;
}

interface Options {
  readonly format?: readonly string[];
  readonly part?: readonly string[];
  readonly native?: string;
  readonly inputs?: readonly string[];
  readonly folders?: readonly string[];
  readonly rounds: string;
}

const PARTS = ["formats", "engine", "native", "verify"] as const;
type Part = (typeof PARTS)[number];

const program = new Command("bench")
  .description("Measures the formats and the fuzz targets; prints tables and writes bench/results/<time>.json.")
  .option("--format <slug...>", "only these formats")
  .option("--part <part...>", `only these parts: ${PARTS.join(", ")}`)
  .option("--native <file>", "figures of systemd's own targets to compare with, as JSON")
  .option("--inputs <folder...>", "where the inputs of those figures are found, by their hash")
  .option("--folders <folder...>", `folders with units and rules for the part verify (${DEBIAN_FOLDERS.join(", ")})`)
  .option("--rounds <n>", "measurements of each figure, of which the best counts", "2")
  .addHelpText(
    "after",
    "\nExamples:\n  $ npm run bench\n  $ npm run bench -- --format unit-file --part engine\n" +
      "  $ npm run bench -- --part native --native native-speed.json --inputs golden/",
  )
  .parse();
const options = program.opts<Options>();

const rounds = Number(options.rounds);
if (!Number.isInteger(rounds) || rounds < 1) program.error("--rounds takes a whole number from 1 on");

const entries: readonly RegistryEntry[] = (options.format ?? registry.map(({ slug }) => slug)).map((slug) => {
  const entry = findFormat(slug);
  return entry ?? program.error(`${slug} is no registered format`);
});
for (const part of options.part ?? []) {
  if (!PARTS.includes(part as Part)) program.error(`${part} is no part: ${PARTS.join(", ")}`);
}
const native = options.native === undefined ? null : (JSON.parse(readFileSync(options.native, "utf8")) as NativeSpeed);
if (native !== null && options.inputs === undefined) program.error("--native needs --inputs");
const wants = (part: Part): boolean => options.part?.includes(part) ?? true;

const target = (slug: string): string => join(packageRoot, "targets", `fuzz-${slug}`);
const corpus = (slug: string): string => join(packageRoot, "corpora", `fuzz-${slug}`);
const withTarget = entries.filter(({ slug }) => existsSync(`${target(slug)}.js`));
const withCorpus = withTarget.filter(({ slug }) => existsSync(corpus(slug)));
for (const entry of entries)
  if (!withCorpus.includes(entry)) console.error(`${entry.slug} has no target or no corpus yet`);

const digits = (value: number, places: number): string => value.toFixed(places);

async function measureFormats(): Promise<FormatFigures[]> {
  const all: FormatFigures[] = [];
  for (const entry of withCorpus) {
    const figures = await measureFormat(entry, corpus(entry.slug));
    all.push(figures);
    const { slug, inputs, nsPerInput, errorPercent } = figures;
    console.log(
      `${slug.padEnd(24)} ${digits(nsPerInput, 0).padStart(10)} ns/input ± ${digits(errorPercent, 1)} % (${inputs} inputs)`,
    );
  }
  return all;
}

async function measureEngine(): Promise<EngineFigures[]> {
  const all: EngineFigures[] = [];
  for (const { slug } of withCorpus) {
    const files = corpusFiles(corpus(slug));
    const ours = await measureReplay({ target: target(slug), files, jazzerDefaults: false, rounds });
    const theirs = await measureReplay({ target: target(slug), files, jazzerDefaults: true, rounds });
    const figures: EngineFigures = {
      slug,
      inputs: files.length,
      execPerSec: 1e6 / ours.wallUs,
      cpuUs: ours.cpuUs,
      execPerSecOfJazzerDefaults: 1e6 / theirs.wallUs,
      cpuUsOfJazzerDefaults: theirs.cpuUs,
      speedup: theirs.wallUs / ours.wallUs,
    };
    all.push(figures);
    console.log(
      `${slug.padEnd(24)} ${digits(figures.execPerSec, 0).padStart(8)} exec/s (${digits(ours.cpuUs, 1)} us CPU), ` +
        `${digits(figures.execPerSecOfJazzerDefaults, 0).padStart(6)} with Jazzer's defaults: ${digits(figures.speedup, 1)} times`,
    );
  }
  return all;
}

async function measureNative(speed: NativeSpeed, calibrationUs: number): Promise<NativeFigures[]> {
  const all: NativeFigures[] = [];
  const folders = options.inputs ?? [];
  for await (const figures of compareWithNative(withTarget, speed, folders, { calibrationUs, rounds, target })) {
    all.push(figures);
    const { slug, found, wanted, cpuUs, nativeUs, ratio } = figures;
    console.log(
      `${slug.padEnd(24)} ${digits(cpuUs, 1).padStart(9)} us CPU, native ${digits(nativeUs, 1).padStart(9)} us: ` +
        `${digits(ratio, 2)} times (${found} of ${wanted} inputs)`,
    );
  }
  if (all.length > 0) {
    const ratios = all.map(({ ratio }) => ratio).sort((a, b) => a - b);
    console.log(
      `median ${digits(ratios[ratios.length >> 1]!, 2)} times native, greatest ${digits(ratios.at(-1)!, 2)} times`,
    );
  }
  return all;
}

async function measureVerifying(): Promise<readonly VerifyFigures[]> {
  const all = await measureVerify(options.folders ?? DEBIAN_FOLDERS, rounds);
  for (const { name, files, bytes, wallMs, cpuMs, skipped } of all) {
    const size = `${files} files, ${digits(bytes / 1024, 0)} KiB`;
    const time = (ms: number | null): string => (ms === null ? "–" : `${digits(ms, 1)} ms`).padStart(12);
    console.log(`${name.padEnd(32)} ${size.padStart(22)} ${skipped ?? `${time(wallMs)} ${time(cpuMs)} CPU`}`);
  }
  return all;
}

const title = (text: string): void => console.log(`\n${text}`);

const calibrationUs = calibrate();
console.log(`calibration: ${calibrationUs} us`);
const results: Record<string, unknown> = {
  at: new Date().toISOString(),
  revision: currentRevision(),
  node: process.version,
  cpu: cpus()[0]?.model ?? "unknown",
  calibrationUs,
};
if (wants("formats")) {
  title("Formats: run and laws over the corpus, without instrumentation");
  results.formats = await measureFormats();
}
if (wants("engine")) {
  title("Targets: replaying the corpus through the engine");
  results.engine = await measureEngine();
}
if (native !== null && wants("native")) {
  title("Targets beside systemd's own: CPU time per execution");
  results.native = await measureNative(native, calibrationUs);
}

if (wants("verify")) {
  title("Verifying the files of an installation: time for all files");
  results.verify = await measureVerifying();
}

const folder = join(packageRoot, "bench", "results");
mkdirSync(folder, { recursive: true });
const file = join(folder, `${String(results.at).replaceAll(":", "-")}.json`);
writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
console.log(`\nwritten to ${file}`);
