import { nexthopAddressFamily } from "../../../directives/enums.js";
import { eachWord } from "../../../directives/net-values.js";
import { invalidating, type RepeatedSection, type RepeatedSections } from "../../../directives/repeated-sections.js";
import { bool, enumParser, tristate, unsigned } from "../../../directives/values.js";
import { type InAddr, parseInAddr } from "../../../net/in-addr.js";
import { familyOf, type IpFamily, isNullAddr } from "../../../net/in-addr-prefix.js";
import { isErrno, safeAtou32 } from "../../../text/numbers.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import type { Verification } from "../verification.js";

/** Settings of one [NextHop] section. Origin: systemd.network(5). */
export class NextHopSettings implements RepeatedSection {
  invalid = false;
  /** 0 lets the kernel choose. */
  id = 0;
  /** As Family= says, in the end that of the gateway. */
  family: IpFamily | null = null;
  gateway: InAddr | null = null;
  onLink: boolean | null = null;
  blackhole = false;
  /** Weights of other next hops by their ids, as they are written (1–256). */
  group = new Map<number, number>();

  constructor(readonly line: number) {}
}

type NextHopBinding = NetworkBinding<NextHopSettings>;

/** Origin: config_parse_in_addr_data() at 257. */
const gateway: NextHopBinding = (settings, value, at) => {
  const parsed = value ? parseInAddr(value) : null;
  if (parsed === null && value) return at.warn("value.not-address", value);
  settings.gateway = parsed;
  return undefined;
};

const parseFamily = enumParser(nexthopAddressFamily);

const hasGateway = ({ gateway: address }: NextHopSettings): boolean => address !== null && !isNullAddr(address);

/** Origin: config_parse_nexthop_family() at 257. */
const family: NextHopBinding = (settings, value, at) => {
  const chosen = value ? parseFamily(value) : null;
  if (chosen === undefined) return at.warn("value.unknown-keyword", value);
  settings.family = chosen;
  return undefined;
};

/** Greatest weight of a next hop. Origin: systemd.network(5), Group=. */
const WEIGHT_MAX = 256;
const USUAL_WEIGHT = 1;
const NONE = 0;

/** `<id>[:<weight>]`, several; a bad one is skipped alone. Origin: config_parse_nexthop_group() at 257. */
const group: NextHopBinding = (settings, value, at) => {
  if (!value) {
    settings.group.clear();
    return undefined;
  }
  return eachWord(value, 0, at, (word) => {
    const colon = word.indexOf(":");
    const weight = colon < NONE ? USUAL_WEIGHT : safeAtou32(word.slice(colon + 1));
    const id = safeAtou32(colon < NONE ? word : word.slice(0, colon));
    const usable = !isErrno(weight) && weight > NONE && weight <= WEIGHT_MAX && !isErrno(id) && id > NONE;
    if (usable && !settings.group.has(id)) settings.group.set(id, weight);
    else at.remark("network-parser.bad-group-member", word);
  });
};

/** Directives of [NextHop]. */
export const nextHopBindings: NetworkBindings<NextHopSettings> = invalidating({
  Id: unsigned("id"),
  Gateway: gateway,
  Family: family,
  OnLink: tristate("onLink"),
  Blackhole: bool("blackhole"),
  Group: group,
});

function verifyNextHop(settings: NextHopSettings, hasAddresses: boolean, verification: Verification): boolean {
  const { line } = settings;
  if (settings.gateway !== null) {
    const ofGateway = familyOf(settings.gateway);
    settings.family ??= ofGateway;
    if (settings.family !== ofGateway) return verification.refuseAt(line, "network-parser.next-hop-families-differ");
  }
  if (settings.group.size) {
    if (hasGateway(settings)) return verification.refuseAt(line, "network-parser.group-with-gateway");
    if (settings.family !== null) return verification.refuseAt(line, "network-parser.group-with-family");
    if (settings.blackhole) return verification.refuseAt(line, "network-parser.group-as-blackhole");
    if (settings.onLink) return verification.refuseAt(line, "network-parser.group-on-link");
    return true;
  }
  settings.family ??= "ipv4";
  if (settings.blackhole) {
    if (hasGateway(settings)) return verification.refuseAt(line, "network-parser.blackhole-with-gateway");
    if (settings.onLink) return verification.refuseAt(line, "network-parser.blackhole-on-link");
  }
  if (settings.onLink === null && hasGateway(settings) && !hasAddresses) {
    verification.warnAt(line, "network-parser.gateway-without-address");
    settings.onLink = true;
  }
  return true;
}

/** Drops next hops that contradict themselves or are defined again later. Origin: network_drop_invalid_nexthops() at 257. */
export function dropInvalidNextHops(
  sections: RepeatedSections<NextHopSettings>,
  hasAddresses: boolean,
  verification: Verification,
): void {
  const known = new Map<number, NextHopSettings>();
  sections.keepIf((settings) => {
    if (!verifyNextHop(settings, hasAddresses, verification)) return false;
    if (!settings.id) return true;
    const earlier = known.get(settings.id);
    if (earlier !== undefined) {
      verification.superseded(earlier, settings);
      sections.drop(earlier);
    }
    known.set(settings.id, settings);
    return true;
  });
}
