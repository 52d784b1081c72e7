import type { DictionaryEntry } from "../../core/format.js";
import { ByteWriter } from "../../core/writer.js";
import { DATA_SIZE_MAX } from "../../journal/field.js";
import { BOOT_ID_FIELD, MONOTONIC_FIELD, REALTIME_FIELD, SKIPPED_FIELDS, TIMESTAMP_END } from "./tables.js";

const size = (value: bigint): Uint8Array => new ByteWriter().u64le(value).finish();

export function* dictionary(): Iterable<DictionaryEntry> {
  for (const name of [REALTIME_FIELD, MONOTONIC_FIELD, ...SKIPPED_FIELDS, BOOT_ID_FIELD]) yield `${name}=`;
  yield* [`${BOOT_ID_FIELD}=f446871715504074bf7049ef0718fa93\n`, "f4468717-1550-4074-bf70-49ef0718fa93"];
  yield* [`${REALTIME_FIELD}=1404101101501873\n`, `${MONOTONIC_FIELD}=1753961140951\n`, String(TIMESTAMP_END)];
  yield* ["MESSAGE=", "A=1\n", "__A=1\n", "a=1\n", "\n\n", "\n", "=", "\0"];
  yield size(0n);
  yield size(1n);
  yield size(BigInt(DATA_SIZE_MAX));
  yield size(BigInt(DATA_SIZE_MAX) + 1n);
}
