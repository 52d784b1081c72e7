import {
  type DynamicImports,
  Machine,
  readDynamicImports,
  type UndefinedSymbol,
  VER_FLG_WEAK,
  VER_NDX_GLOBAL,
  type VersionNeed,
} from "./elf.js";
import { AddonError } from "./error.js";

/** A version of the GNU C library. */
export interface GlibcVersion {
  readonly major: number;
  readonly minor: number;
}

/** Bytes to write over the same number of bytes at a file offset. */
export interface Edit {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** What a file needs on a machine with a given C library. */
export type Adaptation =
  /** Nothing newer than the running library is needed; `adapted` when that is so because of an earlier change. */
  | { readonly kind: "none"; readonly adapted: boolean }
  /** These edits make the file load. */
  | { readonly kind: "edits"; readonly edits: readonly Edit[]; readonly needed: GlibcVersion };

const C_LIBRARY = "libc.so.6";
const CXX_LIBRARY = "libstdc++.so.6";

/** Version that every C library of the machine has: the first one of its port. */
const BASE_VERSION: Readonly<Record<Machine, string>> = {
  [Machine.x86_64]: "GLIBC_2.2.5",
  [Machine.aarch64]: "GLIBC_2.17",
};

/**
 * Since glibc 2.38 the C23 variants of `strtol` and its family (they also read `0b…`) have names with this prefix; the
 * functions without it do everything else alike.
 */
const C23_PREFIX = "__isoc23_";

const STB_WEAK = 2;

type CxxStandIn =
  /** Referenced so that linking pulls in an initialiser; never called. */
  | { readonly kind: "drop" }
  /** The same function under the version that it had before. */
  | { readonly kind: "rebind"; readonly version: string };

/**
 * Symbols of libstdc++ that came with GCC 12 and 13 (GLIBCXX_3.4.30 to 32), and what stands in for them. Newer libraries
 * keep what stands in, so the change is right wherever the C library is old, whatever libstdc++ is there.
 */
const CXX_STAND_INS: ReadonlyMap<string, CxxStandIn> = new Map<string, CxxStandIn>([
  ["_ZSt21ios_base_library_initv", { kind: "drop" }],
  ["_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE", { kind: "rebind", version: "GLIBCXX_3.4.11" }],
]);

/** `GLIBC_2.38` as a version; `null` for names of another form (`GLIBC_PRIVATE`, `GLIBC_ABI_DT_RELR`). */
export function parseGlibcVersion(name: string): GlibcVersion | null {
  const match = /^(?:GLIBC_)?([0-9]{1,4})\.([0-9]{1,4})(?:\.[0-9]+)?$/.exec(name);
  return match === null ? null : { major: Number(match[1]), minor: Number(match[2]) };
}

/** Whether `a` is a later release than `b`. */
export function isNewerGlibc(a: GlibcVersion, b: GlibcVersion): boolean {
  return a.major !== b.major ? a.major > b.major : a.minor > b.minor;
}

const u16 = (value: number): Uint8Array => Uint8Array.of(value & 0xff, value >> 8);
const u32 = (value: number): Uint8Array =>
  Uint8Array.of(value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, value >>> 24);

class Planner {
  readonly edits: Edit[] = [];
  readonly #rebound = new Set<UndefinedSymbol>();

  constructor(
    readonly imports: DynamicImports,
    readonly file: string,
  ) {}

  /** Points every symbol of a C library version that is too new at the function of the first version. */
  standInForC(need: VersionNeed): void {
    const base = BASE_VERSION[this.imports.machine];
    for (const symbol of this.#boundTo(need)) {
      if (!symbol.name.startsWith(C23_PREFIX)) {
        throw new AddonError(
          "no-stand-in",
          this.file,
          `needs ${symbol.name} of ${need.version}, which the C library of this machine lacks`,
        );
      }
      this.#write(symbol.offset, u32(symbol.nameOffset + C23_PREFIX.length));
      this.#bind(symbol, this.#indexOf(C_LIBRARY, base, symbol));
    }
    this.#weaken(need);
  }

  /** Takes a version of the C++ library out of the demands when every symbol bound to it has a stand-in. */
  standInForCxx(need: VersionNeed): void {
    const symbols = this.#boundTo(need);
    if (symbols.length === 0 || !symbols.every((symbol) => CXX_STAND_INS.has(symbol.name))) return;
    for (const symbol of symbols) {
      const standIn = CXX_STAND_INS.get(symbol.name)!;
      if (standIn.kind === "rebind") this.#bind(symbol, this.#indexOf(CXX_LIBRARY, standIn.version, symbol));
      else {
        this.#write(symbol.offset + 4, Uint8Array.of((STB_WEAK << 4) | (symbol.info & 0x0f)));
        this.#bind(symbol, VER_NDX_GLOBAL);
      }
    }
    this.#weaken(need);
  }

  #boundTo(need: VersionNeed): UndefinedSymbol[] {
    return this.imports.undefinedSymbols.filter(
      (symbol) => symbol.versionIndex === need.index && !this.#rebound.has(symbol),
    );
  }

  #indexOf(library: string, version: string, symbol: UndefinedSymbol): number {
    const found = this.imports.needs.find((need) => need.library === library && need.version === version);
    if (found !== undefined) return found.index;
    throw new AddonError(
      "no-stand-in",
      this.file,
      `names no version ${version} to which ${symbol.name} could be bound`,
    );
  }

  #bind(symbol: UndefinedSymbol, index: number): void {
    this.#rebound.add(symbol);
    this.#write(symbol.versionOffset, u16(index));
  }

  #weaken(need: VersionNeed): void {
    this.#write(need.flagsOffset, u16(need.flags | VER_FLG_WEAK));
  }

  #write(offset: number, bytes: Uint8Array): void {
    this.edits.push({ offset, bytes });
  }
}

/**
 * Finds out what to change in a shared object so that it loads with an older C library than it was linked with.
 *
 * A C23 variant of the number parsers (`__isoc23_strtol`, glibc 2.38) becomes the plain function of the machine's first
 * version: the name of the symbol is moved to the tail of its own string. libstdc++'s `ios_base_library_init`
 * (GLIBCXX_3.4.32), which is never called, becomes weak and unversioned; `condition_variable::wait` of GLIBCXX_3.4.30
 * is bound to its earlier version. The needs of those versions become weak, so that the loader passes over them.
 *
 * @throws AddonError `no-stand-in` for any other symbol that the running library lacks, and what
 *   {@link readDynamicImports} throws.
 */
export function planAdaptation(bytes: Uint8Array, running: GlibcVersion, file: string): Adaptation {
  const imports = readDynamicImports(bytes, file);
  let needed: GlibcVersion | null = null;
  const tooNew: VersionNeed[] = [];
  for (const need of imports.needs) {
    if (need.weak || !need.version.startsWith("GLIBC_")) continue;
    const version = parseGlibcVersion(need.version);
    if (version === null || !isNewerGlibc(version, running)) continue;
    tooNew.push(need);
    if (needed === null || isNewerGlibc(version, needed)) needed = version;
  }
  if (needed === null) return { kind: "none", adapted: imports.needs.some((need) => need.weak) };

  const planner = new Planner(imports, file);
  for (const need of tooNew) planner.standInForC(need);
  for (const need of imports.needs) {
    if (need.library === CXX_LIBRARY && !need.weak) planner.standInForCxx(need);
  }
  return { kind: "edits", edits: planner.edits, needed };
}

/** A copy of `bytes` with the edits written into it. */
export function applyEdits(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  const changed = new Uint8Array(bytes);
  for (const edit of edits) {
    if (edit.offset < 0 || edit.offset + edit.bytes.length > bytes.length) {
      throw new RangeError(`edit at ${edit.offset} lies outside ${bytes.length} bytes`);
    }
    changed.set(edit.bytes, edit.offset);
  }
  return changed;
}
