import type { Errno } from "../core/errno.js";
import { decodeUtf8 } from "../core/utf8.js";
import { isObjectPath } from "./names.js";
import { AlignedReader, FAILED, wordAt } from "./reader.js";
import { isSignature, parseSignature, type TypeNode } from "./signature.js";
import {
  ARRAY_SIZE_MAX,
  CONTAINER_DEPTH_MAX,
  TYPE_ARRAY,
  TYPE_DICT_ENTRY_BEGIN,
  TYPE_INT16,
  TYPE_INT32,
  TYPE_OBJECT_PATH,
  TYPE_SIGNATURE,
  TYPE_UNIX_FD,
  TYPE_VARIANT,
} from "./types.js";

/** What {@link walkBody} calls for each value, in wire order. */
export interface BodyVisitor {
  /** A container starts; `contents` is the signature of what is inside. */
  enter(code: number, contents: string): void;
  /** The innermost container ends. */
  leave(): void;
  /** A fixed type of up to 32 bits; a boolean is the number on the wire. */
  number(code: number, value: number): void;
  /** A fixed type of 64 bits as two unsigned halves, the double included. */
  wide(code: number, high: number, low: number): void;
  /** A string, an object path or a signature. */
  string(code: number, value: string): void;
}

/** The bytes that hold marshalled values. */
export interface BodySource {
  readonly bytes: Uint8Array;
  /** Where the values start, a multiple of 8: padding counts from the start of the message. */
  readonly start: number;
  readonly end: number;
  readonly littleEndian: boolean;
  /** File descriptors that came with the message: values of type `h` index them. */
  readonly descriptors: number;
}

/** Why and where a walk ended early. */
export interface BodyFailure {
  readonly errno: Errno;
  readonly offset: number;
}

const NONE = 0;
const ONE = 1;
const WORD = 4;

/** One pass over marshalled values. Every method tells whether it went well; when not, `errno` and the reader's place say why and where. */
class BodyWalker {
  errno: Errno = "EBADMSG";
  readonly reader: AlignedReader;

  constructor(
    readonly source: BodySource,
    readonly visitor: BodyVisitor,
  ) {
    this.reader = new AlignedReader(source.bytes, source.start, source.end, source.littleEndian);
  }

  types(types: readonly TypeNode[]): boolean {
    for (let i = 0; i < types.length; i++) {
      const type = types[i]!;
      if (type.code === TYPE_DICT_ENTRY_BEGIN) return this.#fail("ENXIO");
      if (!this.#value(type, NONE)) return false;
    }
    return true;
  }

  #fail(errno: Errno): false {
    this.errno = errno;
    return false;
  }

  #value(type: TypeNode, depth: number): boolean {
    if (type.size !== NONE) return this.#fixed(type);
    if (type.members.length > NONE) return this.#container(type, depth);
    return type.code === TYPE_VARIANT ? this.#variant(depth) : this.#text(type.code);
  }

  #fixed({ code, alignment, size }: TypeNode): boolean {
    const at = this.reader.take(alignment, size);
    if (at === FAILED) return false;
    const { bytes, littleEndian } = this.reader;
    if (size === WORD) {
      const word = wordAt(bytes, at, littleEndian);
      if (code === TYPE_UNIX_FD && word >= this.source.descriptors) return false;
      this.visitor.number(code, code === TYPE_INT32 ? word | NONE : word);
    } else if (size > WORD) {
      const first = wordAt(bytes, at, littleEndian);
      const second = wordAt(bytes, at + WORD, littleEndian);
      if (littleEndian) this.visitor.wide(code, second, first);
      else this.visitor.wide(code, first, second);
    } else if (size === ONE) this.visitor.number(code, bytes[at]!);
    else {
      const value = littleEndian ? bytes[at]! | (bytes[at + 1]! << 8) : (bytes[at]! << 8) | bytes[at + 1]!;
      this.visitor.number(code, code === TYPE_INT16 ? (value << 16) >> 16 : value);
    }
    return true;
  }

  #text(code: number): boolean {
    const { reader } = this;
    if (code === TYPE_SIGNATURE) {
      const signature = reader.signature();
      if (signature === null || !isSignature(signature)) return false;
      this.visitor.string(code, signature);
      return true;
    }
    const at = reader.utf8();
    if (at === FAILED) return false;
    const text = decodeUtf8(reader.bytes, at, reader.at - ONE);
    if (code === TYPE_OBJECT_PATH && !isObjectPath(text)) return false;
    this.visitor.string(code, text);
    return true;
  }

  #container(type: TypeNode, depth: number): boolean {
    if (depth >= CONTAINER_DEPTH_MAX) return false;
    if (type.code === TYPE_ARRAY) return this.#array(type, depth);
    if (this.reader.take(type.alignment, NONE) === FAILED) return false;
    this.visitor.enter(type.code, type.contents);
    const { members } = type;
    for (let i = 0; i < members.length; i++) if (!this.#value(members[i]!, depth + 1)) return false;
    this.visitor.leave();
    return true;
  }

  #variant(depth: number): boolean {
    const contents = this.reader.signature();
    const types = contents === null ? null : parseSignature(contents);
    if (types === null || depth >= CONTAINER_DEPTH_MAX) return false;
    const type = types[0];
    if (types.length !== ONE || type === undefined || type.code === TYPE_DICT_ENTRY_BEGIN) return this.#fail("EINVAL");
    this.visitor.enter(TYPE_VARIANT, contents!);
    if (!this.#value(type, depth + 1)) return false;
    this.visitor.leave();
    return true;
  }

  /** Elements go on while they start inside the array; one that reaches beyond its end is read, then refused. */
  #array(type: TypeNode, depth: number): boolean {
    const { reader } = this;
    const element = type.members[0]!;
    const length = reader.word();
    if (length === FAILED || length > ARRAY_SIZE_MAX || reader.take(element.alignment, NONE) === FAILED) return false;
    const end = reader.at + length;
    this.visitor.enter(TYPE_ARRAY, type.contents);
    while (reader.at < end) if (!this.#value(element, depth + 1)) return false;
    if (reader.at !== end) return this.#fail("EBUSY");
    this.visitor.leave();
    return true;
  }
}

/**
 * Reads the values of `types` and tells `visitor` of each; `null` when all went well.
 *
 * Bytes behind the last value are not looked at. Failures: `EBADMSG` for bytes that end early, non-zero padding, bad
 * text, bad signatures, descriptors that did not come along, arrays above 64 MiB and containers nested deeper than 128;
 * `EBUSY` when an element reaches beyond its array; `EINVAL` for a variant that holds not exactly one value; `ENXIO` for a
 * dictionary entry outside an array. Origin: D-Bus specification, "Marshalling"; `sd_bus_message_read_basic`,
 * `sd_bus_message_enter_container`, `sd_bus_message_exit_container`.
 */
export function walkBody(source: BodySource, types: readonly TypeNode[], visitor: BodyVisitor): BodyFailure | null {
  const walker = new BodyWalker(source, visitor);
  return walker.types(types) ? null : { errno: walker.errno, offset: walker.reader.at };
}
