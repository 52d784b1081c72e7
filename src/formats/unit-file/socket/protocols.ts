import { asciiLower } from "../../../text/ascii-case.js";
import { isErrno, safeAtoi } from "../../../text/numbers.js";

/** IP protocols that `SocketProtocol=` takes, by number. Origin: systemd.socket(5). */
const protocols: ReadonlyMap<number, string> = new Map([
  [0, "ip"],
  [132, "sctp"],
  [136, "udplite"],
  [262, "mptcp"],
]);

const numbers: ReadonlyMap<string, number> = new Map(
  [...protocols].filter(([number]) => number !== 0).map(([number, name]) => [name, number]),
);

/** A protocol that a socket unit can choose, by name (in any case) or number; `null` for others. */
export function parseSocketProtocol(text: string): number | null {
  const named = numbers.get(asciiLower(text));
  if (named !== undefined) return named;
  const number = safeAtoi(text);
  return !isErrno(number) && number !== 0 && protocols.has(number) ? number : null;
}

/** Name of a protocol that {@link socketProtocols} has, or of the default, 0. */
export function socketProtocolName(number: number): string {
  return protocols.get(number) ?? String(number);
}
