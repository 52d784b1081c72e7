import type { DictionaryEntry } from "../../core/format.js";
import { kernelFields, RECORD_START, USER_PART_START, userFields } from "./tables.js";

export function* dictionary(): Iterable<DictionaryEntry> {
  yield* [RECORD_START, `${RECORD_START}1.2:3): `, "):", ".", ":", "18446744073709551615", "-1"];
  for (const name of kernelFields.known.keys()) yield ` ${name}=`;
  for (const name of userFields.known.keys()) yield `${name}="`;
  yield* [USER_PART_START, "'", '"', '""', "616263", "00", "0a", "=", " ", "-", "_", " old-auid=", " op=PAM:x"];
}
