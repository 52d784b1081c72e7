import { exactNumber, type Json } from "../../core/json.js";
import { formatHwAddr } from "../../net/hw-addr.js";
import { formatInAddr, type InAddr } from "../../net/in-addr.js";
import { textToJson } from "../../text/raw-bytes.js";
import type { Usec } from "../../time/usec.js";
import { familiesName } from "./address-families.js";
import type { LldpMulticastMode } from "./general/settings.js";
import type { Network } from "./network.js";
import type { PrefixDelegationSettings } from "./prefix-delegation.js";
import type { SendRaSettings } from "./ra/send.js";

/** How one key of a section is read: the setting that it fills, or what is made of the section's settings. */
type Reading<Settings> = (keyof Settings & string) | ((settings: Settings) => Json);

type Readings<Settings> = Readonly<Record<string, Reading<Settings>>>;

/** Keys as `Section.Key`, and what the settings that they fill have come to say about each. */
interface Group<Settings = unknown> {
  readonly pick: (network: Network) => Settings;
  readonly keys: readonly string[];
  readonly readings: readonly ((settings: Settings) => Json)[];
}

function section<Settings>(name: string, pick: (network: Network) => Settings, readings: Readings<Settings>): Group {
  const group: Group<Settings> = {
    pick,
    keys: Object.keys(readings).map((key) => `${name}.${key}`),
    readings: Object.values(readings).map((reading) =>
      typeof reading === "function" ? reading : (settings: Settings) => settings[reading] as Json,
    ),
  };
  return group as unknown as Group;
}

/** Keys of `Settings` that hold a `Value` or a part of it. */
type Holding<Settings, Value> = {
  [Key in keyof Settings]: Settings[Key] extends Value ? Key : never;
}[keyof Settings];

const UNDECIDED = -1;

/** 1, 0, or -1 where nothing is said. */
const decision =
  <Settings>(field: Holding<Settings, boolean | null>) =>
  (settings: Settings): number => {
    const value = settings[field];
    return value === null ? UNDECIDED : Number(value);
  };

/** Microseconds, or another number of 64 bits. */
const span =
  <Settings>(field: Holding<Settings, Usec>) =>
  (settings: Settings): Json =>
    exactNumber(settings[field] as Usec);

/** A text, or its bytes where escapes spelled something else than UTF-8. */

/** Words, `null` where there are none. */
const words =
  <Settings>(field: Holding<Settings, readonly string[]>) =>
  (settings: Settings): Json => {
    const list = settings[field] as readonly string[];
    return list.length ? list.map(textToJson) : null;
  };

/** The address, all-zero where there is none. */
const address =
  <Settings>(field: Holding<Settings, InAddr | null>, none: "0.0.0.0" | "::") =>
  (settings: Settings): string => {
    const value = settings[field] as InAddr | null;
    return value === null ? none : formatInAddr(value);
  };

/** Numbers of the modes. Origin: sd_lldp_multicast_mode_t, DHCPClientIdentifier at 257. */
const multicastModes: Readonly<Record<LldpMulticastMode, number>> = {
  "nearest-bridge": 0,
  "non-tpmr-bridge": 1,
  "customer-bridge": 2,
};
const NO_SUCH_MODE = -22;

const delegation: Readings<PrefixDelegationSettings> = {
  SubnetId: span("subnetId"),
  Announce: "announce",
  Assign: "assign",
  ManageTemporaryAddress: "manageTemporaryAddress",
  RouteMetric: "routeMetric",
};

const advertisements: Readings<SendRaSettings> = {
  RouterLifetimeSec: span("routerLifetimeUsec"),
  Managed: "managed",
  OtherInformation: "otherInformation",
  EmitDNS: "emitDns",
  EmitDomains: "emitDomains",
  DNSLifetimeSec: span("dnsLifetimeUsec"),
};

/**
 * What a golden case records of settings that a file has once: times in microseconds, choices by name, what systemd
 * keeps as a number by its number.
 */
const groups: readonly Group[] = [
  section("Match", (network) => network.match, {
    Path: words("path"),
    Driver: words("driver"),
    Type: words("type"),
    Kind: words("kind"),
    WLANInterfaceType: words("wlanInterfaceType"),
    SSID: words("ssid"),
    Name: words("name"),
    Property: words("property"),
  }),
  section("Link", (network) => network.link, {
    MACAddress: ({ macAddress }) => (macAddress === null ? null : formatHwAddr(macAddress)),
    MTUBytes: "mtuBytes",
    ARP: decision("arp"),
    Multicast: decision("multicast"),
    AllMulticast: decision("allMulticast"),
    Promiscuous: decision("promiscuous"),
    Unmanaged: "unmanaged",
    ActivationPolicy: "activationPolicy",
    RequiredFamilyForOnline: "requiredFamilyForOnline",
  }),
  section("Network", (network) => network.general, {
    Description: "description",
    KeepMaster: "keepMaster",
    BatmanAdvanced: "batmanAdvanced",
    Bond: "bond",
    Bridge: "bridge",
    VRF: "vrf",
    DHCP: ({ dhcp }) => familiesName(dhcp),
    DHCPServer: "dhcpServer",
    LinkLocalAddressing: ({ linkLocalAddressing }) => familiesName(linkLocalAddressing!),
    IPv6LinkLocalAddressGenerationMode: "ipv6AddressGenerationMode",
    IPv6StableSecretAddress: address("ipv6StableSecret", "::"),
    IPv4LLStartAddress: address("ipv4LinkLocalStart", "0.0.0.0"),
    IPv4LLRoute: "ipv4LinkLocalRoute",
    DefaultRouteOnDevice: "defaultRouteOnDevice",
    LLDP: "lldp",
    EmitLLDP: ({ emitLldp }) => (emitLldp === null ? NO_SUCH_MODE : multicastModes[emitLldp]),
    UseDomains: "useDomains",
    DNSDefaultRoute: decision("dnsDefaultRoute"),
    LLMNR: "llmnr",
    MulticastDNS: "multicastDns",
    DNSOverTLS: "dnsOverTls",
    DNSSEC: "dnssec",
    NTP: words("ntp"),
    IPv4Forwarding: decision("ipv4Forwarding"),
    IPv6Forwarding: decision("ipv6Forwarding"),
    IPMasquerade: "ipMasquerade",
    IPv6PrivacyExtensions: "ipv6PrivacyExtensions",
    IPv6AcceptRA: decision("ipv6AcceptRa"),
    IPv6AcceptRouterAdvertisements: decision("ipv6AcceptRa"),
    IPv6DuplicateAddressDetection: "ipv6DuplicateAddressDetection",
    IPv6HopLimit: "ipv6HopLimit",
    IPv6RetransmissionTimeSec: span("ipv6RetransmissionTimeUsec"),
    IPv6ProxyNDP: decision("ipv6ProxyNdp"),
    IPv6MTUBytes: "ipv6MtuBytes",
    IPv4AcceptLocal: decision("ipv4AcceptLocal"),
    IPv4RouteLocalnet: decision("ipv4RouteLocalnet"),
    ActiveSlave: "activeSlave",
    PrimarySlave: "primarySlave",
    IPv4ProxyARP: decision("ipv4ProxyArp"),
    IPv4ProxyARPPrivateVLAN: decision("ipv4ProxyArpPrivateVlan"),
    ProxyARP: decision("ipv4ProxyArp"),
    IPv4ReversePathFilter: "ipv4ReversePathFilter",
    MulticastIGMPVersion: "multicastIgmpVersion",
    BindCarrier: words("bindCarrier"),
    ConfigureWithoutCarrier: "configureWithoutCarrier",
    KeepConfiguration: "keepConfiguration",
    IPv6SendRA: "sendRa",
    DHCPPrefixDelegation: decision("prefixDelegation"),
    IPv4LL: "linkLocalAddressing",
    IPv6PrefixDelegation: "sendRa",
    DHCPv6PrefixDelegation: decision("prefixDelegation"),
  }),
  section("DHCPv4", (network) => network.dhcp4, {
    RequestAddress: address("requestAddress", "0.0.0.0"),
    ClientIdentifier: ({ clientIdentifier }) => clientIdentifier ?? NO_SUCH_MODE,
    UseDNS: decision("useDns"),
    UseDNR: decision("useDnr"),
    RoutesToDNS: "routesToDns",
    UseNTP: decision("useNtp"),
    RoutesToNTP: "routesToNtp",
    UseSIP: "useSip",
    UseCaptivePortal: "useCaptivePortal",
    UseMTU: "useMtu",
    UseHostname: "useHostname",
    UseDomains: "useDomains",
    UseRoutes: "useRoutes",
    UseGateway: decision("useGateway"),
    QuickAck: "quickAck",
    Anonymize: "anonymize",
    Hostname: "hostname",
    Label: "label",
    RequestBroadcast: decision("requestBroadcast"),
    VendorClassIdentifier: "vendorClassIdentifier",
    MUDURL: "mudUrl",
    UserClass: words("userClass"),
    UseTimezone: "useTimezone",
    ListenPort: "listenPort",
    ServerPort: "serverPort",
    SendRelease: "sendRelease",
    SendDecline: "sendDecline",
    IPServiceType: "ipServiceType",
    RouteMTUBytes: "routeMtuBytes",
    InitialCongestionWindow: "initialCongestionWindow",
    InitialAdvertisedReceiveWindow: "initialReceiveWindow",
    Use6RD: "use6Rd",
    UnassignedSubnetPolicy: "unassignedSubnetPolicy",
    IPv6OnlyMode: decision("ipv6OnlyMode"),
    NetLabel: "netLabel",
    RapidCommit: decision("rapidCommit"),
    UseDomainName: "useDomains",
    CriticalConnection: decision("criticalConnection"),
  }),
  section("DHCPv6", (network) => network.dhcp6, {
    UseAddress: "useAddress",
    UseDelegatedPrefix: "useDelegatedPrefix",
    UseDNS: decision("useDns"),
    UseDNR: decision("useDnr"),
    UseHostname: "useHostname",
    UseDomains: "useDomains",
    UseNTP: decision("useNtp"),
    UseCaptivePortal: "useCaptivePortal",
    MUDURL: "mudUrl",
    Hostname: "hostname",
    UserClass: words("userClass"),
    VendorClass: words("vendorClass"),
    UnassignedSubnetPolicy: "unassignedSubnetPolicy",
    WithoutRA: "withoutRa",
    RapidCommit: "rapidCommit",
    NetLabel: "netLabel",
    SendRelease: "sendRelease",
  }),
  section("IPv6AcceptRA", (network) => network.acceptRa, {
    UseRedirect: "useRedirect",
    UseGateway: "useGateway",
    UseRoutePrefix: "useRoutePrefix",
    UseAutonomousPrefix: "useAutonomousPrefix",
    UseOnLinkPrefix: "useOnLinkPrefix",
    UsePREF64: "usePref64",
    UseDNS: decision("useDns"),
    UseDNR: decision("useDnr"),
    UseDomains: "useDomains",
    UseMTU: "useMtu",
    UseHopLimit: "useHopLimit",
    UseReachableTime: "useReachableTime",
    UseRetransmissionTime: "useRetransmissionTime",
    DHCPv6Client: "dhcp6Client",
    QuickAck: "quickAck",
    UseCaptivePortal: "useCaptivePortal",
    NetLabel: "netLabel",
  }),
  section("DHCPServer", (network) => network.dhcpServer, {
    RelayTarget: address("relayTarget", "0.0.0.0"),
    RelayAgentCircuitId: "relayAgentCircuitId",
    RelayAgentRemoteId: "relayAgentRemoteId",
    MaxLeaseTimeSec: span("maxLeaseTimeUsec"),
    DefaultLeaseTimeSec: span("defaultLeaseTimeUsec"),
    IPv6OnlyPreferredSec: span("ipv6OnlyPreferredUsec"),
    EmitDNS: "emitDns",
    EmitNTP: "emitNtp",
    EmitSIP: "emitSip",
    EmitPOP3: "emitPop3",
    EmitSMTP: "emitSmtp",
    EmitLPR: "emitLpr",
    EmitRouter: "emitRouter",
    Router: address("router", "0.0.0.0"),
    EmitTimezone: "emitTimezone",
    Timezone: "timezone",
    PoolOffset: "poolOffset",
    PoolSize: "poolSize",
    BindToInterface: "bindToInterface",
    BootServerAddress: address("bootServerAddress", "0.0.0.0"),
    BootServerName: "bootServerName",
    BootFilename: "bootFilename",
    RapidCommit: "rapidCommit",
    PersistLeases: decision("persistLeases"),
  }),
  section("Bridge", (network) => network.bridgePort, {
    Cost: "cost",
    UseBPDU: decision("useBpdu"),
    HairPin: decision("hairPin"),
    Isolated: decision("isolated"),
    FastLeave: decision("fastLeave"),
    AllowPortToBeRoot: decision("allowPortToBeRoot"),
    UnicastFlood: decision("unicastFlood"),
    MulticastFlood: decision("multicastFlood"),
    MulticastToUnicast: decision("multicastToUnicast"),
    NeighborSuppression: decision("neighborSuppression"),
    Learning: decision("learning"),
    ProxyARP: decision("proxyArp"),
    ProxyARPWiFi: decision("proxyArpWifi"),
    Priority: "priority",
    MulticastRouter: "multicastRouter",
  }),
  section("BridgeVLAN", (network) => network.bridgeVlan, { PVID: "pvid" }),
  section("DHCPPrefixDelegation", (network) => network.prefixDelegation, { ...delegation, NetLabel: "netLabel" }),
  section("IPv6SendRA", (network) => network.sendRa, {
    ...advertisements,
    ReachableTimeSec: span("reachableTimeUsec"),
    RetransmitSec: span("retransmitUsec"),
    HopLimit: "hopLimit",
    HomeAgent: "homeAgent",
    HomeAgentLifetimeSec: span("homeAgentLifetimeUsec"),
    HomeAgentPreference: "homeAgentPreference",
  }),
  section("LLDP", (network) => network.lldp, { MUDURL: "mudUrl" }),
  section("CAN", (network) => network.can, {
    BitRate: "bitRate",
    SamplePoint: "samplePoint",
    TimeQuantaNSec: "timeQuantaNsec",
    PropagationSegment: "propagationSegment",
    PhaseBufferSegment1: "phaseBufferSegment1",
    PhaseBufferSegment2: "phaseBufferSegment2",
    SyncJumpWidth: "syncJumpWidth",
    DataBitRate: "dataBitRate",
    DataSamplePoint: "dataSamplePoint",
    DataTimeQuantaNSec: "dataTimeQuantaNsec",
    DataPropagationSegment: "dataPropagationSegment",
    DataPhaseBufferSegment1: "dataPhaseBufferSegment1",
    DataPhaseBufferSegment2: "dataPhaseBufferSegment2",
    DataSyncJumpWidth: "dataSyncJumpWidth",
    RestartSec: span("restartUsec"),
  }),
  section("IPv6PrefixDelegation", (network) => network.sendRa, advertisements),
  section("DHCP", (network) => network.dhcp4, {
    ClientIdentifier: ({ clientIdentifier }) => clientIdentifier ?? NO_SUCH_MODE,
    UseMTU: "useMtu",
    UseHostname: "useHostname",
    UseRoutes: "useRoutes",
    Anonymize: "anonymize",
    Hostname: "hostname",
    RequestBroadcast: decision("requestBroadcast"),
    CriticalConnection: decision("criticalConnection"),
    VendorClassIdentifier: "vendorClassIdentifier",
    UserClass: words("userClass"),
    UseTimezone: "useTimezone",
    ListenPort: "listenPort",
  }),
  section("DHCP", (network) => network.dhcpCompat, {
    UseDNS: decision("useDns"),
    UseNTP: decision("useNtp"),
    UseDomains: "useDomains",
    UseDomainName: "useDomains",
  }),
  section("DHCP", (network) => network.dhcp6, { RapidCommit: "rapidCommit" }),
  section("DHCPv6PrefixDelegation", (network) => network.prefixDelegation, delegation),
];

/** Whether two words of a list are the same; what is no UTF-8 is an object with its bytes. */
function sameWord(a: Json, b: Json): boolean {
  if (a === b) return true;
  const isRaw = typeof a === "object" && typeof b === "object" && a !== null && b !== null;
  return isRaw && "base64" in a && "base64" in b && a.base64 === b.base64;
}

/** Whether two values that a golden case records of one key are the same. */
export const sameValue = (a: Json | undefined, b: Json | undefined): boolean =>
  a === b ||
  (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((word, i) => sameWord(word, b[i])));

/** Values by `Section.Key`. */
export type NetworkValues = ReadonlyMap<string, Json>;

/** Gives the values in which a network differs from another, by `Section.Key`. */
export function valuesThatDiffer(from: Network): (network: Network) => NetworkValues {
  const baseline = groups.map(({ pick, readings }) => {
    const settings = pick(from);
    return readings.map((read) => read(settings));
  });
  return (network) => {
    const values = new Map<string, Json>();
    for (let i = 0; i < groups.length; i++) {
      const { pick, keys, readings } = groups[i]!;
      const usual = baseline[i]!;
      const settings = pick(network);
      for (let j = 0; j < readings.length; j++) {
        const value = readings[j]!(settings);
        if (value !== usual[j] && !sameValue(value, usual[j])) values.set(keys[j]!, value);
      }
    }
    return values;
  };
}
