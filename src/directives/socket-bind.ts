import { Extract, WordReader } from "../text/extract-word.js";
import { type NumberErrno, parseIpPortRange, UINT16_MAX } from "../text/numbers.js";

/** Which sockets may be bound, or may not. */
export interface SocketBindRule {
  readonly family: "ipv4" | "ipv6" | null;
  readonly protocol: "tcp" | "udp" | null;
  /** 0 ports: any. All 65536 are 0 as well, as 16 bits hold them. */
  readonly portCount: number;
  readonly portMin: number;
}

const families = ["ipv4", "ipv6"] as const;
const protocols = ["tcp", "udp"] as const;

/** `[family:][protocol:][ports]`, or why it is none. Origin: parse_socket_bind_item() at 257. */
export function parseSocketBindRule(text: string): SocketBindRule | NumberErrno {
  const words = new WordReader(text);
  let word = words.next(":", Extract.DONT_COALESCE_SEPARATORS);
  if (word === null) return "EINVAL";
  const family = families.find((name) => name === word) ?? null;
  if (family !== null) {
    word = words.next(":", Extract.DONT_COALESCE_SEPARATORS);
    if (word === null) return words.failed ? "EINVAL" : { family, protocol: null, portCount: 0, portMin: 0 };
  }
  const protocol = protocols.find((name) => name === word) ?? null;
  if (protocol !== null) {
    word = words.next(":", Extract.DONT_COALESCE_SEPARATORS);
    if (word === null) return words.failed ? "EINVAL" : { family, protocol, portCount: 0, portMin: 0 };
  }
  if (word === "" || !words.ended) return "EINVAL";
  if (word === "any") return { family, protocol, portCount: 0, portMin: 0 };
  const range = parseIpPortRange(word, true);
  if (typeof range === "string") return range;
  const [portMin, portMax] = range;
  return { family, protocol, portCount: (portMax - portMin + 1) & UINT16_MAX, portMin };
}

/** The rule as systemd prints it. Origin: cgroup_context_dump_socket_bind_item() at 257. */
export function formatSocketBindRule({ family, protocol, portCount, portMin }: SocketBindRule): string {
  const head = `${family === null ? "" : `${family}:`}${protocol === null ? "" : `${protocol}:`}`;
  if (portCount === 0) return `${head}any`;
  return portCount === 1 ? `${head}${portMin}` : `${head}${portMin}-${portMin + portCount - 1}`;
}
