import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./package-root.js";

/** Which code ran. */
export interface Revision {
  /** Version of this package. */
  readonly version: string;
  /** Full hash of the checked out commit; `null` outside a git checkout. */
  readonly commit: string | null;
  /** The checkout has changes that the commit lacks. */
  readonly dirty: boolean;
}

function git(...words: string[]): string | null {
  const { status, stdout } = spawnSync("git", ["-C", packageRoot, ...words], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

/** The revision of this package: its version, and its commit where it is a checkout rather than an installed package. */
export function currentRevision(): Revision {
  const { version } = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as { version: string };
  const commit = existsSync(join(packageRoot, ".git")) ? git("rev-parse", "HEAD") : null;
  const dirty = commit !== null && git("status", "--porcelain", "--untracked-files=no") !== "";
  return { version, commit, dirty };
}
