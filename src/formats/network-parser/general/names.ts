import { eachWord } from "../../../directives/net-values.js";
import { normalizeDnsName, parseDnsName } from "../../../net/dns-name.js";
import { parseInAddr } from "../../../net/in-addr.js";
import { isNullAddr } from "../../../net/in-addr-prefix.js";
import { formatInAddrPort, type InAddrPort, parseInAddrPort } from "../../../net/socket-address.js";
import { asciiLower } from "../../../text/ascii-case.js";
import type { NetworkBinding } from "../assignment.js";
import type { GeneralSettings } from "./settings.js";

type GeneralBinding = NetworkBinding<GeneralSettings>;

/** Ports at which DNS servers listen anyway. Origin: RFC 1035 section 4.2, RFC 7858 section 3.1. */
const usualDnsPorts: ReadonlySet<number> = new Set([53, 853]);

/** Addresses of DNS servers with port, interface and server name; an empty value resets. Origin: config_parse_dns() at 257. */
export const dnsServers: GeneralBinding = (settings, value, at) => {
  if (!value) {
    settings.dns = [];
    return undefined;
  }
  const parts = { port: true, interface: at.host.interfaceIndex, serverName: true };
  return eachWord(value, 0, at, (word) => {
    const server = parseInAddrPort(word, parts);
    if (typeof server === "string") at.warn("network-parser.not-dns-server", word);
    else settings.dns.push(usualDnsPorts.has(server.port) ? { ...server, port: 0 } : server);
  });
};

/** A DNS server as text. */
export const formatDnsServer = (server: InAddrPort): string => formatInAddrPort(server);

const ROOT = ".";
const EVERYTHING = "*";
const ROUTE_MARK = "~";

/** Names of the machine itself. Origin: RFC 6761 section 6.3, is_localhost() at 257. */
const localhostNames: ReadonlySet<string> = new Set([
  "localhost",
  "localhost.",
  "localhost.localdomain",
  "localhost.localdomain.",
]);

/** Whether a name is that of the machine itself, or below it. Origin: is_localhost() at 257. */
export function isLocalhostName(name: string): boolean {
  const lower = asciiLower(name);
  if (localhostNames.has(lower)) return true;
  for (const own of localhostNames) if (lower.endsWith(`.${own}`)) return true;
  return false;
}

/**
 * Domains to search, and after `~` domains whose names are asked here only; the root and `*` are of the latter kind. An
 * empty value resets. Origin: config_parse_domains() at 257.
 */
export const domains: GeneralBinding = (settings, value, at) => {
  if (!value) {
    settings.searchDomains.clear();
    settings.routeDomains.clear();
    return undefined;
  }
  return eachWord(value, 0, at, (word) => {
    const isRoute = word.startsWith(ROUTE_MARK);
    const name = isRoute ? word.slice(ROUTE_MARK.length) : word;
    if (!name || name === ROOT || name === EVERYTHING) {
      settings.routeDomains.add(ROOT);
      return;
    }
    const domain = normalizeDnsName(name);
    if (domain === null || isLocalhostName(domain)) at.warn("value.not-domain", word);
    else (isRoute ? settings.routeDomains : settings.searchDomains).add(domain);
  });
};

/** Domains that DNSSEC is not asked of; an empty value resets. Origin: config_parse_dnssec_negative_trust_anchors() at 257. */
export const negativeTrustAnchors: GeneralBinding = (settings, value, at) => {
  const anchors = settings.dnssecNegativeTrustAnchors;
  if (!value) {
    anchors.clear();
    return undefined;
  }
  return eachWord(value, 0, at, (word) => {
    if (parseDnsName(word) === null) at.warn("value.not-domain", word);
    else anchors.add(word);
  });
};

/** Most NTP servers of one link. Origin: MAX_NTP_SERVERS at 257. */
const NTP_SERVERS_MAX = 128;

/** Names and addresses of NTP servers; an empty value resets. Origin: config_parse_ntp() at 257. */
export const ntpServers: GeneralBinding = (settings, value, at) => {
  if (!value) {
    settings.ntp = [];
    return undefined;
  }
  let full = false;
  return eachWord(value, 0, at, (word) => {
    if (full) return;
    if (parseInAddr(word) === null && (!word || parseDnsName(word) === null)) at.warn("value.not-domain", word);
    else if (settings.ntp.length > NTP_SERVERS_MAX) {
      full = true;
      at.warn("network-parser.too-many-servers", word);
    } else settings.ntp.push(word);
  });
};

/** Addresses that neighbour discovery answers for others; an empty value resets. Origin: config_parse_ipv6_proxy_ndp_address() at 257. */
export const ipv6ProxyNdpAddress: GeneralBinding = (settings, value, at) => {
  if (!value) {
    settings.ipv6ProxyNdpAddresses.clear();
    return undefined;
  }
  const address = parseInAddr(value);
  if (address === null || address.length < 16) return at.warn("value.not-address", value);
  if (isNullAddr(address)) return at.warn("value.null-address", value);
  settings.ipv6ProxyNdpAddresses.add(value);
  return undefined;
};
