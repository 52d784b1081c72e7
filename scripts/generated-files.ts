import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bytesEqual } from "../src/core/bytes.js";
import { decodeUtf8, isValidUtf8 } from "../src/core/utf8.js";

/** What a generator makes, and which files of the folders it fills are its own. */
export interface GeneratedFiles {
  /** Path relative to the root, with forward slashes, to content. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Folders, relative to the root, in which files that are no longer made are to go. */
  readonly folders: readonly string[];
  /** Whether a file of such a folder belongs to this generator. */
  readonly owns: (name: string) => boolean;
}

/** How the tree differs from what a generator makes. */
export interface Staleness {
  readonly path: string;
  readonly kind: "missing" | "differs" | "left over";
  readonly committed: Uint8Array | null;
  readonly generated: Uint8Array | null;
}

/** Every file that is missing, different or left over, by path. */
export function findStale(root: string, generated: GeneratedFiles): readonly Staleness[] {
  const stale: Staleness[] = [];
  for (const [path, bytes] of generated.files) {
    const file = join(root, path);
    const committed = existsSync(file) ? new Uint8Array(readFileSync(file)) : null;
    if (committed === null) stale.push({ path, kind: "missing", committed, generated: bytes });
    else if (!bytesEqual(committed, bytes)) stale.push({ path, kind: "differs", committed, generated: bytes });
  }
  for (const folder of generated.folders) {
    const absolute = join(root, folder);
    if (!existsSync(absolute)) continue;
    for (const name of readdirSync(absolute)) {
      const path = `${folder}/${name}`;
      if (!generated.owns(name) || generated.files.has(path)) continue;
      const committed = new Uint8Array(readFileSync(join(absolute, name)));
      stale.push({ path, kind: "left over", committed, generated: null });
    }
  }
  return stale.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Brings the tree to what a generator makes; unchanged files are not touched. */
export function writeStale(root: string, stale: readonly Staleness[]): void {
  for (const { path, generated } of stale) {
    const file = join(root, path);
    if (generated === null) rmSync(file);
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, generated);
    }
  }
}

const CONTEXT_LINES = 2;

const splitLines = (bytes: Uint8Array | null): string[] =>
  bytes === null || bytes.length === 0 ? [] : decodeUtf8(bytes).replace(/\n$/, "").split("\n");

/** What to change in the committed file, as a reader of diffs expects it: one hunk, or byte counts for binary files. */
export function describeDifference({ path, kind, committed, generated }: Staleness): string {
  const binary = [committed, generated].some((bytes) => bytes !== null && !(isValidUtf8(bytes) && !bytes.includes(0)));
  if (binary) {
    return `${path}: ${kind} (binary, ${committed?.length ?? 0} bytes committed, ${generated?.length ?? 0} generated)`;
  }
  const before = splitLines(committed);
  const after = splitLines(generated);
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const shorter = Math.min(before.length, after.length) - head;
  while (tail < shorter && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const first = Math.max(0, head - CONTEXT_LINES);
  const mark = (lines: readonly string[], sign: string): string[] => lines.map((line) => sign + line);
  return [
    `--- ${path} (${kind === "missing" ? "missing" : "committed"})`,
    `+++ ${path} (${kind === "left over" ? "left over" : "generated"})`,
    `@@ line ${first + 1} @@`,
    ...mark(before.slice(first, head), " "),
    ...mark(before.slice(head, before.length - tail), "-"),
    ...mark(after.slice(head, after.length - tail), "+"),
    ...mark(after.slice(after.length - tail, after.length - tail + CONTEXT_LINES), " "),
  ].join("\n");
}

/**
 * The end of every generator: writes what changed, or with `check` prints how the tree differs and returns 1.
 */
export function settle(root: string, generated: GeneratedFiles, check: boolean, generator: string): number {
  const stale = findStale(root, generated);
  if (!check) {
    writeStale(root, stale);
    const removed = stale.filter((file) => file.generated === null).length;
    console.log(`${generator}: ${generated.files.size} files, ${stale.length - removed} written, ${removed} removed`);
    return 0;
  }
  for (const file of stale) console.log(describeDifference(file));
  if (stale.length === 0) return 0;
  console.error(`${generator}: ${stale.length} files are stale; npm run generate writes them`);
  return 1;
}
