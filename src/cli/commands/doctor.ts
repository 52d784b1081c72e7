import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { type AddonState, addonFile, inspectAddon, runningGlibc } from "../../engine/addon/index.js";
import { WORK_FOLDER } from "../../engine/work-folder.js";
import { packageRoot } from "../package-root.js";

/** One thing that fuzzing needs, and whether this machine has it. */
interface Check {
  readonly name: "node" | "libc" | "addon" | "work-folder" | "disk";
  readonly ok: boolean;
  /** What is there, or what is wrong and what helps. */
  readonly detail: string;
}

/** Free space below which a campaign would soon stop: corpora and logs of all targets stay well under it. */
const LEAST_FREE_BYTES = 1024 ** 3;

const NOT_FINE = 2;

/** Compares dotted numbers; `v` before and suffixes after them do not count. */
export function isAtLeast(version: string, least: string): boolean {
  const numbers = (text: string): number[] => text.replace(/^\D*/, "").split(/[.-]/).map(Number);
  const have = numbers(version);
  for (const [i, want] of numbers(least).entries()) {
    const difference = (have[i] ?? 0) - want;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function checkNode(): Check {
  const manifest = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as { engines: { node: string } };
  const ok = isAtLeast(process.version, manifest.engines.node);
  return { name: "node", ok, detail: `${process.version}${ok ? "" : `, but ${manifest.engines.node} is needed`}` };
}

function checkLibc(): Check {
  const glibc = runningGlibc();
  const detail = glibc === null ? "not the GNU C library" : `glibc ${glibc.major}.${glibc.minor}`;
  return { name: "libc", ok: true, detail: `${detail} on ${process.platform}-${process.arch}` };
}

function addonDetail(state: AddonState): string {
  if (state.state === "as-shipped") return `loads as shipped (${state.file})`;
  if (state.state === "adapted") return `loads, adapted to the C library of this machine (${state.file})`;
  if (state.state === "unusable") return `does not load: ${state.error.message}`;
  const { major, minor } = state.needed;
  return `wants glibc ${major}.${minor}; \`npm rebuild sdfuzz\` adapts it (in a checkout: npm run prepare)`;
}

function checkAddon(): Check {
  try {
    const state = inspectAddon(addonFile());
    return { name: "addon", ok: state.state === "as-shipped" || state.state === "adapted", detail: addonDetail(state) };
  } catch (error) {
    return { name: "addon", ok: false, detail: (error as Error).message };
  }
}

/** The work folder, or the folder in which it would be made. */
function nearestFolder(): string {
  const work = resolve(WORK_FOLDER);
  return existsSync(work) ? work : dirname(work);
}

function checkWorkFolder(): Check {
  const folder = nearestFolder();
  try {
    const probe = mkdtempSync(join(folder, ".doctor-"));
    try {
      writeFileSync(join(probe, "probe"), "");
    } finally {
      rmSync(probe, { recursive: true });
    }
    return { name: "work-folder", ok: true, detail: `${resolve(WORK_FOLDER)} can be written` };
  } catch (error) {
    return { name: "work-folder", ok: false, detail: `${folder} cannot be written: ${(error as Error).message}` };
  }
}

function checkDisk(): Check {
  const { bavail, bsize } = statfsSync(nearestFolder());
  const free = bavail * bsize;
  const ok = free >= LEAST_FREE_BYTES;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GiB free${ok ? "" : ", but 1 GiB is needed"}`;
  return { name: "disk", ok, detail };
}

export function registerDoctor(program: Command): void {
  program
    .command("doctor")
    .summary("say whether this machine can fuzz")
    .description(
      "Looks at what fuzzing needs: Node.js, the C library, the engine's native addon (as shipped, adapted, or why it does\n" +
        "not load), a writable work folder, disk space. Changes nothing. Exit status: 0 all is fine, 2 something is not.",
    )
    .option("--json", "print as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  $ sdfuzz doctor\n  $ sdfuzz doctor --json | jq '.checks[] | select(.ok | not)'",
    )
    .action((options: { json?: boolean }) => {
      const checks = [checkNode(), checkLibc(), checkAddon(), checkWorkFolder(), checkDisk()];
      const ok = checks.every((check) => check.ok);
      if (options.json === true) console.log(JSON.stringify({ ok, checks }));
      else
        for (const check of checks)
          console.log(`${check.ok ? "ok    " : "FAILED"} ${check.name.padEnd(11)} ${check.detail}`);
      if (!ok) process.exitCode = NOT_FINE;
    });
}
