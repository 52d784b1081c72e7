import { COLON, DOT, hexValue, isHexDigit, MINUS } from "../core/ascii.js";
import { parseInAddr, parseIpv4, parseIpv6 } from "./in-addr.js";

/** Lengths of hardware addresses. */
export const ETH_ALEN = 6;
export const INFINIBAND_ALEN = 20;
/** Longest hardware address that the kernel knows. Origin: HW_ADDR_MAX_SIZE. */
export const HW_ADDR_MAX = 32;

/** Which lengths {@link parseHwAddr} takes: a number of bytes, `any` (with a separator), or `auto`: 4, 6, 16 and 20. */
export type HwAddrLength = number | "any" | "auto";

/**
 * A hardware address: bytes in hexadecimal separated by `:` or `-`, or pairs of bytes separated by `.`; leading zeros of
 * a group may be missing. Where 4 or 16 bytes are fine, also an IPv4 or IPv6 address. `null` otherwise.
 *
 * Origin: parse_hw_addr_full() at 257.
 */
export function parseHwAddr(text: string, length: HwAddrLength): Uint8Array | null {
  const address =
    length === "auto" ? parseInAddr(text) : length === 4 ? parseIpv4(text) : length === 16 ? parseIpv6(text) : null;
  if (address !== null) return address;
  let at = 0;
  while (isHexDigit(text.charCodeAt(at))) at++;
  const separator = text.charCodeAt(at);
  const perGroup = separator === DOT ? 2 : separator === COLON || separator === MINUS ? 1 : 0;
  if (perGroup === 0) return null;
  const max = length === "auto" ? INFINIBAND_ALEN : length === "any" ? HW_ADDR_MAX : length;
  if (max % perGroup !== 0) return null;
  const bytes = new Uint8Array(max);
  const used = readGroups(text, separator, perGroup, bytes);
  if (used < 0) return null;
  if (length === "auto") {
    if (used !== 4 && used !== 16 && used !== ETH_ALEN && used !== INFINIBAND_ALEN) return null;
  } else if (length !== "any" && used !== length) return null;
  return bytes.slice(0, used);
}

/** Reads groups up to the end of the text: how many bytes they fill, or -1. */
function readGroups(text: string, separator: number, perGroup: number, bytes: Uint8Array): number {
  let used = 0;
  let value = 0;
  let digits = 0;
  for (let at = 0; at <= text.length; at++) {
    const c = at < text.length ? text.charCodeAt(at) : separator;
    if (c === separator) {
      if (digits === 0 || used + perGroup > bytes.length) return -1;
      if (perGroup > 1) bytes[used++] = value >> 8;
      bytes[used++] = value & 0xff;
      value = 0;
      digits = 0;
      continue;
    }
    const digit = hexValue(c);
    if (digit < 0 || digits === 2 * perGroup) return -1;
    value = (value << 4) | digit;
    digits++;
  }
  return used;
}

/** An Ethernet address, 6 bytes. Origin: parse_ether_addr() at 257. */
export const parseEtherAddr = (text: string): Uint8Array | null => parseHwAddr(text, ETH_ALEN);

const HEX = "0123456789abcdef";

/** `00:11:22:33:44:55`, lower case. Origin: hw_addr_to_string() at 257. */
export function formatHwAddr(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    text += `${i > 0 ? ":" : ""}${HEX[byte >> 4]}${HEX[byte & 15]}`;
  }
  return text;
}

/** No bytes, or all of them zero. Origin: hw_addr_is_null() at 257. */
export const isNullHwAddr = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** Whether the group bit of an Ethernet address is set. Origin: ether_addr_is_multicast() at 257. */
export const isMulticastEtherAddr = (bytes: Uint8Array): boolean => (bytes[0]! & 1) !== 0;
