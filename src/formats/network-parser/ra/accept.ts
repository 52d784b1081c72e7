import { ndiscStartDhcp6Client, useDomains } from "../../../directives/enums.js";
import { type InAddrPrefixSet, inAddrPrefixes } from "../../../directives/net-values.js";
import { type NftSet, nftSets } from "../../../directives/nft-set.js";
import { bool, enumeration, string, tristate } from "../../../directives/values.js";
import { Extract, readWords, WordReader } from "../../../text/extract-word.js";
import { isErrno, type Parsed, safeAtou32 } from "../../../text/numbers.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import { routeTable } from "../dhcp/values.js";
import type { UseDomains } from "../general/settings.js";
import { type AddressTokens, addressToken } from "./tokens.js";

export type StartDhcp6Client = (typeof ndiscStartDhcp6Client)[number];

/** Metrics of the routes that routers of each preference announce. */
export interface RouteMetrics {
  readonly high: number;
  readonly medium: number;
  readonly low: number;
}

/** Origin: IPV6RA_ROUTE_METRIC_* at 257. */
const usualMetrics: RouteMetrics = { high: 512, medium: 1024, low: 2048 };

/** Settings of [IPv6AcceptRA]. Origin: systemd.network(5). */
export class AcceptRaSettings {
  useRedirect = true;
  useGateway = true;
  useRoutePrefix = true;
  useAutonomousPrefix = true;
  useOnLinkPrefix = true;
  usePref64 = false;
  useDns: boolean | null = null;
  useDnr: boolean | null = null;
  useDomains: UseDomains | null = null;
  useMtu = true;
  useHopLimit = true;
  useReachableTime = true;
  useRetransmissionTime = true;
  dhcp6Client: StartDhcp6Client = "yes";
  /** `null` for the one of the interface. */
  routeTable: number | null = null;
  routeMetrics: RouteMetrics = usualMetrics;
  quickAck = false;
  useCaptivePortal = true;
  readonly routerAllowList: InAddrPrefixSet = new Map();
  readonly routerDenyList: InAddrPrefixSet = new Map();
  readonly prefixAllowList: InAddrPrefixSet = new Map();
  readonly prefixDenyList: InAddrPrefixSet = new Map();
  readonly routeAllowList: InAddrPrefixSet = new Map();
  readonly routeDenyList: InAddrPrefixSet = new Map();
  readonly tokens: AddressTokens = new Map();
  netLabel: string | null = null;
  nftSets: NftSet[] = [];
}

/** Metrics for high, medium and low preference. */
const LEVELS = 3;

/** `<metric>`, or `<high>:<medium>:<low>` in ascending order; `null` otherwise. Origin: config_parse_ndisc_route_metric() at 257. */
export function parseRouteMetrics(text: string): RouteMetrics | null {
  const one = safeAtou32(text);
  if (!isErrno(one)) return { high: one, medium: one, low: one };
  const words = new WordReader(text);
  const parts = readWords(words, LEVELS, ":", Extract.DONT_COALESCE_SEPARATORS);
  if (parts === null || !words.restIsEmpty) return null;
  const [high, medium, low] = parts.map((part) => safeAtou32(part ?? "")) as [Parsed, Parsed, Parsed];
  if (isErrno(high) || isErrno(medium) || isErrno(low)) return null;
  return high < medium && medium < low ? { high, medium, low } : null;
}

export const routeMetrics: NetworkBinding<AcceptRaSettings> = (settings, value, at) => {
  const metrics = parseRouteMetrics(value);
  if (metrics === null) return at.warn("network-parser.not-metrics", value);
  settings.routeMetrics = metrics;
  return undefined;
};

/** Directives of [IPv6AcceptRA]. */
export const acceptRaBindings: NetworkBindings<AcceptRaSettings> = {
  UseRedirect: bool("useRedirect"),
  UseGateway: bool("useGateway"),
  UseRoutePrefix: bool("useRoutePrefix"),
  UseAutonomousPrefix: bool("useAutonomousPrefix"),
  UseOnLinkPrefix: bool("useOnLinkPrefix"),
  UsePREF64: bool("usePref64"),
  UseDNS: tristate("useDns"),
  UseDNR: tristate("useDnr"),
  UseDomains: enumeration("useDomains", useDomains, { yes: "yes" }),
  UseMTU: bool("useMtu"),
  UseHopLimit: bool("useHopLimit"),
  UseReachableTime: bool("useReachableTime"),
  UseRetransmissionTime: bool("useRetransmissionTime"),
  DHCPv6Client: enumeration("dhcp6Client", ndiscStartDhcp6Client, { yes: "yes" }),
  RouteTable: routeTable("routeTable"),
  RouteMetric: routeMetrics,
  QuickAck: bool("quickAck"),
  UseCaptivePortal: bool("useCaptivePortal"),
  RouterAllowList: inAddrPrefixes("routerAllowList", "ipv6"),
  RouterDenyList: inAddrPrefixes("routerDenyList", "ipv6"),
  PrefixAllowList: inAddrPrefixes("prefixAllowList", "ipv6"),
  PrefixDenyList: inAddrPrefixes("prefixDenyList", "ipv6"),
  RouteAllowList: inAddrPrefixes("routeAllowList", "ipv6"),
  RouteDenyList: inAddrPrefixes("routeDenyList", "ipv6"),
  Token: addressToken((settings) => settings.tokens),
  NetLabel: string("netLabel", { safe: true }),
  NFTSet: nftSets("nftSets", ["address", "prefix", "ifindex"]),
  DenyList: inAddrPrefixes("prefixDenyList", "ipv6"),
  BlackList: inAddrPrefixes("prefixDenyList", "ipv6"),
};
