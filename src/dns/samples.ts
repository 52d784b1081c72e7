import { encodeUtf8 } from "../core/utf8.js";
import { txtData } from "./rdata/txt.js";
import type { DnsResourceRecord, Rdata } from "./record.js";
import { DnsClass, DnssecAlgorithm, DnsType, SvcParamKey } from "./registry.js";

/** A valid record that shows something; the name is kebab-case. */
export interface RecordSample {
  readonly name: string;
  readonly record: DnsResourceRecord;
}

const OWNER = "host.example.com";
const TTL_SEC = 3600;
const TIME = 1_700_000_000;

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i & 0xff);

const sample = (name: string, type: keyof typeof DnsType | number, data: Rdata, owner = OWNER): RecordSample => ({
  name,
  record: {
    key: { name: owner, class: DnsClass.IN, type: typeof type === "number" ? type : DnsType[type] },
    ttlSec: TTL_SEC,
    data,
  },
});

const a = (last: number): Rdata => ({ kind: "address", address: bytes(192, 0, 2, last) });
const loc = (latitude: number, longitude: number, altitude: number): Rdata => ({
  kind: "loc",
  size: 0x12,
  horizontalPrecision: 0x16,
  verticalPrecision: 0x13,
  latitude,
  longitude,
  altitude,
});
const dnskey = (flags: number, algorithm: number, length: number): Rdata => ({
  kind: "dnskey",
  flags,
  protocol: 3,
  algorithm,
  key: counting(length),
});
const rrsig = (typeCovered: number): Rdata => ({
  kind: "rrsig",
  typeCovered,
  algorithm: DnssecAlgorithm.RSASHA256,
  labels: 2,
  originalTtlSec: TTL_SEC,
  expiration: TIME,
  inception: TIME - 10_000_000,
  keyTag: 12345,
  signer: "Example.com",
  signature: counting(64),
});
const tlsa = (certUsage: number, selector: number, matchingType: number): Rdata => ({
  kind: "tlsa",
  certUsage,
  selector,
  matchingType,
  data: counting(32),
});

/** One valid record or more of each type that systemd takes apart, and some that it does not. */
export const recordSamples: readonly RecordSample[] = [
  sample("a", "A", a(1)),
  sample("a-owner-root", "A", a(2), ""),
  sample("a-owner-mixed-case", "A", a(3), "HoSt.ExAmPlE.CoM"),
  sample("a-owner-escapes", "A", a(4), "a\\.b\\\\c\\000\\255_-.\\042"),
  sample("a-owner-text-is-cut", "A", a(5), Array.from({ length: 4 }, () => "\\255".repeat(62)).join(".")),
  sample("aaaa", "AAAA", { kind: "address", address: bytes(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1) }),
  sample("ns", "NS", { kind: "name", name: "ns.example.com" }),
  sample("ns-root", "NS", { kind: "name", name: "" }),
  sample("cname", "CNAME", { kind: "name", name: "WWW.example.com" }),
  sample("ptr", "PTR", { kind: "name", name: "host.example.com" }, "1.2.0.192.in-addr.arpa"),
  sample("dname", "DNAME", { kind: "name", name: "Example.net" }),
  sample("soa", "SOA", {
    kind: "soa",
    mname: "ns.example.com",
    rname: "host\\.master.example.com",
    serial: 2024010101,
    refreshSec: 7200,
    retrySec: 3600,
    expireSec: 1209600,
    minimumSec: 300,
  }),
  sample("hinfo", "HINFO", { kind: "hinfo", cpu: "INTEL-386", os: "Grüße" }),
  sample("mx", "MX", { kind: "mx", priority: 10, exchange: "mx.example.com" }),
  sample("txt", "TXT", txtData(encodeUtf8("v=spf1 -all"), encodeUtf8('say "hi" \\ there'))),
  sample("txt-binary", "TXT", txtData(bytes(0, 9, 127, 128, 255), bytes(), counting(255))),
  sample("spf", "SPF", txtData(bytes())),
  sample("loc", "LOC", loc(0x80000000 + 150_000_000, 0x80000000 - 255_000_000, 10_000_000 + 12_345)),
  sample("loc-farthest", "LOC", loc(0, 0xffffffff, 0)),
  sample("loc-unknown-version", "LOC", { kind: "generic", bytes: bytes(1, 0x12, 0x16, 0x13) }),
  sample(
    "srv",
    "SRV",
    { kind: "srv", priority: 1, weight: 2, port: 443, name: "Srv.example.com" },
    "_https._tcp.example.com",
  ),
  sample("naptr", "NAPTR", {
    kind: "naptr",
    order: 100,
    preference: 10,
    flags: "u",
    services: "E2U+sip",
    regexp: '!^"(.*)$!sip:\\\\1@example.com!',
    replacement: "",
  }),
  sample("ds", "DS", { kind: "ds", keyTag: 20326, algorithm: 8, digestType: 2, digest: counting(32) }, ""),
  sample("sshfp", "SSHFP", { kind: "sshfp", algorithm: 4, fingerprintType: 2, fingerprint: counting(32) }),
  sample("dnskey-short", "DNSKEY", dnskey(0x0101, DnssecAlgorithm.ED25519, 3), "a"),
  sample("dnskey-wrapped-beside", "DNSKEY", dnskey(0x0181, DnssecAlgorithm.RSASHA256, 68), "com"),
  sample("dnskey-wrapped-below", "DNSKEY", dnskey(0, 17, 69)),
  sample("rrsig", "RRSIG", rrsig(DnsType.AAAA)),
  sample("rrsig-unknown-type", "RRSIG", rrsig(65280)),
  sample("nsec", "NSEC", { kind: "nsec", nextDomain: "Next.example.com", types: [1, 15, 46, 47, 257, 65280] }),
  sample("nsec-empty", "NSEC", { kind: "nsec", nextDomain: "", types: [] }),
  sample("nsec3", "NSEC3", {
    kind: "nsec3",
    algorithm: 1,
    flags: 1,
    iterations: 12,
    salt: bytes(0xaa, 0xbb),
    nextHashedOwner: counting(20),
    types: [1, 48],
  }),
  sample("nsec3-no-salt", "NSEC3", {
    kind: "nsec3",
    algorithm: 1,
    flags: 0,
    iterations: 0,
    salt: bytes(),
    nextHashedOwner: bytes(1, 2, 3),
    types: [],
  }),
  sample("tlsa-ca-constraint", "TLSA", tlsa(0, 0, 0), "_443._tcp.example.com"),
  sample("tlsa-unassigned", "TLSA", tlsa(4, 2, 3)),
  sample("tlsa-private-use", "TLSA", tlsa(255, 255, 255)),
  sample("openpgpkey", "OPENPGPKEY", { kind: "openpgpkey", key: counting(48) }),
  sample("openpgpkey-empty", "OPENPGPKEY", { kind: "openpgpkey", key: bytes() }),
  sample("svcb-alias", "SVCB", { kind: "svcb", priority: 0, target: "", params: [] }),
  sample("https-all-params", "HTTPS", {
    kind: "svcb",
    priority: 16,
    target: "Svc.example.net",
    params: [
      { key: SvcParamKey.mandatory, value: bytes(0, 1, 0, 4) },
      { key: SvcParamKey.alpn, value: bytes(2, 0x68, 0x32, 0, 3, 0x22, 0x5c, 0x0a) },
      { key: SvcParamKey["no-default-alpn"], value: bytes() },
      { key: SvcParamKey.port, value: bytes(0x20, 0xfb) },
      { key: SvcParamKey.ipv4hint, value: bytes(192, 0, 2, 1, 192, 0, 2, 2) },
      { key: SvcParamKey.ech, value: counting(40) },
      { key: SvcParamKey.ipv6hint, value: bytes(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1) },
      { key: SvcParamKey.dohpath, value: encodeUtf8("/dns-query{?dns}") },
      { key: SvcParamKey.ohttp, value: bytes() },
      { key: 667, value: encodeUtf8("hello, world") },
    ],
  }),
  sample("caa", "CAA", { kind: "caa", flags: 0, tag: "issue", value: encodeUtf8("ca.example.net; policy=ev") }),
  sample("caa-critical", "CAA", { kind: "caa", flags: 0x81, tag: "tbs", value: bytes(1, 0x22, 0x5c, 0xff) }),
  sample("opt", "OPT", { kind: "generic", bytes: bytes(0, 10, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8) }, ""),
  sample("uri-uninterpreted", "URI", { kind: "generic", bytes: encodeUtf8("\0\x01\0\x01https://example.com/") }),
  sample("unknown-type", 65280, { kind: "generic", bytes: counting(20) }),
  sample("type-zero-no-data", 0, { kind: "generic", bytes: bytes() }),
];
