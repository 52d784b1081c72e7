import { addressSetOf } from "../net/address-sets.js";
import { parseDnsName } from "../net/dns-name.js";
import { ETH_ALEN, formatHwAddr, type HwAddrLength, parseHwAddr } from "../net/hw-addr.js";
import type { InAddr } from "../net/in-addr.js";
import {
  familyOf,
  formatInAddrPrefix,
  type InAddrPrefix,
  type IpFamily,
  isNullAddr,
  maskInAddr,
  parseInAddrOf,
  parseInAddrPrefix,
} from "../net/in-addr-prefix.js";
import { cunescape } from "../text/escape.js";
import { Extract, WHITESPACE, WordReader } from "../text/extract-word.js";
import { IfnameKind, isEnvAssignmentValid, isHostnameValid, isIfnameValid } from "../text/names.js";
import { isErrno, type Parsed, parseMtu, parsePermille, safeAtou } from "../text/numbers.js";
import type { Assignment, Binding, FieldOf } from "./assignment.js";
import { assign, isAsciiText } from "./values.js";

/**
 * Value parsers that the network dialects (.network, .netdev, .link) share, as factories like those in `values.ts`.
 *
 * Origin: conf-parser, netif-util, net-condition and the address helpers of systemd 257.
 */

const NEGATION = "!";
const EMPTY = "";

/**
 * Hands every word of a value to `take`; `false` when a word is malformed, which is reported. Words before it have been
 * taken. `flags` are those of `Extract`.
 */
export function takeWords(value: string, flags: number, at: Assignment, take: (word: string) => void): boolean {
  const words = new WordReader(value);
  for (;;) {
    const word = words.next(WHITESPACE, flags);
    if (word === null) break;
    take(word);
  }
  if (words.failed) at.warn("value.bad-syntax", value);
  return !words.failed;
}

/** {@link takeWords} for values of which what was taken counts, whether or not the rest can be read. */
export function eachWord(value: string, flags: number, at: Assignment, take: (word: string) => void): undefined {
  takeWords(value, flags, at, take);
}

/** Hardware addresses as text, appended; an empty value resets. */
function hwAddrSet<Settings>(field: string, length: HwAddrLength): Binding<Settings> {
  return (settings, value, at) => {
    const set = (settings as Record<string, unknown>)[field] as Set<string>;
    if (value === EMPTY) {
      set.clear();
      return undefined;
    }
    return eachWord(value, 0, at, (word) => {
      const address = parseHwAddr(word, length);
      if (address === null) at.warn("value.not-hardware-address", word);
      else set.add(formatHwAddr(address));
    });
  };
}

/** Hardware addresses of any length, a set of their texts; an empty value resets. Origin: config_parse_hw_addrs(). */
export const hwAddrs = <Settings>(field: FieldOf<Settings, Set<string>>): Binding<Settings> => hwAddrSet(field, "auto");

/** Ethernet addresses, a set of their texts; an empty value resets. Origin: config_parse_ether_addrs(). */
export const etherAddrs = <Settings>(field: FieldOf<Settings, Set<string>>): Binding<Settings> =>
  hwAddrSet(field, ETH_ALEN);

/** One hardware address of any length; an empty value resets. Origin: config_parse_hw_addr(). */
export function hwAddr<Settings>(field: FieldOf<Settings, Uint8Array | null>): Binding<Settings> {
  return (settings, value, at) => {
    const address = value === EMPTY ? null : parseHwAddr(value, "auto");
    if (address === null && value !== EMPTY) return at.warn("value.not-hardware-address", value);
    assign(settings, field, address);
    return undefined;
  };
}

/**
 * Patterns that an interface is matched with; `!` before the value turns all of its words round. Appended; an empty value
 * resets. `check` reports a word that is no such pattern and tells whether to keep it.
 */
function patterns<Settings>(
  field: string,
  flags: number,
  check: (word: string) => boolean,
  code: string,
): Binding<Settings> {
  return (settings, value, at) => {
    if (value === EMPTY) {
      assign(settings, field, []);
      return undefined;
    }
    const list = (settings as Record<string, unknown>)[field] as string[];
    const inverted = value.startsWith(NEGATION);
    return eachWord(inverted ? value.slice(1) : value, flags, at, (word) => {
      if (check(word)) list.push(inverted ? `!${word}` : word);
      else at.warn(code, word);
    });
  };
}

const anyPattern = (): boolean => true;

/** Glob patterns. Origin: config_parse_match_strv(). */
export const matchStrings = <Settings>(field: FieldOf<Settings, string[]>): Binding<Settings> =>
  patterns(field, Extract.UNQUOTE | Extract.RETAIN_ESCAPE, anyPattern, "value.bad-syntax");

/** Glob patterns for interface names, as long as these may be; `kinds` as in {@link IfnameKind}. Origin: config_parse_match_ifnames(). */
export const matchIfnames = <Settings>(field: FieldOf<Settings, string[]>, kinds = 0): Binding<Settings> =>
  patterns(field, 0, (word) => isIfnameValid(word, kinds), "value.not-interface-name");

/** `NAME=pattern` for device properties. Origin: config_parse_match_property(). */
export const matchProperties = <Settings>(field: FieldOf<Settings, string[]>): Binding<Settings> =>
  patterns(field, Extract.CUNESCAPE | Extract.UNQUOTE, isEnvAssignmentValid, "value.not-property");

/** Name of an interface; an empty value resets. Origin: config_parse_ifname(). */
export function ifname<Settings>(field: FieldOf<Settings, string | null>): Binding<Settings> {
  return (settings, value, at) => {
    if (value !== EMPTY && !isIfnameValid(value)) return at.warn("value.not-interface-name", value);
    assign(settings, field, value === EMPTY ? null : value);
    return undefined;
  };
}

/** Names of interfaces, alternative names too, a set in the order in which they came; an empty value resets. Origin: config_parse_ifnames(). */
export function ifnames<Settings>(
  field: FieldOf<Settings, Set<string>>,
  kinds: number = IfnameKind.ALTERNATIVE,
): Binding<Settings> {
  return (settings, value, at) => {
    const names = settings[field] as unknown as Set<string>;
    if (value === EMPTY) {
      names.clear();
      return undefined;
    }
    return eachWord(value, 0, at, (word) => {
      if (isIfnameValid(word, kinds)) names.add(word);
      else at.warn("value.not-interface-name", word);
    });
  };
}

/** An address of one family, not the all-zero one; an empty value resets. Origin: config_parse_in_addr_non_null(). */
export function inAddr<Settings>(field: FieldOf<Settings, InAddr | null>, family: IpFamily): Binding<Settings> {
  return (settings, value, at) => {
    const address = value === EMPTY ? null : parseInAddrOf(family, value);
    if (address === null) {
      if (value !== EMPTY) return at.warn("value.not-address", value);
    } else if (isNullAddr(address)) return at.warn("value.null-address", value);
    assign(settings, field, address);
    return undefined;
  };
}

/** Address prefixes by their text, repeats dropped. */
export type InAddrPrefixSet = Map<string, InAddrPrefix>;

/** Address prefixes of one family, their host bits cleared, and names of {@link addressSetOf}; an empty value resets. Origin: config_parse_in_addr_prefixes(). */
export function inAddrPrefixes<Settings>(
  field: FieldOf<Settings, InAddrPrefixSet>,
  family: IpFamily,
): Binding<Settings> {
  return (settings, value, at) => {
    const set = settings[field] as unknown as InAddrPrefixSet;
    const add = (prefix: InAddrPrefix): void => {
      if (familyOf(prefix.address) === family) set.set(formatInAddrPrefix(prefix), prefix);
    };
    if (value === EMPTY) {
      set.clear();
      return undefined;
    }
    return eachWord(value, 0, at, (word) => {
      const named = addressSetOf(word);
      if (named !== undefined) return named.forEach(add);
      const prefix = parseInAddrPrefix(word, family);
      if (typeof prefix === "string") at.warn("value.not-address-prefix", word);
      else add({ address: maskInAddr(prefix.address, prefix.prefixLength), prefixLength: prefix.prefixLength });
    });
  };
}

/** Family that an MTU is for; its smallest MTU differs. */
export type MtuFamily = "unspec" | IpFamily;

/** MTU in bytes. Origin: config_parse_mtu(). */
export function mtu<Settings>(field: FieldOf<Settings, number>, family: MtuFamily): Binding<Settings> {
  return (settings, value, at) => {
    const size = parseMtu(family, value);
    if (size === "ERANGE") return at.warn("value.mtu-out-of-range", value);
    if (size === "EINVAL") return at.warn("value.not-mtu", value);
    assign(settings, field, size);
    return undefined;
  };
}

/** Host name; an empty value resets. Origin: config_parse_hostname(). */
export function hostname<Settings>(field: FieldOf<Settings, string | null>): Binding<Settings> {
  return (settings, value, at) => {
    if (value !== EMPTY && !(isHostnameValid(value) && parseDnsName(value) !== null)) {
      return at.warn("value.not-hostname", value);
    }
    assign(settings, field, value === EMPTY ? null : value);
    return undefined;
  };
}

/** Domain name; an empty value resets. Origin: config_parse_dns_name(). */
export function dnsName<Settings>(field: FieldOf<Settings, string | null>): Binding<Settings> {
  return (settings, value, at) => {
    if (value !== EMPTY && parseDnsName(value) === null) return at.warn("value.not-domain", value);
    assign(settings, field, value === EMPTY ? null : value);
    return undefined;
  };
}

const HTTP = "http://";
const HTTPS = "https://";
/** Longest Manufacturer Usage Description URL. Origin: RFC 8520 section 10, config_parse_mud_url() at 257. */
const MUD_URL_MAX = 255;

/** Whether a text is an HTTP URL to systemd: the scheme, and ASCII behind it. Origin: http_url_is_valid() at 257. */
export function isHttpUrl(text: string): boolean {
  const scheme = text.startsWith(HTTPS) ? HTTPS : HTTP;
  return text.startsWith(scheme) && text.length > scheme.length && isAsciiText(text);
}

/** URL of a Manufacturer Usage Description, with C escapes; an empty value resets. Origin: config_parse_mud_url(). */
export function mudUrl<Settings>(field: FieldOf<Settings, string | null>): Binding<Settings> {
  return (settings, value, at) => {
    const url = value === EMPTY ? null : cunescape(value);
    if (value !== EMPTY && (url === null || url.length > MUD_URL_MAX || !isHttpUrl(url))) {
      return at.warn("value.not-url", value);
    }
    assign(settings, field, url);
    return undefined;
  };
}

/** Highest VLAN identifier. Origin: IEEE 802.1Q, VLANID_MAX at 257. */
export const VLAN_ID_MAX = 4094;

/** VLAN identifier 0–4094. Origin: parse_vlanid() at 257. */
export function parseVlanId(text: string): Parsed {
  const id = safeAtou(text);
  return !isErrno(id) && id > VLAN_ID_MAX ? "ERANGE" : id;
}

/** VLAN identifier. Origin: config_parse_vlanid(). */
export function vlanId<Settings>(field: FieldOf<Settings, number>): Binding<Settings> {
  return (settings, value, at) => {
    const id = parseVlanId(value);
    if (isErrno(id)) return at.warn("value.not-vlan-id", value);
    assign(settings, field, id);
    return undefined;
  };
}

/** Share in thousandths, written as `87.5%` or `875‰`. Origin: config_parse_permille(). */
export function permille<Settings>(field: FieldOf<Settings, number>): Binding<Settings> {
  return (settings, value, at) => {
    const share = parsePermille(value);
    if (isErrno(share)) return at.warn("value.not-share", value);
    assign(settings, field, share);
    return undefined;
  };
}
