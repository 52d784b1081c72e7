import { BACKSLASH, COMMA, EQUALS, NUL, SINGLE_QUOTE, SPACE } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import type { Errno } from "../../core/errno.js";
import { decodeUtf8, encodeUtf8, fromLatin1, latin1 } from "../../core/utf8.js";
import { messageTypeNames } from "../../dbus/types.js";
import { KEY_HASH_START, keyAt, keyHash, keyNames, MatchKey } from "./keys.js";

/*
 * A match rule (D-Bus specification, "Match Rules"), as systemd reads it:
 *
 *     rule      = [component *("," component) [","]]
 *     component = *" " key "=" value
 *     value     = "'" *(byte but "'" and "\" / "\" byte) "'"
 *               / *(byte but "," and "\" / "\" byte)         ; not starting with "'"; a "\" at the very end is dropped
 *
 * Values are bytes: nothing checks that a name, a path or even UTF-8 is valid.
 */

/** One `key=value` of a rule. */
export class MatchComponent {
  constructor(
    /** Number of the key, which is also its place in the order; see {@link MatchKey}. */
    readonly key: number,
    /** The bytes of the value without quotes and escapes, one code unit each; for the key `type` the message type's name. */
    readonly raw: string,
  ) {}

  /** Name of the key: `arg0path`. */
  get name(): string {
    return keyNames[this.key]!;
  }

  get bytes(): Uint8Array {
    return fromLatin1(this.raw);
  }

  /** The value as text; bytes that are no UTF-8 become U+FFFD. */
  get value(): string {
    return decodeUtf8(this.bytes);
  }
}

/** What is wrong with a rule. */
export type MatchFault = "no-equals" | "unknown-key" | "unknown-type" | "open-quote" | "after-quote" | "repeated-key";

/** Why a rule was refused: always `EINVAL`, as systemd has it. */
export class MatchRefusal {
  readonly errno: Errno = "EINVAL";
  constructor(
    readonly fault: MatchFault,
    /** Byte offset in the input where the fault was seen. */
    readonly offset: number,
  ) {}
}

const NONE = 0;
const ONE = 1;
const messageTypes = new Set(messageTypeNames.values());

/** The value in `[start, end)` without its escapes: each backslash goes, the byte behind it stays whatever it is. */
function unescaped(bytes: Uint8Array, start: number, end: number): string {
  const kept = new Uint8Array(end - start);
  let length = 0;
  for (let i = start; i < end; i++) {
    if (bytes[i] === BACKSLASH) i++;
    if (i < end) kept[length++] = bytes[i]!;
  }
  return latin1(kept, 0, length);
}

/** Reads rules that lie in one array of bytes, in their order there. */
export class MatchReader {
  readonly #text: string;
  #at = 0;
  #end = 0;
  /** The first backslash from {@link #at} on; looked for once for all rules, so that the time stays linear. */
  #backslash = -1;
  #fault: MatchFault = "no-equals";
  #components: MatchComponent[] = [];

  /** @param text all of the bytes as Latin-1. */
  constructor(
    readonly bytes: Uint8Array,
    text: string,
  ) {
    this.#text = text;
  }

  /** The components of the rule `[start, end)`, which holds no NUL; see {@link parseMatch}. */
  rule(start: number, end: number): readonly MatchComponent[] | MatchRefusal {
    this.#at = start;
    this.#end = end;
    this.#components = [];
    while (this.#at < end) if (!this.#component()) return new MatchRefusal(this.#fault, this.#at);
    return this.#components;
  }

  #fail(fault: MatchFault): false {
    this.#fault = fault;
    return false;
  }

  #component(): boolean {
    const { bytes } = this;
    const end = this.#end;
    while (this.#at < end && bytes[this.#at] === SPACE) this.#at++;
    let equals = this.#at;
    let hash = KEY_HASH_START;
    for (; equals < end; equals++) {
      const byte = bytes[equals]!;
      if (byte === EQUALS) break;
      hash = keyHash(hash, byte);
    }
    if (equals === end) return this.#fail("no-equals");
    const key = keyAt(hash, bytes, this.#at, equals);
    if (key === undefined) return this.#fail("unknown-key");
    const valueAt = equals + ONE;
    this.#at = valueAt;
    const value = this.#value();
    if (value === null) return false;
    if (key === MatchKey.type && !messageTypes.has(value)) {
      this.#at = valueAt;
      return this.#fail("unknown-type");
    }
    return this.#insert(new MatchComponent(key, value));
  }

  #insert(component: MatchComponent): boolean {
    const components = this.#components;
    let place = components.length;
    while (place > NONE && components[place - ONE]!.key > component.key) place--;
    if (place > NONE && components[place - ONE]!.key === component.key) return this.#fail("repeated-key");
    components.push(component);
    for (let i = components.length - ONE; i > place; i--) components[i] = components[i - ONE]!;
    components[place] = component;
    return true;
  }

  /** The value at the reader's place, which is behind its comma afterwards; `null` when it is not valid. */
  #value(): string | null {
    const { bytes } = this;
    const limit = this.#end;
    const quoted = this.#at < limit && bytes[this.#at] === SINGLE_QUOTE;
    const terminator = quoted ? SINGLE_QUOTE : COMMA;
    const start = quoted ? this.#at + ONE : this.#at;
    let end = indexOfByte(bytes, terminator, start, limit);
    if (this.#backslash < start) this.#backslash = indexOfByte(bytes, BACKSLASH, start, bytes.length);
    const escaped = this.#backslash < end;
    if (escaped) end = this.#escapedEnd(start, terminator);
    if (quoted && end === limit) {
      this.#fail("open-quote");
      return null;
    }
    const behind = quoted ? end + ONE : end;
    if (behind < limit && bytes[behind] !== COMMA) {
      this.#at = behind;
      this.#fail("after-quote");
      return null;
    }
    this.#at = behind + ONE;
    return escaped ? unescaped(bytes, start, end) : this.#text.slice(start, end);
  }

  /** The first terminator from `start` on that no backslash stands before, or the end of the rule. */
  #escapedEnd(start: number, terminator: number): number {
    for (let i = start; i < this.#end; i++) {
      const byte = this.bytes[i];
      if (byte === terminator) return i;
      if (byte === BACKSLASH) i++;
    }
    return this.#end;
  }
}

/**
 * Reads one match rule: its components, sorted by key.
 *
 * An empty rule has none and matches everything. Refused with `EINVAL`: a component without `=`, an unknown key, a key that
 * comes twice, a message type that has no name, a quote that is not closed, and anything but a comma behind one that is. A NUL ends
 * the rule. Origin: D-Bus specification, "Match Rules"; `bus_match_parse`.
 */
export function parseMatch(rule: string | Uint8Array): readonly MatchComponent[] | MatchRefusal {
  const bytes = typeof rule === "string" ? encodeUtf8(rule) : rule;
  return new MatchReader(bytes, latin1(bytes)).rule(0, indexOfByte(bytes, NUL, 0, bytes.length));
}
