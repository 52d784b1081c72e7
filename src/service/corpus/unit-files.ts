import { createHash, randomBytes } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const UNIT_NAME = /^[0-9a-f]{40}$/;

/** Name of a unit: the SHA-1 of its bytes, as libFuzzer names them. */
export const unitName = (bytes: Uint8Array): string => createHash("sha1").update(bytes).digest("hex");

export const isUnitName = (name: string): boolean => UNIT_NAME.test(name);

/** Names of the files in a folder that may be units or artifacts; none when there is no such folder. */
export function fileNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();
}

/** Bytes of a file; `null` when it has gone meanwhile. */
export function readIfThere(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/**
 * Writes a file that is complete whenever it can be seen under its name: first into the folder `temporary`, which no engine
 * reads, then renamed.
 */
export function writeComplete(path: string, bytes: Uint8Array, temporary: string): void {
  mkdirSync(temporary, { recursive: true });
  const unfinished = join(temporary, `${process.pid}-${randomBytes(8).toString("hex")}`);
  try {
    writeFileSync(unfinished, bytes);
    try {
      renameSync(unfinished, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
      // The place is on another file system: complete beside it, then renamed there.
      copyFileSync(unfinished, `${path}.unfinished`);
      renameSync(`${path}.unfinished`, path);
    }
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/**
 * Makes `to` another name of the complete file `from`; true when it had not been there. False, too, when `from` has gone
 * meanwhile: an engine takes a unit away once it has a smaller one with the same features.
 */
export function linkComplete(from: string, to: string, temporary: string): boolean {
  if (existsSync(to)) return false;
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || (code === "ENOENT" && !existsSync(from))) return false;
    if (code !== "EPERM" && code !== "EXDEV" && code !== "ENOTSUP" && code !== "EMLINK") throw error;
    // The file system has no links, or the two are on different ones.
    const bytes = readIfThere(from);
    if (bytes === null) return false;
    writeComplete(to, bytes, temporary);
  }
  return true;
}
