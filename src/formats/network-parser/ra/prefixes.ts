import { Severity } from "../../../core/diagnostics.js";
import type { FieldOf } from "../../../directives/assignment.js";
import { invalidating, type RepeatedSection, type RepeatedSections } from "../../../directives/repeated-sections.js";
import { assign, bool, unsigned } from "../../../directives/values.js";
import { type InAddrPrefix, isNullAddr, maskInAddr, parseInAddrPrefix } from "../../../net/in-addr-prefix.js";
import { parseSec } from "../../../time/timespan.js";
import { USEC_INFINITY, USEC_PER_SEC, type Usec } from "../../../time/usec.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import type { Verification } from "../verification.js";
import { type AddressTokens, addressToken } from "./tokens.js";

const SECOND: Usec = BigInt(USEC_PER_SEC);
const HOUR: Usec = 3600n * SECOND;
/** Seconds that stand for no end. Origin: RFC 4861 section 4.6.2. */
const ENDLESS_SECONDS = 0xffff_ffffn;
/** Lifetimes of prefixes and routes for which none is given. Origin: RADV_DEFAULT_*_USEC at 257. */
const USUAL_VALID: Usec = HOUR;
const USUAL_PREFERRED: Usec = 1800n * SECOND;
/** Greatest lifetime of a NAT64 prefix, and the usual one. Origin: RFC 8781 section 4. */
const PREF64_MAX: Usec = 65528n * SECOND;
const PREF64_USUAL: Usec = 1800n * SECOND;
/** Lengths that NAT64 prefixes can have. Origin: RFC 6052 section 2.2. */
const pref64Lengths: ReadonlySet<number> = new Set([96, 64, 56, 48, 40, 32]);

/** Settings of one [IPv6Prefix] section. Origin: systemd.network(5). */
export class PrefixSettings implements RepeatedSection {
  invalid = false;
  prefix: InAddrPrefix | null = null;
  onLink = true;
  addressAutoconfiguration = true;
  validLifetimeUsec: Usec = USUAL_VALID;
  preferredLifetimeUsec: Usec = USUAL_PREFERRED;
  assign = false;
  routeMetric = 0;
  readonly tokens: AddressTokens = new Map();

  constructor(readonly line: number) {}
}

/** Settings of one [IPv6RoutePrefix] section. Origin: systemd.network(5). */
export class RoutePrefixSettings implements RepeatedSection {
  invalid = false;
  route: InAddrPrefix | null = null;
  lifetimeUsec: Usec = HOUR;

  constructor(readonly line: number) {}
}

/** Settings of one [IPv6PREF64Prefix] section. Origin: systemd.network(5). */
export class Pref64PrefixSettings implements RepeatedSection {
  invalid = false;
  prefix: InAddrPrefix | null = null;
  lifetimeUsec: Usec = PREF64_USUAL;

  constructor(readonly line: number) {}
}

/** An IPv6 prefix, its host bits cleared. Origin: config_parse_prefix(), config_parse_route_prefix() at 257. */
function ipv6Prefix<Settings>(field: FieldOf<Settings, InAddrPrefix>): NetworkBinding<Settings> {
  return (settings, value, at) => {
    const parsed = parseInAddrPrefix(value, "ipv6");
    if (typeof parsed === "string") return at.warn("value.not-address-prefix", value);
    const { address, prefixLength } = parsed;
    assign(settings, field, { address: maskInAddr(address, prefixLength), prefixLength });
    return undefined;
  };
}

/** Less than 2^32 - 1 whole seconds, or endless. Origin: config_parse_prefix_lifetime() at 257. */
function lifetime<Settings>(field: FieldOf<Settings, Usec>): NetworkBinding<Settings> {
  return (settings, value, at) => {
    const usec = parseSec(value);
    if (typeof usec === "string") return at.warn("value.not-timespan", value);
    if (usec !== USEC_INFINITY && (usec + SECOND - 1n) / SECOND >= ENDLESS_SECONDS) {
      return at.warn("value.number-out-of-range", value);
    }
    assign(settings, field, usec);
    return undefined;
  };
}

/** Directives of [IPv6Prefix]. */
export const prefixBindings: NetworkBindings<PrefixSettings> = invalidating({
  Prefix: ipv6Prefix("prefix"),
  OnLink: bool("onLink"),
  AddressAutoconfiguration: bool("addressAutoconfiguration"),
  ValidLifetimeSec: lifetime("validLifetimeUsec"),
  PreferredLifetimeSec: lifetime("preferredLifetimeUsec"),
  Assign: bool("assign"),
  RouteMetric: unsigned("routeMetric"),
  Token: addressToken((settings) => settings.tokens),
});

/** Directives of [IPv6RoutePrefix]. */
export const routePrefixBindings: NetworkBindings<RoutePrefixSettings> = invalidating({
  Route: ipv6Prefix("route"),
  LifetimeSec: lifetime("lifetimeUsec"),
});

/** Origin: config_parse_pref64_prefix() at 257. */
const pref64Prefix: NetworkBinding<Pref64PrefixSettings> = (settings, value, at) => {
  const parsed = parseInAddrPrefix(value, "ipv6");
  if (typeof parsed === "string" || !pref64Lengths.has(parsed.prefixLength)) {
    return at.warn("value.not-address-prefix", value);
  }
  const { address, prefixLength } = parsed;
  settings.prefix = { address: maskInAddr(address, prefixLength), prefixLength };
  return undefined;
};

/** Origin: config_parse_pref64_prefix_lifetime() at 257. */
const pref64Lifetime: NetworkBinding<Pref64PrefixSettings> = (settings, value, at) => {
  const usec = parseSec(value);
  if (typeof usec === "string") return at.warn("value.not-timespan", value);
  if (usec > PREF64_MAX) return at.warn("value.number-out-of-range", value);
  settings.lifetimeUsec = usec;
  return undefined;
};

/** Directives of [IPv6PREF64Prefix]. */
export const pref64PrefixBindings: NetworkBindings<Pref64PrefixSettings> = invalidating({
  Prefix: pref64Prefix,
  LifetimeSec: pref64Lifetime,
});

/** Least length of an announced prefix, and the longest with which hosts can make addresses. Origin: prefix_section_verify() at 257. */
const MIN_PREFIX = 3;
const INTERFACE_PREFIX = 64;

/** Drops prefixes that cannot be announced. Origin: network_drop_invalid_prefixes() at 257. */
export function dropInvalidPrefixes(sections: RepeatedSections<PrefixSettings>, verification: Verification): void {
  sections.keepIf((settings) => {
    const { prefix } = settings;
    if (prefix === null || isNullAddr(prefix.address))
      return verification.refuse(settings, "network-parser.null-prefix");
    if (prefix.prefixLength < MIN_PREFIX) return verification.refuse(settings, "network-parser.short-prefix");
    if (prefix.prefixLength > INTERFACE_PREFIX) {
      verification.report(Severity.info, settings.line, "network-parser.long-prefix");
      settings.assign = false;
    }
    if (settings.preferredLifetimeUsec > settings.validLifetimeUsec) {
      return verification.refuse(settings, "network-parser.preferred-longer");
    }
    return true;
  });
}
