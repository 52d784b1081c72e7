import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromBase64 } from "../src/core/bytes.js";
import type { RegistryEntry } from "../src/formats/registry.js";
import { measureReplay } from "./replay.js";

/** What systemd's own C fuzz targets cost, and over which inputs that was measured. */
export interface NativeSpeed {
  /** `calibrate()` on the machine of the measurement. */
  readonly calibration_us: number;
  readonly targets: Readonly<
    Record<string, { readonly inputs: readonly { readonly sha256: string }[]; readonly native_us: number }>
  >;
}

/** CPU time per execution beside that of systemd's own target. */
export interface NativeFigures {
  readonly slug: string;
  /** Inputs found, of those that the native figure is the mean of: the ratio says something when they are all there. */
  readonly found: number;
  readonly wanted: number;
  readonly cpuUs: number;
  /** The native figure carried over to this machine. */
  readonly nativeUs: number;
  readonly ratio: number;
}

const CASES = "cases.jsonl";

/** All files below a folder, and the inputs of all golden cases there. */
function* inputsBelow(path: string): Generator<Uint8Array> {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) yield* inputsBelow(join(path, name));
  } else if (path.endsWith(CASES)) {
    for (const line of readFileSync(path, "utf8").split("\n")) {
      if (line === "") continue;
      const input = fromBase64((JSON.parse(line) as { input: string }).input);
      if (input !== null) yield input;
    }
  } else yield new Uint8Array(readFileSync(path));
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Finds the inputs of the given hashes below some folders. */
export function findInputs(folders: readonly string[], hashes: Iterable<string>): Map<string, Uint8Array> {
  const wanted = new Set(hashes);
  const found = new Map<string, Uint8Array>();
  for (const folder of folders) {
    for (const bytes of inputsBelow(folder)) {
      const hash = sha256(bytes);
      if (wanted.has(hash)) found.set(hash, bytes);
    }
  }
  return found;
}

/** Compares formats with systemd's own targets, over the inputs that those were measured with. */
export async function* compareWithNative(
  entries: readonly RegistryEntry[],
  native: NativeSpeed,
  folders: readonly string[],
  options: { readonly calibrationUs: number; readonly rounds: number; readonly target: (slug: string) => string },
): AsyncGenerator<NativeFigures> {
  const chosen = entries.flatMap(({ slug }) => {
    const figures = native.targets[`fuzz-${slug}`];
    return figures === undefined ? [] : [{ slug, figures }];
  });
  const all = findInputs(
    folders,
    chosen.flatMap(({ figures }) => figures.inputs.map((input) => input.sha256)),
  );
  const temporary = mkdtempSync(join(tmpdir(), "sdfuzz-bench-"));
  try {
    for (const { slug, figures } of chosen) {
      const files = figures.inputs.flatMap((input) => {
        const bytes = all.get(input.sha256);
        if (bytes === undefined) return [];
        const file = join(temporary, input.sha256);
        writeFileSync(file, bytes);
        return [file];
      });
      if (files.length === 0) continue;
      const { rounds, calibrationUs } = options;
      const { cpuUs } = await measureReplay({ target: options.target(slug), files, jazzerDefaults: false, rounds });
      const nativeUs = (figures.native_us * calibrationUs) / native.calibration_us;
      yield { slug, found: files.length, wanted: figures.inputs.length, cpuUs, nativeUs, ratio: cpuUs / nativeUs };
    }
  } finally {
    rmSync(temporary, { recursive: true });
  }
}
