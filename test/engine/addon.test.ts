import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { applyEdits, isNewerGlibc, parseGlibcVersion, planAdaptation } from "../../src/engine/addon/adaptation.js";
import { readDynamicImports } from "../../src/engine/addon/elf.js";
import {
  type AddonEnvironment,
  AddonError,
  type AddonState,
  addonFile,
  ensureAddon,
  inspectAddon,
  runningGlibc,
} from "../../src/engine/addon/index.js";
import { type LoadAttempt, tryLoad } from "../../src/engine/addon/load.js";
import { buildElf } from "./fixtures/elf.js";

const GLIBC_2_36 = { major: 2, minor: 36 };
const AARCH64 = 183;

const C = (version: string) => `libc.so.6:${version}`;
const CXX = (version: string) => `libstdc++.so.6:${version}`;

/** What the prebuilt addons of @jazzer.js/fuzzer 4.0.0 import, in small. */
const addon = (options: { machine?: number; oldHash?: boolean; base?: string } = {}): Uint8Array =>
  buildElf({
    ...options,
    symbols: [
      { name: "malloc", version: C(options.base ?? "GLIBC_2.2.5") },
      { name: "__isoc23_strtol", version: C("GLIBC_2.38") },
      { name: "stat", version: C("GLIBC_2.33") },
      { name: "_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE", version: CXX("GLIBCXX_3.4.30") },
      { name: "_ZSt21ios_base_library_initv", version: CXX("GLIBCXX_3.4.32") },
      { name: "__isoc23_strtoul", version: C("GLIBC_2.38") },
      { name: "_ZSt4cout", version: CXX("GLIBCXX_3.4") },
      { name: "napi_create_object", version: null },
    ],
    needs: [CXX("GLIBCXX_3.4.11")],
  });

interface Import {
  readonly name: string;
  readonly version: string | null;
  readonly weak: boolean;
}

function importsOf(bytes: Uint8Array): Import[] {
  const { needs, undefinedSymbols } = readDynamicImports(bytes, "test.node");
  return undefinedSymbols.map(({ name, versionIndex, info }) => ({
    name,
    version: needs.find((need) => need.index === versionIndex)?.version ?? null,
    weak: info >> 4 === 2,
  }));
}

const weakNeeds = (bytes: Uint8Array): string[] =>
  readDynamicImports(bytes, "test.node")
    .needs.filter((need) => need.weak)
    .map((need) => need.version);

function adapt(bytes: Uint8Array, glibc = GLIBC_2_36): Uint8Array {
  const plan = planAdaptation(bytes, glibc, "test.node");
  if (plan.kind !== "edits") throw new Error("nothing to adapt");
  return applyEdits(bytes, plan.edits);
}

function codeOf(bytes: Uint8Array): string {
  try {
    planAdaptation(bytes, GLIBC_2_36, "test.node");
  } catch (error) {
    if (error instanceof AddonError) return error.code;
    throw error;
  }
  return "none";
}

describe("planAdaptation", () => {
  for (const [title, options] of [
    ["x86-64", { base: "GLIBC_2.2.5" }],
    ["AArch64", { machine: AARCH64, base: "GLIBC_2.17" }],
    ["the System V hash table", { oldHash: true, base: "GLIBC_2.2.5" }],
  ] as const) {
    test(`rewrites the symbols that are too new: ${title}`, () => {
      const before = addon(options);
      const after = adapt(before);
      expect(after.length).toBe(before.length);
      const { base } = options;
      expect(importsOf(after)).toEqual([
        { name: "malloc", version: base, weak: false },
        { name: "strtol", version: base, weak: false },
        { name: "stat", version: "GLIBC_2.33", weak: false },
        { name: "_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE", version: "GLIBCXX_3.4.11", weak: false },
        { name: "_ZSt21ios_base_library_initv", version: null, weak: true },
        { name: "strtoul", version: base, weak: false },
        { name: "_ZSt4cout", version: "GLIBCXX_3.4", weak: false },
        { name: "napi_create_object", version: null, weak: false },
      ]);
      expect(new Set(weakNeeds(after))).toEqual(new Set(["GLIBC_2.38", "GLIBCXX_3.4.30", "GLIBCXX_3.4.32"]));
    });
  }

  test("leaves a file alone that an equal or newer C library can load", () => {
    for (const minor of [38, 39, 100]) {
      expect(planAdaptation(addon(), { major: 2, minor }, "test.node")).toEqual({ kind: "none", adapted: false });
    }
    expect(planAdaptation(addon(), { major: 3, minor: 0 }, "test.node")).toEqual({ kind: "none", adapted: false });
  });

  test("leaves an adapted file alone", () => {
    expect(planAdaptation(adapt(addon()), GLIBC_2_36, "test.node")).toEqual({ kind: "none", adapted: true });
  });

  test("refuses a symbol that has no stand-in", () => {
    expect(() => planAdaptation(addon(), { major: 2, minor: 31 }, "test.node")).toThrow(
      expect.objectContaining({ code: "no-stand-in", file: "test.node" }),
    );
  });

  test("refuses a file that does not name the first version of its machine", () => {
    expect(codeOf(addon({ machine: AARCH64, base: "GLIBC_2.2.5" }))).toBe("no-stand-in");
  });

  test("keeps a C++ version to which another symbol is bound", () => {
    const elf = buildElf({
      symbols: [
        { name: "__isoc23_strtol", version: C("GLIBC_2.38") },
        { name: "_ZSt21ios_base_library_initv", version: CXX("GLIBCXX_3.4.32") },
        { name: "_ZSt9something", version: CXX("GLIBCXX_3.4.32") },
      ],
      needs: [C("GLIBC_2.2.5")],
    });
    expect(weakNeeds(adapt(elf))).toEqual(["GLIBC_2.38"]);
  });

  test("names what is wrong with a file", () => {
    const changed = (offset: number, value: number): Uint8Array => {
      const bytes = addon();
      bytes[offset] = value;
      return bytes;
    };
    expect(codeOf(new Uint8Array())).toBe("truncated");
    expect(codeOf(new TextEncoder().encode("#!/bin/sh\nexit 0\n"))).toBe("not-elf");
    expect(codeOf(changed(4, 1))).toBe("unsupported-class");
    expect(codeOf(changed(5, 2))).toBe("unsupported-byte-order");
    expect(codeOf(changed(18, 40))).toBe("unsupported-machine");
    expect(codeOf(changed(54, 32))).toBe("malformed");
    expect(codeOf(changed(39, 1))).toBe("malformed");
    expect(codeOf(buildElf({ symbols: [{ name: "f", version: null }] }))).toBe("none");
  });

  test("refuses a file that ends too early, at every length", () => {
    const whole = addon();
    for (let length = 0; length < whole.length; length++) expect(codeOf(whole.slice(0, length))).toBe("truncated");
  });

  test("any bytes: a plan inside the file, or an AddonError", () => {
    const original = addon();
    const flips = fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(flips, (changes) => {
        const bytes = original.slice();
        for (const [offset, value] of changes) bytes[offset] = value;
        try {
          const plan = planAdaptation(bytes, GLIBC_2_36, "test.node");
          if (plan.kind === "edits") expect(applyEdits(bytes, plan.edits).length).toBe(bytes.length);
        } catch (error) {
          if (!(error instanceof AddonError)) throw error;
        }
      }),
      { numRuns: 5000 },
    );
  });

  test("stays linear when version chains overlap", () => {
    const elf = buildElf({ symbols: [], needs: Array.from({ length: 4000 }, (_, i) => `lib${i}:V_${i}`) });
    const { needs } = readDynamicImports(elf, "test.node");
    // Every library claims 65,535 versions, whose chain runs through all that follow.
    for (const need of needs) {
      const start = need.flagsOffset - 4 - 16;
      elf.set([0xff, 0xff], start + 2);
      elf.set([32, 0, 0, 0], start + 16 + 12);
    }
    const began = performance.now();
    expect(codeOf(elf)).toBe("malformed");
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

test("applyEdits refuses an edit outside the file", () => {
  for (const offset of [-1, 3, 4]) {
    expect(() => applyEdits(new Uint8Array(4), [{ offset, bytes: Uint8Array.of(1, 2) }])).toThrow(RangeError);
  }
});

test("glibc versions", () => {
  expect(parseGlibcVersion("GLIBC_2.38")).toEqual({ major: 2, minor: 38 });
  expect(parseGlibcVersion("GLIBC_2.2.5")).toEqual({ major: 2, minor: 2 });
  expect(parseGlibcVersion("2.36")).toEqual({ major: 2, minor: 36 });
  expect(parseGlibcVersion("GLIBC_PRIVATE")).toBeNull();
  expect(isNewerGlibc({ major: 2, minor: 38 }, GLIBC_2_36)).toBe(true);
  expect(isNewerGlibc(GLIBC_2_36, GLIBC_2_36)).toBe(false);
  expect(isNewerGlibc({ major: 3, minor: 0 }, GLIBC_2_36)).toBe(true);
});

describe("ensureAddon", () => {
  let folder: string;
  let file: string;
  let loads: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sdfuzz-addon-"));
    file = join(folder, "fuzzer.node");
    loads = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A machine whose loader demands versions as glibc's does: all but the weak ones must be there. */
  function machine(options: Partial<AddonEnvironment> & { broken?: boolean } = {}): AddonEnvironment {
    const glibc = options.glibc === undefined ? GLIBC_2_36 : options.glibc;
    return {
      platform: options.platform ?? "linux",
      glibc,
      tryLoad: (path): LoadAttempt => {
        loads.push(path);
        if (options.broken === true) return { loads: false, reason: "undefined symbol: something else" };
        try {
          const { needs } = readDynamicImports(readFileSync(path), path);
          const missing = needs.find(({ version, weak }) => {
            const wanted = version.startsWith("GLIBC_") ? parseGlibcVersion(version) : null;
            return !weak && wanted !== null && glibc !== null && isNewerGlibc(wanted, glibc);
          });
          return missing === undefined ? { loads: true } : { loads: false, reason: `no ${missing.version}` };
        } catch (error) {
          return { loads: false, reason: (error as Error).message };
        }
      },
    };
  }

  function expectUnchanged(before: Uint8Array): void {
    expect(Buffer.compare(readFileSync(file), before)).toBe(0);
    expect(readdirSync(folder)).toEqual(["fuzzer.node"]);
  }

  const codeIn = (state: AddonState): string => (state.state === "unusable" ? state.error.code : state.state);

  test("adapts once, keeping the file's mode", () => {
    writeFileSync(file, addon());
    chmodSync(file, 0o750);
    const inode = statSync(file).ino;
    expect(ensureAddon(file, machine())).toEqual({ state: "adapted", file, now: true });
    expect(weakNeeds(readFileSync(file))).toContain("GLIBC_2.38");
    expect(statSync(file).mode & 0o777).toBe(0o750);
    expect(statSync(file).ino).not.toBe(inode);
    const adapted = readFileSync(file);
    expect(ensureAddon(file, machine())).toEqual({ state: "adapted", file, now: false });
    expectUnchanged(adapted);
  });

  test("changes nothing where the file loads", () => {
    const shipped = addon();
    writeFileSync(file, shipped);
    const { mtimeNs } = statSync(file, { bigint: true });
    expect(ensureAddon(file, machine({ glibc: { major: 2, minor: 38 } }))).toEqual({ state: "as-shipped", file });
    expect(statSync(file, { bigint: true }).mtimeNs).toBe(mtimeNs);
    expectUnchanged(shipped);
  });

  test("leaves musl, macOS and Windows alone", () => {
    writeFileSync(file, "not an ELF file");
    for (const platform of ["linux", "darwin", "win32"] as const) {
      expect(codeIn(ensureAddon(file, machine({ platform, glibc: null })))).toBe("does-not-load");
    }
    expectUnchanged(Buffer.from("not an ELF file"));
  });

  test("says what is wrong and leaves the file as it was", () => {
    const whole = addon();
    for (const [bytes, code] of [
      [whole.slice(0, 300), "truncated"],
      [new TextEncoder().encode("<html>404</html>"), "not-elf"],
      [addon({ machine: 40 }), "unsupported-machine"],
    ] as const) {
      writeFileSync(file, bytes);
      expect(codeIn(ensureAddon(file, machine({ broken: true })))).toBe(code);
      expectUnchanged(bytes);
    }
    rmSync(file);
    expect(codeIn(ensureAddon(file, machine()))).toBe("io");
  });

  test("keeps the shipped file when the adapted one does not load either", () => {
    const shipped = addon();
    writeFileSync(file, shipped);
    const state = ensureAddon(file, machine({ broken: true }));
    expect(codeIn(state)).toBe("does-not-load");
    expect(loads).toHaveLength(2);
    expectUnchanged(shipped);
  });

  test("does not touch a file that fails for another reason", () => {
    const shipped = addon();
    writeFileSync(file, shipped);
    expect(codeIn(ensureAddon(file, machine({ broken: true, glibc: { major: 2, minor: 40 } })))).toBe("does-not-load");
    expect(loads).toHaveLength(1);
    expectUnchanged(shipped);
  });

  test("inspectAddon only looks", () => {
    const shipped = addon();
    writeFileSync(file, shipped);
    expect(inspectAddon(file, machine())).toEqual({ state: "adaptable", file, needed: { major: 2, minor: 38 } });
    expectUnchanged(shipped);
  });
});

describe("on this machine", () => {
  test("the installed addon loads, in a process of its own", () => {
    expect(tryLoad(addonFile(), "lazy")).toEqual({ loads: true });
    expect(["as-shipped", "adapted"]).toContain(inspectAddon().state);
  });

  test("a broken addon takes only the child process down", () => {
    const folder = mkdtempSync(join(tmpdir(), "sdfuzz-addon-"));
    try {
      const whole = readFileSync(addonFile());
      const half = join(folder, "half.node");
      writeFileSync(half, whole.subarray(0, whole.length >> 1));
      expect(tryLoad(half, "now").loads).toBe(false);
      expect(tryLoad(join(folder, "missing.node"), "now").loads).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.runIf(process.platform === "linux")("glibc is known where there is one", () => {
    const version = runningGlibc();
    if (version !== null) expect(version.major).toBe(2);
    expect(version === null).toBe(
      (process.report.getReport() as { header: { glibcVersionRuntime?: string } }).header.glibcVersionRuntime ===
        undefined,
    );
  });
});
