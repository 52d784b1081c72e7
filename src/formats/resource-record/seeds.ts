import { concatBytes, fromHex } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { ByteWriter } from "../../core/writer.js";
import { DnsType } from "../../dns/registry.js";
import { recordToWire } from "../../dns/resource-record.js";
import { recordSamples } from "../../dns/samples.js";
import { DNS_LABEL_MAX, DNS_WIRE_NAME_MAX } from "../../net/dns-name.js";

const ROOT = Uint8Array.of(0);
const CLASS_IN = 1;
const CLASS_ANY = 255;

/** A record put together by hand: the announced length may be wrong. */
function raw(
  type: number,
  data: Uint8Array,
  length: number = data.length,
  owner: Uint8Array = ROOT,
  dnsClass: number = CLASS_IN,
): Uint8Array {
  return new ByteWriter().bytes(owner).u16be(type).u16be(dnsClass).u32be(60).u16be(length).bytes(data).finish();
}

const label = (length: number): Uint8Array => concatBytes(Uint8Array.of(length), new Uint8Array(length).fill(0x61));

/** A name of 63-byte labels with more than 255 bytes. */
const longName = concatBytes(
  ...Array.from({ length: Math.ceil(DNS_WIRE_NAME_MAX / DNS_LABEL_MAX) }, () => label(DNS_LABEL_MAX)),
  ROOT,
);

const hex = (digits: string): Uint8Array => fromHex(digits)!;

/** Records that are malformed, or that are written otherwise than they were read. */
const handmade: Readonly<Record<string, Uint8Array>> = {
  "ttl-sign-bit": hex("00000100018000000000040a000001"),
  "class-unknown": raw(DnsType.A, hex("0a000001"), 4, ROOT, 0x8001),
  "class-zero": raw(DnsType.A, hex("0a000001"), 4, ROOT, 0),
  "trailing-bytes": concatBytes(raw(DnsType.A, hex("0a000001")), encodeUtf8("more")),
  "txt-no-strings": raw(DnsType.TXT, new Uint8Array()),
  "nsec-windows-out-of-order": raw(DnsType.NSEC, hex("00010180000140000120")),
  "nsec-pseudo-types": raw(DnsType.NSEC, hex(`000020c00000000040${"00".repeat(25)}7f`)),
  "bad-class-any": raw(DnsType.A, hex("0a000001"), 4, ROOT, CLASS_ANY),
  "bad-type-any": raw(DnsType.ANY, new Uint8Array()),
  "bad-type-axfr": raw(DnsType.AXFR, new Uint8Array()),
  "bad-owner-pointer": raw(DnsType.A, hex("0a000001"), 4, hex("c00c")),
  "bad-owner-label-type": raw(DnsType.A, hex("0a000001"), 4, hex("41")),
  "bad-owner-too-long": raw(DnsType.A, hex("0a000001"), 4, longName),
  "bad-owner-cut": hex("0361"),
  "bad-owner-no-end": hex("0161"),
  "bad-header-cut": hex("0000010001000000"),
  "bad-length-over-input": raw(DnsType.A, hex("0a000001"), 5),
  "bad-length-below-data": raw(DnsType.A, hex("0a000001"), 3),
  "bad-length-above-data": raw(DnsType.A, hex("0a00000100"), 5),
  "bad-a-cut": raw(DnsType.A, hex("0a0000")),
  "bad-hinfo-nul": raw(DnsType.HINFO, hex("01000161")),
  "bad-hinfo-utf8": raw(DnsType.HINFO, hex("01ff0161")),
  "bad-txt-overrun": raw(DnsType.TXT, hex("0561")),
  "bad-loc-precision": raw(DnsType.LOC, hex("00a01613800000008000000000989680")),
  "bad-loc-precision-zero-mantissa": raw(DnsType.LOC, hex("00121603800000008000000000989680")),
  "bad-ds-no-digest": raw(DnsType.DS, hex("00010801")),
  "bad-ds-shorter-than-fields": raw(DnsType.DS, hex("0001080100"), 3),
  "bad-nsec-name-overruns": raw(DnsType.NSEC, hex("016100"), 1),
  "bad-nsec-bitmap-empty": raw(DnsType.NSEC, hex("000000")),
  "bad-nsec-bitmap-too-long": raw(DnsType.NSEC, concatBytes(hex("000021"), new Uint8Array(33).fill(1))),
  "bad-nsec-bitmap-trailing-zero": raw(DnsType.NSEC, hex("0000024000")),
  "bad-nsec-bitmap-overruns": raw(DnsType.NSEC, hex("00000440000001"), 4),
  "bad-nsec3-no-hash": raw(DnsType.NSEC3, hex("010000010000")),
  "bad-nsec3-hash-overruns": raw(DnsType.NSEC3, hex("010000010002aabb"), 6),
  "bad-svcb-keys-descend": raw(DnsType.SVCB, hex("000100000300020001000100026832")),
  "bad-svcb-alpn-empty": raw(DnsType.SVCB, hex("00010000010000")),
  "bad-svcb-alpn-overruns": raw(DnsType.SVCB, hex("000100000100020568")),
  "bad-svcb-no-default-alpn-value": raw(DnsType.SVCB, hex("0001000002000100")),
  "bad-svcb-port-length": raw(DnsType.SVCB, hex("0001000003000101")),
  "bad-svcb-ipv4-length": raw(DnsType.HTTPS, hex("000100000400050a00000100")),
  "bad-svcb-ipv6-length": raw(DnsType.HTTPS, hex("000100000600040a000001")),
};

/** One seed per sample of a valid record, and one per way to be malformed. */
export function* seeds(): Generator<Seed> {
  for (const { name, record } of recordSamples) yield { name, bytes: recordToWire(record).wire };
  for (const [name, bytes] of Object.entries(handmade)) yield { name, bytes };
}
