import { Severity } from "../../core/diagnostics.js";
import type { FieldOf } from "../../directives/assignment.js";
import { alternativeNamesPolicy, macAddressPolicy, namePolicy } from "../../directives/enums.js";
import { hwAddr, ifname, ifnames, takeWords } from "../../directives/net-values.js";
import { assign, enumeration, isAsciiText, string } from "../../directives/values.js";
import { EnumTable } from "../../text/enum-table.js";
import type { LinkBinding, LinkBindings } from "./assignment.js";

export type NamePolicy = (typeof namePolicy)[number];
export type AlternativeNamesPolicy = (typeof alternativeNamesPolicy)[number];
export type MacAddressPolicy = (typeof macAddressPolicy)[number];

/** What an interface is called and addressed by. Origin: systemd.link(5). */
export class NamingSettings {
  description: string | null = null;
  macAddressPolicy: MacAddressPolicy = "none";
  macAddress: Uint8Array | null = null;
  /** The first policy that gives a name wins. */
  namePolicy: NamePolicy[] = [];
  /** The name when no policy gives one. */
  name: string | null = null;
  readonly alternativeNames = new Set<string>();
  alternativeNamesPolicy: AlternativeNamesPolicy[] = [];
  alias: string | null = null;
}

/**
 * Words of a table, which replace what was there; repeats are noticed and dropped. A value without any known word
 * resets, a malformed one changes nothing. Origin: DEFINE_CONFIG_PARSE_ENUMV() at 257.
 */
function policies<const Policy extends string>(
  field: FieldOf<NamingSettings, Policy[]>,
  table: readonly Policy[],
): LinkBinding<NamingSettings> {
  const known = new EnumTable(table);
  return (settings, value, at) => {
    const list: Policy[] = [];
    const isRead = takeWords(value, 0, at, (word) => {
      const policy = known.parse(word);
      if (policy === null) at.warn("value.unknown-keyword", word);
      else if (list.includes(policy)) at.report(Severity.notice, "link-parser.policy-twice", { value: word });
      else list.push(policy);
    });
    if (isRead) assign(settings, field, list);
    return undefined;
  };
}

/** Longest alias of an interface. Origin: IFALIASZ of Linux, less the NUL. */
const ALIAS_MAX = 255;

/** Origin: config_parse_ifalias() at 257. */
const alias: LinkBinding<NamingSettings> = (settings, value, at) => {
  if (!isAsciiText(value)) return at.warn("value.not-ascii", value);
  if (value.length > ALIAS_MAX) return at.warn("link-parser.alias-too-long", value);
  settings.alias = value || null;
  return undefined;
};

/** Directives of [Link] about names and addresses. */
export const namingBindings: LinkBindings<NamingSettings> = {
  Description: string("description"),
  MACAddressPolicy: enumeration("macAddressPolicy", macAddressPolicy, { empty: "none" }),
  MACAddress: hwAddr("macAddress"),
  NamePolicy: policies("namePolicy", namePolicy),
  Name: ifname("name"),
  AlternativeName: ifnames("alternativeNames"),
  AlternativeNamesPolicy: policies("alternativeNamesPolicy", alternativeNamesPolicy),
  Alias: alias,
};
