import { toHex, u16beAt } from "../../core/bytes.js";
import { type NdiscOption, type NdiscOptionValue, parseOption } from "./options.js";
import { headerSizes, ICMP6_HEADER_SIZE, OPTION_UNIT, OPTIONS_MAX } from "./tables.js";

/*
 * An ICMPv6 message of neighbour discovery (RFC 4861, section 4):
 *
 *      0      1      2          4                     8, 16, 24 or 40
 *     +------+------+----------+---------- - - - - --+---------+---------+- -
 *     | type | code | checksum | by type             | option  | option  |
 *     +------+------+----------+---------- - - - - --+---------+---------+- -
 *
 *     option: | type | units of 8 bytes | content |
 */
const CODE_OFFSET = 1;
const CHECKSUM_OFFSET = 2;
const OPTION_LENGTH_OFFSET = 1;
const OPTION_HEADER_SIZE = 2;

/** What is wrong with a packet. */
export type NdiscFault = "short" | "code" | "type" | "header" | "option-header" | "option-length" | "address";

/** Why a packet was refused: always `EBADMSG`. */
export class NdiscRefusal {
  readonly errno = "EBADMSG";
  constructor(
    readonly fault: NdiscFault,
    /** Byte offset in the packet. */
    readonly offset: number,
  ) {}
}

/** A packet with its options. */
export interface NdiscPacket {
  /** See {@link NdiscType}. */
  readonly type: number;
  /** Everything before the options, the checksum among it, which nobody checks. */
  readonly header: Uint8Array;
  readonly checksum: number;
  /** The options that count, by offset; see {@link parsePacket}. */
  readonly options: readonly NdiscOption[];
}

/** Whether a packet is long enough and has code 0; its type when it is fine (`icmp6_packet_verify`). */
export function verifyPacket(bytes: Uint8Array): number | NdiscRefusal {
  if (bytes.length < ICMP6_HEADER_SIZE) return new NdiscRefusal("short", bytes.length);
  if (bytes[CODE_OFFSET] !== 0) return new NdiscRefusal("code", CODE_OFFSET);
  return bytes[0]!;
}

/** What an option must not have in common with another of its type; `null` where all may be the same. */
interface Identity {
  readonly prefixLength: number;
  /** The prefix in hexadecimal; empty for types of which there can be only one. */
  readonly prefix: string;
}

const ONLY_ONE: Identity = { prefixLength: 0, prefix: "" };

const keyOf = (type: number, { prefixLength, prefix }: Identity): string => `${type}/${prefixLength}/${prefix}`;

function identityOf(value: NdiscOptionValue): Identity | null {
  switch (value.kind) {
    case "prefix":
    case "route":
    case "pref64":
      return { prefixLength: value.prefixLength, prefix: toHex(value.prefix) };
    case "rdnss":
    case "dnssl":
    case "encrypted-dns":
    case "other":
      return null;
    default:
      return ONLY_ONE;
  }
}

/** The order in which options are sent: by type, then by prefix, then as they came. Origin: `ndisc_option_compare_func`. */
export function compareOptions(a: NdiscOption, b: NdiscOption): number {
  if (a.type !== b.type) return a.type - b.type;
  const first = identityOf(a.value);
  const second = identityOf(b.value);
  if (first === null || second === null) return a.offset - b.offset;
  if (first.prefixLength !== second.prefixLength) return first.prefixLength - second.prefixLength;
  return first.prefix < second.prefix ? -1 : first.prefix > second.prefix ? 1 : 0;
}

/** Collects options, the first of those that must not be the same. */
class OptionCollector {
  readonly options: NdiscOption[] = [];
  readonly #known = new Set<string>();

  /** Takes an option in as long as there is room; for link-layer addresses there always is. */
  add(option: NdiscOption): void {
    if (this.options.length >= OPTIONS_MAX && option.value.kind !== "link-layer-address") return;
    const identity = identityOf(option.value);
    if (identity !== null) {
      const key = keyOf(option.type, identity);
      if (this.#known.has(key)) return;
      this.#known.add(key);
    }
    this.options.push(option);
  }
}

/**
 * Reads a packet: its header as it is, its options by what they say.
 *
 * Refused: what {@link verifyPacket} refuses, an unknown type, a cut header, and one option that has no length or reaches beyond the
 * end. An option whose content is not valid is left out, and so is a second one of a kind that may be there once, or of
 * the same prefix. Never throws. Origin: RFC 4861, section 6.1; `ndisc_parse_options`.
 */
export function parsePacket(bytes: Uint8Array): NdiscPacket | NdiscRefusal {
  const type = verifyPacket(bytes);
  if (type instanceof NdiscRefusal) return type;
  const headerSize = headerSizes.get(type);
  if (headerSize === undefined) return new NdiscRefusal("type", 0);
  if (bytes.length < headerSize) return new NdiscRefusal("header", bytes.length);
  const collector = new OptionCollector();
  for (let offset = headerSize; offset < bytes.length; ) {
    if (offset + OPTION_HEADER_SIZE > bytes.length) return new NdiscRefusal("option-header", offset);
    const length = bytes[offset + OPTION_LENGTH_OFFSET]! * OPTION_UNIT;
    if (length === 0 || offset + length > bytes.length) return new NdiscRefusal("option-length", offset);
    const value = parseOption(bytes.subarray(offset, offset + length));
    if (value !== null) collector.add({ type: bytes[offset]!, offset, value });
    offset += length;
  }
  return {
    type,
    header: bytes.subarray(0, headerSize),
    checksum: u16beAt(bytes, CHECKSUM_OFFSET),
    options: collector.options,
  };
}

/** The value of the first option of this type and kind, or `null`. */
export function findOption<K extends NdiscOptionValue["kind"]>(
  options: readonly NdiscOption[],
  type: number,
  kind: K,
): Extract<NdiscOptionValue, { readonly kind: K }> | null {
  const found = options.find((option) => option.type === type && option.value.kind === kind);
  return found === undefined ? null : (found.value as Extract<NdiscOptionValue, { readonly kind: K }>);
}
