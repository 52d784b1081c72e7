import { existsSync, realpathSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { Target } from "../model.js";
import type { Git } from "./git.js";
import { moduleGraph, sourcesBeside } from "./import-graph.js";

/** Why a target is fuzzed because of a change. */
export type TouchReason =
  /** The base does not have it. */
  | "new"
  /** The change touches a file that it is made of. */
  | "code"
  /** The change touches its seeds or its dictionary. */
  | "corpus"
  /** The change touches the installed packages that it loads. */
  | "packages";

export interface TouchedTarget {
  readonly target: Target;
  readonly reason: TouchReason;
  /** One of the files, relative to the top folder of the checkout; `null` for new targets. */
  readonly file: string | null;
}

const LOCK_FILES = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock"];

/** The targets whose behaviour a change may have touched. */
export function touchedTargets(targets: readonly Target[], git: Git, base: string): TouchedTarget[] {
  const changed = git.changedSince(base).map((path) => ({ path, absolute: resolve(git.top, path) }));
  return targets.flatMap((target) => {
    const touched = touch(target, git, base, changed);
    return touched === null ? [] : [{ target, ...touched }];
  });
}

interface ChangedFile {
  readonly path: string;
  readonly absolute: string;
}

function touch(
  target: Target,
  git: Git,
  base: string,
  changed: readonly ChangedFile[],
): Pick<TouchedTarget, "reason" | "file"> | null {
  const module = realPath(target.module);
  const { files, usesPackages } = moduleGraph(module);
  // The compiled file itself is seldom committed.
  const own = [module, ...sourcesBeside(module)];
  if (!own.some((file) => git.has(base, relative(git.top, file).split(sep).join("/")))) {
    return { reason: "new", file: null };
  }
  const code = changed.find(({ absolute }) => files.has(absolute));
  if (code !== undefined) return { reason: "code", file: code.path };
  const folder = target.seeds === null ? null : realPath(target.seeds) + sep;
  const dictionary = target.dictionary === null ? null : realPath(target.dictionary);
  const corpus = changed.find(
    ({ absolute }) => absolute === dictionary || (folder !== null && absolute.startsWith(folder)),
  );
  if (corpus !== undefined) return { reason: "corpus", file: corpus.path };
  const locks = LOCK_FILES.map((file) => join(realPath(target.projectRoot), file));
  const lock = usesPackages ? changed.find(({ absolute }) => locks.includes(absolute)) : undefined;
  return lock === undefined ? null : { reason: "packages", file: lock.path };
}

/** git speaks of files by their real paths. */
const realPath = (path: string): string => (existsSync(path) ? realpathSync(path) : path);
