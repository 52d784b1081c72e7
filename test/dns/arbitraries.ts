import fc from "fast-check";
import { txtData } from "../../src/dns/rdata/txt.js";
import type { DnsResourceRecord, Rdata } from "../../src/dns/record.js";
import { DnsType, isPseudoType } from "../../src/dns/registry.js";
import { readWireName } from "../../src/net/dns-name.js";

const u8 = fc.integer({ min: 0, max: 0xff });
const u16 = fc.integer({ min: 0, max: 0xffff });
const u32 = fc.integer({ min: 0, max: 0xffffffff });
const bytes = (minLength: number, maxLength = 80): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength, maxLength });

/** Bytes that often are the same and often need an escape, so that names repeat and share suffixes. */
const labelByte = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(0x61, 0x41, 0x62, 0x2e, 0x5c) }, u8);
const label = fc.array(labelByte, { minLength: 1, maxLength: 6 });

/** A normalized name. */
export const arbitraryDnsName: fc.Arbitrary<string> = fc.array(label, { maxLength: 5 }).map((labels) => {
  const wire = Uint8Array.from([...labels.flatMap((values) => [values.length, ...values]), 0]);
  return readWireName(wire)!.name;
});

/** Text that a character string can hold: no NUL, no lone surrogate or non-character, few bytes. */
const text = fc
  .string({ unit: "binary", maxLength: 30 })
  .filter((value) => !value.includes("\0") && !/\p{Cn}|\p{Cs}/u.test(value));

const types = fc
  .uniqueArray(fc.oneof(u8, u16), { maxLength: 30 })
  .map((values) => values.filter((type) => !isPseudoType(type)).sort((a, b) => a - b));

const digit = fc.integer({ min: 0, max: 9 });
const precision = fc.tuple(digit, digit).map(([m, e]) => (m === 0 ? 0 : (m << 4) | e));

const svcParams = fc
  .uniqueArray(fc.integer({ min: 7, max: 0xffff }), { maxLength: 5 })
  .chain((keys) => fc.tuple(...keys.sort((a, b) => a - b).map((key) => bytes(0, 20).map((value) => ({ key, value })))))
  .chain((rest) =>
    fc
      .record({
        alpn: fc.option(fc.array(bytes(0, 10), { minLength: 1, maxLength: 3 })),
        port: fc.option(bytes(2, 2)),
        ipv4: fc.option(fc.array(bytes(4, 4), { maxLength: 3 })),
        ipv6: fc.option(bytes(16, 16)),
      })
      .map(({ alpn, port, ipv4, ipv6 }) => [
        ...(alpn === null ? [] : [{ key: 1, value: txtData(...alpn).strings }]),
        ...(port === null ? [] : [{ key: 3, value: port }]),
        ...(ipv4 === null ? [] : [{ key: 4, value: Uint8Array.from(ipv4.flatMap((address) => [...address])) }]),
        ...(ipv6 === null ? [] : [{ key: 6, value: ipv6 }]),
        ...rest,
      ]),
  );

const kind = <K extends string>(name: K) => fc.constant(name);

/** Data of every type that is taken apart, and of some that are not. */
export const arbitraryData: Readonly<Record<string, fc.Arbitrary<Rdata>>> = {
  A: fc.record({ kind: kind("address"), address: bytes(4, 4) }),
  AAAA: fc.record({ kind: kind("address"), address: bytes(16, 16) }),
  NS: fc.record({ kind: kind("name"), name: arbitraryDnsName }),
  CNAME: fc.record({ kind: kind("name"), name: arbitraryDnsName }),
  PTR: fc.record({ kind: kind("name"), name: arbitraryDnsName }),
  DNAME: fc.record({ kind: kind("name"), name: arbitraryDnsName }),
  SOA: fc.record({
    kind: kind("soa"),
    mname: arbitraryDnsName,
    rname: arbitraryDnsName,
    serial: u32,
    refreshSec: u32,
    retrySec: u32,
    expireSec: u32,
    minimumSec: u32,
  }),
  HINFO: fc.record({ kind: kind("hinfo"), cpu: text, os: text }),
  MX: fc.record({ kind: kind("mx"), priority: u16, exchange: arbitraryDnsName }),
  TXT: fc.array(bytes(0, 255), { maxLength: 4 }).map((items) => txtData(...items)),
  SPF: fc.array(bytes(0, 255), { maxLength: 4 }).map((items) => txtData(...items)),
  LOC: fc.record({
    kind: kind("loc"),
    size: precision,
    horizontalPrecision: precision,
    verticalPrecision: precision,
    latitude: u32,
    longitude: u32,
    altitude: u32,
  }),
  SRV: fc.record({ kind: kind("srv"), priority: u16, weight: u16, port: u16, name: arbitraryDnsName }),
  NAPTR: fc.record({
    kind: kind("naptr"),
    order: u16,
    preference: u16,
    flags: text,
    services: text,
    regexp: text,
    replacement: arbitraryDnsName,
  }),
  DS: fc.record({ kind: kind("ds"), keyTag: u16, algorithm: u8, digestType: u8, digest: bytes(1) }),
  SSHFP: fc.record({ kind: kind("sshfp"), algorithm: u8, fingerprintType: u8, fingerprint: bytes(1) }),
  RRSIG: fc.record({
    kind: kind("rrsig"),
    typeCovered: u16,
    algorithm: u8,
    labels: u8,
    originalTtlSec: u32,
    expiration: u32,
    inception: u32,
    keyTag: u16,
    signer: arbitraryDnsName,
    signature: bytes(1),
  }),
  NSEC: fc.record({ kind: kind("nsec"), nextDomain: arbitraryDnsName, types }),
  DNSKEY: fc.record({ kind: kind("dnskey"), flags: u16, protocol: u8, algorithm: u8, key: bytes(1) }),
  NSEC3: fc.record({
    kind: kind("nsec3"),
    algorithm: u8,
    flags: u8,
    iterations: u16,
    salt: bytes(0),
    nextHashedOwner: bytes(1),
    types,
  }),
  TLSA: fc.record({ kind: kind("tlsa"), certUsage: u8, selector: u8, matchingType: u8, data: bytes(1) }),
  OPENPGPKEY: fc.record({ kind: kind("openpgpkey"), key: bytes(0) }),
  SVCB: fc.record({ kind: kind("svcb"), priority: u16, target: arbitraryDnsName, params: svcParams }),
  HTTPS: fc.record({ kind: kind("svcb"), priority: u16, target: arbitraryDnsName, params: svcParams }),
  CAA: fc.record({ kind: kind("caa"), flags: u8, tag: text, value: bytes(0) }),
  MINFO: fc.record({ kind: kind("generic"), bytes: bytes(0) }),
  TA: fc.record({ kind: kind("generic"), bytes: bytes(0) }),
};

const dataTypes = Object.keys(arbitraryData) as (keyof typeof DnsType)[];

/** A record of any class but ANY. */
export const arbitraryRecord: fc.Arbitrary<DnsResourceRecord> = fc.constantFrom(...dataTypes).chain((type) =>
  fc.record({
    key: fc.record({
      name: arbitraryDnsName,
      class: fc.oneof(
        fc.constant(1),
        u16.filter((value) => value !== 255),
      ),
      type: fc.constant(DnsType[type]),
    }),
    ttlSec: fc.integer({ min: 0, max: 0x7fffffff }),
    data: arbitraryData[type]!,
  }),
);
