import { EnumTable } from "./enum-table.js";
import { isErrno, type Parsed, safeAtoi } from "./numbers.js";

/** Signals 1 to 31 without `SIG`, in the order of their numbers. Origin: signal(7), Linux on x86-64. */
export const signalNames = [
  "HUP",
  "INT",
  "QUIT",
  "ILL",
  "TRAP",
  "ABRT",
  "BUS",
  "FPE",
  "KILL",
  "USR1",
  "SEGV",
  "USR2",
  "PIPE",
  "ALRM",
  "TERM",
  "STKFLT",
  "CHLD",
  "CONT",
  "STOP",
  "TSTP",
  "TTIN",
  "TTOU",
  "URG",
  "XCPU",
  "XFSZ",
  "VTALRM",
  "PROF",
  "WINCH",
  "IO",
  "PWR",
  "SYS",
] as const;

/** First and last real-time signal with the GNU C library. */
export const SIGRTMIN = 34;
export const SIGRTMAX = 64;

const names = new EnumTable(signalNames);

/** `RTMIN`, `RTMIN+n`, `RTMAX`, `RTMAX-n` without `SIG`, or an errno. */
function realtimeSignal(name: string): Parsed {
  const fromMin = name.startsWith("RTMIN");
  if (!fromMin && !name.startsWith("RTMAX")) return "EINVAL";
  const base = fromMin ? SIGRTMIN : SIGRTMAX;
  if (name.length === "RTMIN".length) return base;
  if (name.charAt("RTMIN".length) !== (fromMin ? "+" : "-")) return "EINVAL";
  const offset = safeAtoi(name.slice("RTMIN".length));
  if (isErrno(offset)) return offset;
  const signal = base + offset;
  return signal < SIGRTMIN || signal > SIGRTMAX ? "ERANGE" : signal;
}

/**
 * A signal number from its name (with or without `SIG`), `RTMIN+n`, `RTMAX-n`, or a number from 1 to 64.
 * Origin: signal_from_string() at 257.
 */
export function parseSignal(text: string): Parsed {
  const number = safeAtoi(text);
  if (!isErrno(number)) return number > 0 && number <= SIGRTMAX ? number : "ERANGE";
  const name = text.startsWith("SIG") ? text.slice(3) : text;
  const index = names.indexOf(name);
  return index >= 0 ? index + 1 : realtimeSignal(name);
}

/** The name of a signal without `SIG`: `TERM`, `RTMIN+3`, or the number itself. Origin: signal_to_string() at 257. */
export function formatSignal(signal: number): string {
  const name = signalNames[signal - 1];
  if (name !== undefined) return name;
  return signal >= SIGRTMIN && signal <= SIGRTMAX ? `RTMIN+${signal - SIGRTMIN}` : String(signal);
}
