import { MINUS, PLUS } from "../core/ascii.js";
import { parseSec, parseTime } from "../time/timespan.js";
import { USEC_INFINITY, USEC_PER_SEC } from "../time/usec.js";
import { isErrno, type ParsedBig, parseSize, safeAtou64, UINT64_MAX } from "./numbers.js";

/** No limit. */
export const RLIM_INFINITY = UINT64_MAX;

const INFINITY = "infinity";
const NOT_FOUND = -1;

export interface Rlimit {
  readonly soft: bigint;
  readonly hard: bigint;
}

/** Nice levels reach from -20 to 19; the kernel counts them as 40 to 1. */
const NICE_ZERO = 20n;
const PRIO_MAX = 20n;
const NICE_RLIMIT_MAX = 40n;

function parseNiceLimit(text: string): ParsedBig {
  const sign = text.charCodeAt(0);
  const signed = sign === PLUS || sign === MINUS;
  const value = safeAtou64(signed ? text.slice(1) : text);
  if (isErrno(value)) return value;
  if (sign === PLUS) return value >= PRIO_MAX ? "ERANGE" : NICE_ZERO - value;
  if (sign === MINUS) return value > NICE_ZERO ? "ERANGE" : NICE_ZERO + value;
  return value > NICE_RLIMIT_MAX ? "ERANGE" : value;
}

/** A parser that takes `infinity` too, in that spelling only. */
const orInfinity =
  (parse: (text: string) => ParsedBig) =>
  (text: string): ParsedBig => {
    if (text === INFINITY) return RLIM_INFINITY;
    const value = parse(text);
    return value === RLIM_INFINITY ? "ERANGE" : value;
  };

const count = orInfinity(safeAtou64);
const size = orInfinity((text) => parseSize(text, 1024));

/** Microseconds, where time spans have an infinity of their own. */
const microseconds = (text: string): ParsedBig => (text === INFINITY ? RLIM_INFINITY : parseTime(text, 1));

const SECOND = BigInt(USEC_PER_SEC);

/** Seconds, what is left over rounded up. */
function seconds(text: string): ParsedBig {
  if (text === INFINITY) return RLIM_INFINITY;
  const usec = parseSec(text);
  return isErrno(usec) || usec === USEC_INFINITY ? usec : (usec + SECOND - 1n) / SECOND;
}

/** What the value of each resource means. Origin: getrlimit(2), systemd.exec(5) "Process Properties". */
const parsers = {
  CPU: seconds,
  FSIZE: size,
  DATA: size,
  STACK: size,
  CORE: size,
  RSS: size,
  NPROC: count,
  NOFILE: count,
  MEMLOCK: size,
  AS: size,
  LOCKS: count,
  SIGPENDING: count,
  MSGQUEUE: size,
  NICE: parseNiceLimit,
  RTPRIO: count,
  RTTIME: microseconds,
} as const satisfies Readonly<Record<string, (text: string) => ParsedBig>>;

export type RlimitResource = keyof typeof parsers;

/** Resources in the order of the kernel's numbers. */
export const rlimitResources = Object.keys(parsers) as RlimitResource[];

/**
 * `<limit>` or `<soft>:<hard>`: counts, sizes (IEC suffixes), time spans or nice levels as the resource wants, or
 * `infinity`. EILSEQ when the soft limit is above the hard one. Origin: systemd.exec(5), rlimit_parse() at 257.
 */
export function parseRlimit(resource: RlimitResource, text: string): Rlimit | "EINVAL" | "ERANGE" | "EILSEQ" {
  const parse = parsers[resource];
  const colon = text.indexOf(":");
  const isPair = colon > NOT_FOUND;
  const soft = parse(isPair ? text.slice(0, colon) : text);
  if (isErrno(soft)) return soft;
  if (!isPair) return { soft, hard: soft };
  const hard = parse(text.slice(colon + 1));
  if (isErrno(hard)) return hard;
  return soft > hard ? "EILSEQ" : { soft, hard };
}

/** One limit: `infinity` or its number. */
export const formatLimit = (limit: bigint): string => (limit === RLIM_INFINITY ? "infinity" : limit.toString());

/** `infinity`, `<limit>` or `<soft>:<hard>`. Origin: rlimit_format() at 257. */
export function formatRlimit({ soft, hard }: Rlimit): string {
  return soft === hard ? formatLimit(soft) : `${formatLimit(soft)}:${formatLimit(hard)}`;
}
