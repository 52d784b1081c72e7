import { AddonError, type AddonErrorCode } from "./error.js";

/*
 * ELF64, little-endian: the parts of a shared object that decide which symbol versions the dynamic loader demands.
 * Origin: System V gABI chapters 4 and 5; Linux Standard Base, "Symbol Versioning".
 */

const ELF_MAGIC = 0x464c457f;
const ELFCLASS64 = 2;
const ELFDATA2LSB = 1;
const EHDR_SIZE = 64;
const PHDR_SIZE = 56;
const DYN_SIZE = 16;
const SYM_SIZE = 24;
const VERNEED_SIZE = 16;
const VERNAUX_SIZE = 16;

const PT_LOAD = 1;
const PT_DYNAMIC = 2;

const DT_NULL = 0;
const DT_HASH = 4;
const DT_STRTAB = 5;
const DT_SYMTAB = 6;
const DT_STRSZ = 10;
const DT_SYMENT = 11;
const DT_GNU_HASH = 0x6ffffef5;
const DT_VERSYM = 0x6ffffff0;
const DT_VERNEED = 0x6ffffffe;
const DT_VERNEEDNUM = 0x6fffffff;

const SHN_UNDEF = 0;

/** Longest name that is read, terminator included; mangled C++ names of real addons stay below 1,000 bytes. */
const MAX_NAME = 4096;

/** Machines whose prebuilt addons can be adapted, by `e_machine`. */
export const Machine = { x86_64: 62, aarch64: 183 } as const;
export type Machine = (typeof Machine)[keyof typeof Machine];

/** `vna_flags`: the loader only warns when the version is missing. */
export const VER_FLG_WEAK = 2;
/** Version index of a symbol that is bound to no version. */
export const VER_NDX_GLOBAL = 1;
/** Bit of a version index that is no part of the number. */
export const VERSYM_HIDDEN = 0x8000;

/** A version of a library that the file needs (`Elf64_Vernaux`). */
export interface VersionNeed {
  /** `libc.so.6`. */
  readonly library: string;
  /** `GLIBC_2.38`. */
  readonly version: string;
  /** What `.gnu.version` says of symbols bound to this version. */
  readonly index: number;
  readonly weak: boolean;
  readonly flags: number;
  /** File offset of `vna_flags` (16 bits). */
  readonly flagsOffset: number;
}

/** A symbol that another library must supply (`Elf64_Sym` with section index `SHN_UNDEF`). */
export interface UndefinedSymbol {
  readonly name: string;
  /** Offset of the name in the dynamic string table. */
  readonly nameOffset: number;
  /** `st_info`: binding in the high four bits, type in the low four. */
  readonly info: number;
  readonly versionIndex: number;
  /** File offset of the symbol: `st_name` (32 bits) at 0, `st_info` (8 bits) at 4. */
  readonly offset: number;
  /** File offset of the symbol's entry in `.gnu.version` (16 bits). */
  readonly versionOffset: number;
}

/** What {@link readDynamicImports} found. */
export interface DynamicImports {
  readonly machine: Machine;
  readonly needs: readonly VersionNeed[];
  readonly undefinedSymbols: readonly UndefinedSymbol[];
}

class Image {
  readonly #view: DataView;
  constructor(
    readonly bytes: Uint8Array,
    readonly file: string,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  fail(code: AddonErrorCode, message: string): never {
    throw new AddonError(code, this.file, message);
  }

  /** Refuses a range that does not lie inside the file. */
  need(offset: number, length: number, what: string): void {
    if (offset + length > this.bytes.length) this.fail("truncated", `the file ends inside its ${what}`);
  }

  u8(offset: number): number {
    return this.#view.getUint8(offset);
  }
  u16(offset: number): number {
    return this.#view.getUint16(offset, true);
  }
  u32(offset: number): number {
    return this.#view.getUint32(offset, true);
  }
  /** A 64-bit offset, address, size or tag; one that no file can reach is refused. */
  u64(offset: number, what: string): number {
    const value = this.#view.getBigUint64(offset, true);
    if (value > Number.MAX_SAFE_INTEGER) this.fail("malformed", `${what} is out of any range`);
    return Number(value);
  }
}

interface Segment {
  readonly address: number;
  readonly offset: number;
  readonly size: number;
}

function checkHeader(image: Image): Machine {
  image.need(0, 4, "magic");
  if (image.u32(0) !== ELF_MAGIC) image.fail("not-elf", "this is no ELF file");
  image.need(0, EHDR_SIZE, "header");
  if (image.u8(4) !== ELFCLASS64) image.fail("unsupported-class", "this is no 64-bit ELF file");
  if (image.u8(5) !== ELFDATA2LSB) image.fail("unsupported-byte-order", "this is no little-endian ELF file");
  const machine = image.u16(18);
  if (machine !== Machine.x86_64 && machine !== Machine.aarch64) {
    image.fail("unsupported-machine", `ELF machine ${machine} is neither x86-64 nor AArch64`);
  }
  return machine as Machine;
}

function readSegments(image: Image): { readonly loads: readonly Segment[]; readonly dynamic: Segment } {
  const start = image.u64(32, "the program header offset");
  const size = image.u16(54);
  const count = image.u16(56);
  if (size !== PHDR_SIZE) image.fail("malformed", `program headers of ${size} bytes`);
  image.need(start, count * PHDR_SIZE, "program headers");
  const loads: Segment[] = [];
  let dynamic: Segment | undefined;
  for (let i = 0; i < count; i++) {
    const at = start + i * PHDR_SIZE;
    const type = image.u32(at);
    if (type !== PT_LOAD && type !== PT_DYNAMIC) continue;
    const segment: Segment = {
      offset: image.u64(at + 8, "a segment's offset"),
      address: image.u64(at + 16, "a segment's address"),
      size: image.u64(at + 32, "a segment's size"),
    };
    image.need(segment.offset, segment.size, "segments");
    if (type === PT_LOAD) loads.push(segment);
    else dynamic = segment;
  }
  if (dynamic === undefined) return image.fail("malformed", "no dynamic segment");
  return { loads, dynamic };
}

function readDynamic(image: Image, { offset, size }: Segment): ReadonlyMap<number, number> {
  const entries = new Map<number, number>();
  for (let at = offset; at + DYN_SIZE <= offset + size; at += DYN_SIZE) {
    const tag = image.u64(at, "a dynamic tag");
    if (tag === DT_NULL) return entries;
    if (!entries.has(tag)) entries.set(tag, image.u64(at + 8, "a dynamic value"));
  }
  return image.fail("malformed", "the dynamic segment has no end mark");
}

/** NUL-terminated name out of the dynamic string table. */
function readName(image: Image, strings: Segment, nameOffset: number): string {
  if (nameOffset >= strings.size) image.fail("malformed", "a name lies outside the string table");
  const start = strings.offset + nameOffset;
  const rest = image.bytes.subarray(start, Math.min(strings.offset + strings.size, start + MAX_NAME));
  const length = rest.indexOf(0);
  if (length < 0) image.fail("malformed", "a name has no end");
  return String.fromCharCode(...rest.subarray(0, length));
}

function readNeeds(image: Image, strings: Segment, start: number, count: number): VersionNeed[] {
  const needs: VersionNeed[] = [];
  // Chains of different libraries may overlap in a hostile file; together they are never longer than the file.
  const most = image.bytes.length / VERNAUX_SIZE;
  let at = start;
  for (let i = 0; i < count; i++) {
    image.need(at, VERNEED_SIZE, "version needs");
    const auxiliaries = image.u16(at + 2);
    const library = readName(image, strings, image.u32(at + 4));
    let aux = at + image.u32(at + 8);
    for (let j = 0; j < auxiliaries; j++) {
      image.need(aux, VERNAUX_SIZE, "version needs");
      if (needs.length >= most) image.fail("malformed", "version needs overlap");
      const flags = image.u16(aux + 4);
      needs.push({
        library,
        version: readName(image, strings, image.u32(aux + 8)),
        index: image.u16(aux + 6),
        weak: (flags & VER_FLG_WEAK) !== 0,
        flags,
        flagsOffset: aux + 4,
      });
      const next = image.u32(aux + 12);
      if (next === 0) break;
      if (next < VERNAUX_SIZE) image.fail("malformed", "version needs overlap");
      aux += next;
    }
    const next = image.u32(at + 12);
    if (next === 0) break;
    if (next < VERNEED_SIZE) image.fail("malformed", "version needs overlap");
    at += next;
  }
  return needs;
}

/**
 * Reads the undefined symbols of a shared object and the library versions that it needs, as the dynamic loader finds
 * them (through the program headers; section headers are not looked at).
 *
 * Accepts little-endian ELF64 for x86-64 and AArch64 with a dynamic segment. Linear in the size of the file.
 *
 * @throws AddonError `truncated`, `not-elf`, `unsupported-class`, `unsupported-byte-order`, `unsupported-machine` or
 *   `malformed`; no other error for any bytes.
 */
export function readDynamicImports(bytes: Uint8Array, file: string): DynamicImports {
  const image = new Image(bytes, file);
  const machine = checkHeader(image);
  const { loads, dynamic } = readSegments(image);
  const entries = readDynamic(image, dynamic);

  const value = (tag: number, what: string): number => {
    const found = entries.get(tag);
    return found === undefined ? image.fail("malformed", `no ${what} in the dynamic segment`) : found;
  };
  const offsetOf = (address: number, length: number, what: string): number => {
    const segment = loads.find((load) => address >= load.address && address + length <= load.address + load.size);
    if (segment === undefined) return image.fail("malformed", `the ${what} lies in no segment of the file`);
    return segment.offset + (address - segment.address);
  };

  const stringSize = value(DT_STRSZ, "string table size");
  const stringAddress = value(DT_STRTAB, "string table");
  const strings: Segment = {
    address: stringAddress,
    offset: offsetOf(stringAddress, stringSize, "string table"),
    size: stringSize,
  };
  if (value(DT_SYMENT, "symbol size") !== SYM_SIZE) image.fail("malformed", "symbols are not 24 bytes long");
  if (!entries.has(DT_VERNEED)) return { machine, needs: [], undefinedSymbols: [] };

  // Undefined symbols precede the hashed ones, where the GNU table begins; the older table counts all symbols.
  const gnuHash = entries.get(DT_GNU_HASH);
  const symbolCount = image.u32(
    gnuHash === undefined
      ? offsetOf(value(DT_HASH, "symbol hash table"), 8, "symbol hash table") + 4
      : offsetOf(gnuHash, 16, "symbol hash table") + 4,
  );
  const symbols = offsetOf(value(DT_SYMTAB, "symbol table"), symbolCount * SYM_SIZE, "symbol table");
  const versions = offsetOf(value(DT_VERSYM, "symbol version table"), symbolCount * 2, "symbol version table");

  const undefinedSymbols: UndefinedSymbol[] = [];
  for (let i = 1; i < symbolCount; i++) {
    const offset = symbols + i * SYM_SIZE;
    if (image.u16(offset + 6) !== SHN_UNDEF) continue;
    const nameOffset = image.u32(offset);
    const versionOffset = versions + i * 2;
    undefinedSymbols.push({
      name: readName(image, strings, nameOffset),
      nameOffset,
      info: image.u8(offset + 4),
      versionIndex: image.u16(versionOffset) & ~VERSYM_HIDDEN,
      offset,
      versionOffset,
    });
  }

  const needsAddress = value(DT_VERNEED, "version needs");
  const needs = readNeeds(
    image,
    strings,
    offsetOf(needsAddress, VERNEED_SIZE, "version needs"),
    value(DT_VERNEEDNUM, "number of version needs"),
  );
  return { machine, needs, undefinedSymbols };
}
