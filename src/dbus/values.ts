import { type BodyFailure, type BodySource, type BodyVisitor, walkBody } from "./body.js";
import { bigintOf, doubleOf } from "./int64.js";
import type { BusMessage } from "./message.js";
import { parseSignature, type TypeNode } from "./signature.js";
import { MessageType, TYPE_ARRAY, TYPE_BOOLEAN, TYPE_DOUBLE, TYPE_INT64, TYPE_STRING, TYPE_VARIANT } from "./types.js";

/** A value with the signature of its one complete type. */
export class BusVariant {
  constructor(
    readonly signature: string,
    readonly value: BusValue,
  ) {}
}

/**
 * A value in JavaScript: `number` for y, n, q, i, u, h and d; `bigint` for x and t; `boolean` for b; `string` for s, o and g;
 * `Uint8Array` for ay; arrays for other arrays and for structures; pairs for dictionary entries, so that order and repeated
 * keys survive; {@link BusVariant} for v.
 */
export type BusValue = number | bigint | boolean | string | Uint8Array | BusVariant | readonly BusValue[];

const ZERO = 0;
const BYTES = "y";

interface Level {
  readonly code: number;
  readonly contents: string;
  readonly values: BusValue[];
}

/** Builds {@link BusValue}s from a walk. */
class ValueBuilder implements BodyVisitor {
  readonly #outer: Level[] = [];
  #level: Level = { code: ZERO, contents: "", values: [] };

  get values(): readonly BusValue[] {
    return this.#level.values;
  }

  enter(code: number, contents: string): void {
    this.#outer.push(this.#level);
    this.#level = { code, contents, values: [] };
  }

  leave(): void {
    const { code, contents, values } = this.#level;
    this.#level = this.#outer.pop()!;
    if (code === TYPE_VARIANT) this.#add(new BusVariant(contents, values[0]!));
    else if (code === TYPE_ARRAY && contents === BYTES) this.#add(Uint8Array.from(values as number[]));
    else this.#add(values);
  }

  #add(value: BusValue): void {
    this.#level.values.push(value);
  }

  number(code: number, value: number): void {
    this.#add(code === TYPE_BOOLEAN ? value !== ZERO : value);
  }

  wide(code: number, high: number, low: number): void {
    this.#add(code === TYPE_DOUBLE ? doubleOf(high, low) : bigintOf(high, low, code === TYPE_INT64));
  }

  string(_code: number, value: string): void {
    this.#add(value);
  }
}

/** The types of a message's body. A signature that did not come from a parsed message may be invalid: that throws `TypeError`. */
export function bodyTypes(message: Pick<BusMessage, "signature">): readonly TypeNode[] {
  const types = parseSignature(message.signature ?? "");
  if (types === null) throw new TypeError(`${JSON.stringify(message.signature)} is no signature`);
  return types;
}

/** A message's body as {@link walkBody} takes it. */
export const bodySource = (message: Pick<BusMessage, "body" | "endian" | "unixFds">): BodySource => ({
  bytes: message.body,
  start: 0,
  end: message.body.length,
  littleEndian: message.endian === "l",
  descriptors: message.unixFds,
});

/** Tells why a body could not be read from its values. */
export const isBodyFailure = (body: readonly BusValue[] | BodyFailure): body is BodyFailure => !Array.isArray(body);

/** The values of a body, or why they cannot be read; see {@link walkBody}. Never throws on a parsed message. */
export function readBody(message: BusMessage): readonly BusValue[] | BodyFailure {
  const builder = new ValueBuilder();
  return walkBody(bodySource(message), bodyTypes(message), builder) ?? builder.values;
}

/**
 * The text that an error message carries as its first value, or `null` for other messages and where that is no valid string.
 * Origin: D-Bus specification, "Message Types"; `message_parse_fields`.
 */
export function errorMessage(message: BusMessage): string | null {
  const [first] = bodyTypes(message);
  if (message.type !== MessageType.error || first?.code !== TYPE_STRING) return null;
  const builder = new ValueBuilder();
  return walkBody(bodySource(message), [first], builder) === null ? (builder.values[0] as string) : null;
}
