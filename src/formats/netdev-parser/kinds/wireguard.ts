import type { Errno } from "../../../core/errno.js";
import { RepeatedSections } from "../../../directives/repeated-sections.js";
import { unsigned } from "../../../directives/values.js";
import { isErrno, parseIpPort, safeAtou32 } from "../../../text/numbers.js";
import type { NetdevBinding } from "../assignment.js";
import type { Netdev } from "../device.js";
import { deviceKind, section, sections } from "../kind.js";
import type { Verification } from "../verification.js";
import { decodeKey, keyFilePath, readKeyFile } from "./wireguard-keys.js";
import { parseTableOrOff, peerBindings, WireguardPeerSettings } from "./wireguard-peer.js";

/** Settings of [WireGuard]. Origin: systemd.netdev(5). */
export class WireguardSettings {
  firewallMark = 0;
  /** 0 for any. */
  listenPort = 0;
  privateKey: Uint8Array | null = null;
  privateKeyFile: string | null = null;
  /** Routing table for the addresses of the peers, 0 for none. */
  routeTable = 0;
  routeMetric = 0;
  readonly peers = new RepeatedSections((line) => new WireguardPeerSettings(line));
}

type WireguardBinding = NetdevBinding<WireguardSettings>;

/** Origin: config_parse_wireguard_listen_port() at 257. */
const listenPort: WireguardBinding = (settings, value, at) => {
  const port = !value || value === "auto" ? 0 : parseIpPort(value);
  if (isErrno(port)) return at.warn("value.not-port", value);
  settings.listenPort = port;
  return undefined;
};

/** Origin: config_parse_wireguard_private_key() at 257. */
const privateKey: WireguardBinding = (settings, value, at) => {
  const key = decodeKey(value, at);
  if (key !== undefined) settings.privateKey = key;
  return undefined;
};

/** Origin: config_parse_wireguard_private_key_file() at 257. */
const privateKeyFile: WireguardBinding = (settings, value, at) => {
  const path = keyFilePath(value, at);
  if (path !== undefined) settings.privateKeyFile = path;
  return undefined;
};

/** Origin: config_parse_wireguard_route_table() at 257. */
const routeTable: WireguardBinding = (settings, value, at) => {
  const table = value ? parseTableOrOff(value) : 0;
  if (typeof table === "string") return at.warn("value.unknown-keyword", value);
  settings.routeTable = table;
  return undefined;
};

/** Origin: config_parse_wireguard_route_priority() at 257. */
const routeMetric: WireguardBinding = (settings, value, at) => {
  const metric = value ? safeAtou32(value) : 0;
  if (isErrno(metric)) return at.warn("value.not-unsigned", value);
  settings.routeMetric = metric;
  return undefined;
};

/** Whether a peer can be used; its key files are read for that. Origin: wireguard_peer_verify() at 257. */
function verifyPeer(peer: WireguardPeerSettings, verification: Verification): boolean {
  for (const which of ["publicKey", "presharedKey"] as const) {
    const path = peer[`${which}File`];
    const key = path === null ? peer[which] : readKeyFile(path, verification.host);
    if (typeof key === "string") return verification.drop(peer, "netdev-parser.peer-key-unreadable", { path: path! });
    peer[which] = key;
    if (key === null && which === "publicKey") {
      return verification.drop(peer, "netdev-parser.peer-without-key");
    }
  }
  return true;
}

/** Origin: wireguard_verify() at 257. */
function verify({ settings }: Netdev<WireguardSettings>, verification: Verification): 0 | Errno {
  const { privateKeyFile: path } = settings;
  const key = path === null ? settings.privateKey : readKeyFile(path, verification.host);
  if (typeof key === "string") {
    verification.refuse("netdev-parser.private-key-unreadable", { path: path! });
    return key;
  }
  if (key === null) return verification.refuse("netdev-parser.without-private-key");
  settings.privateKey = key;
  settings.peers.keepIf((peer) => verifyPeer(peer, verification));
  return 0;
}

export const wireguardKind = deviceKind(
  () => new WireguardSettings(),
  {
    WireGuard: section<WireguardSettings>({
      FirewallMark: unsigned("firewallMark"),
      FwMark: unsigned("firewallMark"),
      ListenPort: listenPort,
      PrivateKey: privateKey,
      PrivateKeyFile: privateKeyFile,
      RouteTable: routeTable,
      RouteMetric: routeMetric,
    }),
    WireGuardPeer: sections(peerBindings, (settings: WireguardSettings) => settings.peers),
  },
  verify,
);
