/**
 * Resource record types under systemd's names.
 * Origin: IANA "Domain Name System (DNS) Parameters", resource record types; dns_type_to_string() at 257.
 */
export const DnsType = {
  A: 1,
  NS: 2,
  MD: 3,
  MF: 4,
  CNAME: 5,
  SOA: 6,
  MB: 7,
  MG: 8,
  MR: 9,
  NULL: 10,
  WKS: 11,
  PTR: 12,
  HINFO: 13,
  MINFO: 14,
  MX: 15,
  TXT: 16,
  RP: 17,
  AFSDB: 18,
  X25: 19,
  ISDN: 20,
  RT: 21,
  NSAP: 22,
  "NSAP-PTR": 23,
  SIG: 24,
  KEY: 25,
  PX: 26,
  GPOS: 27,
  AAAA: 28,
  LOC: 29,
  NXT: 30,
  EID: 31,
  NIMLOC: 32,
  SRV: 33,
  ATMA: 34,
  NAPTR: 35,
  KX: 36,
  CERT: 37,
  A6: 38,
  DNAME: 39,
  SINK: 40,
  OPT: 41,
  APL: 42,
  DS: 43,
  SSHFP: 44,
  IPSECKEY: 45,
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  DHCID: 49,
  NSEC3: 50,
  NSEC3PARAM: 51,
  TLSA: 52,
  SMIMEA: 53,
  HIP: 55,
  NINFO: 56,
  RKEY: 57,
  TALINK: 58,
  CDS: 59,
  CDNSKEY: 60,
  OPENPGPKEY: 61,
  CSYNC: 62,
  ZONEMD: 63,
  SVCB: 64,
  HTTPS: 65,
  SPF: 99,
  UINFO: 100,
  UID: 101,
  GID: 102,
  UNSPEC: 103,
  NID: 104,
  L32: 105,
  L64: 106,
  LP: 107,
  EUI48: 108,
  EUI64: 109,
  TKEY: 249,
  TSIG: 250,
  IXFR: 251,
  AXFR: 252,
  MAILB: 253,
  MAILA: 254,
  ANY: 255,
  URI: 256,
  CAA: 257,
  AVC: 258,
  DOA: 259,
  AMTRELAY: 260,
  RESINFO: 261,
  TA: 32768,
  DLV: 32769,
} as const;

/** Classes that systemd names; every other one is a number. Origin: RFC 1035 section 3.2.4. */
export const DnsClass = { IN: 1, ANY: 255 } as const;

/** Response codes (RFC 1035 section 4.1.1, RFC 6895 section 2.3); those above 15 need an OPT record. */
export const DnsRcode = {
  SUCCESS: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  YXDOMAIN: 6,
  YXRRSET: 7,
  NXRRSET: 8,
  NOTAUTH: 9,
  NOTZONE: 10,
  BADVERS: 16,
  BADKEY: 17,
  BADTIME: 18,
  BADMODE: 19,
  BADNAME: 20,
  BADALG: 21,
  BADTRUNC: 22,
  BADCOOKIE: 23,
} as const;

/** DNSSEC signature algorithms under the mnemonics that systemd prints (IANA "DNS Security Algorithm Numbers"). */
export const DnssecAlgorithm = {
  RSAMD5: 1,
  DH: 2,
  DSA: 3,
  ECC: 4,
  RSASHA1: 5,
  "DSA-NSEC3-SHA1": 6,
  "RSASHA1-NSEC3-SHA1": 7,
  RSASHA256: 8,
  RSASHA512: 10,
  "ECC-GOST": 12,
  ECDSAP256SHA256: 13,
  ECDSAP384SHA384: 14,
  ED25519: 15,
  ED448: 16,
  INDIRECT: 252,
  PRIVATEDNS: 253,
  PRIVATEOID: 254,
} as const;

/** Keys of SVCB and HTTPS parameters (RFC 9460 section 14.3.2, RFC 9461, RFC 9540) under their registered names. */
export const SvcParamKey = {
  mandatory: 0,
  alpn: 1,
  "no-default-alpn": 2,
  port: 3,
  ipv4hint: 4,
  ech: 5,
  ipv6hint: 6,
  dohpath: 7,
  ohttp: 8,
} as const;

const invert = (table: Readonly<Record<string, number>>): ReadonlyMap<number, string> =>
  new Map(Object.entries(table).map(([name, value]) => [value, name]));

const typeNames = invert(DnsType);
const typeNumbers: ReadonlyMap<string, number> = new Map(Object.entries(DnsType));
const classNames = invert(DnsClass);
const rcodeNames = invert(DnsRcode);
const algorithmNames = invert(DnssecAlgorithm);
const svcParamNames = invert(SvcParamKey);

const MAX_U16 = 0xffff;
const NO_TYPE = 0;

/** A type for people: its name, or `TYPEn` (RFC 3597 section 5). */
export function dnsTypeToString(type: number): string {
  return typeNames.get(type) ?? `TYPE${type}`;
}

/** The number of a type name or of `TYPEn`, upper case; `null` when it is neither. */
export function dnsTypeFromString(name: string): number | null {
  const known = typeNumbers.get(name);
  if (known !== undefined) return known;
  const digits = /^TYPE(\d{1,5})$/.exec(name)?.[1];
  const type = digits === undefined ? Number.NaN : Number(digits);
  return type <= MAX_U16 ? type : null;
}

/** Name of a response code, or its number. */
export function dnsRcodeToString(rcode: number): string {
  return rcodeNames.get(rcode) ?? String(rcode);
}

/** Mnemonic of a DNSSEC algorithm, or its number. */
export function dnssecAlgorithmToString(algorithm: number): string {
  return algorithmNames.get(algorithm) ?? String(algorithm);
}

/** Name of a SVCB parameter key, or `keyNNNNN` (RFC 9460 section 2.1). */
export function svcParamKeyToString(key: number): string {
  return svcParamNames.get(key) ?? `key${key}`;
}

/** `prefix` and a number; systemd prints the number 0 as nothing. */
const numbered = (prefix: string, value: number): string => (value === 0 ? prefix : `${prefix}${value}`);

/** The class of a key as systemd prints it: `IN`, `ANY`, `CLASSn`, and `CLASS` for 0. */
export function keyClassToString(dnsClass: number): string {
  return classNames.get(dnsClass) ?? numbered("CLASS", dnsClass);
}

/** The type of a key as systemd prints it: its name, `TYPEn`, and `TYPE` for 0. */
export function keyTypeToString(type: number): string {
  return typeNames.get(type) ?? numbered("TYPE", type);
}

const { ANY, AXFR, IXFR, OPT, RRSIG, TKEY, TSIG } = DnsType;

/** Types that exist in questions or messages only: they are in no zone and in no NSEC bitmap (RFC 4034 section 4.1.2). */
export function isPseudoType(type: number): boolean {
  return type === NO_TYPE || type === OPT || (type >= TKEY && type <= AXFR) || type === ANY;
}

/** Types that a record in a message may have: query-only types are refused. Origin: dns_type_is_valid_rr() at 257. */
export function isValidRecordType(type: number): boolean {
  return type !== ANY && type !== AXFR && type !== IXFR;
}

/** Types that may be asked for: not 0, OPT, TKEY, TSIG, nor RRSIG on its own. Origin: dns_type_is_valid_query() at 257. */
export function isValidQueryType(type: number): boolean {
  return type !== NO_TYPE && type !== OPT && type !== TSIG && type !== TKEY && type !== RRSIG;
}

/** Classes that a record may have: any but ANY. */
export function isValidRecordClass(dnsClass: number): boolean {
  return dnsClass !== DnsClass.ANY;
}
