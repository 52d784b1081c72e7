import { isDigit } from "../core/ascii.js";
import { Extract, WordReader } from "./extract-word.js";
import {
  INT32_MAX,
  isErrno,
  type NumberErrno,
  type Parsed,
  type ParsedBig,
  parseSigned,
  parseUnsigned,
  Refuse,
  safeAtoi,
  safeAtou,
  safeAtou16,
  safeAtou32,
  safeAtou64,
  UINT16_MAX,
  UINT32_MAX,
  UINT64_MAX,
} from "./integers.js";
import { parseSize } from "./sizes.js";

/** File mode: octal, at most 7777, no sign. Origin: parse_mode() at 257. */
export const parseMode = (text: string): Parsed => parseUnsigned(text, 0o7777, 8, Refuse.PLUS_MINUS);

/** `3` or `3-7` as `[3, 3]` or `[3, 7]`. The order is not checked. Origin: parse_range() at 257. */
export function parseRange(text: string): readonly [number, number] | NumberErrno {
  const words = new WordReader(text);
  const word = words.next("-", Extract.DONT_COALESCE_SEPARATORS);
  if (word === null) return "EINVAL";
  const lower = safeAtou(word);
  if (isErrno(lower)) return lower;
  if (words.ended) return [lower, lower];
  if (words.restIsEmpty) return "EINVAL";
  const upper = safeAtou(words.rest);
  return isErrno(upper) ? upper : [lower, upper];
}

/** Port 1–65535. Origin: parse_ip_port() at 257. */
export function parseIpPort(text: string): Parsed {
  const port = safeAtou16(text, 0, Refuse.LEADING_WHITESPACE);
  return port === 0 ? "EINVAL" : port;
}

/** Port or range of ports, in order. Origin: parse_ip_port_range() at 257. */
export function parseIpPortRange(text: string, allowZero = false): readonly [number, number] | NumberErrno {
  const range = parseRange(text);
  if (typeof range === "string") return range;
  const [low, high] = range;
  if (low > UINT16_MAX || high > UINT16_MAX || high < low) return "EINVAL";
  return !allowZero && (low === 0 || high === 0) ? "EINVAL" : range;
}

/** A file descriptor number, 0 or more (systemd says EBADF for negative ones). Origin: parse_fd() at 257. */
export function parseFd(text: string): Parsed | "EBADF" {
  const fd = safeAtoi(text);
  return typeof fd === "number" && fd < 0 ? "EBADF" : fd;
}

/** A process id, 1 to 2^31 - 1. Origin: parse_pid() at 257. */
export function parsePid(text: string): Parsed {
  const pid = parseUnsigned(text, INT32_MAX);
  return pid === 0 ? "ERANGE" : pid;
}

/** -20 to 19. Origin: parse_nice() at 257. */
export const parseNice = (text: string): Parsed => withinSigned(text, -20, 19);
/** -1000 to 1000. Origin: parse_oom_score_adjust() at 257. */
export const parseOomScoreAdjust = (text: string): Parsed => withinSigned(text, -1000, 1000);

const withinSigned = (text: string, min: number, max: number): Parsed => parseSigned(text, min, max);

/** 0 to 128. Origin: parse_ip_prefix_length() at 257. */
export const parseIpPrefixLength = (text: string): Parsed => parseUnsigned(text, 128);

/** Positive interface index. Origin: parse_ifindex() at 257. */
export function parseIfindex(text: string): Parsed {
  const index = safeAtoi(text);
  return typeof index === "number" && index <= 0 ? "EINVAL" : index;
}

/** Smallest MTU of each family. Origin: RFC 791, RFC 8200 section 5. */
const MIN_MTU = { unspec: 0, ipv4: 68, ipv6: 1280 } as const;

/** A size of at least the family's smallest MTU, below 2^32. Origin: parse_mtu() at 257. */
export function parseMtu(family: keyof typeof MIN_MTU, text: string): Parsed {
  const size = parseSize(text, 1024);
  if (isErrno(size)) return size;
  return size > BigInt(UINT32_MAX) || size < BigInt(MIN_MTU[family]) ? "ERANGE" : Number(size);
}

/** `<major>:<minor>`, 12 and 20 bits. Origin: parse_devnum() at 257. */
export function parseDevnum(text: string): readonly [number, number] | NumberErrno {
  let at = 0;
  while (isDigit(text.charCodeAt(at))) at++;
  if (at === 0 || at > 20 || text.charAt(at) !== ":") return "EINVAL";
  const major = safeAtou(text.slice(0, at));
  if (isErrno(major)) return major;
  const minor = safeAtou(text.slice(at + 1));
  if (isErrno(minor)) return minor;
  return major >= 1 << 12 || minor >= 1 << 20 ? "ERANGE" : [major, minor];
}

const LOADAVG_SHIFT = 11n;

/** A load average such as `12.50` as the kernel's fixed-point number (11 fraction bits). Origin: parse_loadavg_fixed_point() at 257. */
export function parseLoadavg(text: string): ParsedBig {
  const dot = text.indexOf(".");
  if (dot < 0) return "EINVAL";
  const whole = safeAtou64(text.slice(0, dot), 10);
  if (isErrno(whole)) return whole;
  const hundredths = safeAtou64(text.slice(dot + 1), 10);
  if (isErrno(hundredths)) return hundredths;
  if (whole >= (UINT64_MAX << LOADAVG_SHIFT) % (UINT64_MAX + 1n)) return "ERANGE";
  const fraction = ((hundredths << LOADAVG_SHIFT) + 99n) / 100n;
  if (fraction >= 1n << LOADAVG_SHIFT) return "ERANGE";
  return ((whole << LOADAVG_SHIFT) & UINT64_MAX) | fraction;
}

/** A user or group id: decimal without sign, leading zero or white space; 65535 and 4294967295 are refused as ENXIO. Origin: parse_uid() at 257. */
export function parseUid(text: string): Parsed | "ENXIO" {
  const uid = safeAtou32(text, 10, Refuse.PLUS_MINUS | Refuse.LEADING_ZERO | Refuse.LEADING_WHITESPACE);
  return uid === UINT16_MAX || uid === UINT32_MAX ? "ENXIO" : uid;
}
