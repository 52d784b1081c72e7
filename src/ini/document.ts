import { BACKSLASH, BRACKET_OPEN, HASH, HT, SEMICOLON, SPACE } from "../core/ascii.js";
import { decodeUtf8, encodeUtf8, utf8Length } from "../core/utf8.js";
import { LONG_LINE_MAX } from "../text/lines.js";
import type { IniNode } from "./reader.js";

/** A file as written: its lines with their bytes, in order and without gap. */
export interface IniDocument {
  /** The bytes that the nodes' spans refer to. */
  readonly bytes: Uint8Array;
  /** Offset at which the file starts in `bytes`. */
  readonly start: number;
  readonly nodes: readonly IniNode[];
}

/** One `key=value` line. */
export interface IniAssignment {
  readonly key: string;
  readonly value: string;
}

/** One `[name]` section with its lines. */
export interface IniSection {
  readonly name: string;
  readonly assignments: readonly IniAssignment[];
}

const BYTE_ORDER_MARK = "\ufeff";
const LINE_BREAK = /[\n\r\0]/;
const MAX_BYTES_PER_UNIT = 3;
const SECTION_NODE = "section";
const ASSIGNMENT_NODE = "assignment";

/** Writes a parsed document back, byte for byte. */
export function formatIniDocument(document: IniDocument): Uint8Array {
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
  const mayBeLong = line.length * MAX_BYTES_PER_UNIT >= LONG_LINE_MAX;
  if (mayBeLong && utf8Length(line) >= LONG_LINE_MAX) {
    throw new TypeError(`${what} is longer than ${LONG_LINE_MAX} bytes`);
  }
}

const isBlank = (c: number): boolean => c === SPACE || c === HT;

/** Whether a text has white space at an end, which a reader would take off. */
const isPadded = (text: string): boolean => isBlank(text.charCodeAt(0)) || isBlank(text.charCodeAt(text.length - 1));

/** Whether a reader would take the line of this key for a comment or a header, or its key for another one. */
function isMistakable(key: string): boolean {
  const first = key.charCodeAt(0);
  return first === HASH || first === SEMICOLON || first === BRACKET_OPEN || key.includes("=");
}

/** Whether a line would be joined with the next one. */
function endsInBackslash(line: string): boolean {
  let at = line.length;
  while (line.charCodeAt(at - 1) === BACKSLASH) at--;
  return !!((line.length - at) & 1);
}

/**
 * Writes a file from sections. Parsing the result gives the same sections, keys and values.
 *
 * Throws `TypeError` for what cannot be written on a line: line breaks, a key that is empty or looks like a comment or
 * header, white space around a key or value.
 */
export function formatIniSections(sections: readonly IniSection[]): Uint8Array {
  let text = "";
  let needsMark = false;
  for (const { name, assignments } of sections) {
    const header = `[${name}]`;
    checkLine(header, "section name");
    text += text === "" ? `${header}\n` : `\n${header}\n`;
    for (const { key, value } of assignments) {
      if (key === "" || isMistakable(key)) throw new TypeError(`${JSON.stringify(key)} cannot be a key`);
      if (isPadded(key) || isPadded(value)) throw new TypeError(`${key}: white space at an end`);
      const line = `${key}=${value}`;
      checkLine(line, key);
      needsMark ||= key.startsWith(BYTE_ORDER_MARK);
      // White space behind a last backslash keeps it from joining the line with the next one, and is taken off again.
      text += endsInBackslash(line) ? `${line} \n` : `${line}\n`;
    }
  }
  return encodeUtf8(needsMark ? BYTE_ORDER_MARK + text : text);
}

/** The sections of a document as it stands, in order; lines that are no assignment are left out. */
export function iniSections(document: IniDocument): IniSection[] {
  const sections: { name: string; assignments: IniAssignment[] }[] = [];
  for (const node of document.nodes) {
    if (node.kind === SECTION_NODE) sections.push({ name: node.name, assignments: [] });
    else if (node.kind === ASSIGNMENT_NODE) sections.at(-1)!.assignments.push({ key: node.name, value: node.value });
  }
  return sections;
}

/** Text of a document's node, line ends included. */
export function nodeText(document: IniDocument, node: IniNode): string {
  return decodeUtf8(document.bytes, node.start, node.end);
}
