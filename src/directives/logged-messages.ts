import type { Diagnostic } from "../core/diagnostics.js";

const BREAKS = /[\n\r]+/;

/**
 * Messages that one report about a value takes in systemd's log. A line break, which only an escape can put into a value,
 * breaks the message too; what follows it has no place in the file any more, and empty messages are left out.
 * `hasTail`: the message says something behind the value.
 */
export function loggedMessages({ params: { value } }: Diagnostic, hasTail = false): number {
  if (typeof value !== "string") return 1;
  const parts = value.split(BREAKS);
  return parts.at(-1) === "" && !hasTail ? Math.max(parts.length - 1, 1) : parts.length;
}
