import { invalidating, type RepeatedSection, type RepeatedSections } from "../../../directives/repeated-sections.js";
import { type InAddrPrefix, parseInAddrPrefix } from "../../../net/in-addr-prefix.js";
import { isErrno, safeAtou32, UINT32_MAX } from "../../../text/numbers.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import type { Verification } from "../verification.js";

/** Settings of one [IPv6AddressLabel] section. Origin: systemd.network(5). */
export class AddressLabelSettings implements RepeatedSection {
  invalid = false;
  prefix: InAddrPrefix | null = null;
  label: number | null = null;

  constructor(readonly line: number) {}
}

/** Bits of an IPv4-mapped address that are the same for all. Origin: RFC 4291 section 2.5.5.2. */
const MAPPED_PREFIX = 96;
const MAPPED_START = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff] as const;

const isMapped = (address: Uint8Array): boolean => MAPPED_START.every((byte, i) => address[i] === byte);

/** Origin: config_parse_ipv6_address_label_section() at 257. */
const prefix: NetworkBinding<AddressLabelSettings> = (settings, value, at) => {
  const parsed = value ? parseInAddrPrefix(value, "ipv6") : null;
  if (typeof parsed === "string") return at.warn("value.not-address-prefix", value);
  if (parsed !== null && parsed.prefixLength > MAPPED_PREFIX && isMapped(parsed.address)) {
    return at.warn("value.not-address-prefix", value);
  }
  settings.prefix = parsed;
  return undefined;
};

/** The greatest number stands for no label. Origin: config_parse_ipv6_address_label_section() at 257. */
const label: NetworkBinding<AddressLabelSettings> = (settings, value, at) => {
  const number = value ? safeAtou32(value) : null;
  if (number !== null && (isErrno(number) || number === UINT32_MAX)) return at.warn("value.not-unsigned", value);
  settings.label = number;
  return undefined;
};

/** Directives of [IPv6AddressLabel]. */
export const addressLabelBindings: NetworkBindings<AddressLabelSettings> = invalidating({
  Prefix: prefix,
  Label: label,
});

/** Drops labels that lack a part. Origin: network_drop_invalid_address_labels() at 257. */
export function dropInvalidAddressLabels(
  sections: RepeatedSections<AddressLabelSettings>,
  verification: Verification,
): void {
  sections.keepIf((settings) => {
    if (settings.prefix === null) return verification.refuseAt(settings.line, "network-parser.no-prefix");
    if (settings.label === null) return verification.refuseAt(settings.line, "network-parser.no-label");
    return true;
  });
}
