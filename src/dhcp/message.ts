/**
 * DHCPv4 messages: the BOOTP fields and the options behind them.
 *
 *      0                   1                   2                   3
 *      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *     +---------------+---------------+---------------+---------------+
 *     |     op (1)    |   htype (1)   |   hlen (1)    |   hops (1)    |
 *     +---------------+---------------+---------------+---------------+
 *     |                            xid (4)                            |
 *     +-------------------------------+-------------------------------+
 *     |           secs (2)            |           flags (2)           |
 *     +-------------------------------+-------------------------------+
 *     |     ciaddr (4), yiaddr (4), siaddr (4), giaddr (4)            |
 *     |     chaddr (16), sname (64), file (128), cookie (4)           |
 *     |     options (variable): code, length, data                    |
 *     +---------------------------------------------------------------+
 *
 * Contract: a parsed message keeps every byte, so that {@link encodeDhcpMessage} gives the input back. Byte fields are
 * views of the input.
 * Origin: RFC 2131 section 2, RFC 2132 section 2; DHCPMessage and dhcp_option_parse() at 257.
 */
import { DEL, NUL } from "../core/ascii.js";
import { u16beAt, u32beAt } from "../core/bytes.js";
import { fail } from "../core/errno.js";
import { latin1 } from "../core/utf8.js";
import type { InAddr } from "../net/in-addr.js";
import { DhcpMessageType, DhcpOptionCode, DhcpOverload } from "./registry.js";

/** Offsets of the fields. */
export const DhcpField = {
  OP: 0,
  HTYPE: 1,
  HLEN: 2,
  HOPS: 3,
  XID: 4,
  SECS: 8,
  FLAGS: 10,
  CIADDR: 12,
  YIADDR: 16,
  SIADDR: 20,
  GIADDR: 24,
  CHADDR: 28,
  SNAME: 44,
  FILE: 108,
  COOKIE: 236,
  OPTIONS: 240,
} as const;

/** Bytes of the hardware address field (RFC 2131 section 2). */
export const DHCP_CHADDR_LENGTH = 16;
/** What the cookie must be (RFC 2131 section 3); parsing does not insist. */
export const DHCP_MAGIC_COOKIE = 0x63825363;
/** Bit of `flags`: replies are to be broadcast (RFC 2131 section 2). */
export const DHCP_FLAG_BROADCAST = 0x8000;
/** Longest input of the fuzz targets: a little more than an IPv4 packet can hold, so that too long frames occur. */
export const DHCP_INPUT_MAX = 65536;
/** Longest data of one option: its length is one byte. */
export const DHCP_OPTION_DATA_MAX = 255;

/** One option; pad and end have no data. */
export interface DhcpOption {
  readonly code: number;
  readonly data: Uint8Array;
}

const { PAD, END, MESSAGE_TYPE, OVERLOAD, ERROR_MESSAGE } = DhcpOptionCode;

const NO_DATA = new Uint8Array(0);
/** The option that fills a byte. */
export const DHCP_PAD: DhcpOption = Object.freeze({ code: DhcpOptionCode.PAD, data: NO_DATA });
/** The option that ends a list. */
export const DHCP_END: DhcpOption = Object.freeze({ code: DhcpOptionCode.END, data: NO_DATA });

/** The fixed fields. */
export interface BootpFields {
  readonly op: number;
  readonly htype: number;
  /** Bytes of `chaddr` that count; anything up to 255 on the wire. */
  readonly hlen: number;
  readonly hops: number;
  readonly xid: number;
  readonly secs: number;
  readonly flags: number;
  readonly ciaddr: InAddr;
  readonly yiaddr: InAddr;
  readonly siaddr: InAddr;
  readonly giaddr: InAddr;
  /** 16 bytes. */
  readonly chaddr: Uint8Array;
  /** 64 bytes. */
  readonly sname: Uint8Array;
  /** 128 bytes. */
  readonly file: Uint8Array;
  readonly cookie: number;
}

/** A message. One that was parsed has getters: spreading it gives no fixed fields, {@link newBootpFields} copies them. */
export interface DhcpMessage extends BootpFields {
  /** The options field in wire order, pads and end included. */
  readonly options: readonly DhcpOption[];
  /** Bytes behind the end option. */
  readonly trailing: Uint8Array;
  /** Options in `file`, then in `sname`, where the overload option says so. */
  readonly overloaded: readonly DhcpOption[];
  /** What option 53 says; never 0. */
  readonly messageType: number;
  /** Option 56 of a NAK or DECLINE: ASCII. */
  readonly errorMessage: string | null;
}

/** What one area of options says about the message itself. */
class MessageFacts {
  type = 0;
  overload = 0;
  error: string | null = null;
}

/** Reads the options in `bytes[start..end)` into `into`; returns the offset behind the end option, or `end`. */
function readOptions(bytes: Uint8Array, start: number, end: number, into: DhcpOption[], facts: MessageFacts): number {
  let at = start;
  while (at < end) {
    const code = bytes[at++]!;
    if (code === PAD) {
      into.push(DHCP_PAD);
      continue;
    }
    if (code === END) {
      into.push(DHCP_END);
      return at;
    }
    if (at === end) fail("ENOBUFS", at, "an option without length");
    const length = bytes[at++]!;
    if (length > end - at) fail("EINVAL", at, `an option of ${length} bytes where ${end - at} are left`);
    const data = length === 0 ? NO_DATA : bytes.subarray(at, at + length);
    if (code === MESSAGE_TYPE || code === OVERLOAD) {
      if (length !== 1) fail("EINVAL", at, `option ${code} of ${length} bytes`);
      if (code === OVERLOAD) facts.overload = data[0]!;
      else facts.type = data[0]!;
    } else if (code === ERROR_MESSAGE) facts.error = readErrorMessage(data, at);
    into.push({ code, data });
    at += length;
  }
  return end;
}

/** ASCII, not empty, one NUL byte at the end allowed. */
function readErrorMessage(data: Uint8Array, offset: number): string {
  if (data.length === 0) fail("EINVAL", offset, "an empty error message");
  const length = data[data.length - 1] === NUL ? data.length - 1 : data.length;
  for (let i = 0; i < length; i++) {
    if (data[i] === NUL || data[i]! > DEL) fail("EINVAL", offset + i, "an error message that is no ASCII text");
  }
  return latin1(data, 0, length);
}

/** The fixed fields of a message in its bytes. */
class BootpView implements BootpFields {
  constructor(protected readonly bytes: Uint8Array) {}
  get op(): number {
    return this.bytes[DhcpField.OP]!;
  }
  get htype(): number {
    return this.bytes[DhcpField.HTYPE]!;
  }
  get hlen(): number {
    return this.bytes[DhcpField.HLEN]!;
  }
  get hops(): number {
    return this.bytes[DhcpField.HOPS]!;
  }
  get xid(): number {
    return u32beAt(this.bytes, DhcpField.XID);
  }
  get secs(): number {
    return u16beAt(this.bytes, DhcpField.SECS);
  }
  get flags(): number {
    return u16beAt(this.bytes, DhcpField.FLAGS);
  }
  get ciaddr(): InAddr {
    return this.bytes.subarray(DhcpField.CIADDR, DhcpField.YIADDR);
  }
  get yiaddr(): InAddr {
    return this.bytes.subarray(DhcpField.YIADDR, DhcpField.SIADDR);
  }
  get siaddr(): InAddr {
    return this.bytes.subarray(DhcpField.SIADDR, DhcpField.GIADDR);
  }
  get giaddr(): InAddr {
    return this.bytes.subarray(DhcpField.GIADDR, DhcpField.CHADDR);
  }
  get chaddr(): Uint8Array {
    return this.bytes.subarray(DhcpField.CHADDR, DhcpField.SNAME);
  }
  get sname(): Uint8Array {
    return this.bytes.subarray(DhcpField.SNAME, DhcpField.FILE);
  }
  get file(): Uint8Array {
    return this.bytes.subarray(DhcpField.FILE, DhcpField.COOKIE);
  }
  get cookie(): number {
    return u32beAt(this.bytes, DhcpField.COOKIE);
  }
}

/** A message that was read. */
class ParsedMessage extends BootpView implements DhcpMessage {
  constructor(
    bytes: Uint8Array,
    readonly options: readonly DhcpOption[],
    readonly overloaded: readonly DhcpOption[],
    readonly optionsEnd: number,
    readonly messageType: number,
    readonly errorMessage: string | null,
  ) {
    super(bytes);
  }

  get trailing(): Uint8Array {
    return this.bytes.subarray(this.optionsEnd);
  }
}

/** The fixed fields of at least 240 bytes (`TypeError` otherwise): a view that follows the bytes. */
export function readBootpFields(bytes: Uint8Array): BootpFields {
  if (bytes.length < DhcpField.OPTIONS) throw new TypeError(`${bytes.length} bytes have no BOOTP fields`);
  return new BootpView(bytes);
}

const NO_OPTIONS: readonly DhcpOption[] = [];

/** The options in `file` and `sname`, as far as the overload option names them. */
function readOverloaded(bytes: Uint8Array, overload: number, facts: MessageFacts): readonly DhcpOption[] {
  if ((overload & (DhcpOverload.FILE | DhcpOverload.SNAME)) === 0) return NO_OPTIONS;
  const options: DhcpOption[] = [];
  if ((overload & DhcpOverload.FILE) !== 0) readOptions(bytes, DhcpField.FILE, DhcpField.COOKIE, options, facts);
  if ((overload & DhcpOverload.SNAME) !== 0) readOptions(bytes, DhcpField.SNAME, DhcpField.FILE, options, facts);
  return options;
}

/**
 * Reads a message from its `op` byte on; fails with a {@link ParseFailure}.
 *
 * `EINVAL` for less than 240 bytes, an option behind the end of its area, or a message type, overload or error message
 * of the wrong form; `ENOBUFS` for an option without length; `ENOMSG` without a message type. The last of repeated options
 * counts. Fixed fields are not judged. The overload option counts in the options field only.
 * Origin: RFC 2131 section 4.1, dhcp_option_parse() at 257.
 */
export function parseDhcpMessage(bytes: Uint8Array): DhcpMessage {
  const length = bytes.length;
  if (length < DhcpField.OPTIONS) fail("EINVAL", length, `${length} bytes are no DHCP message`);
  const facts = new MessageFacts();
  const options: DhcpOption[] = [];
  const optionsEnd = readOptions(bytes, DhcpField.OPTIONS, length, options, facts);
  const overloaded = readOverloaded(bytes, facts.overload, facts);
  const { type } = facts;
  if (type === 0) fail("ENOMSG", length, "no message type");
  const explains = type === DhcpMessageType.NAK || type === DhcpMessageType.DECLINE;
  return new ParsedMessage(bytes, options, overloaded, optionsEnd, type, explains ? facts.error : null);
}

/** Fields up to this length are copied byte by byte: a call of `set` costs more. */
const SHORT_FIELD = 16;

function putBytes(into: Uint8Array, field: Uint8Array, at: number, length: number, name: string): void {
  if (field.length !== length) throw new TypeError(`${name} has ${length} bytes, not ${field.length}`);
  if (length > SHORT_FIELD) into.set(field, at);
  else for (let i = 0; i < length; i++) into[at + i] = field[i]!;
}

const MAX_U8 = 0xff;
const MAX_U16 = 0xffff;
const MAX_U32 = 0xffffffff;

function checkNumber(value: number, max: number, name: string): void {
  if (!(value >= 0 && value <= max && Number.isInteger(value))) throw new TypeError(`${name} is not in 0..${max}`);
}

function putU8(into: Uint8Array, value: number, at: number, name: string): void {
  checkNumber(value, MAX_U8, name);
  into[at] = value;
}

function putU16(into: Uint8Array, value: number, at: number, name: string): void {
  checkNumber(value, MAX_U16, name);
  into[at] = value >> 8;
  into[at + 1] = value;
}

function putU32(into: Uint8Array, value: number, at: number, name: string): void {
  checkNumber(value, MAX_U32, name);
  into[at] = value >>> 24;
  into[at + 1] = value >>> 16;
  into[at + 2] = value >>> 8;
  into[at + 3] = value;
}

/** Bytes of a list of options on the wire. */
export function dhcpOptionsLength(options: readonly DhcpOption[]): number {
  let length = 0;
  for (const { code, data } of options) length += code === PAD || code === END ? 1 : 2 + data.length;
  return length;
}

/** Writes options one after the other; returns where they end. An option above 255 bytes is a `TypeError`. */
export function writeDhcpOptions(options: readonly DhcpOption[], into: Uint8Array, start: number): number {
  let at = start;
  for (const { code, data } of options) {
    into[at++] = code;
    if (code === PAD || code === END) continue;
    if (data.length > DHCP_OPTION_DATA_MAX) throw new TypeError(`option ${code} of ${data.length} bytes`);
    into[at++] = data.length;
    if (data.length > 0) into.set(data, at);
    at += data.length;
  }
  return at;
}

/** What {@link encodeDhcpMessage} writes: a parsed message, or fields and options of one's own. */
export type DhcpMessageParts = BootpFields & Pick<DhcpMessage, "options"> & Partial<Pick<DhcpMessage, "trailing">>;

/**
 * Writes a message: the fixed fields, the options as they come (no end option is added), the trailing bytes.
 *
 * Law: `encodeDhcpMessage(parseDhcpMessage(bytes))` equals `bytes`. Fields of the wrong size are a `TypeError`.
 */
export function encodeDhcpMessage(message: DhcpMessageParts): Uint8Array {
  const trailing = message.trailing ?? NO_DATA;
  const bytes = new Uint8Array(DhcpField.OPTIONS + dhcpOptionsLength(message.options) + trailing.length);
  putU8(bytes, message.op, DhcpField.OP, "op");
  putU8(bytes, message.htype, DhcpField.HTYPE, "htype");
  putU8(bytes, message.hlen, DhcpField.HLEN, "hlen");
  putU8(bytes, message.hops, DhcpField.HOPS, "hops");
  putU32(bytes, message.xid, DhcpField.XID, "xid");
  putU16(bytes, message.secs, DhcpField.SECS, "secs");
  putU16(bytes, message.flags, DhcpField.FLAGS, "flags");
  putBytes(bytes, message.ciaddr, DhcpField.CIADDR, 4, "ciaddr");
  putBytes(bytes, message.yiaddr, DhcpField.YIADDR, 4, "yiaddr");
  putBytes(bytes, message.siaddr, DhcpField.SIADDR, 4, "siaddr");
  putBytes(bytes, message.giaddr, DhcpField.GIADDR, 4, "giaddr");
  putBytes(bytes, message.chaddr, DhcpField.CHADDR, DHCP_CHADDR_LENGTH, "chaddr");
  putBytes(bytes, message.sname, DhcpField.SNAME, DhcpField.FILE - DhcpField.SNAME, "sname");
  putBytes(bytes, message.file, DhcpField.FILE, DhcpField.COOKIE - DhcpField.FILE, "file");
  putU32(bytes, message.cookie, DhcpField.COOKIE, "cookie");
  bytes.set(trailing, writeDhcpOptions(message.options, bytes, DhcpField.OPTIONS));
  return bytes;
}

const zeroFields = readBootpFields(new Uint8Array(DhcpField.OPTIONS));

/**
 * Fixed fields as plain members: zero but for the magic cookie and what is given, which may be a parsed message.
 *
 * @example encodeDhcpMessage({ ...newBootpFields(message), options: [...message.options, DHCP_END] })
 */
export const newBootpFields = (fields: Partial<BootpFields>): BootpFields => ({
  op: fields.op ?? zeroFields.op,
  htype: fields.htype ?? zeroFields.htype,
  hlen: fields.hlen ?? zeroFields.hlen,
  hops: fields.hops ?? zeroFields.hops,
  xid: fields.xid ?? zeroFields.xid,
  secs: fields.secs ?? zeroFields.secs,
  flags: fields.flags ?? zeroFields.flags,
  ciaddr: fields.ciaddr ?? zeroFields.ciaddr,
  yiaddr: fields.yiaddr ?? zeroFields.yiaddr,
  siaddr: fields.siaddr ?? zeroFields.siaddr,
  giaddr: fields.giaddr ?? zeroFields.giaddr,
  chaddr: fields.chaddr ?? zeroFields.chaddr,
  sname: fields.sname ?? zeroFields.sname,
  file: fields.file ?? zeroFields.file,
  cookie: fields.cookie ?? DHCP_MAGIC_COOKIE,
});
