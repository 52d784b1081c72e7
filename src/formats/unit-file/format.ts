import { encodeUtf8, utf8Length } from "../../core/utf8.js";
import { LONG_LINE_MAX } from "../../ini/reader.js";
import type { UnitDocument } from "./parse.js";

/** One `key=value` line. */
export interface UnitFileAssignment {
  readonly key: string;
  readonly value: string;
}

/** One `[name]` section with its lines. */
export interface UnitFileSection {
  readonly name: string;
  readonly assignments: readonly UnitFileAssignment[];
}

const BYTE_ORDER_MARK = "\ufeff";
const LINE_BREAK = /[\n\r\0]/;

/** Writes a parsed document back, byte for byte. */
export function formatUnitDocument(document: UnitDocument): Uint8Array {
  const bytes = new Uint8Array(document.bytes.length - document.start);
  let at = 0;
  for (const { start, end } of document.nodes) {
    bytes.set(document.bytes.subarray(start, end), at);
    at += end - start;
  }
  return bytes.subarray(0, at);
}

function checkLine(line: string, what: string): void {
  if (LINE_BREAK.test(line)) throw new TypeError(`${what} contains a line break`);
  if (utf8Length(line) >= LONG_LINE_MAX) throw new TypeError(`${what} is longer than ${LONG_LINE_MAX} bytes`);
}

/** Whether a line would be joined with the next one. */
function endsInBackslash(line: string): boolean {
  let count = 0;
  while (line.charAt(line.length - 1 - count) === "\\") count++;
  return count % 2 === 1;
}

/**
 * Writes a unit file from sections. Parsing the result gives the same sections, keys and values.
 *
 * Throws `TypeError` for what cannot be written on a line: line breaks, a key that is empty or looks like a comment or
 * header, white space around a key or value, a trailing single backslash.
 */
export function formatUnitFile(sections: readonly UnitFileSection[]): Uint8Array {
  let text = "";
  let needsMark = false;
  for (const { name, assignments } of sections) {
    const header = `[${name}]`;
    checkLine(header, "section name");
    text += `${text === "" ? "" : "\n"}${header}\n`;
    for (const { key, value } of assignments) {
      if (key === "" || /^[#;[]|=/.test(key)) throw new TypeError(`${JSON.stringify(key)} cannot be a key`);
      if (/^[ \t]|[ \t]$/.test(key) || /^[ \t]|[ \t]$/.test(value))
        throw new TypeError(`${key}: white space at an end`);
      const line = `${key}=${value}`;
      checkLine(line, key);
      if (endsInBackslash(line)) throw new TypeError(`${key}: value ends in a backslash`);
      needsMark ||= key.startsWith(BYTE_ORDER_MARK);
      text += `${line}\n`;
    }
  }
  return encodeUtf8(needsMark ? BYTE_ORDER_MARK + text : text);
}

/** The sections of a document as it stands, in order; lines that are no assignment are left out. */
export function unitFileSections(document: UnitDocument): UnitFileSection[] {
  const sections: { name: string; assignments: UnitFileAssignment[] }[] = [];
  for (const node of document.nodes) {
    if (node.kind === "section") sections.push({ name: node.name, assignments: [] });
    else if (node.kind === "assignment") sections.at(-1)!.assignments.push({ key: node.name, value: node.value });
  }
  return sections;
}
