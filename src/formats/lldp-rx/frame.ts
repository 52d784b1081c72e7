import { bytesEqual, u16beAt } from "../../core/bytes.js";
import { ByteWriter } from "../../core/writer.js";
import {
  ETHER_HEADER_SIZE,
  ETHERTYPE_LLDP,
  LldpTlvType,
  lldpGroups,
  TLV_HEADER_SIZE,
  TLV_VALUE_MAX,
} from "./tables.js";

/*
 * An Ethernet frame with LLDP in it (IEEE 802.1AB-2016, sections 7 and 8):
 *
 *      0           6           12      14
 *     +-----------+-----------+-------+------ - - +------ - - + - - +-------+ - - - -
 *     | group     | source    | 88 cc | TLV       | TLV       |     | 00 00 | padding
 *     +-----------+-----------+-------+------ - - +------ - - + - - +-------+ - - - -
 *
 *     TLV: | type, 7 bits | length, 9 bits | value |
 */
const SOURCE_OFFSET = 6;
const ETHERTYPE_OFFSET = 12;
const LENGTH_MASK = 0x1ff;
const TYPE_SHIFT = 9;

/** One element of a frame. */
export interface LldpTlv {
  /** See {@link LldpTlvType}; other numbers are kept. */
  readonly type: number;
  readonly value: Uint8Array;
}

/** A frame taken apart: nothing is said about the values of its TLVs. */
export interface LldpFrame {
  readonly destination: Uint8Array;
  readonly source: Uint8Array;
  /** The TLVs up to the one that ends them, which is left out. */
  readonly tlvs: readonly LldpTlv[];
  /** What follows the end: padding as a rule. */
  readonly trailer: Uint8Array;
}

/** What is wrong with a frame. */
export type LldpFault =
  | "empty"
  | "short"
  | "ethertype"
  | "destination"
  | "tlv-cut"
  | "end-not-empty"
  | "id-length"
  | "ttl-length"
  | "capabilities-length"
  | "private-length"
  | "repeated"
  | "missing";

/** Why a frame was refused. */
export class LldpRefusal {
  readonly errno: "EBADMSG" | "ENODATA";
  constructor(
    readonly fault: LldpFault,
    /** Byte offset in the frame where the fault was seen. */
    readonly offset: number,
  ) {
    this.errno = fault === "empty" ? "ENODATA" : "EBADMSG";
  }
}

const isGroup = (address: Uint8Array): boolean => lldpGroups.some((group) => bytesEqual(group, address));

/**
 * Takes a frame apart.
 *
 * Refused with `EBADMSG`: fewer bytes than an Ethernet header, another Ethernet type, a destination that is none of the three group
 * addresses, a TLV that is cut off, no end, an end with a value; with `ENODATA`: no bytes at all. What follows the end is kept
 * and not looked at. Never throws. Origin: IEEE 802.1AB-2016, section 9.2.7.7; `lldp_neighbor_parse`.
 */
export function parseFrame(bytes: Uint8Array): LldpFrame | LldpRefusal {
  if (bytes.length === 0) return new LldpRefusal("empty", 0);
  if (bytes.length < ETHER_HEADER_SIZE) return new LldpRefusal("short", bytes.length);
  if (u16beAt(bytes, ETHERTYPE_OFFSET) !== ETHERTYPE_LLDP) return new LldpRefusal("ethertype", ETHERTYPE_OFFSET);
  const destination = bytes.subarray(0, SOURCE_OFFSET);
  if (!isGroup(destination)) return new LldpRefusal("destination", 0);
  const tlvs: LldpTlv[] = [];
  for (let at = ETHER_HEADER_SIZE; ; ) {
    const start = at + TLV_HEADER_SIZE;
    if (start > bytes.length) return new LldpRefusal("tlv-cut", at);
    const header = u16beAt(bytes, at);
    const type = header >> TYPE_SHIFT;
    const end = start + (header & LENGTH_MASK);
    if (end > bytes.length) return new LldpRefusal("tlv-cut", at);
    if (type === LldpTlvType.end) {
      if (end !== start) return new LldpRefusal("end-not-empty", at);
      const source = bytes.subarray(SOURCE_OFFSET, ETHERTYPE_OFFSET);
      return { destination, source, tlvs, trailer: bytes.subarray(end) };
    }
    tlvs.push({ type, value: bytes.subarray(start, end) });
    at = end;
  }
}

/**
 * The bytes of a frame: `encodeFrame(parseFrame(x))` is `x` for every accepted `x`.
 *
 * Throws `TypeError` for addresses that are not six bytes, types above 127 and values above 511 bytes.
 */
export function encodeFrame(frame: LldpFrame): Uint8Array {
  if (frame.destination.length !== SOURCE_OFFSET || frame.source.length !== SOURCE_OFFSET) {
    throw new TypeError("an Ethernet address has six bytes");
  }
  const out = new ByteWriter().bytes(frame.destination).bytes(frame.source).u16be(ETHERTYPE_LLDP);
  for (const { type, value } of frame.tlvs) {
    if (type <= LldpTlvType.end || value.length > TLV_VALUE_MAX)
      throw new TypeError(`no TLV has type ${type} and ${value.length} bytes`);
    out.u16be((type << TYPE_SHIFT) | value.length).bytes(value);
  }
  return out.u16be(0).bytes(frame.trailer).finish();
}

/** One TLV of a raw listing; what lies behind the end of the bytes is missing. */
export interface RawTlv {
  readonly type: number;
  /** Header and value; `null` when the value is cut off. */
  readonly raw: Uint8Array | null;
}

/**
 * Every TLV of an accepted frame as it stands, read on beyond the end as `sd_lldp_neighbor_tlv_next` does: padding shows as
 * further ends, and what does not fit at last without its bytes.
 */
export function rawTlvs(bytes: Uint8Array): readonly RawTlv[] {
  const all: RawTlv[] = [];
  for (let at = ETHER_HEADER_SIZE; at + TLV_HEADER_SIZE <= bytes.length; ) {
    const header = u16beAt(bytes, at);
    const end = at + TLV_HEADER_SIZE + (header & LENGTH_MASK);
    all.push({ type: header >> TYPE_SHIFT, raw: end > bytes.length ? null : bytes.subarray(at, end) });
    at = end;
  }
  return all;
}
