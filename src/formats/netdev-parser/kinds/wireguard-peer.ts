import { bytesEqual } from "../../../core/bytes.js";
import type { RepeatedSection } from "../../../directives/repeated-sections.js";
import { invalidating } from "../../../directives/repeated-sections.js";
import { parseDnsName } from "../../../net/dns-name.js";
import type { InAddr } from "../../../net/in-addr.js";
import { formatInAddrPrefix, type InAddrPrefix, maskInAddr, parseInAddrPrefix } from "../../../net/in-addr-prefix.js";
import { parseRouteTable } from "../../../net/route-table.js";
import { parseInAddrPort } from "../../../net/socket-address.js";
import { WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { isErrno, parseBoolean, parseIpPort, safeAtou16, safeAtou32 } from "../../../text/numbers.js";
import type { NetdevAssignment, NetdevBinding, NetdevBindings } from "../assignment.js";
import { decodeKey, keyFilePath } from "./wireguard-keys.js";

/** Where a peer is reached: an address, or a name that is looked up. */
export type Endpoint =
  | { readonly address: InAddr; readonly port: number }
  | { readonly host: string; readonly port: number };

/** A machine at the other end: [WireGuardPeer]. Origin: systemd.netdev(5). */
export class WireguardPeerSettings implements RepeatedSection {
  invalid = false;
  publicKey: Uint8Array | null = null;
  publicKeyFile: string | null = null;
  presharedKey: Uint8Array | null = null;
  presharedKeyFile: string | null = null;
  allowedIps: InAddrPrefix[] = [];
  endpoint: Endpoint | null = null;
  /** 0 for none. */
  persistentKeepalive = 0;
  /** Routing table, 0 for none; `null` for that of the device. */
  routeTable: number | null = null;
  /** `null` for that of the device. */
  routeMetric: number | null = null;

  constructor(readonly line: number) {}
}

type PeerBinding = NetdevBinding<WireguardPeerSettings>;

/** A key in base64; a malformed one does not make the peer useless. Origin: config_parse_wireguard_peer_key() at 257. */
const key =
  (field: "publicKey" | "presharedKey"): PeerBinding =>
  (peer, value, at) => {
    const decoded = decodeKey(value, at);
    if (decoded !== undefined) peer[field] = decoded;
    return undefined;
  };

/** Origin: config_parse_wireguard_peer_key_file() at 257. */
const keyFile =
  (field: "publicKeyFile" | "presharedKeyFile"): PeerBinding =>
  (peer, value, at) => {
    const path = keyFilePath(value, at);
    if (path !== undefined) peer[field] = path;
    return undefined;
  };

const SEPARATORS = `,${WHITESPACE}`;

/** Address prefixes, appended; an empty value resets. Malformed ones are left out. Origin: config_parse_wireguard_allowed_ips() at 257. */
const allowedIps: PeerBinding = (peer, value, at) => {
  if (!value) {
    peer.allowedIps = [];
    return undefined;
  }
  const words = new WordReader(value);
  for (let word = words.next(SEPARATORS); word !== null; word = words.next(SEPARATORS)) {
    const prefix = parseInAddrPrefix(word);
    if (typeof prefix === "string") {
      at.remark("value.not-address-prefix", word);
      continue;
    }
    const address = maskInAddr(prefix.address, prefix.prefixLength);
    const masked = { address, prefixLength: prefix.prefixLength };
    if (!bytesEqual(address, prefix.address)) {
      at.remark("netdev-parser.host-bits", formatInAddrPrefix(masked));
    }
    peer.allowedIps.push(masked);
  }
  if (words.failed) at.remark("value.bad-syntax", value);
  return undefined;
};

const CREDENTIAL = "@";

/** `<address>[:<port>]`, `<host>:<port>`, or a credential that holds one. Origin: config_parse_wireguard_endpoint() at 257. */
const endpoint: PeerBinding = (peer, value, at) => {
  const text = value.startsWith(CREDENTIAL) ? at.host.credential(value.slice(1)) : value;
  if (text === null) return at.warn("netdev-parser.no-credential", value);
  const parsed = parseEndpoint(text, at);
  if (parsed !== undefined) peer.endpoint = parsed;
  return undefined;
};

function parseEndpoint(text: string, at: NetdevAssignment): Endpoint | undefined {
  const numeric = parseInAddrPort(text, { port: true, interface: null, serverName: false });
  if (typeof numeric !== "string") return { address: numeric.address, port: numeric.port };
  const colon = text.lastIndexOf(":");
  if (colon < 0) return at.warn("netdev-parser.endpoint-without-port", text);
  const host = text.slice(0, colon);
  if (parseDnsName(host) === null) return at.warn("value.not-domain", host);
  const port = parseIpPort(text.slice(colon + 1));
  return isErrno(port) ? at.warn("value.not-port", text) : { host, port };
}

/** Seconds, or `off`. Origin: config_parse_wireguard_keepalive() at 257. */
const keepalive: PeerBinding = (peer, value, at) => {
  const seconds = value === "off" ? 0 : safeAtou16(value);
  if (isErrno(seconds)) return at.warn("value.number-out-of-range", value);
  peer.persistentKeepalive = seconds;
  return undefined;
};

/** A routing table; anything that means no is none. Origin: config_parse_wireguard_route_table() at 257. */
export const parseTableOrOff = (text: string): number | string =>
  parseBoolean(text) === false ? 0 : parseRouteTable(text);

const routeTable: PeerBinding = (peer, value, at) => {
  const table = value ? parseTableOrOff(value) : null;
  if (typeof table === "string") return at.warn("value.unknown-keyword", value);
  peer.routeTable = table;
  return undefined;
};

const routeMetric: PeerBinding = (peer, value, at) => {
  const metric = value ? safeAtou32(value) : null;
  if (metric !== null && isErrno(metric)) return at.warn("value.not-unsigned", value);
  peer.routeMetric = metric;
  return undefined;
};

/** Directives of [WireGuardPeer]. */
export const peerBindings: NetdevBindings<WireguardPeerSettings> = invalidating({
  AllowedIPs: allowedIps,
  Endpoint: endpoint,
  PublicKey: key("publicKey"),
  PublicKeyFile: keyFile("publicKeyFile"),
  PresharedKey: key("presharedKey"),
  PresharedKeyFile: keyFile("presharedKeyFile"),
  PersistentKeepalive: keepalive,
  RouteTable: routeTable,
  RouteMetric: routeMetric,
});
