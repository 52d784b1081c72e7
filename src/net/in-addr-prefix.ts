import { isErrno, type NumberErrno, safeAtou8 } from "../text/numbers.js";
import { formatInAddr, type InAddr, IPV4_LENGTH, parseInAddr, parseIpv4, parseIpv6 } from "./in-addr.js";

export type IpFamily = "ipv4" | "ipv6";

/** An address and how many of its leading bits count. */
export interface InAddrPrefix {
  readonly address: InAddr;
  readonly prefixLength: number;
}

export const familyOf = (address: InAddr): IpFamily => (address.length === IPV4_LENGTH ? "ipv4" : "ipv6");

/** An address of one family, or of either when `family` is `null`; `null` when it is none. */
export function parseInAddrOf(family: IpFamily | null, text: string): InAddr | null {
  if (family === null) return parseInAddr(text);
  return family === "ipv4" ? parseIpv4(text) : parseIpv6(text);
}

/** A prefix length that fits the address: ERANGE when it is longer. Origin: in_addr_parse_prefixlen() at 257. */
function parsePrefixLength(address: InAddr, text: string): number | NumberErrno {
  const length = safeAtou8(text);
  return !isErrno(length) && length > address.length * 8 ? "ERANGE" : length;
}

/**
 * `<address>[/<length>]`. Without a length all bits count, or with `requireLength` the result is `ENOANO`.
 * Origin: in_addr_prefix_from_string_auto_full() at 257.
 */
export function parseInAddrPrefix(
  text: string,
  family: IpFamily | null = null,
  requireLength = false,
): InAddrPrefix | NumberErrno | "ENOANO" {
  const slash = text.indexOf("/");
  const address = parseInAddrOf(family, slash < 0 ? text : text.slice(0, slash));
  if (address === null) return "EINVAL";
  if (slash < 0) return requireLength ? "ENOANO" : { address, prefixLength: address.length * 8 };
  const prefixLength = parsePrefixLength(address, text.slice(slash + 1));
  return isErrno(prefixLength) ? prefixLength : { address, prefixLength };
}

/** `192.0.2.0/24`. */
export const formatInAddrPrefix = (prefix: InAddrPrefix): string =>
  `${formatInAddr(prefix.address)}/${prefix.prefixLength}`;

/** A copy of the address with the bits behind the prefix cleared. Origin: in_addr_mask() at 257. */
export function maskInAddr(address: InAddr, prefixLength: number): InAddr {
  const masked = new Uint8Array(address.length);
  const whole = prefixLength >> 3;
  masked.set(address.subarray(0, whole));
  if (whole < address.length) masked[whole] = address[whole]! & (0xff00 >> (prefixLength & 7));
  return masked;
}

/** Whether an address lies in a prefix of its own family. Origin: in_addr_prefix_covers() at 257. */
export function prefixCovers(prefix: InAddrPrefix, address: InAddr): boolean {
  if (prefix.address.length !== address.length) return false;
  const whole = prefix.prefixLength >> 3;
  for (let i = 0; i < whole; i++) if (prefix.address[i] !== address[i]) return false;
  if (whole === address.length) return true;
  const mask = 0xff00 >> (prefix.prefixLength & 7);
  return ((prefix.address[whole]! ^ address[whole]!) & mask & 0xff) === 0;
}

/** `255.255.255.0` and the like to a prefix length, or -1 when the ones are not all at the front. */
export function netmaskToPrefixLength(mask: InAddr): number {
  let length = 0;
  let i = 0;
  while (i < mask.length && mask[i] === 0xff) {
    length += 8;
    i++;
  }
  if (i === mask.length) return length;
  for (let bit = 0x80; bit > 0 && (mask[i]! & bit) !== 0; bit >>= 1) length++;
  if (mask[i] !== ((0xff00 >> (length & 7)) & 0xff)) return -1;
  for (let rest = i + 1; rest < mask.length; rest++) if (mask[rest] !== 0) return -1;
  return length;
}

const everyByteIs = (bytes: Uint8Array, value: number, from = 0, end = bytes.length): boolean => {
  for (let i = from; i < end; i++) if (bytes[i] !== value) return false;
  return true;
};

/** All bytes zero. Origin: in_addr_is_null() at 257. */
export const isNullAddr = (address: InAddr): boolean => everyByteIs(address, 0);

/** 169.254.0.0/16 or fe80::/10. Origin: in_addr_is_link_local() at 257. */
export const isLinkLocalAddr = (address: InAddr): boolean =>
  address.length === IPV4_LENGTH
    ? address[0] === 169 && address[1] === 254
    : address[0] === 0xfe && (address[1]! & 0xc0) === 0x80;

/** 224.0.0.0/4 or ff00::/8. Origin: in_addr_is_multicast() at 257. */
export const isMulticastAddr = (address: InAddr): boolean =>
  address.length === IPV4_LENGTH ? (address[0]! & 0xf0) === 0xe0 : address[0] === 0xff;

/** 127.0.0.0/8 or ::1. Origin: in_addr_is_localhost() at 257. */
export const isLocalhostAddr = (address: InAddr): boolean =>
  address.length === IPV4_LENGTH ? address[0] === 127 : everyByteIs(address, 0, 0, 15) && address[15] === 1;
