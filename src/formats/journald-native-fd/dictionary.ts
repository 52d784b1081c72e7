import { concatBytes } from "../../core/bytes.js";
import type { DictionaryEntry } from "../../core/format.js";
import { fromLatin1 } from "../../core/utf8.js";
import { ByteWriter } from "../../core/writer.js";
import { DATA_SIZE_MAX } from "../../journal/field.js";

const size = (value: bigint): Uint8Array => new ByteWriter().u64le(value).finish();

export function* dictionary(): Iterable<DictionaryEntry> {
  yield* ["MESSAGE=", "PRIORITY=3\n", "SYSLOG_FACILITY=3\n", "SYSLOG_IDENTIFIER=", "OBJECT_PID=1\n"];
  yield* ["_PID=1\n", "\n\n", "\n#", "\n.", "A=1\n", "a=1\n", "=", "\n", "\0"];
  yield size(0n);
  yield size(1n);
  yield size(BigInt(DATA_SIZE_MAX));
  yield size(BigInt(DATA_SIZE_MAX) + 1n);
  yield concatBytes(fromLatin1("MESSAGE\n"), size(2n), fromLatin1("a\n\n"));
}
