import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { encodeUtf8, fromLatin1 } from "../../core/utf8.js";
import { ByteWriter } from "../../core/writer.js";
import { DATA_SIZE_MAX, FIELD_NAME_MAX, JournalField, textField } from "../../journal/field.js";
import { type ExportedEntry, encodeExport } from "./encode.js";
import { BOOT_ID_FIELD, FIELDS_MAX, MONOTONIC_FIELD, REALTIME_FIELD, TIMESTAMP_END } from "./tables.js";

const BOOT_ID = "f446871715504074bf7049ef0718fa93";
const bootField = textField(BOOT_ID_FIELD, BOOT_ID);
const longest = "X".repeat(FIELD_NAME_MAX);

/** What an entry needs to be stored. */
const HEAD = `${REALTIME_FIELD}=1404101101501873\n${MONOTONIC_FIELD}=1753961140951\n${BOOT_ID_FIELD}=${BOOT_ID}\n`;

/** One rule each, behind the head of an entry. */
const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ["entry", "__CURSOR=s=1\n__SEQNUM=1\n__SEQNUM_ID=1\nMESSAGE=text\n\n"],
  ["entry-incomplete", "MESSAGE=text\n"],
  ["entry-line-not-terminated", "MESSAGE=text"],
  ["entries-keep-times", "A=1\n\nB=2\n\n"],
  ["entries-many-empty-lines", "A=1\n\n\n\nB=2\n\n"],
  ["entry-empty-value", "A=\n\n"],
  ["entry-equals-in-value", "A==b=c\n\n"],
  ["entry-repeated-field", "A=1\nA=2\n\n"],
  ["special-unknown", "__A=1\n__REALTIME=2\nB=3\n\n"],
  ["name-trusted", "_PID=1\n_X=2\n\n"],
  ["name-lower-case", "a=1\nB=2\n\n"],
  ["name-digit-first", "1A=1\nB=2\n\n"],
  ["name-empty", "=1\nB=2\n\n"],
  ["name-other-character", "A-B=1\n A=2\nB=3\n\n"],
  ["name-without-value-and-bad", "garbage without equals\nB=2\n\n"],
  ["name-longest", `${longest}=1\n\n`],
  ["name-too-long", `${longest}X=1\nB=2\n\n`],
  ["boot-id-again", `${BOOT_ID_FIELD}=00000000000000000000000000000001\n\n`],
  ["boot-id-hyphens", `${BOOT_ID_FIELD}=f4468717-1550-4074-bf70-49ef0718fa93\n\n`],
  ["boot-id-upper-case", `${BOOT_ID_FIELD}=F446871715504074BF7049EF0718FA93\n\n`],
  ["boot-id-null", `${BOOT_ID_FIELD}=${"0".repeat(32)}\n\n`],
  ["boot-id-too-short", `${BOOT_ID_FIELD}=f44687\nA=1\n\n`],
  ["boot-id-bad-digit", `${BOOT_ID_FIELD}=${"g".repeat(32)}\nA=1\n\n`],
  ["boot-id-hyphens-misplaced", `${BOOT_ID_FIELD}=f446871-71550-4074-bf70-49ef0718fa93\nA=1\n\n`],
  ["boot-id-cut-by-nul", `${BOOT_ID_FIELD}=${BOOT_ID}\0x\nA=1\n\n`],
  ["realtime-again", `${REALTIME_FIELD}=2\nA=1\n\n`],
  ["realtime-largest", `${REALTIME_FIELD}=${TIMESTAMP_END - 1n}\nA=1\n\n`],
  ["realtime-out-of-range", `${REALTIME_FIELD}=${TIMESTAMP_END}\nA=1\n\n`],
  ["realtime-zero", `${REALTIME_FIELD}=0\nA=1\n\n`],
  ["realtime-no-number", `${REALTIME_FIELD}=x\nA=1\n\n`],
  ["realtime-too-large", `${REALTIME_FIELD}=18446744073709551616\nA=1\n\n`],
  ["monotonic-zero", `${MONOTONIC_FIELD}=0\nA=1\n\n`],
  ["monotonic-out-of-range", `${MONOTONIC_FIELD}=${TIMESTAMP_END}\nA=1\n\n`],
  ["monotonic-negative", `${MONOTONIC_FIELD}=-1\nA=1\n\n`],
  ["binary-size-cut", "A\n\x01\0\0"],
];

/** One rule each: the whole stream. */
const STREAMS: readonly (readonly [name: string, text: string])[] = [
  ["no-realtime", `${BOOT_ID_FIELD}=${BOOT_ID}\nA=1\n\n`],
  ["no-boot-id", `${REALTIME_FIELD}=1\nA=1\n\n`],
  ["no-fields", `${REALTIME_FIELD}=1\n\n`],
  ["too-short", "\n\n"],
];

/** A binary field with a size of its own. */
const binary = (name: string, size: bigint, value: string): Uint8Array =>
  concatBytes(fromLatin1(`${name}\n`), new ByteWriter().u64le(size).finish(), fromLatin1(value));

/** One rule each, between the head of an entry and its last field. */
const BINARIES: readonly (readonly [name: string, field: Uint8Array])[] = [
  ["binary", binary("A", 3n, "a\nb\n")],
  ["binary-empty", binary("A", 0n, "\n")],
  ["binary-special", binary(REALTIME_FIELD, 1n, "x\n")],
  ["binary-boot-id", binary(BOOT_ID_FIELD, 1n, "x\n")],
  ["binary-size-too-small", binary("A", 1n, "xy\n")],
  ["binary-size-too-large", binary("A", 100n, "x\n")],
  ["binary-size-largest", binary("A", BigInt(DATA_SIZE_MAX), "x\n")],
  ["binary-size-over-the-limit", binary("A", BigInt(DATA_SIZE_MAX) + 1n, "x\n")],
];

const entry = (fields: readonly JournalField[]): ExportedEntry => ({
  fields,
  realtimeUsec: 1_404_101_101_501_873n,
  monotonicUsec: 1_753_961_140_951n,
  bootId: BOOT_ID,
});

const many = (count: number): JournalField[] => [
  bootField,
  ...Array.from({ length: count - 1 }, (_, i) => textField(`F${i}`, "")),
];

const sized = (size: number): JournalField => new JournalField("MESSAGE", new Uint8Array(size).fill(0x61));

export function* seeds(): Iterable<Seed> {
  for (const [name, text] of TEXTS) yield { name, bytes: encodeUtf8(HEAD + text) };
  for (const [name, text] of STREAMS) yield { name, bytes: encodeUtf8(text) };
  for (const [name, field] of BINARIES) {
    yield { name, bytes: concatBytes(fromLatin1(HEAD), field, fromLatin1("B=2\n\n")) };
  }
  // More different fields than a journal file has room for in its table.
  const values = Array.from({ length: 1600 }, (_, i) => `A=${i}\n\n`).join("");
  yield { name: "entries-different", bytes: encodeUtf8(HEAD + values) };
  yield { name: "value-not-utf8", bytes: fromLatin1(`${HEAD}A=\xff\n\n`) };
  yield { name: "fields-most", bytes: encodeExport([entry(many(FIELDS_MAX))]) };
  yield { name: "fields-too-many", bytes: encodeExport([entry(many(FIELDS_MAX + 1)), entry([sized(1)])]) };
  const full = encodeExport([entry(many(FIELDS_MAX))]).slice(0, -1);
  yield { name: "fields-too-many-binary", bytes: concatBytes(full, binary("A", 3n, "abc\n\nB=2\n\n")) };
  // More than the reader holds at once, so that it makes room and forgets what it is done with.
  const large = encodeExport([1, 2, 3, 4].map(() => entry([bootField, sized(5000)])));
  yield { name: "entries-large", bytes: large };
  yield { name: "entries-large-incomplete", bytes: large.slice(0, -100) };
  yield {
    name: "entry-larger-than-the-buffer",
    bytes: encodeExport([entry([sized(20_000), new JournalField("A", new Uint8Array(20_000).fill(0x0a))])]),
  };
}
