/**
 * Verifying configuration files beside what else reads them: `systemd-analyze verify` for units, `udevadm verify` for rules, where they
 * are installed, and the `ini` package as the floor: it checks nothing.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse as parseIni } from "ini";
import { slashed, walk } from "../src/cli/verify/walk.js";
import { decodeUtf8 } from "../src/core/utf8.js";
import { packageRoot } from "../src/engine/index.js";
import { kindOfPath } from "../src/formats/file-kinds.js";
import { isUnitType } from "../src/text/unit-name.js";
import { verifyFile } from "../src/verify/verify.js";

/** Where Debian's packages put units and rules. */
export const DEBIAN_FOLDERS: readonly string[] = ["/usr/lib/systemd", "/usr/lib/udev/rules.d"];

const RULES_KIND = "udev-rules";
/** How long calls are measured. */
const MEASURE_MS = 3000;

/** What one way to check the files costs, or why it was not measured. */
export interface VerifyFigures {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
  /** For all files together. */
  readonly wallMs: number | null;
  /** User and system time. */
  readonly cpuMs: number | null;
  readonly skipped: string | null;
}

interface Source {
  readonly path: string;
  readonly kind: string;
  readonly bytes: Uint8Array;
}

function sources(folders: readonly string[]): Source[] {
  const found: Source[] = [];
  for (const folder of folders) {
    for (const entry of walk(folder, false)) {
      if ("error" in entry) throw new Error(`${entry.path}: ${entry.error}`);
      const { kind } = kindOfPath(slashed(entry.path), true)!;
      found.push({ path: entry.path, kind: kind.name, bytes: new Uint8Array(readFileSync(entry.path)) });
    }
  }
  return found;
}

type Size = Pick<VerifyFigures, "files" | "bytes">;

const sizeOf = (files: readonly Source[]): Size => ({
  files: files.length,
  bytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
});

/** Time of the best pass over all files inside of this process, once the code is compiled. */
async function measureCalls(
  name: string,
  size: Size,
  measureMs: number,
  pass: () => void | Promise<void>,
): Promise<VerifyFigures> {
  for (const warmUp = performance.now(); performance.now() - warmUp < measureMs / 2; ) await pass();
  let wallMs = Number.POSITIVE_INFINITY;
  let cpuMs = Number.POSITIVE_INFINITY;
  for (const started = performance.now(); performance.now() - started < measureMs; ) {
    const began = performance.now();
    const before = process.cpuUsage();
    await pass();
    const { user, system } = process.cpuUsage(before);
    wallMs = Math.min(wallMs, performance.now() - began);
    cpuMs = Math.min(cpuMs, (user + system) / 1000);
  }
  return { name, ...size, wallMs, cpuMs, skipped: null };
}

/** The line of `times` that is about children: `0m0.068s 0m0.039s`. */
const TIMES = /^(\d+)m([\d.]+)s (\d+)m([\d.]+)s$/gm;

/** Wall and CPU time of a command, the best of several runs. Its exit status does not matter: it may find something. */
function measureCommand(name: string, size: Size, command: readonly string[], rounds: number): VerifyFigures {
  let wallMs = Number.POSITIVE_INFINITY;
  let cpuMs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const { stdout, error } = spawnSync("/bin/sh", ["-c", '"$@" >/dev/null 2>&1; times', "sh", ...command], {
      encoding: "utf8",
    });
    const took = performance.now() - started;
    if (error !== undefined) throw error;
    const times = [...stdout.matchAll(TIMES)].at(-1);
    if (times === undefined) throw new Error(`the shell tells no times: ${stdout}`);
    const [userMin, userSec, systemMin, systemSec] = times.slice(1).map(Number) as [number, number, number, number];
    wallMs = Math.min(wallMs, took);
    cpuMs = Math.min(cpuMs, ((userMin + systemMin) * 60 + userSec + systemSec) * 1000);
  }
  return { name, ...size, wallMs, cpuMs, skipped: null };
}

const skip = (name: string, size: Size, skipped: string): VerifyFigures => ({
  name,
  ...size,
  wallMs: null,
  cpuMs: null,
  skipped,
});

/** Why a program with a `verify` command cannot be measured, `null` when it can. */
function reasonAgainst(program: string): string | null {
  const { error, stdout } = spawnSync(program, ["--help"], { encoding: "utf8" });
  if (error !== undefined) return `${program} is not installed`;
  return /^ +verify\b/m.test(stdout) ? null : `this ${program} has no verify`;
}

/** Measures all ways over the files below the folders; those that do not exist are left out. */
export async function measureVerify(
  folders: readonly string[],
  rounds: number,
  measureMs = MEASURE_MS,
): Promise<readonly VerifyFigures[]> {
  const existing = folders.filter((folder) => existsSync(folder));
  const all = sources(existing);
  const rules = all.filter(({ kind }) => kind === RULES_KIND);
  const iniLike = all.filter(({ kind }) => kind !== RULES_KIND);
  // A drop-in is no file of its own to systemd-analyze.
  const units = all.filter(({ kind, path }) => isUnitType(kind) && kindOfPath(slashed(path))?.name === basename(path));
  const figures: VerifyFigures[] = [];
  if (all.length === 0) return [skip("sdfuzz verify", sizeOf(all), `no files below ${folders.join(", ")}`)];

  figures.push(
    await measureCalls("sdfuzz verifyFile, in process", sizeOf(all), measureMs, async () => {
      for (const { path, bytes } of all) await verifyFile(bytes, { path: slashed(path) });
    }),
  );
  const texts = iniLike.map(({ bytes }) => decodeUtf8(bytes));
  figures.push(
    await measureCalls("ini parse, in process", sizeOf(iniLike), measureMs, () => {
      for (const text of texts) parseIni(text);
    }),
  );
  const program = [process.execPath, join(packageRoot, "dist", "cli", "main.js"), "verify"];
  figures.push(measureCommand("sdfuzz verify", sizeOf(all), [...program, ...existing], rounds));
  const unitPaths = units.map(({ path }) => path);
  figures.push(measureCommand("sdfuzz verify, units", sizeOf(units), [...program, ...unitPaths], rounds));

  const analyze = "systemd-analyze verify, units";
  const against = reasonAgainst("systemd-analyze");
  if (against !== null) figures.push(skip(analyze, sizeOf(units), against));
  else {
    const command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", ...unitPaths];
    figures.push(measureCommand(analyze, sizeOf(units), command, rounds));
  }
  const rulePaths = rules.map(({ path }) => path);
  const rulesOnly = "sdfuzz verify, rules";
  const udevadm = "udevadm verify, rules";
  if (rules.length === 0) {
    figures.push(skip(rulesOnly, sizeOf(rules), "no rules found"), skip(udevadm, sizeOf(rules), "no rules found"));
    return figures;
  }
  figures.push(measureCommand(rulesOnly, sizeOf(rules), [...program, ...rulePaths], rounds));
  const without = reasonAgainst("udevadm");
  figures.push(
    without !== null
      ? skip(udevadm, sizeOf(rules), without)
      : measureCommand(udevadm, sizeOf(rules), ["udevadm", "verify", "--no-summary", ...rulePaths], rounds),
  );
  return figures;
}
