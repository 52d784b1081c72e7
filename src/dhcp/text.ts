import { BACKSLASH, DEL, DOUBLE_QUOTE, NUL, SINGLE_QUOTE, SPACE } from "../core/ascii.js";
import { decodeUtf8, isValidUtf8 } from "../core/utf8.js";
import { DNS_ROOT, type DnsName, normalizeDnsName } from "../net/dns-name.js";
import { isLocalhost } from "../net/localhost.js";
import { isHostnameValid } from "../text/names.js";

/**
 * The text of an option: `null` when the option is empty, `false` when it is no text.
 *
 * Valid UTF-8 without control characters, quotes and backslashes; one NUL byte at the end is dropped.
 * Origin: dhcp_option_parse_string() and string_is_safe() at 257.
 */
export function parseDhcpString(data: Uint8Array): string | null | false {
  if (data.length === 0) return null;
  const end = data[data.length - 1] === NUL ? data.length - 1 : data.length;
  for (let i = 0; i < end; i++) {
    const c = data[i]!;
    if (c < SPACE || c === DEL || c === DOUBLE_QUOTE || c === SINGLE_QUOTE || c === BACKSLASH) return false;
  }
  return isValidUtf8(data, 0, end) && decodeUtf8(data, 0, end);
}

/**
 * The domain or host name in an option, normalized: `null` when the option is empty, `false` when it has no usable name.
 *
 * Refuses the root, local names, malformed labels and more than 253 bytes, counted before escaping.
 * Origin: lease_parse_domain() at 257, RFC 1035 section 2.3.4.
 */
export function parseDhcpDomain(data: Uint8Array): DnsName | null | false {
  const text = parseDhcpString(data);
  if (text === null || text === false) return text;
  const name = normalizeDnsName(text);
  if (name === null || name === DNS_ROOT || isLocalhost(name)) return false;
  return name;
}

/**
 * The host name that a client calls itself: `null` when the option is empty, `false` when it has no usable name.
 *
 * A plain host name that is a DNS name as well, so that a single label ends at 63 bytes where host names have 64. Local
 * names are names like others here. Origin: dhcp_option_parse_hostname() at 257, RFC 1035 section 2.3.4.
 */
export function parseDhcpHostname(data: Uint8Array): string | null | false {
  const text = parseDhcpString(data);
  if (text === null || text === false) return text;
  return isHostnameValid(text) && normalizeDnsName(text) !== null && text;
}
