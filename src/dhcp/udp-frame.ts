/**
 * A DHCP message in UDP in IPv4, as it goes over a packet socket.
 *
 *      0                   1                   2                   3
 *     +-------+-------+---------------+-------------------------------+
 *     |   4   |   5   |      TOS      |         total length          |
 *     +-------+-------+---------------+-------------------------------+
 *     |           identification      |     flags, fragment offset    |
 *     +---------------+---------------+-------------------------------+
 *     |      TTL      |  17 (UDP)     |        header checksum        |
 *     +---------------+---------------+-------------------------------+
 *     |                        source address                         |
 *     |                      destination address                      |
 *     +-------------------------------+-------------------------------+
 *     |          source port          |       destination port        |
 *     |          UDP length           |         UDP checksum          |
 *     +-------------------------------+-------------------------------+
 *
 * Origin: RFC 791 section 3.1, RFC 768, RFC 1071; dhcp_packet_append_ip_headers() at 257.
 */
import type { Errno } from "../core/errno.js";
import { type InAddr, IPV4_LENGTH } from "../net/in-addr.js";

const IP_HEADER_LENGTH = 20;
const UDP_HEADER_LENGTH = 8;
/** Bytes of both headers. */
export const UDP_FRAME_HEADER_LENGTH = IP_HEADER_LENGTH + UDP_HEADER_LENGTH;
/** The total length is a 16-bit field. */
const FRAME_MAX = 0xffff;

const IpField = { TOS: 1, LENGTH: 2, TTL: 8, PROTOCOL: 9, CHECKSUM: 10, SOURCE: 12, DESTINATION: 16 } as const;
const UdpField = { SOURCE: 20, DESTINATION: 22, LENGTH: 24, CHECKSUM: 26 } as const;

const VERSION_4_FIVE_WORDS = 0x45;
/** Class selector 6, "network control" (RFC 2474 section 4.2.2). */
const TOS_CS6 = 0xc0;
const DEFAULT_TTL = 64;
const PROTOCOL_UDP = 17;

const ALL_ONES = 0xffff;
const HALF = 16;
/** Words that can be summed before the sum leaves 31 bits. */
const WORDS_BEFORE_FOLD = 0x7000;

/** Folds the carries of a one's complement sum into 16 bits. */
function fold(sum: number): number {
  let folded = sum;
  while (folded > ALL_ONES) folded = (folded & ALL_ONES) + (folded >>> HALF);
  return folded;
}

/** Adds 16-bit words, the last byte padded with zero. */
function sumWords(bytes: Uint8Array, start: number, end: number, initial: number): number {
  let sum = initial;
  let at = start;
  const wholeEnd = end - ((end - start) & 1);
  while (at < wholeEnd) {
    const stop = Math.min(wholeEnd, at + 2 * WORDS_BEFORE_FOLD);
    for (; at < stop; at += 2) sum += (bytes[at]! << 8) | bytes[at + 1]!;
    sum = fold(sum);
  }
  return at < end ? fold(sum + (bytes[at]! << 8)) : fold(sum);
}

/** The internet checksum of a byte range (RFC 1071). */
export const internetChecksum = (bytes: Uint8Array, start = 0, end: number = bytes.length): number =>
  sumWords(bytes, start, end, 0) ^ ALL_ONES;

function putU16(into: Uint8Array, at: number, value: number): void {
  into[at] = value >> 8;
  into[at + 1] = value;
}

export interface UdpEndpoints {
  readonly source: InAddr;
  readonly sourcePort: number;
  readonly destination: InAddr;
  readonly destinationPort: number;
}

/** The frame with a payload, both checksums set; `EOVERFLOW` when it would be longer than 65535 bytes. */
export function encodeUdpFrame(payload: Uint8Array, endpoints: UdpEndpoints): Uint8Array | Errno {
  const length = UDP_FRAME_HEADER_LENGTH + payload.length;
  if (length > FRAME_MAX) return "EOVERFLOW";
  const { source, destination } = endpoints;
  if (source.length !== IPV4_LENGTH || destination.length !== IPV4_LENGTH) throw new TypeError("IPv4 addresses only");
  const frame = new Uint8Array(length);
  frame[0] = VERSION_4_FIVE_WORDS;
  frame[IpField.TOS] = TOS_CS6;
  putU16(frame, IpField.LENGTH, length);
  frame[IpField.TTL] = DEFAULT_TTL;
  frame[IpField.PROTOCOL] = PROTOCOL_UDP;
  frame.set(source, IpField.SOURCE);
  frame.set(destination, IpField.DESTINATION);
  putU16(frame, IpField.CHECKSUM, internetChecksum(frame, 0, IP_HEADER_LENGTH));
  putU16(frame, UdpField.SOURCE, endpoints.sourcePort);
  putU16(frame, UdpField.DESTINATION, endpoints.destinationPort);
  putU16(frame, UdpField.LENGTH, length - IP_HEADER_LENGTH);
  frame.set(payload, UDP_FRAME_HEADER_LENGTH);
  // The pseudo header: both addresses, the protocol, the UDP length.
  const pseudo = PROTOCOL_UDP + length - IP_HEADER_LENGTH;
  const checksum = sumWords(frame, IpField.SOURCE, length, pseudo) ^ ALL_ONES;
  putU16(frame, UdpField.CHECKSUM, checksum);
  return frame;
}

/** Whether both checksums of a frame hold; a UDP checksum of zero means that there is none (RFC 768). */
export function isUdpFrameIntact(frame: Uint8Array): boolean {
  if (frame.length < UDP_FRAME_HEADER_LENGTH || sumWords(frame, 0, IP_HEADER_LENGTH, 0) !== ALL_ONES) return false;
  if (frame[UdpField.CHECKSUM] === 0 && frame[UdpField.CHECKSUM + 1] === 0) return true;
  const pseudo = PROTOCOL_UDP + frame.length - IP_HEADER_LENGTH;
  return sumWords(frame, IpField.SOURCE, frame.length, pseudo) === ALL_ONES;
}
