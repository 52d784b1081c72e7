import { HASH, isWhitespace } from "../../core/ascii.js";
import { WordReader } from "../../text/extract-word.js";
import { LineReader } from "../../text/lines.js";
import { decodeRaw } from "../../text/raw-bytes.js";
import { type BootspecReport, report } from "./diagnostics.js";

/** Takes a field: `false` when it is not known. `line` counts from 1. */
export type FieldTaker = (field: string, value: string, line: number) => boolean;

/**
 * Reads a file of fields: a word, white space, a value, one to a line. Empty lines and those that start with a hash are skipped.
 *
 * A backslash takes the character behind it into the word; a line that ends with one is reported. Fields without a value are
 * reported, but for those in `mayBeEmpty`. Origin: loader.conf(5), boot_loader_read_conf() at 257.
 */
export function readFields(
  bytes: Uint8Array,
  file: string,
  mayBeEmpty: ReadonlySet<string>,
  reports: BootspecReport[],
  take: FieldTaker,
): void {
  const lines = new LineReader(bytes);
  while (lines.next()) {
    let { start, end } = lines;
    while (start < end && isWhitespace(bytes[start]!)) start++;
    while (end > start && isWhitespace(bytes[end - 1]!)) end--;
    if (start === end || bytes[start] === HASH) continue;
    const words = new WordReader(decodeRaw(bytes, start, end));
    const field = words.next();
    if (field === null) {
      reports.push(report("bootspec.bad-line", {}, file, lines.line));
    } else if (words.restIsEmpty) {
      if (!mayBeEmpty.has(field)) reports.push(report("bootspec.empty-field", { field }, file, lines.line));
    } else if (!take(field, words.rest, lines.line)) {
      reports.push(report("bootspec.unknown-field", { field }, file, lines.line));
    }
  }
}
