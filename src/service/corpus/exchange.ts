/** Corpora from and to other places: folders, and zip files as OSS-Fuzz names them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { type Unzipped, unzipSync, type Zippable, zipSync } from "fflate";
import { ServiceError } from "../error.js";
import type { Target } from "../model.js";
import { fileNames, readIfThere, unitName, writeComplete } from "./unit-files.js";
import type { WorkCorpus } from "./work-corpus.js";

/** Largest unit that is taken from elsewhere. */
const MAX_UNIT_BYTES = 16 * 1024 * 1024;
/** Most that the files of a zip may come to when unpacked. */
const MAX_UNPACKED_BYTES = 2 * 1024 * 1024 * 1024;

/** Most files that a zip without the extensions for large ones can count. */
const MAX_ZIP_FILES = 65_535;

/** Name of a target's seeds in OSS-Fuzz's form. */
export const seedCorpusName = (target: Pick<Target, "name">): string => `${target.name}_seed_corpus.zip`;

/** How an exchange went. */
export interface ExchangeResult {
  /** Units that were new where they went to. */
  readonly added: number;
  /** Units that were there already. */
  readonly known: number;
  /** Files that are too large to be units. */
  readonly tooLarge: number;
}

/** @param onTooLarge is told of every file that is left out for its size */
function unpack(file: string, onTooLarge: () => void): Unzipped {
  let total = 0;
  try {
    return unzipSync(readFileSync(file), {
      filter: ({ name, originalSize }) => {
        if (name.endsWith("/")) return false;
        if (originalSize > MAX_UNIT_BYTES) {
          onTooLarge();
          return false;
        }
        total += originalSize;
        if (total > MAX_UNPACKED_BYTES) throw new RangeError("holds more than 2 GiB");
        return true;
      },
    });
  } catch (cause) {
    throw new ServiceError("bad-input", `${file}: ${(cause as Error).message}`, { cause });
  }
}

/** Paths of the files in a folder and the folders in it, as libFuzzer reads a corpus. */
function* filesBelow(folder: string): Generator<string> {
  for (const name of fileNames(folder)) yield join(folder, name);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !entry.name.startsWith(".")) yield* filesBelow(join(folder, entry.name));
  }
}

/**
 * Adds the files of a folder or a zip to a work corpus, under the names of their bytes.
 *
 * @throws ServiceError `bad-input`
 */
export function importUnits(corpus: WorkCorpus, from: string): ExchangeResult {
  if (!existsSync(from)) throw new ServiceError("bad-input", `${from} does not exist`);
  let added = 0;
  let known = 0;
  let tooLarge = 0;
  const take = (bytes: Uint8Array): void => {
    if (corpus.add(bytes, "import")) added++;
    else known++;
  };
  if (statSync(from).isDirectory()) {
    for (const file of filesBelow(from)) {
      if (statSync(file).size > MAX_UNIT_BYTES) tooLarge++;
      else take(readFileSync(file));
    }
  } else {
    const files = unpack(from, () => {
      tooLarge++;
    });
    for (const bytes of Object.values(files)) take(bytes);
  }
  return { added, known, tooLarge };
}

/** The seeds and the work corpus of a target, by name; a unit that is a seed too comes once, under the seed's name. */
function* everything(corpus: WorkCorpus): Generator<readonly [string, Uint8Array]> {
  const seen = new Set<string>();
  for (const folder of [corpus.target.seeds, corpus.path]) {
    if (folder === null) continue;
    for (const file of fileNames(folder)) {
      const bytes = readIfThere(join(folder, file));
      if (bytes === null) continue;
      const name = unitName(bytes);
      if (seen.has(name)) continue;
      seen.add(name);
      yield [file, bytes];
    }
  }
}

/**
 * Writes seeds and work corpus to a zip file (when `to` ends in `.zip`) or into a folder.
 *
 * @throws ServiceError `bad-input` for more than 65,535 files into a zip
 */
export function exportUnits(corpus: WorkCorpus, to: string): ExchangeResult {
  const temporary = corpus.context.folder.temporary;
  let added = 0;
  let known = 0;
  if (to.endsWith(".zip")) {
    const entries: Zippable = {};
    for (const [name, bytes] of everything(corpus)) {
      // A fixed time makes equal corpora equal files; zip knows no year before 1980.
      entries[name] = [bytes, { mtime: new Date(1980, 0, 1) }];
      added++;
      if (added > MAX_ZIP_FILES) {
        throw new ServiceError(
          "bad-input",
          `${to}: a zip file holds ${MAX_ZIP_FILES} files at most, and ${corpus.target.name} has more: export to a folder`,
        );
      }
    }
    writeComplete(to, zipSync(entries), temporary);
    return { added, known, tooLarge: 0 };
  }
  mkdirSync(to, { recursive: true });
  for (const [name, bytes] of everything(corpus)) {
    const path = join(to, basename(name));
    if (existsSync(path)) known++;
    else {
      writeComplete(path, bytes, temporary);
      added++;
    }
  }
  return { added, known, tooLarge: 0 };
}
