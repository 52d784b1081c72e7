import type { DiagnosticTable } from "../../core/diagnostics.js";
import { valueDiagnostics } from "../../directives/diagnostics.js";
import { netValueDiagnostics } from "../../directives/net-diagnostics.js";
import { srIovDiagnostics } from "../../directives/sr-iov.js";
import { iniDiagnostics } from "../../ini/diagnostics.js";

/** Reports about one assignment. */
const assignmentDiagnostics = {
  "network-parser.empty": { message: "the file is empty, others of its name are not used" },
  "network-parser.gave-up": { message: "reading stopped here, the file is not used" },
  "network-parser.deprecated": { message: "{key}= is deprecated" },
  "network-parser.deprecated-value": { message: "{key}={value} is deprecated" },
  "network-parser.device-twice": { message: "{key}= names {value}, which is named already" },
  "network-parser.not-dns-server": {
    message: "{value} in {key}= is no address of a DNS server, skipping it",
    help: "For example 192.0.2.1, [2001:db8::1]:853#dns.example, or fe80::1%eth0.",
  },
  "network-parser.too-many-servers": { message: "{key}= names too many servers, skipping {value} and the rest" },
  "network-parser.prefix-length-missing": {
    message: "{value} in {key}= has no prefix length",
    help: "Write the address with its prefix length, for example 192.0.2.1/24.",
  },
  "network-parser.other-family": { message: "{key}={value} is of another address family than what stands above" },
  "network-parser.not-label": { message: "{key}= wants up to 15 printable ASCII characters, not {value}" },
  "network-parser.bad-group-member": { message: "{value} in {key}= is no further member of the group, skipping it" },
  "network-parser.multipath-twice": { message: "{key}={value} names a gateway that stands above" },
  "network-parser.bad-multipath": {
    message: "{key}= wants a gateway, not {value}",
    help: "Write address[@interface] [weight].",
  },
  "network-parser.bad-firewall-mark": { message: "{key}= wants a mark or mark/mask, not {value}" },
  "network-parser.not-ports": { message: "{key}= wants a port or a range of ports, not {value}" },
  "network-parser.not-user": { message: "{key}= wants a user, or a range of user ids, not {value}" },
  "network-parser.not-metrics": { message: "{key}= wants one metric or three joined by colons, not {value}" },
  "network-parser.bad-token": { message: "{key}= does not know how to make addresses with {value}" },
  "network-parser.lifetime-moved": { message: "{key}={value} is moved into the range that is allowed" },
  "network-parser.not-subnet": { message: "{key}= wants a hexadecimal number or auto, not {value}" },
  "network-parser.no-timezone": { message: "the zone database has no {value}" },
  "network-parser.not-timezone": { message: "{key}= wants a time zone, not {value}" },
  "network-parser.not-duid-type": { message: "{key}= knows no type of identifier {value}" },
  "network-parser.not-timestamp": { message: "{key}= wants a time behind the type, not {value}" },
  "network-parser.not-duid-data": { message: "{key}= wants up to 128 bytes in hexadecimal, not {value}" },
  "network-parser.bad-option-code": { message: "{value} in {key}= is no code of an option to ask for, skipping it" },
  "network-parser.bad-option": {
    message: "{key}= wants an option, not {value}",
    help: "Write code:type:value, for example 26:uint16:1500.",
  },
  "network-parser.bad-option-data": { message: "{value} in {key}= is no value of the option's type" },
  "network-parser.bad-class": { message: "{value} in {key}= is empty or too long for a class, skipping it" },
  "network-parser.bad-handle": { message: "{key}= does not take {value}" },
} as const satisfies DiagnosticTable;

/** Reports about what settings of the whole file say together. */
const fileDiagnostics = {
  "network-parser.matches-nothing": { message: "[Match] asks for nothing, so that the file cannot be used" },
  "network-parser.no-device": { message: "no device {name} is known" },
  "network-parser.master-kept": { message: "the interface keeps its master, so that it cannot join {name}" },
  "network-parser.accept-ra-without-link-local": {
    message: "router advertisements need an IPv6 link-local address, which is off",
  },
  "network-parser.dhcp6-without-link-local": { message: "DHCPv6 needs an IPv6 link-local address, which is off" },
  "network-parser.send-ra-without-link-local": {
    message: "sending router advertisements needs an IPv6 link-local address, which is off",
  },
  "network-parser.preference-without-lifetime": {
    message: "RouterLifetimeSec=0 leaves no default router that RouterPreference= could be about",
  },
  "network-parser.anonymous-with-duid": {
    message: "ClientIdentifier=duid tells who an anonymous client is, using mac",
  },
  "network-parser.two-mtus": { message: "MTUBytes= is set, ignoring UseMTU=" },
  "network-parser.two-keep-settings": { message: "KeepConfiguration= is set, ignoring CriticalConnection=" },
  "network-parser.bound-by-carrier": { message: "BindCarrier= is set, so that ActivationPolicy= has to be bound" },
  "network-parser.bound-to-nothing": { message: "ActivationPolicy=bound needs BindCarrier=, using up" },
  "network-parser.always-up-loses-carrier": {
    message: "ActivationPolicy=always-up does not go with a finite IgnoreCarrierLoss=",
  },
  "network-parser.not-required": { message: "ActivationPolicy={policy}: the link is not required for online" },
  "network-parser.waits-for-resting": {
    message: "the link is required for online but ActivationPolicy={policy} does not bring it up",
  },
  "network-parser.server-without-address": { message: "the DHCP server has no address to serve from, turning it off" },
  "network-parser.proxy-off": { message: "IPv6ProxyNDP= is off, ignoring IPv6ProxyNDPAddress=" },
  "network-parser.superseded": {
    message: "sections on lines {section} and {other} are about the same thing, dropping the first",
  },
} as const satisfies DiagnosticTable;

/** Reports about one section, which stands on the line that they are about unless they name it. */
const sectionDiagnostics = {
  "network-parser.no-address": { message: "the section has no Address=, dropping it" },
  "network-parser.no-link-layer-address": { message: "the section has no LinkLayerAddress=, dropping it" },
  "network-parser.no-prefix": { message: "the section has no Prefix=, dropping it" },
  "network-parser.no-label": { message: "the section has no Label=, dropping it" },
  "network-parser.prefix-too-short": {
    message: "the prefix is too short to choose an address from, dropping the section",
  },
  "network-parser.broadcast-ipv6": { message: "IPv6 has no broadcast addresses, ignoring Broadcast=" },
  "network-parser.broadcast-long-prefix": { message: "the prefix is too long for a broadcast address" },
  "network-parser.broadcast-with-peer": { message: "Peer= does not go with Broadcast=, ignoring the latter" },
  "network-parser.broadcast-without-address": {
    message: "the address is to be chosen, ignoring Broadcast=",
  },
  "network-parser.label-ipv6": { message: "IPv6 addresses have no labels, ignoring Label=" },
  "network-parser.detection-other-family": {
    message: "DuplicateAddressDetection= is about the other address family",
  },
  "network-parser.address-flags": { message: "flags of IPv6 are set for an IPv4 address, dropping the section" },
  "network-parser.no-route-address": {
    message: "the route has neither Gateway=, Destination=, Source= nor PreferredSource=, dropping it",
  },
  "network-parser.advertised-gateway-family": {
    message: "Gateway=_dhcp does not say of which address family",
    help: "Write _dhcp4 or _ipv6ra.",
  },
  "network-parser.gateway-without-dhcp": { message: "the gateway is to come from DHCPv4, which is off" },
  "network-parser.gateway-without-ra": { message: "the gateway is to come from router advertisements, which are off" },
  "network-parser.gateway-without-address": {
    message: "there is a gateway but no static address, setting GatewayOnLink=",
  },
  "network-parser.ipv4-gateway": { message: "an IPv6 route cannot have an IPv4 gateway, dropping it" },
  "network-parser.ipv4-multipath": { message: "an IPv6 route cannot have IPv4 gateways, dropping it" },
  "network-parser.next-hop-and-gateway": { message: "NextHop= does not go with gateways, dropping the route" },
  "network-parser.reject-with-gateway": { message: "a route that rejects packets has no gateway, dropping it" },
  "network-parser.gateway-and-multipath": { message: "Gateway= does not go with MultiPathRoute=, dropping the route" },
  "network-parser.scope-ipv6": { message: "IPv6 routes have no scope, ignoring Scope=" },
  "network-parser.group-with-gateway": { message: "Group= does not go with Gateway=, dropping the next hop" },
  "network-parser.group-with-family": { message: "Group= does not go with Family=, dropping the next hop" },
  "network-parser.group-as-blackhole": { message: "Group= does not go with Blackhole=, dropping the next hop" },
  "network-parser.group-on-link": { message: "Group= does not go with OnLink=, dropping the next hop" },
  "network-parser.blackhole-on-link": { message: "Blackhole= does not go with OnLink=, dropping the next hop" },
  "network-parser.next-hop-families-differ": {
    message: "Family= does not go with Gateway=, dropping the next hop",
  },
  "network-parser.blackhole-with-gateway": { message: "Blackhole= does not go with Gateway=, dropping the next hop" },
  "network-parser.rule-families-differ": {
    message: "From= and To= are of different address families, dropping the rule",
  },
  "network-parser.rule-family-conflict": { message: "Family= does not go with From= or To=, dropping the rule" },
  "network-parser.goto-without-target": { message: "Type=goto needs GoTo=, dropping the rule" },
  "network-parser.goto-backwards": { message: "GoTo= must name a priority behind the rule's own, dropping the rule" },
  "network-parser.no-group": { message: "[BridgeMDB] on line {section} has no MulticastGroupAddress=, dropping it" },
  "network-parser.not-multicast": { message: "[BridgeMDB] on line {section} has no multicast address, dropping it" },
  "network-parser.reserved-multicast": {
    message: "[BridgeMDB] on line {section} has a multicast address that bridges do not keep, dropping it",
  },
  "network-parser.lease-without-address": {
    message: "[DHCPServerStaticLease] on line {section} has no Address=, dropping it",
  },
  "network-parser.lease-without-mac-address": {
    message: "[DHCPServerStaticLease] on line {section} has no MACAddress=, dropping it",
  },
  "network-parser.null-prefix": { message: "[IPv6Prefix] on line {section} has no prefix, dropping it" },
  "network-parser.short-prefix": {
    message: "[IPv6Prefix] on line {section} has a prefix that is too short, dropping it",
  },
  "network-parser.long-prefix": {
    message: "the prefix has more than 64 bits, so that no address is assigned from it",
  },
  "network-parser.preferred-longer": {
    message: "[IPv6Prefix] on line {section} is preferred for longer than it is valid, dropping it",
  },
  "network-parser.place-taken": {
    message: "the section on line {section} is about a place that another discipline has, dropping it",
  },
  "network-parser.default-queue": {
    message: "the section on line {section} needs more VirtualQueues= than DefaultVirtualQueue=, dropping it",
  },
  "network-parser.limit-and-latency": {
    message: "the section on line {section} has both LimitBytes= and LatencySec=, dropping it",
  },
  "network-parser.no-limit": {
    message: "the section on line {section} has neither LimitBytes= nor LatencySec=, dropping it",
  },
  "network-parser.no-rate": { message: "the section on line {section} has no Rate=, dropping it" },
  "network-parser.no-burst": { message: "the section on line {section} has no BurstBytes=, dropping it" },
  "network-parser.no-mtu": { message: "the section on line {section} has PeakRate= but no MTUBytes=, dropping it" },
  "network-parser.no-bands": { message: "the section on line {section} has no bands, dropping it" },
  "network-parser.too-few-bands": {
    message: "the section on line {section} has fewer Bands= than its other settings need, dropping it",
  },
  "network-parser.unknown-band": {
    message: "the section on line {section} maps a priority to a band that is not there, dropping it",
  },
} as const satisfies DiagnosticTable;

/** Texts of every report about a .network file. */
export const networkDiagnostics: DiagnosticTable = {
  ...iniDiagnostics,
  ...valueDiagnostics,
  ...netValueDiagnostics,
  ...srIovDiagnostics,
  ...assignmentDiagnostics,
  ...fileDiagnostics,
  ...sectionDiagnostics,
};
