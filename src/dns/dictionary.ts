import type { DictionaryEntry } from "../core/format.js";
import { ByteWriter } from "../core/writer.js";
import { DnsClass, DnssecAlgorithm, DnsType, SvcParamKey } from "./registry.js";

const u16 = (value: number): Uint8Array => new ByteWriter().u16be(value).finish();

/** Tokens of resource records: type with class IN, parameter keys, algorithms, tags, names. */
export function* recordDictionary(): Generator<DictionaryEntry> {
  for (const type of Object.values(DnsType)) yield new ByteWriter().u16be(type).u16be(DnsClass.IN).finish();
  yield u16(DnsClass.ANY);
  for (const key of Object.values(SvcParamKey)) yield u16(key);
  for (const algorithm of Object.values(DnssecAlgorithm)) yield Uint8Array.of(3, algorithm);
  yield Uint8Array.of(0, 0, 1, 0x40);
  yield Uint8Array.of(0x12, 0x16, 0x13);
  yield* ["\x05issue", "\x09issuewild", "\x05iodef", "\x02h2", "\x02h3", "v=spf1 ", "\x07example\x03com\0"];
}
