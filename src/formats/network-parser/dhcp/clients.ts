import { dhcp6ClientStartMode, dhcpClientIdentifier, useDomains } from "../../../directives/enums.js";
import { hostname, inAddr, inAddrPrefixes, mtu, mudUrl } from "../../../directives/net-values.js";
import { nftSets } from "../../../directives/nft-set.js";
import { bool, enumeration, string, tristate, uint16, unsigned } from "../../../directives/values.js";
import { parseInAddrPrefix } from "../../../net/in-addr-prefix.js";
import { isErrno, safeAtoi, safeAtou64 } from "../../../text/numbers.js";
import { isAddressLabel } from "../addressing/addresses.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import { parseTcpWindow } from "../routing/metrics.js";
import { duidData, duidTypeOf } from "./duid.js";
import { classes, requestOptions, sendOption } from "./options.js";
import type { Dhcp4Settings, Dhcp6Settings } from "./settings.js";
import { iaid, routeTable, subnetPolicy } from "./values.js";

type Dhcp4Binding = NetworkBinding<Dhcp4Settings>;

/** Origin: config_parse_dhcp_label() at 257. */
const label: Dhcp4Binding = (settings, value, at) => {
  if (value && !isAddressLabel(value)) return at.warn("network-parser.not-label", value);
  settings.label = value || null;
  return undefined;
};

const ENDLESS = "infinity";

/** Origin: config_parse_dhcp_max_attempts() at 257. */
const maxAttempts: Dhcp4Binding = (settings, value, at) => {
  const unlimited = !value || value === ENDLESS;
  const attempts = unlimited ? 0n : safeAtou64(value);
  if (isErrno(attempts) || (!attempts && !unlimited)) return at.warn("value.number-out-of-range", value);
  settings.maxAttempts = attempts;
  return undefined;
};

/** Service types of IP packets. Origin: RFC 2474, linux/ip.h IPTOS_CLASS_*. */
const serviceTypes: ReadonlyMap<string, number> = new Map([
  ["", -1],
  ["none", 0],
  ["CS4", 0x80],
  ["CS6", 0xc0],
]);

/** Origin: config_parse_dhcp_ip_service_type() at 257. */
const ipServiceType: Dhcp4Binding = (settings, value, at) => {
  const type = serviceTypes.get(value);
  if (type === undefined) return at.warn("value.unknown-keyword", value);
  settings.ipServiceType = type;
  return undefined;
};

/** Origin: config_parse_dhcp_socket_priority() at 257. */
const socketPriority: Dhcp4Binding = (settings, value, at) => {
  const priority = value ? safeAtoi(value) : null;
  if (typeof priority === "string") return at.warn("value.not-integer", value);
  settings.socketPriority = priority;
  return undefined;
};

/** Origin: config_parse_tcp_window() at 257. */
const tcpWindow =
  (field: "initialCongestionWindow" | "initialReceiveWindow"): Dhcp4Binding =>
  (settings, value, at) => {
    const window = parseTcpWindow(value);
    if (isErrno(window)) return at.warn("value.number-out-of-range", value);
    settings[field] = window;
    return undefined;
  };

const FOR_EVER: ReadonlySet<string> = new Set(["forever", ENDLESS]);

/** Origin: config_parse_dhcp_fallback_lease_lifetime() at 257. */
const fallbackLifetime: Dhcp4Binding = (settings, value, at) => {
  const forEver = FOR_EVER.has(value);
  if (!forEver && value) return at.warn("value.unknown-keyword", value);
  settings.fallbackLeaseForever = forEver;
  return undefined;
};

/** Directives of [DHCPv4] that set DHCPv4 alone. */
export const dhcp4Bindings: NetworkBindings<Dhcp4Settings> = {
  RequestAddress: inAddr("requestAddress", "ipv4"),
  ClientIdentifier: enumeration("clientIdentifier", dhcpClientIdentifier),
  UseDNS: tristate("useDns"),
  UseDNR: tristate("useDnr"),
  RoutesToDNS: bool("routesToDns"),
  UseNTP: tristate("useNtp"),
  RoutesToNTP: bool("routesToNtp"),
  UseSIP: bool("useSip"),
  UseCaptivePortal: bool("useCaptivePortal"),
  UseMTU: bool("useMtu"),
  UseHostname: bool("useHostname"),
  UseDomains: enumeration("useDomains", useDomains, { yes: "yes" }),
  UseRoutes: bool("useRoutes"),
  UseGateway: tristate("useGateway"),
  QuickAck: bool("quickAck"),
  RequestOptions: requestOptions((settings) => settings.requestOptions),
  Anonymize: bool("anonymize"),
  SendHostname: bool("sendHostname"),
  Hostname: hostname("hostname"),
  Label: label,
  RequestBroadcast: tristate("requestBroadcast"),
  VendorClassIdentifier: string("vendorClassIdentifier", { safe: true }),
  MUDURL: mudUrl("mudUrl"),
  MaxAttempts: maxAttempts,
  UserClass: classes("ipv4", (settings) => settings.userClass),
  IAID: iaid("iaid"),
  RouteMetric: unsigned("routeMetric"),
  RouteTable: routeTable("routeTable"),
  UseTimezone: bool("useTimezone"),
  ListenPort: uint16("listenPort"),
  ServerPort: uint16("serverPort"),
  SendRelease: bool("sendRelease"),
  SendDecline: bool("sendDecline"),
  DenyList: inAddrPrefixes("denyList", "ipv4"),
  AllowList: inAddrPrefixes("allowList", "ipv4"),
  IPServiceType: ipServiceType,
  SocketPriority: socketPriority,
  SendOption: sendOption((settings) => settings.sendOptions, { family: "ipv4", enterprise: false }),
  SendVendorOption: sendOption((settings) => settings.sendVendorOptions, { family: "ipv4", enterprise: false }),
  RouteMTUBytes: mtu("routeMtuBytes", "ipv4"),
  InitialCongestionWindow: tcpWindow("initialCongestionWindow"),
  InitialAdvertisedReceiveWindow: tcpWindow("initialReceiveWindow"),
  FallbackLeaseLifetimeSec: fallbackLifetime,
  Use6RD: bool("use6Rd"),
  UnassignedSubnetPolicy: subnetPolicy("unassignedSubnetPolicy"),
  IPv6OnlyMode: tristate("ipv6OnlyMode"),
  NetLabel: string("netLabel", { safe: true }),
  NFTSet: nftSets("nftSets", ["address", "prefix", "ifindex"]),
  RapidCommit: tristate("rapidCommit"),
  BlackList: inAddrPrefixes("denyList", "ipv4"),
  UseDomainName: enumeration("useDomains", useDomains, { yes: "yes" }),
  CriticalConnection: tristate("criticalConnection"),
};

/** Keys of the older [DHCP] that mean DHCPv4. */
export const oldDhcp4Keys = [
  "ClientIdentifier",
  "UseMTU",
  "UseHostname",
  "UseRoutes",
  "Anonymize",
  "Hostname",
  "RequestBroadcast",
  "CriticalConnection",
  "VendorClassIdentifier",
  "UserClass",
  "IAID",
  "RouteTable",
  "UseTimezone",
  "ListenPort",
] as const;

/** Longest prefix that can be asked for. Origin: RFC 8415 section 21.22. */
const MAX_PREFIX = 128;

/** Origin: config_parse_dhcp6_pd_prefix_hint() at 257. */
const prefixDelegationHint: NetworkBinding<Dhcp6Settings> = (settings, value, at) => {
  const prefix = parseInAddrPrefix(value, "ipv6");
  if (typeof prefix === "string") return at.warn("value.not-address-prefix", value);
  if (!prefix.prefixLength || prefix.prefixLength > MAX_PREFIX) return at.warn("value.number-out-of-range", value);
  settings.prefixDelegationHint = prefix;
  return undefined;
};

/** Directives of [DHCPv6] that set DHCPv6 alone. */
export const dhcp6Bindings: NetworkBindings<Dhcp6Settings> = {
  UseAddress: bool("useAddress"),
  UseDelegatedPrefix: bool("useDelegatedPrefix"),
  UseDNS: tristate("useDns"),
  UseDNR: tristate("useDnr"),
  UseHostname: bool("useHostname"),
  UseDomains: enumeration("useDomains", useDomains, { yes: "yes" }),
  UseNTP: tristate("useNtp"),
  UseCaptivePortal: bool("useCaptivePortal"),
  MUDURL: mudUrl("mudUrl"),
  SendHostname: bool("sendHostname"),
  Hostname: hostname("hostname"),
  RequestOptions: requestOptions((settings) => settings.requestOptions),
  UserClass: classes("ipv6", (settings) => settings.userClass),
  VendorClass: classes("ipv6", (settings) => settings.vendorClass),
  SendVendorOption: sendOption((settings) => settings.sendVendorOptions, { family: "ipv6", enterprise: true }),
  PrefixDelegationHint: prefixDelegationHint,
  UnassignedSubnetPolicy: subnetPolicy("unassignedSubnetPolicy"),
  WithoutRA: enumeration("withoutRa", dhcp6ClientStartMode),
  SendOption: sendOption((settings) => settings.sendOptions, { family: "ipv6", enterprise: false }),
  IAID: iaid("iaid"),
  DUIDType: duidTypeOf((settings) => [settings.duid]),
  DUIDRawData: duidData((settings) => [settings.duid]),
  RapidCommit: bool("rapidCommit"),
  NetLabel: string("netLabel", { safe: true }),
  SendRelease: bool("sendRelease"),
  NFTSet: nftSets("nftSets", ["address", "prefix", "ifindex"]),
};
