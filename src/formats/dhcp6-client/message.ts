/**
 * DHCPv6 messages between client and server.
 *
 *      0                   1                   2                   3
 *     +---------------+-----------------------------------------------+
 *     |   type (1)    |              transaction id (3)               |
 *     +---------------+---------------+-------------------------------+
 *     |       option code (2)         |       option length (2)       |
 *     |       option data (option length) …                           |
 *     +---------------------------------------------------------------+
 *
 * Contract: {@link encodeDhcp6Message} gives back what {@link parseDhcp6Message} read without a problem. Data are views.
 * Origin: RFC 8415 sections 8 and 21.1.
 */
import { u16beAt } from "../../core/bytes.js";
import { ByteWriter } from "../../core/writer.js";

export interface Dhcp6Option {
  readonly code: number;
  readonly data: Uint8Array;
}

/** A list of options as far as it is well-formed. */
export interface Dhcp6Options {
  readonly options: readonly Dhcp6Option[];
  /** Up to 3 bytes behind the last option. */
  readonly trailing: Uint8Array;
  /** Offset of an option that does not fit, or -1. */
  readonly brokenAt: number;
}

export interface Dhcp6Message extends Dhcp6Options {
  readonly type: number;
  /** 24 bits. */
  readonly transactionId: number;
}

/** Type and transaction id. */
export const DHCP6_HEADER_LENGTH = 4;
/** Code and length of an option. */
export const DHCP6_OPTION_HEADER_LENGTH = 4;

/** Reads options from `start` to the end of `bytes`. Never fails: a broken option ends the list. */
export function parseDhcp6Options(bytes: Uint8Array, start = 0): Dhcp6Options {
  const options: Dhcp6Option[] = [];
  const end = bytes.length;
  let at = start;
  while (end - at >= DHCP6_OPTION_HEADER_LENGTH) {
    const length = u16beAt(bytes, at + 2);
    const dataAt = at + DHCP6_OPTION_HEADER_LENGTH;
    if (length > end - dataAt) return { options, trailing: bytes.subarray(end), brokenAt: at };
    options.push({ code: u16beAt(bytes, at), data: bytes.subarray(dataAt, dataAt + length) });
    at = dataAt + length;
  }
  return { options, trailing: bytes.subarray(at), brokenAt: -1 };
}

/** Options that must fill their place: `null` for a broken one or left-over bytes. */
export function parseWholeDhcp6Options(bytes: Uint8Array, start = 0): readonly Dhcp6Option[] | null {
  const { options, trailing, brokenAt } = parseDhcp6Options(bytes, start);
  return brokenAt < 0 && trailing.length === 0 ? options : null;
}

/** Reads a message; `null` for less than 4 bytes. */
export function parseDhcp6Message(bytes: Uint8Array): Dhcp6Message | null {
  if (bytes.length < DHCP6_HEADER_LENGTH) return null;
  const transactionId = (bytes[1]! << 16) | u16beAt(bytes, 2);
  return { type: bytes[0]!, transactionId, ...parseDhcp6Options(bytes, DHCP6_HEADER_LENGTH) };
}

/** Writes options one after the other. Data above 65535 bytes are a `TypeError`. */
export function encodeDhcp6Options(options: readonly Dhcp6Option[], writer: ByteWriter): ByteWriter {
  for (const { code, data } of options) writer.u16be(code).u16be(data.length).bytes(data);
  return writer;
}

/** Writes a message. Law: what was parsed and is not broken comes back byte for byte. */
export function encodeDhcp6Message(
  message: Pick<Dhcp6Message, "type" | "transactionId" | "options"> & Partial<Pick<Dhcp6Message, "trailing">>,
): Uint8Array {
  const writer = new ByteWriter()
    .u8(message.type)
    .u8(message.transactionId >>> 16)
    .u16be(message.transactionId & 0xffff);
  encodeDhcp6Options(message.options, writer);
  if (message.trailing !== undefined) writer.bytes(message.trailing);
  return writer.finish();
}
