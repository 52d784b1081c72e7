import { decodeUtf8, encodeUtf8, isValidUtf8 } from "../../core/utf8.js";
import { ByteWriter } from "../../core/writer.js";
import type { DnsResourceRecord } from "../../dns/record.js";
import { DnsType } from "../../dns/registry.js";
import { DNS_ROOT } from "../../net/dns-name.js";

/** Option codes (IANA "DNS EDNS0 Option Codes"). */
export const EdnsOption = {
  LLQ: 1,
  UL: 2,
  NSID: 3,
  DAU: 5,
  DHU: 6,
  N3U: 7,
  CLIENT_SUBNET: 8,
  EXPIRE: 9,
  COOKIE: 10,
  TCP_KEEPALIVE: 11,
  PADDING: 12,
  CHAIN: 13,
  KEY_TAG: 14,
  EXTENDED_ERROR: 15,
} as const;

/** Code and length (RFC 6891 section 6.1.2). */
const OPTION_HEADER = 4;
const VERSION_SHIFT = 16;
const EXTENDED_RCODE_SHIFT = 24;
const DNSSEC_OK = 0x8000;

/** One option; `value` is a view. */
export interface EdnsOptionItem {
  readonly code: number;
  readonly value: Uint8Array;
}

/** The options in an OPT record's data, or `null` when they do not fill it exactly. */
export function parseEdnsOptions(data: Uint8Array): readonly EdnsOptionItem[] | null {
  const options: EdnsOptionItem[] = [];
  let at = 0;
  while (at < data.length) {
    if (data.length - at < OPTION_HEADER) return null;
    const code = (data[at]! << 8) | data[at + 1]!;
    const length = (data[at + 2]! << 8) | data[at + 3]!;
    at += OPTION_HEADER;
    if (data.length - at < length) return null;
    options.push({ code, value: data.subarray(at, at + length) });
    at += length;
  }
  return options;
}

/** Options that tell which algorithms a resolver understands: they make no sense in a reply (RFC 6975 section 4). */
export function isQueryOnlyOption({ code }: EdnsOptionItem): boolean {
  return code === EdnsOption.DAU || code === EdnsOption.DHU || code === EdnsOption.N3U;
}

/** An extended DNS error (RFC 8914). */
export interface ExtendedDnsError {
  readonly infoCode: number;
  readonly extraText: string;
}

/** The extended errors among some options; one that is too short or whose text is not UTF-8 is left out. */
export function extendedErrors(options: readonly EdnsOptionItem[]): readonly ExtendedDnsError[] {
  const errors: ExtendedDnsError[] = [];
  for (const { code, value } of options) {
    if (code !== EdnsOption.EXTENDED_ERROR || value.length < 2 || !isValidUtf8(value, 2)) continue;
    errors.push({ infoCode: (value[0]! << 8) | value[1]!, extraText: decodeUtf8(value, 2) });
  }
  return errors;
}

/** The option for an extended error. */
export function extendedErrorOption(error: ExtendedDnsError): EdnsOptionItem {
  const value = new ByteWriter().u16be(error.infoCode).bytes(encodeUtf8(error.extraText)).finish();
  return { code: EdnsOption.EXTENDED_ERROR, value };
}

/** What an OPT record says. */
export interface Edns {
  /** UDP payload that the sender takes, in bytes. */
  readonly payloadSize: number;
  /** Upper eight bits of the response code. */
  readonly extendedRcode?: number;
  readonly version?: number;
  readonly dnssecOk?: boolean;
  readonly options?: readonly EdnsOptionItem[];
}

/** The OPT record of some EDNS parameters (RFC 6891 section 6.1). */
export function optRecord(edns: Edns): DnsResourceRecord {
  const data = new ByteWriter();
  for (const { code, value } of edns.options ?? []) data.u16be(code).u16be(value.length).bytes(value);
  const rcode = (edns.extendedRcode ?? 0) << EXTENDED_RCODE_SHIFT;
  const flags = ((edns.version ?? 0) << VERSION_SHIFT) | (edns.dnssecOk === true ? DNSSEC_OK : 0);
  return {
    key: { name: DNS_ROOT, class: edns.payloadSize, type: DnsType.OPT },
    ttlSec: (rcode | flags) >>> 0,
    data: { kind: "generic", bytes: data.finish() },
  };
}
