import { parseId128 } from "../../../journal/id128.js";
import { formatIpv6, type InAddr, parseIpv6 } from "../../../net/in-addr.js";
import { isNullAddr } from "../../../net/in-addr-prefix.js";
import type { NetworkBinding } from "../assignment.js";

/** How the host part of an address is made from an announced prefix. Origin: systemd.network(5), Token=. */
export interface AddressToken {
  readonly mode: "eui64" | "static" | "prefixstable";
  /** Host part, or the one prefix that is meant; `null` where there is none. */
  readonly address: InAddr | null;
  /** Secret that goes into the host part, 32 hexadecimal digits. */
  readonly secret: string | null;
}

/** Tokens by their text, without repeats. */
export type AddressTokens = Map<string, AddressToken>;

const EUI64 = "eui64";
const STATIC = "static:";
const STABLE = "prefixstable";
/** Length of a prefix with which hosts make addresses. Origin: RFC 4291 section 2.5.1. */
const PREFIX_BYTES = 8;
const NULL_SECRET = "0".repeat(32);
const ADDRESS_MARK = ":";
const SECRET_MARK = ",";

/** `[:<address>][,<secret>]` behind the word `prefixstable`, or `null`. */
function parseStable(text: string): AddressToken | null {
  const comma = text.indexOf(SECRET_MARK);
  const addressText = comma < 0 ? text : text.slice(0, comma);
  const secret = comma < 0 ? null : parseId128(text.slice(comma + SECRET_MARK.length));
  if (comma >= 0 && (secret === null || secret === NULL_SECRET)) return null;
  if (!addressText) return { mode: STABLE, address: null, secret };
  const address = addressText.startsWith(ADDRESS_MARK) ? parseIpv6(addressText.slice(ADDRESS_MARK.length)) : null;
  return address === null ? null : { mode: STABLE, address: address.fill(0, PREFIX_BYTES), secret };
}

/**
 * `eui64`, `prefixstable[:<address>][,<secret>]`, or `[static:]<address>`; `null` otherwise. Of addresses only the half counts
 * that the token is about, which must not be all-zero in a static one.
 * Origin: config_parse_address_generation_type() at 257.
 */
export function parseAddressToken(text: string): AddressToken | null {
  if (text === EUI64) return { mode: EUI64, address: null, secret: null };
  if (text.startsWith(STABLE)) return parseStable(text.slice(STABLE.length));
  const address = parseIpv6(text.startsWith(STATIC) ? text.slice(STATIC.length) : text)?.fill(0, 0, PREFIX_BYTES);
  return address === undefined || isNullAddr(address) ? null : { mode: "static", address, secret: null };
}

/** Text that {@link parseAddressToken} reads as the same token. */
export function formatAddressToken({ mode, address, secret }: AddressToken): string {
  if (mode === "static") return `static:${formatIpv6(address!)}`;
  return `${mode}${address === null ? "" : `:${formatIpv6(address)}`}${secret === null ? "" : `,${secret}`}`;
}

/** A token more; an empty value resets. Origin: config_parse_address_generation_type() at 257. */
export const addressToken =
  <Settings>(tokensOf: (settings: Settings) => AddressTokens): NetworkBinding<Settings> =>
  (settings, value, at) => {
    const tokens = tokensOf(settings);
    if (!value) {
      tokens.clear();
      return undefined;
    }
    const token = parseAddressToken(value);
    // In sections that come several times a bad token leaves the rest of the section in force.
    if (token === null) return at.remark("network-parser.bad-token", value);
    tokens.set(formatAddressToken(token), token);
    return undefined;
  };
