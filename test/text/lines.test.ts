import { expect, it } from "vitest";
import { decodeUtf8, encodeUtf8 } from "../../src/core/utf8.js";
import { isLineEnd, LineReader, LONG_LINE_MAX } from "../../src/text/lines.js";

function lines(text: string): string[] {
  const reader = new LineReader(encodeUtf8(text));
  const all: string[] = [];
  while (reader.next()) all.push(decodeUtf8(reader.bytes, reader.start, reader.end));
  expect(reader.line).toBe(all.length + (reader.tooLong ? 1 : 0));
  return all;
}

it.each([
  ["", []],
  ["a", ["a"]],
  ["a\n", ["a"]],
  ["a\n\nb", ["a", "", "b"]],
  ["a\r\nb\n\rc", ["a", "b", "c"]],
  ["a\r\rb", ["a", "", "b"]],
  ["a\0b\n\0c\0\nd", ["a", "b", "c", "", "d"]],
  ["a\r\n\0b", ["a", "b"]],
])("%j has the lines %j", (text, expected) => {
  expect(lines(text)).toEqual(expected);
});

it("stops at a line that is too long", () => {
  expect(lines(`a\n${"x".repeat(LONG_LINE_MAX - 1)}\nb`).length).toBe(3);
  const reader = new LineReader(encodeUtf8(`a\n${"x".repeat(LONG_LINE_MAX)}\nb`));
  expect([reader.next(), reader.next(), reader.tooLong, reader.line]).toEqual([true, false, true, 2]);
});

it("knows what ends a line", () => {
  expect([0x0a, 0x0d, 0x00, 0x0c, 0x20].map(isLineEnd)).toEqual([true, true, true, false, false]);
});
