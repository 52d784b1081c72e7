import { encodeUtf8, isValidUnicode } from "../core/utf8.js";
import { ByteWriter } from "../core/writer.js";
import { halvesOfBigint, halvesOfDouble } from "./int64.js";
import type { Endian } from "./message.js";
import { isObjectPath } from "./names.js";
import { isSignature, parseSignature, parseSingleType, type TypeNode } from "./signature.js";
import {
  ARRAY_SIZE_MAX,
  SPECIFIED_DEPTH_MAX,
  TYPE_ARRAY,
  TYPE_BOOLEAN,
  TYPE_BYTE,
  TYPE_DICT_ENTRY_BEGIN,
  TYPE_DOUBLE,
  TYPE_INT16,
  TYPE_INT32,
  TYPE_INT64,
  TYPE_OBJECT_PATH,
  TYPE_SIGNATURE,
  TYPE_UINT16,
  TYPE_UINT64,
  TYPE_VARIANT,
} from "./types.js";
import { type BusValue, BusVariant } from "./values.js";

const misuse = (what: string, value: unknown): never => {
  throw new TypeError(`${typeof value === "object" ? "an object" : String(value)} is no ${what}`);
};

/** Lowest and highest value of the integers of 64 bits. */
const wideRanges: ReadonlyMap<number, readonly [bigint, bigint]> = new Map([
  [TYPE_INT64, [-(2n ** 63n), 2n ** 63n - 1n]],
  [TYPE_UINT64, [0n, 2n ** 64n - 1n]],
]);

/** Appends values to a buffer whose start is at a multiple of 8 in the message. */
export class BusWriter {
  readonly #out = new ByteWriter();
  readonly #little: boolean;

  constructor(
    endian: Endian,
    readonly depthMax: number = SPECIFIED_DEPTH_MAX,
  ) {
    this.#little = endian === "l";
  }

  get length(): number {
    return this.#out.length;
  }

  finish(): Uint8Array {
    return this.#out.finish();
  }

  align(alignment: number): this {
    this.#out.align(alignment);
    return this;
  }

  byte(value: number): this {
    this.#out.u8(value);
    return this;
  }

  word(value: number): this {
    this.#out.align(4);
    if (this.#little) this.#out.u32le(value);
    else this.#out.u32be(value);
    return this;
  }

  bytes(value: Uint8Array): this {
    this.#out.bytes(value);
    return this;
  }

  string(value: string): this {
    if (!isValidUnicode(value) || value.includes("\0")) misuse("string of characters other than NUL", value);
    const bytes = encodeUtf8(value);
    this.word(bytes.length);
    this.#out.bytes(bytes).u8(0);
    return this;
  }

  signature(value: string): this {
    if (!isSignature(value)) misuse("signature", value);
    const bytes = encodeUtf8(value);
    this.#out.u8(bytes.length).bytes(bytes).u8(0);
    return this;
  }

  #short(value: number): void {
    this.#out.align(2);
    if (this.#little) this.#out.u16le(value);
    else this.#out.u16be(value);
  }

  #wide([high, low]: readonly [number, number]): void {
    this.#out.align(8);
    this.word(this.#little ? low : high).word(this.#little ? high : low);
  }

  #number(code: number, value: BusValue): void {
    if (typeof value !== "number") misuse("number", value);
    else if (code === TYPE_DOUBLE) this.#wide(halvesOfDouble(value));
    else if (code === TYPE_BYTE) this.#out.u8(value);
    else if (code === TYPE_UINT16) this.#short(value);
    else if (code === TYPE_INT16) this.#short(value < 0 && value >= -0x8000 ? value + 0x10000 : inRange(value, 0x7fff));
    else if (code === TYPE_INT32) {
      this.word(value < 0 && value >= -0x80000000 ? value + 0x100000000 : inRange(value, 0x7fffffff));
    } else this.word(value);
  }

  #integer(code: number, value: BusValue): void {
    const [lowest, highest] = wideRanges.get(code)!;
    const exact = typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
    if (typeof exact !== "bigint" || exact < lowest || exact > highest) misuse("integer of 64 bits", value);
    else this.#wide(halvesOfBigint(exact));
  }

  #text(code: number, value: BusValue): void {
    if (typeof value !== "string") misuse("string", value);
    else if (code === TYPE_SIGNATURE) this.signature(value);
    else if (code === TYPE_OBJECT_PATH && !isObjectPath(value)) misuse("object path", value);
    else this.string(value);
  }

  /** Appends one value of `type`; `depth` is the number of containers around it. */
  value(type: TypeNode, value: BusValue, depth = 0): this {
    if (type.code === TYPE_BOOLEAN) {
      if (typeof value !== "boolean") misuse("boolean", value);
      this.word(value === true ? 1 : 0);
    } else if (wideRanges.has(type.code)) this.#integer(type.code, value);
    else if (type.size !== 0) this.#number(type.code, value);
    else if (type.members.length === 0 && type.code !== TYPE_VARIANT) this.#text(type.code, value);
    else this.#container(type, value, depth);
    return this;
  }

  #container(type: TypeNode, value: BusValue, depth: number): void {
    if (depth >= this.depthMax) throw new TypeError(`values are nested deeper than ${this.depthMax}`);
    if (type.code === TYPE_VARIANT) this.#variant(value, depth);
    else if (type.code === TYPE_ARRAY) this.#array(type.members[0]!, value, depth);
    else {
      if (!Array.isArray(value) || value.length !== type.members.length) misuse(`value of (${type.contents})`, value);
      this.align(8);
      for (const [i, member] of type.members.entries()) this.value(member, (value as BusValue[])[i]!, depth + 1);
    }
  }

  #variant(value: BusValue, depth: number): void {
    const type = value instanceof BusVariant ? parseSingleType(value.signature) : null;
    if (type === null) misuse("variant of one complete type", value);
    else this.signature((value as BusVariant).signature).value(type, (value as BusVariant).value, depth + 1);
  }

  #array(element: TypeNode, value: BusValue, depth: number): void {
    this.word(0);
    const lengthAt = this.#out.length - 4;
    this.align(element.alignment);
    const start = this.#out.length;
    if (value instanceof Uint8Array && element.code === TYPE_BYTE) this.#out.bytes(value);
    else if (Array.isArray(value)) for (const member of value) this.value(element, member, depth + 1);
    else misuse("array", value);
    const length = this.#out.length - start;
    if (length > ARRAY_SIZE_MAX) throw new TypeError(`an array of ${length} bytes is longer than ${ARRAY_SIZE_MAX}`);
    this.#out.patchU32(lengthAt, length, this.#little);
  }
}

const inRange = (value: number, highest: number): number =>
  value >= 0 && value <= highest ? value : misuse(`integer of up to ${highest}`, value);

/**
 * The bytes of `values` as the body of a message with this signature.
 *
 * Throws `TypeError` for a signature that is not valid, for values that do not fit it, for arrays above 64 MiB, and for containers
 * nested deeper than `depthMax` (64 unless told, as the specification has it). Origin: D-Bus specification, "Marshalling".
 */
export function marshal(
  signature: string,
  values: readonly BusValue[],
  endian: Endian,
  depthMax: number = SPECIFIED_DEPTH_MAX,
): Uint8Array {
  const types = parseSignature(signature);
  if (types === null || types.some((type) => type.code === TYPE_DICT_ENTRY_BEGIN))
    return misuse("signature", signature);
  if (types.length !== values.length) throw new TypeError(`${values.length} values for ${types.length} types`);
  const writer = new BusWriter(endian, depthMax);
  for (const [i, type] of types.entries()) writer.value(type, values[i]!);
  return writer.finish();
}
