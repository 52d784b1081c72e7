import {
  ARRAY_DEPTH_MAX,
  SIGNATURE_LENGTH_MAX,
  STRUCT_DEPTH_MAX,
  TYPE_ARRAY,
  TYPE_DICT_ENTRY_BEGIN,
  TYPE_DICT_ENTRY_END,
  TYPE_STRUCT_BEGIN,
  TYPE_STRUCT_END,
  TYPE_VARIANT,
  typeRows,
} from "./types.js";

/*
 * Signatures: zero or more complete types (D-Bus specification, "Type System").
 *
 *     signature = *type
 *     type      = basic / "v" / "a" element / "(" 1*type ")"
 *     element   = type / "{" basic type "}"
 *
 * Like systemd, a dictionary entry is also taken outside an array, at the top of a signature only; no value has such a type.
 */

/** One complete type of a signature. */
export interface TypeNode {
  readonly code: number;
  /** Boundary to which a value is padded. */
  readonly alignment: number;
  /** Bytes of a value of a fixed type, else 0. */
  readonly size: number;
  /** Array: its one element type; structure and dictionary entry: the member types; else none. */
  readonly members: readonly TypeNode[];
  /** The members' own signature, as dumps print it: `{sv}` of `a{sv}`, `sv` of `{sv}`; empty where there are none. */
  readonly contents: string;
}

const ROOM = 256;

/** The types that stand alone, by code; `null` for every other unit. */
const leaves: (TypeNode | null)[] = Array.from({ length: ROOM }, () => null);
const alignments = new Uint8Array(ROOM);
const keyTypes = new Set<number>();
for (const { code, alignment, size, basic } of typeRows) {
  alignments[code] = alignment;
  if (basic) keyTypes.add(code);
  if (basic || code === TYPE_VARIANT) leaves[code] = { code, alignment, size, members: [], contents: "" };
}

/** Reads complete types from a signature, one after the other. */
class SignatureParser {
  #at = 0;

  constructor(readonly text: string) {}

  get done(): boolean {
    return this.#at >= this.text.length;
  }

  /** The next complete type, or `null` when there is no valid one. */
  type(entryAllowed: boolean, arrayDepth: number, structDepth: number): TypeNode | null {
    if (this.done) return null;
    const code = this.text.charCodeAt(this.#at++);
    if (code === TYPE_ARRAY) return this.#array(arrayDepth, structDepth);
    if (code === TYPE_STRUCT_BEGIN) return this.#struct(arrayDepth, structDepth);
    if (code === TYPE_DICT_ENTRY_BEGIN) return entryAllowed ? this.#dictEntry(arrayDepth, structDepth) : null;
    return code < ROOM ? leaves[code]! : null;
  }

  #array(arrayDepth: number, structDepth: number): TypeNode | null {
    if (arrayDepth >= ARRAY_DEPTH_MAX) return null;
    const start = this.#at;
    const element = this.type(true, arrayDepth + 1, structDepth);
    return element && this.#container(TYPE_ARRAY, [element], start, this.#at);
  }

  #struct(arrayDepth: number, structDepth: number): TypeNode | null {
    if (structDepth >= STRUCT_DEPTH_MAX) return null;
    const start = this.#at;
    const members: TypeNode[] = [];
    while (this.text.charCodeAt(this.#at) !== TYPE_STRUCT_END) {
      const member = this.type(false, arrayDepth, structDepth + 1);
      if (member === null) return null;
      members.push(member);
    }
    return this.#at === start ? null : this.#container(TYPE_STRUCT_BEGIN, members, start, this.#at++);
  }

  #dictEntry(arrayDepth: number, structDepth: number): TypeNode | null {
    if (structDepth >= STRUCT_DEPTH_MAX) return null;
    const start = this.#at;
    const key = this.type(false, arrayDepth, structDepth + 1);
    if (key === null || !keyTypes.has(key.code)) return null;
    const value = this.type(false, arrayDepth, structDepth + 1);
    if (value === null || this.text.charCodeAt(this.#at) !== TYPE_DICT_ENTRY_END) return null;
    return this.#container(TYPE_DICT_ENTRY_BEGIN, [key, value], start, this.#at++);
  }

  #container(code: number, members: readonly TypeNode[], start: number, end: number): TypeNode {
    return { code, alignment: alignments[code]!, size: 0, members, contents: this.text.slice(start, end) };
  }
}

/**
 * The complete types of a signature, or `null` when it is not valid.
 *
 * Refused: an unknown type code, an empty structure, a dictionary entry without a basic key and exactly one value, arrays
 * nested deeper than 32, structures and entries deeper than 32, more than 254 bytes.
 * Origin: D-Bus specification, "Valid Signatures"; `signature_is_valid`, `signature_element_length`.
 */
export function parseSignature(text: string): readonly TypeNode[] | null {
  if (text.length > SIGNATURE_LENGTH_MAX) return null;
  const parser = new SignatureParser(text);
  const types: TypeNode[] = [];
  while (!parser.done) {
    const type = parser.type(true, 0, 0);
    if (type === null) return null;
    types.push(type);
  }
  return types;
}

/** Whether `text` is a signature of zero or more complete types; see {@link parseSignature}. */
export const isSignature = (text: string): boolean => parseSignature(text) !== null;

/** The type of a signature of exactly one complete type that a value can have, or `null` (`signature_is_single`). */
export function parseSingleType(text: string): TypeNode | null {
  const types = parseSignature(text);
  const type = types !== null && types.length === 1 ? types[0]! : null;
  return type === null || type.code === TYPE_DICT_ENTRY_BEGIN ? null : type;
}
