import { dhcpOptionDataType } from "../../../directives/enums.js";
import { eachWord } from "../../../directives/net-values.js";
import { parseInAddrOf } from "../../../net/in-addr-prefix.js";
import { EnumTable } from "../../../text/enum-table.js";
import { cunescape } from "../../../text/escape.js";
import { Extract, WordReader } from "../../../text/extract-word.js";
import { isErrno, parseUnsigned, safeAtou8, safeAtou16, safeAtou32, UINT16_MAX } from "../../../text/numbers.js";
import { encodeRaw, rawLength } from "../../../text/raw-bytes.js";
import type { NetworkBinding } from "../assignment.js";

/** What the value of an option is made of. */
export type DhcpOptionDataType = (typeof dhcpOptionDataType)[number];

/** An option that is sent besides the usual ones. */
export interface SentOption {
  readonly code: number;
  readonly data: Uint8Array;
}

/** Options by what tells them apart: the code, and before it the enterprise number of DHCPv6 vendor options. */
export type SentOptions = Map<string, SentOption>;

/** Code of the option that ends a DHCPv4 message; it and 0 are no options to ask for or send. Origin: RFC 2132 section 3. */
const OPTION4_END = 255;
const UNUSED = 0;

/**
 * Codes of options to ask for, appended; an empty value resets. Origin: config_parse_dhcp_request_options() at 257, with
 * one range for both families.
 */
export function requestOptions<Settings>(codesOf: (settings: Settings) => Set<number>): NetworkBinding<Settings> {
  return (settings, value, at) => {
    const codes = codesOf(settings);
    if (!value) {
      codes.clear();
      return undefined;
    }
    return eachWord(value, 0, at, (word) => {
      const code = safeAtou32(word);
      if (isErrno(code) || code === UNUSED || code >= OPTION4_END) at.warn("network-parser.bad-option-code", word);
      else codes.add(code);
    });
  };
}

const types = new EnumTable(dhcpOptionDataType);
const UINT32_BYTES = 4;

function bigEndian(number: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = length - 1, rest = number; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest & 0xff;
  return bytes;
}

const integer =
  (length: number) =>
  (text: string): Uint8Array | null => {
    const number = parseUnsigned(text, 256 ** length - 1);
    return isErrno(number) ? null : bigEndian(number, length);
  };

function unescapedBytes(text: string): Uint8Array | null {
  const unescaped = cunescape(text, { acceptNul: true });
  return unescaped === null ? null : encodeRaw(unescaped);
}

/** Bytes of an option value, or `null`. */
const encoders: Readonly<Record<DhcpOptionDataType, (text: string) => Uint8Array | null>> = {
  uint8: integer(1),
  uint16: integer(2),
  uint32: integer(UINT32_BYTES),
  ipv4address: (text) => parseInAddrOf("ipv4", text),
  ipv6address: (text) => parseInAddrOf("ipv6", text),
  string: unescapedBytes,
};

/** The next part of an option, which others must follow; `null` otherwise. */
function nextPart(words: WordReader): string | null {
  const word = words.next(":", 0);
  return word === null || words.restIsEmpty ? null : word;
}

/** Which options a key sends. */
export interface SentOptionForm {
  /** Codes of DHCPv6 have 16 bits. */
  readonly family: "ipv4" | "ipv6";
  /** Whether an enterprise number comes first. */
  readonly enterprise: boolean;
}

/**
 * `[<enterprise>:]<code>:<type>:<value>`, an option more; an empty value resets. An unknown type ends the file. Whether
 * the value fits into a message is not looked at.
 * Origin: config_parse_dhcp_send_option() at 257.
 */
export function sendOption<Settings>(
  optionsOf: (settings: Settings) => SentOptions,
  { family, enterprise }: SentOptionForm,
): NetworkBinding<Settings> {
  const parseCode = family === "ipv6" ? safeAtou16 : safeAtou8;
  const end = family === "ipv6" ? UINT16_MAX : OPTION4_END;
  return (settings, value, at) => {
    const options = optionsOf(settings);
    if (!value) {
      options.clear();
      return undefined;
    }
    const words = new WordReader(value);
    let key = "";
    if (enterprise) {
      const number = nextPart(words);
      if (number === null || isErrno(safeAtou32(number))) return at.warn("network-parser.bad-option", value);
      key = `${safeAtou32(number)}:`;
    }
    const codeText = nextPart(words);
    const code = codeText === null ? UNUSED : parseCode(codeText);
    if (isErrno(code) || code === UNUSED || code >= end) return at.warn("network-parser.bad-option", value);
    const typeName = nextPart(words);
    if (typeName === null) return at.warn("network-parser.bad-option", value);
    const type = types.parse(typeName);
    if (type === null) return "EINVAL";
    const data = encoders[type](words.rest);
    if (data === null) return at.warn("network-parser.bad-option-data", words.rest);
    options.set(`${key}${code}`, { code, data });
    return undefined;
  };
}

/** Longest class in bytes, for each family. Origin: RFC 3004 section 4, RFC 8415 section 21.15. */
const CLASS_MAX = { ipv4: 0xff, ipv6: UINT16_MAX } as const;

/** User or vendor classes, appended; an empty value resets. Origin: config_parse_dhcp_user_or_vendor_class() at 257. */
export function classes<Settings>(
  family: "ipv4" | "ipv6",
  listOf: (settings: Settings) => string[],
): NetworkBinding<Settings> {
  const most = CLASS_MAX[family];
  return (settings, value, at) => {
    const list = listOf(settings);
    if (!value) {
      list.length = 0;
      return undefined;
    }
    return eachWord(value, Extract.CUNESCAPE | Extract.UNQUOTE, at, (word) => {
      if (word && rawLength(word) <= most) list.push(word);
      else at.warn("network-parser.bad-class", word);
    });
  };
}
