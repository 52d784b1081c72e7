import type { Json } from "../core/json.js";
import type { DnsName } from "../net/dns-name.js";

/** What a record is about: owner name, class and type. Also a question. Origin: DnsResourceKey at 257. */
export interface DnsResourceKey {
  readonly name: DnsName;
  readonly class: number;
  readonly type: number;
}

/** A resource record. `data.kind` belongs to `key.type`, or is `generic`: bytes that are not interpreted. */
export interface DnsResourceRecord {
  readonly key: DnsResourceKey;
  /** Seconds. The raw 32 bits for OPT. */
  readonly ttlSec: number;
  readonly data: Rdata;
}

/** A (RFC 1035 section 3.4.1) and AAAA (RFC 3596): 4 or 16 bytes. */
export interface AddressData {
  readonly kind: "address";
  readonly address: Uint8Array;
}

/** NS, CNAME, PTR (RFC 1035 section 3.3) and DNAME (RFC 6672). */
export interface NameData {
  readonly kind: "name";
  readonly name: DnsName;
}

/** SOA (RFC 1035 section 3.3.13). */
export interface SoaData {
  readonly kind: "soa";
  readonly mname: DnsName;
  readonly rname: DnsName;
  readonly serial: number;
  readonly refreshSec: number;
  readonly retrySec: number;
  readonly expireSec: number;
  readonly minimumSec: number;
}

/** HINFO (RFC 1035 section 3.3.2). */
export interface HinfoData {
  readonly kind: "hinfo";
  readonly cpu: string;
  readonly os: string;
}

/** MX (RFC 1035 section 3.3.9). */
export interface MxData {
  readonly kind: "mx";
  readonly priority: number;
  readonly exchange: DnsName;
}

/** TXT (RFC 1035 section 3.3.14) and SPF (RFC 7208): the character strings as they are on the wire, at least one. */
export interface TxtData {
  readonly kind: "txt";
  readonly strings: Uint8Array;
}

/** LOC (RFC 1876), version 0 only. Sizes are two digits: mantissa and power of ten, in centimetres. */
export interface LocData {
  readonly kind: "loc";
  readonly size: number;
  readonly horizontalPrecision: number;
  readonly verticalPrecision: number;
  /** Thousandths of a second of arc, 2^31 is the equator; more is north. */
  readonly latitude: number;
  /** Thousandths of a second of arc, 2^31 is the prime meridian; more is east. */
  readonly longitude: number;
  /** Centimetres above 100 km below the reference spheroid. */
  readonly altitude: number;
}

/** SRV (RFC 2782). */
export interface SrvData {
  readonly kind: "srv";
  readonly priority: number;
  readonly weight: number;
  readonly port: number;
  readonly name: DnsName;
}

/** NAPTR (RFC 3403). */
export interface NaptrData {
  readonly kind: "naptr";
  readonly order: number;
  readonly preference: number;
  readonly flags: string;
  readonly services: string;
  readonly regexp: string;
  readonly replacement: DnsName;
}

/** DS (RFC 4034 section 5). */
export interface DsData {
  readonly kind: "ds";
  readonly keyTag: number;
  readonly algorithm: number;
  readonly digestType: number;
  readonly digest: Uint8Array;
}

/** SSHFP (RFC 4255). */
export interface SshfpData {
  readonly kind: "sshfp";
  readonly algorithm: number;
  readonly fingerprintType: number;
  readonly fingerprint: Uint8Array;
}

/** RRSIG (RFC 4034 section 3). Times are seconds since 1970, modulo 2^32. */
export interface RrsigData {
  readonly kind: "rrsig";
  readonly typeCovered: number;
  readonly algorithm: number;
  readonly labels: number;
  readonly originalTtlSec: number;
  readonly expiration: number;
  readonly inception: number;
  readonly keyTag: number;
  readonly signer: DnsName;
  readonly signature: Uint8Array;
}

/** NSEC (RFC 4034 section 4). Types ascend, each at most once, none of them a pseudo-type. */
export interface NsecData {
  readonly kind: "nsec";
  readonly nextDomain: DnsName;
  readonly types: readonly number[];
}

/** DNSKEY (RFC 4034 section 2). */
export interface DnskeyData {
  readonly kind: "dnskey";
  readonly flags: number;
  readonly protocol: number;
  readonly algorithm: number;
  readonly key: Uint8Array;
}

/** NSEC3 (RFC 5155 section 3). */
export interface Nsec3Data {
  readonly kind: "nsec3";
  readonly algorithm: number;
  readonly flags: number;
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly nextHashedOwner: Uint8Array;
  readonly types: readonly number[];
}

/** TLSA (RFC 6698). */
export interface TlsaData {
  readonly kind: "tlsa";
  readonly certUsage: number;
  readonly selector: number;
  readonly matchingType: number;
  readonly data: Uint8Array;
}

/** OPENPGPKEY (RFC 7929). */
export interface OpenpgpkeyData {
  readonly kind: "openpgpkey";
  readonly key: Uint8Array;
}

export interface SvcParam {
  readonly key: number;
  readonly value: Uint8Array;
}

/** SVCB and HTTPS (RFC 9460). Parameter keys ascend strictly. */
export interface SvcbData {
  readonly kind: "svcb";
  readonly priority: number;
  readonly target: DnsName;
  readonly params: readonly SvcParam[];
}

/** CAA (RFC 8659). */
export interface CaaData {
  readonly kind: "caa";
  readonly flags: number;
  readonly tag: string;
  readonly value: Uint8Array;
}

/** Any other type, and LOC of a version other than 0: bytes as they are (RFC 3597). */
export interface GenericData {
  readonly kind: "generic";
  readonly bytes: Uint8Array;
}

export type Rdata =
  | AddressData
  | NameData
  | SoaData
  | HinfoData
  | MxData
  | TxtData
  | LocData
  | SrvData
  | NaptrData
  | DsData
  | SshfpData
  | RrsigData
  | NsecData
  | DnskeyData
  | Nsec3Data
  | TlsaData
  | OpenpgpkeyData
  | SvcbData
  | CaaData
  | GenericData;

/** The JSON of a record; `null` for types that systemd has no JSON for. */
export type RecordJson = { readonly [member: string]: Json } | null;
