import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { encodeUtf8, fromLatin1 } from "../../core/utf8.js";
import { ByteWriter } from "../../core/writer.js";
import { DATA_SIZE_MAX, ENTRY_FIELD_COUNT_MAX, FIELD_NAME_MAX, textField } from "../../journal/field.js";
import { encodeNative } from "./encode.js";

const longest = "X".repeat(FIELD_NAME_MAX);

/** One rule each. */
const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ["entry", "MESSAGE=text\nPRIORITY=3\nSYSLOG_IDENTIFIER=id\n"],
  ["entry-empty-value", "A=\n"],
  ["entry-equals-in-value", "A==b=c\n"],
  ["entry-repeated-field", "A=1\nA=2\nA=1\n"],
  ["entry-not-terminated", "A=1\nB=2"],
  ["entries", "A=1\n\nB=2\n\nC=3\n"],
  ["entries-end-at-message", "MESSAGE=1\n\nMESSAGE=2\n"],
  ["entries-end-at-empty-one", "A=1\n\n\nB=2\n"],
  ["entries-first-empty", "\nA=1\n"],
  ["entries-all-fields-refused", "a=1\n\nMESSAGE=text\n"],
  ["comments", "# one\n.two\nA=1\n#B\n"],
  ["comments-only", "#\n.\n"],
  ["name-lower-case", "a=1\nB=2\n"],
  ["name-digit-first", "1A=1\nA1=2\n"],
  ["name-trusted", "_PID=1\n__A=2\nB=3\n"],
  ["name-empty", "=1\nB=2\n"],
  ["name-other-character", "A-B=1\nA B=2\nA\0B=3\nC=4\n"],
  ["name-longest", `${longest}=1\n`],
  ["name-too-long", `${longest}X=1\nB=2\n`],
  ["priority", "PRIORITY=3\nA=1\n"],
  ["priority-nine", "SYSLOG_FACILITY=3\nPRIORITY=9\n"],
  ["priority-two-digits", "PRIORITY=10\n"],
  ["priority-no-number", "PRIORITY=x\nPRIORITY=\n"],
  ["facility", "SYSLOG_FACILITY=99\nPRIORITY=0\n"],
  ["facility-three-digits", "SYSLOG_FACILITY=100\n"],
  ["facility-no-number", "SYSLOG_FACILITY=1x\n"],
  ["object-pid", "OBJECT_PID=1\nOBJECT_PID=2\n"],
  ["object-pid-octal", "OBJECT_PID=010\n"],
  ["object-pid-zero", "OBJECT_PID=0\n"],
  ["object-pid-too-large", "OBJECT_PID=2147483648\n"],
  ["object-pid-too-long", "OBJECT_PID=000000000001\n"],
  ["object-pid-cut-by-nul", "OBJECT_PID=12\0x\n"],
  ["binary-too-short-for-a-size", "A=1\nB\nC=2\n"],
  ["empty", ""],
];

/** A binary field with a size of its own. */
function binary(name: string, size: bigint, value: string): Uint8Array {
  return concatBytes(fromLatin1(`${name}\n`), new ByteWriter().u64le(size).finish(), fromLatin1(value));
}

/** One rule each, in front of another field. */
const BINARIES: readonly (readonly [name: string, field: Uint8Array])[] = [
  ["binary", binary("A", 3n, "a\nb\n")],
  ["binary-empty", binary("A", 0n, "\n")],
  ["binary-nul-bytes", binary("A", 3n, "\0\0\0\n")],
  ["binary-priority", binary("PRIORITY", 1n, "3\n")],
  ["binary-name-refused", binary("_A", 1n, "x\n")],
  ["binary-size-too-small", binary("A", 1n, "xy\n")],
  ["binary-size-too-large", binary("A", 100n, "x\n")],
  ["binary-size-largest", binary("A", BigInt(DATA_SIZE_MAX), "x\n")],
  ["binary-size-over-the-limit", binary("A", BigInt(DATA_SIZE_MAX) + 1n, "x\n")],
  ["binary-size-negative", binary("A", 0xffff_ffff_ffff_ffffn, "x\n")],
];

const many = (count: number): Uint8Array =>
  encodeNative([{ fields: Array.from({ length: count }, (_, i) => textField(`F${i}`, "")) }]);

export function* seeds(): Iterable<Seed> {
  for (const [name, text] of TEXTS) yield { name, bytes: encodeUtf8(text) };
  for (const [name, field] of BINARIES) yield { name, bytes: concatBytes(field, fromLatin1("B=2\n")) };
  yield { name: "binary-behind-a-field", bytes: concatBytes(fromLatin1("B=2\n"), binary("A", 100n, "x\n")) };
  yield { name: "value-not-utf8", bytes: fromLatin1("A=\xff\n") };
  yield { name: "fields-most", bytes: many(ENTRY_FIELD_COUNT_MAX + 1) };
  yield { name: "fields-too-many", bytes: many(ENTRY_FIELD_COUNT_MAX + 2) };
}
