import type { dhcp6ClientStartMode, dhcpClientIdentifier } from "../../../directives/enums.js";
import type { InAddrPrefixSet } from "../../../directives/net-values.js";
import type { NftSet } from "../../../directives/nft-set.js";
import type { InAddr } from "../../../net/in-addr.js";
import type { InAddrPrefix } from "../../../net/in-addr-prefix.js";
import type { UseDomains } from "../general/settings.js";
import { RouteType } from "../routing/names.js";
import { Duid } from "./duid.js";
import type { SentOptions } from "./options.js";

export type DhcpClientIdentifier = (typeof dhcpClientIdentifier)[number];
export type Dhcp6StartMode = (typeof dhcp6ClientStartMode)[number];

/** Priority of DHCPv4's routes. Origin: DHCP_ROUTE_METRIC at 257. */
const USUAL_ROUTE_METRIC = 1024;

/** Settings of [DHCPv4] and of the older [DHCP]. Origin: systemd.network(5). */
export class Dhcp4Settings {
  requestAddress: InAddr | null = null;
  /** `null` until it is known whether DHCPv4 is on. */
  clientIdentifier: DhcpClientIdentifier | null = null;
  useDns: boolean | null = null;
  useDnr: boolean | null = null;
  routesToDns = true;
  useNtp: boolean | null = null;
  routesToNtp = true;
  useSip = true;
  useCaptivePortal = true;
  useMtu = false;
  useHostname = true;
  useDomains: UseDomains | null = null;
  useRoutes = true;
  /** `null` until it is known whether DHCPv4 is on. */
  useGateway: boolean | null = null;
  quickAck = false;
  readonly requestOptions = new Set<number>();
  anonymize = false;
  sendHostname = true;
  hostname: string | null = null;
  label: string | null = null;
  requestBroadcast: boolean | null = null;
  vendorClassIdentifier: string | null = null;
  mudUrl: string | null = null;
  /** 0 for no limit. */
  maxAttempts = 0n;
  readonly userClass: string[] = [];
  iaid: number | null = null;
  readonly duid = new Duid();
  routeMetric = USUAL_ROUTE_METRIC;
  /** `null` for the one of the interface. */
  routeTable: number | null = null;
  useTimezone = false;
  listenPort = 0;
  serverPort = 0;
  sendRelease = true;
  sendDecline = false;
  readonly denyList: InAddrPrefixSet = new Map();
  readonly allowList: InAddrPrefixSet = new Map();
  ipServiceType = -1;
  socketPriority: number | null = null;
  readonly sendOptions: SentOptions = new Map();
  readonly sendVendorOptions: SentOptions = new Map();
  routeMtuBytes = 0;
  initialCongestionWindow = 0;
  initialReceiveWindow = 0;
  /** Whether an address is kept for ever where the server does not say how long. */
  fallbackLeaseForever = false;
  use6Rd = false;
  unassignedSubnetPolicy: number = RouteType.UNREACHABLE;
  ipv6OnlyMode: boolean | null = null;
  netLabel: string | null = null;
  nftSets: NftSet[] = [];
  /** `null` until it is known whether DHCPv4 is on. */
  rapidCommit: boolean | null = null;
  /** The older way to keep the configuration. */
  criticalConnection: boolean | null = null;
}

/** Settings of [DHCP] that mean both versions where neither has its own. Origin: compat_dhcp_* at 257. */
export class DhcpCompatSettings {
  useDns: boolean | null = null;
  useNtp: boolean | null = null;
  useDomains: UseDomains | null = null;
}

/** Settings of [DHCPv6]. Origin: systemd.network(5). */
export class Dhcp6Settings {
  useAddress = true;
  useDelegatedPrefix = true;
  useDns: boolean | null = null;
  useDnr: boolean | null = null;
  useHostname = true;
  useDomains: UseDomains | null = null;
  useNtp: boolean | null = null;
  useCaptivePortal = true;
  mudUrl: string | null = null;
  sendHostname = true;
  hostname: string | null = null;
  readonly requestOptions = new Set<number>();
  readonly userClass: string[] = [];
  readonly vendorClass: string[] = [];
  readonly sendVendorOptions: SentOptions = new Map();
  prefixDelegationHint: InAddrPrefix | null = null;
  unassignedSubnetPolicy: number = RouteType.UNREACHABLE;
  withoutRa: Dhcp6StartMode | null = null;
  readonly sendOptions: SentOptions = new Map();
  iaid: number | null = null;
  readonly duid = new Duid();
  rapidCommit = true;
  netLabel: string | null = null;
  sendRelease = true;
  nftSets: NftSet[] = [];
}
