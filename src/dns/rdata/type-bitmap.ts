import { fail } from "../../core/errno.js";
import type { DnsReader } from "../reader.js";
import { dnsTypeToString, isPseudoType } from "../registry.js";
import type { DnsWriter } from "../writer.js";

/** Bytes in the bitmap of a window block: 256 types (RFC 4034 section 4.1.2). */
const WINDOW_MAX = 32;
const TYPES_PER_WINDOW = 256;
const HIGH_BIT = 0x80;
const BITS = 8;
const NONE = 0;

const ascending = (a: number, b: number): number => a - b;

/**
 * Reads the window blocks of `length` bytes: the types that they name, ascending, each once.
 *
 * A block must have 1 to 32 bytes, the last of them not zero. Blocks out of order and repeated blocks are taken together;
 * pseudo-types are ignored (RFC 4034 section 4.1.2). `EBADMSG` when the last block overruns.
 */
export function readTypeBitmap(reader: DnsReader, length: number): readonly number[] {
  const types: number[] = [];
  const start = reader.offset;
  let lastWindow = -1;
  let ordered = true;
  while (reader.offset - start < length) {
    const window = reader.u8();
    const size = reader.u8();
    if (size === 0 || size > WINDOW_MAX) fail("EBADMSG", reader.offset - 1, "type bitmap has not 1 to 32 bytes");
    const bitmap = reader.view(size);
    ordered &&= window > lastWindow;
    lastWindow = window;
    if (bitmap[size - 1] === 0) fail("EBADMSG", reader.offset - 1, "type bitmap ends in a zero byte");
    for (let i = 0; i < size; i++) {
      const byte = bitmap[i]!;
      if (byte === NONE) continue;
      for (let bit = 0; bit < BITS; bit++) {
        if ((byte & (HIGH_BIT >> bit)) === NONE) continue;
        const type = window * TYPES_PER_WINDOW + i * BITS + bit;
        if (!isPseudoType(type)) types.push(type);
      }
    }
  }
  if (reader.offset - start !== length) fail("EBADMSG", reader.offset, "type bitmap overruns its record");
  return ordered ? types : [...new Set(types)].sort(ascending);
}

/** Writes ascending types as window blocks, each as short as it can be. Types out of order are caller misuse (`TypeError`). */
export function writeTypeBitmap(writer: DnsWriter, types: readonly number[]): void {
  const bitmap = new Uint8Array(WINDOW_MAX);
  let previous = -1;
  for (let i = 0; i < types.length; ) {
    const window = types[i]! >> 8;
    bitmap.fill(0);
    for (; i < types.length && types[i]! >> 8 === window; i++) {
      const type = types[i]!;
      if (type <= previous) throw new TypeError(`type ${type} is out of order`);
      previous = type;
      const at = (type >> 3) & (WINDOW_MAX - 1);
      bitmap[at] = bitmap[at]! | (HIGH_BIT >> (type & 7));
    }
    const size = ((previous >> 3) & (WINDOW_MAX - 1)) + 1;
    writer.u8(window).u8(size).bytes(bitmap.subarray(0, size));
  }
}

/** `( A MX )`. */
export function typesText(types: readonly number[]): string {
  return `( ${types.map(dnsTypeToString).join(" ")} )`;
}
