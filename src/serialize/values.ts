/*
 * Values of serialised states that several of them hold: times, rate limits, file descriptors, processes.
 */
import { DIGIT_0, DIGIT_9, isWhitespace, MINUS } from "../core/ascii.js";
import { INT32_MAX, isErrno, parseFd, parsePid } from "../text/numbers.js";
import { Scanner } from "../text/scanf.js";
import { USEC_INFINITY, type Usec } from "../time/usec.js";
import type { serializeDiagnostics } from "./diagnostics.js";

/** A moment on two clocks. */
export interface DualTimestamp {
  readonly realtime: Usec;
  readonly monotonic: Usec;
}

const isUsecSet = (value: Usec): boolean => value !== 0n && value !== USEC_INFINITY;

/** Whether either clock has a time. Origin: dual_timestamp_is_set() at 257. */
export const isTimestampSet = ({ realtime, monotonic }: DualTimestamp): boolean =>
  isUsecSet(realtime) || isUsecSet(monotonic);

/**
 * `<realtime> <monotonic>`. `unreadable` when there are no two numbers, which systemd reports; `refused`, which it does
 * not, for negative ones and for anything behind them. Origin: deserialize_dual_timestamp() at 257.
 */
export function readDualTimestamp(text: string): DualTimestamp | "unreadable" | "refused" {
  let at = skipWhitespace(text, 0);
  if (text.charCodeAt(at) === MINUS) return "refused";
  while (isDigitAt(text, at)) at++;
  at = skipWhitespace(text, at);
  if (text.charCodeAt(at) === MINUS) return "refused";
  const scanner = new Scanner(text);
  const realtime = scanner.unsigned64();
  const monotonic = realtime === null ? null : scanner.unsigned64();
  if (realtime === null || monotonic === null) return "unreadable";
  return scanner.position === text.length ? { realtime, monotonic } : "refused";
}

function skipWhitespace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isWhitespace(text.charCodeAt(at))) at++;
  return at;
}

const isDigitAt = (text: string, at: number): boolean => {
  const c = text.charCodeAt(at);
  return c >= DIGIT_0 && c <= DIGIT_9;
};

/** How often something may happen: `burst` times in `interval`; `count` times since `begin` so far. */
export interface RateLimit {
  readonly begin: Usec;
  readonly interval: Usec;
  readonly count: number;
  readonly burst: number;
}

/** A limit that never limits. */
export const UNLIMITED: RateLimit = { begin: 0n, interval: USEC_INFINITY, count: 0, burst: 0xffff_ffff };

/**
 * `<begin> <interval> <count> <burst>` read over a configured limit: interval and burst stay as configured, and the count
 * is kept only when both agree. `null` when there are no four numbers; what is behind them does not count.
 * Origin: deserialize_ratelimit() at 257.
 */
export function readRateLimit(text: string, configured: RateLimit): RateLimit | null {
  const scanner = new Scanner(text);
  const begin = scanner.unsigned64();
  const interval = begin === null ? null : scanner.unsigned64();
  const count = interval === null ? null : scanner.unsigned32();
  const burst = count === null ? null : scanner.unsigned32();
  if (begin === null || count === null || burst === null) return null;
  const same = interval === configured.interval && burst === configured.burst;
  return { ...configured, begin, count: same ? count : 0 };
}

/** Why a file descriptor is not there: no number, a number that none was passed for, or the one that is never one. */
export type MissingDescriptor = "not-a-descriptor" | "not-passed" | "never-passed";

/**
 * What systemd says of a file descriptor when none was passed along, which is how a state is read here.
 * Origin: deserialize_fd(), fdset_remove() at 257.
 */
export function missingDescriptor(text: string): MissingDescriptor {
  const fd = parseFd(text);
  if (typeof fd === "string") return "not-a-descriptor";
  return fd === INT32_MAX ? "never-passed" : "not-passed";
}

const MISSING_REPORTS = {
  "not-a-descriptor": ["serialize.not-a-descriptor"],
  "not-passed": ["serialize.descriptor-not-passed"],
  "never-passed": ["serialize.descriptor-never-passed", "serialize.descriptor-not-passed"],
} as const satisfies Record<MissingDescriptor, readonly (keyof typeof serializeDiagnostics)[]>;

/** The codes of what systemd reports about a file descriptor, at debug level and in this order, when none was passed along. */
export const missingDescriptorReports = (text: string): readonly (keyof typeof serializeDiagnostics)[] =>
  MISSING_REPORTS[missingDescriptor(text)];

/** A process, and the descriptor that refers to it where there is one. */
export interface ProcessReference {
  readonly pid: number;
  readonly descriptor: number | null;
}

/** A process id, or `null`. */
export function readPid(text: string): number | null {
  const pid = parsePid(text);
  return isErrno(pid) ? null : pid;
}
