/** IP protocols that `SocketProtocol=` takes, by number. Origin: systemd.socket(5). */
const protocols: ReadonlyMap<number, string> = new Map([
  [0, "ip"],
  [132, "sctp"],
  [136, "udplite"],
  [262, "mptcp"],
]);

/** Numbers of every protocol that a socket unit can choose, by name. */
export const socketProtocols: ReadonlyMap<string, number> = new Map(
  [...protocols].filter(([number]) => number !== 0).map(([number, name]) => [name, number]),
);

/** Name of a protocol that {@link socketProtocols} has, or of the default, 0. */
export function socketProtocolName(number: number): string {
  return protocols.get(number) ?? String(number);
}
