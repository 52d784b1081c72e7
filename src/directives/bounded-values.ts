import { isErrno, type Parsed, parseIpPort, parseUnsigned, UINT32_MAX } from "../text/numbers.js";
import type { Assignment, Binding, FieldOf } from "./assignment.js";
import { assign } from "./values.js";

const DECIMAL_OR_PREFIXED = 0;

/** Bounds of a number, both included, and what an empty value stands for; without that an empty value is refused. */
export interface NumberBounds<Empty = never> {
  readonly least?: number;
  readonly most?: number;
  readonly empty?: Empty;
  /** Decimal, or what a prefix says, when absent. */
  readonly base?: number;
}

/** A number from `least` to `most`, 0 and 2^32 - 1 by default. */
export function parseBounded(text: string, bounds: NumberBounds<unknown> = {}): Parsed {
  const { least = 0, most = UINT32_MAX, base = DECIMAL_OR_PREFIXED } = bounds;
  const number = parseUnsigned(text, most, base);
  return !isErrno(number) && number < least ? "ERANGE" : number;
}

/** A number from `least` to `most`. Origin: config_parse_unsigned_bounded() and its kin at 257. */
export function bounded<Settings, Empty extends number | null = never>(
  field: FieldOf<Settings, Empty | number>,
  bounds: NumberBounds<Empty>,
): Binding<Settings> {
  const { empty } = bounds;
  return (settings, value, at) => {
    const result = value === "" && empty !== undefined ? empty : parseBounded(value, bounds);
    if (typeof result === "string") return at.warn("value.number-out-of-range", value);
    assign(settings, field, result);
    return undefined;
  };
}

/** Port of UDP or TCP, 1–65535; an empty value stands for 0. Origin: config_parse_ip_port() at 257. */
export function ipPort<Settings, At extends Assignment = Assignment>(
  field: FieldOf<Settings, number>,
): Binding<Settings, At> {
  return (settings, value, at) => {
    const port = value === "" ? 0 : parseIpPort(value);
    if (isErrno(port)) return at.warn("value.not-port", value);
    assign(settings, field, port);
    return undefined;
  };
}
