import { bytesEqual } from "../core/bytes.js";
import { fail } from "../core/errno.js";
import { latin1 } from "../core/utf8.js";
import { displayDnsName, dnsNameEqual } from "../net/dns-name.js";
import { codecOf, codecOfType } from "./rdata/index.js";
import type { DnsReader } from "./reader.js";
import type { DnsResourceKey, DnsResourceRecord, RecordJson } from "./record.js";
import { DnsType, isValidRecordClass, isValidRecordType, keyClassToString, keyTypeToString } from "./registry.js";
import { DnsWriter } from "./writer.js";

/** The top bit of a class in multicast DNS: cache flush in a record, unicast response wanted in a question. */
export const MDNS_CLASS_BIT = 0x8000;

/** A TTL with the top bit set counts as 0 (RFC 2181 section 8). */
const TTL_SIGN_BIT = 0x80000000;
const RDATA_MAX = 0xffff;
/** Characters of a key's text: longer ones are cut. Origin: DNS_RESOURCE_KEY_STRING_MAX at 257. */
const KEY_TEXT_MAX = 277;

/** A key as read, and whether multicast DNS's bit was set in its class. */
export interface ReadKey {
  readonly key: DnsResourceKey;
  readonly mdnsBit: boolean;
}

/** Reads owner name, type and class. Origin: RFC 1035 section 4.1.2, RFC 6762 section 18.12, dns_packet_read_key() at 257. */
export function readResourceKey(reader: DnsReader): ReadKey {
  const name = reader.name();
  const type = reader.u16be();
  const rawClass = reader.u16be();
  const mdnsBit = reader.multicast && type !== DnsType.OPT && (rawClass & MDNS_CLASS_BIT) !== 0;
  return { key: { name, type, class: mdnsBit ? rawClass & ~MDNS_CLASS_BIT : rawClass }, mdnsBit };
}

/** A record as read, and whether multicast DNS's cache flush bit was set. */
export interface ReadRecord {
  readonly record: DnsResourceRecord;
  readonly cacheFlush: boolean;
}

/**
 * Reads one resource record.
 *
 * Refuses (`EBADMSG`) the class ANY and the types ANY, AXFR and IXFR, data that is announced longer than the message, and
 * data whose contents are shorter or longer than announced; what else is wrong with the data see the codecs.
 * Byte values in the result are views of the input.
 * Origin: RFC 1035 section 4.1.3, dns_packet_read_rr() at 257.
 */
export function readResourceRecord(reader: DnsReader): ReadRecord {
  const start = reader.offset;
  const { key, mdnsBit } = readResourceKey(reader);
  if (!isValidRecordClass(key.class) || !isValidRecordType(key.type)) {
    fail("EBADMSG", start, `no record has class ${key.class} and type ${key.type}`);
  }
  const rawTtl = reader.u32be();
  const ttlSec = rawTtl >= TTL_SIGN_BIT && key.type !== DnsType.OPT ? 0 : rawTtl;
  const length = reader.u16be();
  const dataStart = reader.offset;
  if (length > reader.remaining)
    fail("EBADMSG", dataStart - 2, `${length} bytes of data announced, ${reader.remaining} left`);
  const data = codecOfType(key.type).read(reader, length);
  if (reader.offset - dataStart !== length) {
    fail("EBADMSG", reader.offset, `${length} bytes of data announced, ${reader.offset - dataStart} used`);
  }
  return { record: { key, ttlSec, data }, cacheFlush: mdnsBit };
}

/** Writes owner name, type and class. */
export function writeResourceKey(writer: DnsWriter, key: DnsResourceKey, mdnsBit = false): void {
  writer.name(key.name).u16be(key.type);
  writer.u16be(mdnsBit ? key.class | MDNS_CLASS_BIT : key.class);
}

/** Writes a record; returns the offset of its data. Data above 65535 bytes is caller misuse (`TypeError`). */
export function writeResourceRecord(writer: DnsWriter, record: DnsResourceRecord, mdnsBit = false): number {
  writeResourceKey(writer, record.key, mdnsBit);
  writer.u32be(record.ttlSec).u16be(0);
  const start = writer.length;
  codecOf(record.key.type, record.data).write(writer, record.data);
  if (writer.length - start > RDATA_MAX) throw new TypeError(`a record has at most ${RDATA_MAX} bytes of data`);
  writer.patchU16be(start - 2, writer.length - start);
  return start;
}

/** A record in wire form. */
export interface RecordWire {
  readonly wire: Uint8Array;
  /** Where the data starts. */
  readonly rdataOffset: number;
}

// Writers that are used again and again: nothing is written to them while their contents are in use.
const plainWriter = new DnsWriter("none");
const canonicalWriter = new DnsWriter("canonical");
const foldingWriter = new DnsWriter("all");
const otherFoldingWriter = new DnsWriter("all");

/**
 * The wire form of a record on its own, names spelled out. With `canonical`, the form that signatures are made over: the
 * owner name, and the names in the data of types that RFC 4034 section 6.2 lists, in lower case.
 * Origin: dns_resource_record_to_wire_format() at 257.
 */
export function recordToWire(record: DnsResourceRecord, canonical = false): RecordWire {
  const writer = (canonical ? canonicalWriter : plainWriter).reset();
  const rdataOffset = writeResourceRecord(writer, record);
  return { wire: writer.finish(), rdataOffset };
}

/** The data of a record with every name in lower case. The result is a view of `writer`. */
function foldedData(record: DnsResourceRecord, writer: DnsWriter): Uint8Array {
  codecOf(record.key.type, record.data).write(writer.reset(), record.data);
  return writer.view();
}

/** A key in one string: equal keys have equal identities. */
export function keyIdentity(key: DnsResourceKey): string {
  return key.name.toLowerCase() + String.fromCharCode(key.class, key.type);
}

/** The data of a record in one string: records of equal keys that are equal have equal identities. */
export function dataIdentity(record: DnsResourceRecord): string {
  return latin1(foldedData(record, foldingWriter));
}

/** Whether two keys are the same to DNS: the case of ASCII letters in names does not count. */
export function resourceKeyEqual(a: DnsResourceKey, b: DnsResourceKey): boolean {
  return a.type === b.type && a.class === b.class && dnsNameEqual(a.name, b.name);
}

/** Whether two records say the same: key and data; the TTL and the case of names do not count. */
export function resourceRecordEqual(a: DnsResourceRecord, b: DnsResourceRecord): boolean {
  return resourceKeyEqual(a.key, b.key) && bytesEqual(foldedData(a, foldingWriter), foldedData(b, otherFoldingWriter));
}

/** `name CLASS TYPE`, at most 277 characters; the root is a dot. */
export function resourceKeyToString(key: DnsResourceKey): string {
  const text = `${displayDnsName(key.name)} ${keyClassToString(key.class)} ${keyTypeToString(key.type)}`;
  return text.length > KEY_TEXT_MAX ? text.slice(0, KEY_TEXT_MAX) : text;
}

/** Whether systemd has a parser for the type, but not for this version of the data. */
export function isUnparsable(record: DnsResourceRecord): boolean {
  return record.data.kind === "generic" && codecOfType(record.key.type).kind !== "generic";
}

/**
 * Whether the wire form of a record reads back as the record. It does, but for a LOC record without data: that is read by
 * looking at the byte behind it, where it expects its version.
 */
export function readsBack({ key, data }: DnsResourceRecord): boolean {
  return !(key.type === DnsType.LOC && data.kind === "generic" && data.bytes.length === 0);
}

/** The same members, byte strings and lists among them copied. */
function copyMembers<T extends object>(value: T): T {
  const copy = { ...value };
  for (const name of Object.keys(copy) as (keyof T)[]) copy[name] = copyMember(copy[name]) as T[keyof T];
  return copy;
}

function copyMember(member: unknown): unknown {
  if (member instanceof Uint8Array) return member.slice();
  if (!Array.isArray(member)) return member;
  return member.map((item) => (typeof item === "object" ? copyMembers(item) : item));
}

/** A copy that shares no bytes with the message that the record was read from. */
export function copyResourceRecord({ key, ttlSec, data }: DnsResourceRecord): DnsResourceRecord {
  return { key: { ...key }, ttlSec, data: copyMembers(data) };
}

/**
 * A record in presentation form, which for some types has several lines.
 *
 * This is what systemd prints: the TTL is left out, the text of TXT, HINFO, NAPTR and CAA records is not always what a
 * zone file has. Origin: dns_resource_record_to_string() at 257.
 */
export function resourceRecordToString(record: DnsResourceRecord): string {
  return codecOf(record.key.type, record.data).text(record.data, resourceKeyToString(record.key));
}

/** The JSON of a record as systemd's interfaces give it. Origin: dns_resource_record_to_json() at 257. */
export function resourceRecordToJson(record: DnsResourceRecord): RecordJson {
  const members = codecOf(record.key.type, record.data).json(record.data);
  if (members === null) return null;
  const { name, class: dnsClass, type } = record.key;
  return { key: { class: dnsClass, type, name: displayDnsName(name) }, ...members };
}
