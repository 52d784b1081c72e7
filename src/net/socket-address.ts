import { NumberNames } from "../text/enum-table.js";
import { cescape } from "../text/escape.js";
import { WordReader } from "../text/extract-word.js";
import { IfnameKind, isIfnameValid } from "../text/names.js";
import { INT32_MAX, isErrno, parseIfindex, parseIpPort, parseUnsigned, safeAtou, UINT32_MAX } from "../text/numbers.js";
import { rawLength } from "../text/raw-bytes.js";
import { formatIpv4, formatIpv6, type InAddr, IPV4_LENGTH, IPV6_LENGTH, parseIpv4, parseIpv6 } from "./in-addr.js";

/** How a socket talks, where the address itself says so. */
export type SocketType = "stream" | "dgram" | "raw" | "seqpacket";

/** What a socket can be bound to. */
export type SocketAddress =
  | { readonly family: "ipv4"; readonly address: InAddr; readonly port: number }
  | { readonly family: "ipv6"; readonly address: InAddr; readonly port: number; readonly ifindex: number }
  | { readonly family: "unix"; readonly path: string; readonly isAbstract: boolean }
  | { readonly family: "vsock"; readonly cid: number; readonly port: number; readonly type: SocketType | null }
  | { readonly family: "netlink"; readonly protocol: number; readonly group: number };

export type SocketAddressErrno = "EINVAL" | "ERANGE" | "ENAMETOOLONG" | "ENODEV";

/** The index of a network interface by its name, or `null` when there is none. */
export type InterfaceLookup = (name: string) => number | null;

/** Bytes of a socket path without the NUL behind it. Origin: unix(7), sun_path. */
const UNIX_PATH_MAX = 107;
/** Any address of the machine, and any port. Origin: vsock(7). */
const VMADDR_ANY = UINT32_MAX;

const LOOPBACK_INDEX = 1;

/** A machine that has only its loopback interface. */
export const loopbackOnly: InterfaceLookup = (name) => (name === "lo" ? LOOPBACK_INDEX : null);

const vsockPrefixes = [
  ["vsock:", null],
  ["vsock-dgram:", "dgram"],
  ["vsock-seqpacket:", "seqpacket"],
  ["vsock-stream:", "stream"],
] as const satisfies readonly (readonly [string, SocketType | null])[];

const vsockHosts = new NumberNames({ hypervisor: 0, local: 1, host: 2, any: VMADDR_ANY });

/** Netlink protocols by name. Origin: netlink(7). */
export const netlinkFamilies = new NumberNames({
  route: 0,
  firewall: 3,
  "inet-diag": 4,
  nflog: 5,
  xfrm: 6,
  selinux: 7,
  iscsi: 8,
  audit: 9,
  "fib-lookup": 10,
  connector: 11,
  netfilter: 12,
  "ip6-fw": 13,
  dnrtmsg: 14,
  "kobject-uevent": 15,
  generic: 16,
  scsitransport: 18,
  ecryptfs: 19,
});

/** A path, or `@` and an abstract name: at least one character behind the first, at most 107 bytes in all. */
function parseUnix(text: string): SocketAddress | SocketAddressErrno {
  const isAbstract = text.charAt(0) === "@";
  if (text.length < 2) return "EINVAL";
  if (rawLength(text) > UNIX_PATH_MAX) return isAbstract ? "EINVAL" : "ENAMETOOLONG";
  return { family: "unix", path: isAbstract ? text.slice(1) : text, isAbstract };
}

/** `<cid>:<port>` behind one of the vsock prefixes. */
function parseVsock(text: string, type: SocketType | null): SocketAddress | SocketAddressErrno {
  const colon = text.indexOf(":");
  if (colon < 0) return "EINVAL";
  const port = safeAtou(text.slice(colon + 1));
  if (isErrno(port)) return port;
  if (port === VMADDR_ANY) return "EINVAL";
  const host = text.slice(0, colon);
  const known = host === "" ? VMADDR_ANY : vsockHosts.numberOf(host);
  const cid = known >= 0 ? known : safeAtou(host);
  return isErrno(cid) ? cid : { family: "vsock", cid, port, type };
}

export interface InAddrPort {
  readonly address: InAddr;
  /** 0 when there is none. */
  readonly port: number;
  /** 0 when there is none. */
  readonly ifindex: number;
  readonly serverName: string | null;
}

/** Which parts behind the address {@link parseInAddrPort} takes. */
export interface InAddrPortParts {
  readonly port: boolean;
  readonly interface: InterfaceLookup | null;
  readonly serverName: boolean;
}

/**
 * `<address>[:<port>][%<interface>][#<server name>]`, IPv6 in brackets where a port follows.
 * Origin: in_addr_port_ifindex_name_from_string_auto() at 257.
 */
export function parseInAddrPort(text: string, parts: InAddrPortParts): InAddrPort | SocketAddressErrno {
  let rest = text;
  let serverName: string | null = null;
  let ifindex = 0;
  const hash = rest.indexOf("#");
  if (hash >= 0) {
    serverName = rest.slice(hash + 1);
    if (!parts.serverName || serverName === "") return "EINVAL";
    rest = rest.slice(0, hash);
  }
  const percent = rest.indexOf("%");
  if (percent >= 0) {
    const name = rest.slice(percent + 1);
    if (parts.interface === null) return "EINVAL";
    if (!isIfnameValid(name, IfnameKind.ALTERNATIVE | IfnameKind.NUMERIC)) return "EINVAL";
    const index = parts.interface(name) ?? parseIfindex(name);
    if (isErrno(index)) return "ENODEV";
    ifindex = index;
    rest = rest.slice(0, percent);
  }
  const colon = rest.lastIndexOf(":");
  const done = (address: InAddr | null, port: number): InAddrPort | SocketAddressErrno =>
    address === null ? "EINVAL" : { address, port, ifindex, serverName };
  if (colon < 0) return done(parseIpv4(rest), 0);
  const bracket = rest.startsWith("[");
  const bare = bracket ? null : parseIpv6(rest);
  if (bare !== null) return done(bare, 0);
  if (!parts.port || (bracket && rest.charAt(colon - 1) !== "]")) return "EINVAL";
  const address = bracket ? parseIpv6(rest.slice(1, colon - 1)) : parseIpv4(rest.slice(0, colon));
  if (address === null) return "EINVAL";
  const port = parseIpPort(rest.slice(colon + 1));
  return isErrno(port) ? port : done(address, port);
}

/** The text that {@link parseInAddrPort} reads, the interface by number. Origin: in_addr_port_ifindex_name_to_string() at 257. */
export function formatInAddrPort({ address, port, ifindex, serverName }: InAddrPort): string {
  const text = address.length === IPV4_LENGTH ? formatIpv4(address) : formatIpv6(address);
  const host = port && address.length === IPV6_LENGTH ? `[${text}]` : text;
  return `${host}${port ? `:${port}` : ""}${ifindex ? `%${ifindex}` : ""}${serverName ? `#${serverName}` : ""}`;
}

/**
 * Where a socket listens: a path, `@abstract`, `vsock:<cid>:<port>` (and `vsock-stream:` and so on), a port number (all
 * addresses), `<IPv4>:<port>` or `[<IPv6>]:<port>[%<interface>]`.
 *
 * Origin: systemd.socket(5) ListenStream=, socket_address_parse() at 257.
 */
export function parseSocketAddress(
  text: string,
  interfaces: InterfaceLookup = loopbackOnly,
): SocketAddress | SocketAddressErrno {
  const first = text.charAt(0);
  if (first === "/" || first === "@") return parseUnix(text);
  for (const [prefix, type] of vsockPrefixes) {
    if (text.startsWith(prefix)) return parseVsock(text.slice(prefix.length), type);
  }
  const onlyPort = parseIpPort(text);
  if (onlyPort === "ERANGE") return onlyPort;
  if (!isErrno(onlyPort)) return { family: "ipv6", address: new Uint8Array(IPV6_LENGTH), port: onlyPort, ifindex: 0 };
  const parsed = parseInAddrPort(text, { port: true, interface: interfaces, serverName: false });
  if (typeof parsed === "string") return parsed;
  const { address, port, ifindex } = parsed;
  if (port === 0) return "EINVAL";
  return address.length === IPV4_LENGTH
    ? { family: "ipv4", address, port }
    : { family: "ipv6", address, port, ifindex };
}

/** `<family> [<group>]`, the family by name or number. Origin: systemd.socket(5) ListenNetlink=, socket_address_parse_netlink() at 257. */
export function parseNetlinkAddress(text: string): SocketAddress | SocketAddressErrno {
  const words = new WordReader(text);
  const family = words.next();
  if (family === null) return "EINVAL";
  const known = netlinkFamilies.numberOf(family);
  const protocol = known >= 0 ? known : parseUnsigned(family, INT32_MAX);
  if (isErrno(protocol)) return "EINVAL";
  if (words.restIsEmpty) return { family: "netlink", protocol, group: 0 };
  const group = safeAtou(words.rest);
  return isErrno(group) ? group : { family: "netlink", protocol, group };
}

const typesByFamily = {
  ipv4: ["stream", "dgram"],
  ipv6: ["stream", "dgram"],
  unix: ["stream", "dgram", "seqpacket"],
  vsock: ["stream", "dgram"],
  netlink: ["raw", "dgram"],
} as const satisfies Readonly<Record<SocketAddress["family"], readonly SocketType[]>>;

/** Whether a socket of this type can have the address. Origin: socket_address_verify() at 257. */
export const fitsSocketType = (address: SocketAddress, type: SocketType): boolean =>
  (typesByFamily[address.family] as readonly SocketType[]).includes(type);

/** The text of an address, control characters and non-ASCII bytes of paths escaped. Origin: socket_address_print() at 257. */
export function formatSocketAddress(address: SocketAddress): string {
  switch (address.family) {
    case "ipv4":
      return `${formatIpv4(address.address)}:${address.port}`;
    case "ipv6": {
      const scope = address.ifindex === 0 ? "" : address.ifindex === LOOPBACK_INDEX ? "%lo" : `%${address.ifindex}`;
      return `[${formatIpv6(address.address)}]:${address.port}${scope}`;
    }
    case "unix":
      return `${address.isAbstract ? "@" : ""}${cescape(address.path)}`;
    case "vsock":
      return address.cid === VMADDR_ANY ? `vsock::${address.port}` : `vsock:${address.cid}:${address.port}`;
    case "netlink":
      return `${netlinkFamilies.nameOf(address.protocol) ?? address.protocol} ${address.group}`;
  }
}
