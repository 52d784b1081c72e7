import { parseSec, parseTime } from "../time/timespan.js";
import { USEC_INFINITY, USEC_PER_SEC } from "../time/usec.js";
import { isErrno, type ParsedBig, parseSize, safeAtou64, UINT64_MAX } from "./numbers.js";

/** No limit. */
export const RLIM_INFINITY = UINT64_MAX;

type Flavour = "count" | "size" | "seconds" | "microseconds" | "nice";

/** What the value of each resource means. Origin: getrlimit(2), systemd.exec(5) "Process Properties". */
const flavours = {
  CPU: "seconds",
  FSIZE: "size",
  DATA: "size",
  STACK: "size",
  CORE: "size",
  RSS: "size",
  NPROC: "count",
  NOFILE: "count",
  MEMLOCK: "size",
  AS: "size",
  LOCKS: "count",
  SIGPENDING: "count",
  MSGQUEUE: "size",
  NICE: "nice",
  RTPRIO: "count",
  RTTIME: "microseconds",
} as const satisfies Readonly<Record<string, Flavour>>;

export type RlimitResource = keyof typeof flavours;

/** Resources in the order of the kernel's numbers. */
export const rlimitResources = Object.keys(flavours) as RlimitResource[];

export interface Rlimit {
  readonly soft: bigint;
  readonly hard: bigint;
}

/** Nice levels reach from -20 to 19; the kernel counts them as 40 to 1. */
const NICE_ZERO = 20n;
const PRIO_MAX = 20n;
const NICE_RLIMIT_MAX = 40n;

function parseNiceLimit(text: string): ParsedBig {
  const sign = text.charAt(0);
  const signed = sign === "+" || sign === "-";
  const value = safeAtou64(signed ? text.slice(1) : text);
  if (isErrno(value)) return value;
  if (sign === "+") return value >= PRIO_MAX ? "ERANGE" : NICE_ZERO - value;
  if (sign === "-") return value > NICE_ZERO ? "ERANGE" : NICE_ZERO + value;
  return value > NICE_RLIMIT_MAX ? "ERANGE" : value;
}

function parseOne(flavour: Flavour, text: string): ParsedBig {
  if (flavour === "nice") return parseNiceLimit(text);
  if (text === "infinity") return RLIM_INFINITY;
  if (flavour === "count" || flavour === "size") {
    const value = flavour === "count" ? safeAtou64(text) : parseSize(text, 1024);
    return value === RLIM_INFINITY ? "ERANGE" : value;
  }
  if (flavour === "microseconds") return parseTime(text, 1);
  const usec = parseSec(text);
  if (isErrno(usec) || usec === USEC_INFINITY) return usec;
  const second = BigInt(USEC_PER_SEC);
  return (usec + second - 1n) / second;
}

/**
 * `<limit>` or `<soft>:<hard>`: counts, sizes (IEC suffixes), time spans or nice levels as the resource wants, or
 * `infinity`. EILSEQ when the soft limit is above the hard one. Origin: systemd.exec(5), rlimit_parse() at 257.
 */
export function parseRlimit(resource: RlimitResource, text: string): Rlimit | "EINVAL" | "ERANGE" | "EILSEQ" {
  const flavour = flavours[resource];
  const colon = text.indexOf(":");
  const soft = parseOne(flavour, colon < 0 ? text : text.slice(0, colon));
  if (isErrno(soft)) return soft;
  if (colon < 0) return { soft, hard: soft };
  const hard = parseOne(flavour, text.slice(colon + 1));
  if (isErrno(hard)) return hard;
  return soft > hard ? "EILSEQ" : { soft, hard };
}

const formatOne = (limit: bigint): string => (limit === RLIM_INFINITY ? "infinity" : limit.toString());

/** `infinity`, `<limit>` or `<soft>:<hard>`. Origin: rlimit_format() at 257. */
export function formatRlimit({ soft, hard }: Rlimit): string {
  return soft === hard ? formatOne(soft) : `${formatOne(soft)}:${formatOne(hard)}`;
}
