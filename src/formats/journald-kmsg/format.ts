import { BACKSLASH, COLON, DEL, EQUALS, LF, SPACE } from "../../core/ascii.js";
import { fromLatin1, latin1 } from "../../core/utf8.js";
import type { JournalField } from "../../journal/field.js";
import type { KmsgRecord } from "./parse.js";
import { KERNEL_PREFIX } from "./tables.js";

const HEX = "0123456789abcdef";

/** Bytes that are spelled `\xHH` everywhere, as the kernel does, and the colon, which only a text without an identifier escapes. */
const escaped = new Uint8Array(256);
for (let c = 0; c < escaped.length; c++) escaped[c] = c < SPACE || c >= DEL || c === BACKSLASH ? 1 : 0;
const escapedWithColon = escaped.slice();
escapedWithColon[COLON] = 1;

function escapeText(bytes: Uint8Array, table: Uint8Array): string {
  let text = "";
  let from = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (!table[byte]) continue;
    text += `${latin1(bytes, from, i)}\\x${HEX[byte >> 4]!}${HEX[byte & 15]!}`;
    from = i + 1;
  }
  return from ? text + latin1(bytes, from) : latin1(bytes);
}

function formatProperty({ name, value }: JournalField): string {
  const text = ` ${escapeText(fromLatin1(name.slice(KERNEL_PREFIX.length)), escaped)}`;
  return value === null ? text : `${text}${String.fromCharCode(EQUALS)}${escapeText(value, escaped)}`;
}

/** The record as the kernel would spell it: reading it gives the same parts. */
export function formatKmsg(record: KmsgRecord): Uint8Array {
  const { priority, sequence, timestampUsec, identifier, pid, message, properties } = record;
  let text = `${priority},${sequence},${timestampUsec},-;`;
  if (identifier === null) text += escapeText(message, escapedWithColon);
  else text += `${latin1(identifier)}${pid === null ? "" : `[${latin1(pid)}]`}: ${escapeText(message, escaped)}`;
  const end = String.fromCharCode(LF);
  text += end;
  for (const property of properties) text += formatProperty(property) + end;
  return fromLatin1(text);
}
