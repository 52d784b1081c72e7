import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../src/core/utf8.js";
import { DescriptorTable } from "../../src/serialize/descriptors.js";
import { ItemWriter } from "../../src/serialize/items.js";
import { SerializedLines } from "../../src/serialize/lines.js";
import {
  isTimestampSet,
  missingDescriptor,
  missingDescriptorReports,
  readDualTimestamp,
  readPid,
  readRateLimit,
} from "../../src/serialize/values.js";
import { LONG_LINE_MAX } from "../../src/text/lines.js";
import { USEC_INFINITY } from "../../src/time/usec.js";

describe("lines", () => {
  it("lose the white space around them; an empty one ends a block", () => {
    const lines = new SerializedLines(encodeUtf8(" a=1 \t\r\nb=2\0 \nc"));
    expect([lines.nextOfBlock(), lines.nextOfBlock(), lines.nextOfBlock(), lines.next(), lines.next()]).toEqual([
      "a=1",
      "b=2",
      null,
      "c",
      null,
    ]);
  });

  it("say where they are", () => {
    const lines = new SerializedLines(encodeUtf8("x\n  y \n"));
    lines.next();
    lines.next();
    expect([lines.line, lines.start, lines.end]).toEqual([2, 4, 5]);
  });

  it("end at one that is too long", () => {
    const lines = new SerializedLines(encodeUtf8(`a\n${"x".repeat(LONG_LINE_MAX)}\nb\n`));
    expect([lines.next(), lines.next(), lines.tooLong, lines.next()]).toEqual(["a", null, true, null]);
  });
});

describe("values", () => {
  it.each([
    ["1 2", { realtime: 1n, monotonic: 2n }],
    [" +5\t+6", { realtime: 5n, monotonic: 6n }],
    ["5+6", { realtime: 5n, monotonic: 6n }],
    ["99999999999999999999 1", { realtime: USEC_INFINITY, monotonic: 1n }],
    ["\v-1 2", { realtime: USEC_INFINITY, monotonic: 2n }],
    ["1 2 3", "refused"],
    ["-1 2", "refused"],
    ["1 -2", "refused"],
    ["1", "unreadable"],
    ["", "unreadable"],
    ["x y", "unreadable"],
  ])("times %j", (text, expected) => expect(readDualTimestamp(text)).toEqual(expected));

  it("times are set when one clock has one", () => {
    expect(isTimestampSet({ realtime: 0n, monotonic: USEC_INFINITY })).toBe(false);
    expect(isTimestampSet({ realtime: USEC_INFINITY, monotonic: 1n })).toBe(true);
  });

  it("rate limits keep what is configured, and the count when that is the same", () => {
    const configured = { begin: 0n, interval: 10n, count: 0, burst: 5 };
    expect(readRateLimit("7 10 3 5", configured)).toEqual({ begin: 7n, interval: 10n, count: 3, burst: 5 });
    expect(readRateLimit("7 11 3 5 x", configured)).toEqual({ begin: 7n, interval: 10n, count: 0, burst: 5 });
    expect(readRateLimit("7 10 4294967299 5", configured)?.count).toBe(3);
    expect(readRateLimit("7 10 3", configured)).toBeNull();
    expect(readRateLimit("x", configured)).toBeNull();
  });

  it("descriptors are missing for a reason", () => {
    expect(["5", "-1", "x", "2147483647"].map(missingDescriptor)).toEqual([
      "not-passed",
      "not-a-descriptor",
      "not-a-descriptor",
      "never-passed",
    ]);
    expect(["5", "x", "2147483647"].map((text) => missingDescriptorReports(text).length)).toEqual([1, 1, 2]);
  });

  it("process ids are positive and fit 32 bits", () => {
    expect([readPid("1"), readPid("0"), readPid("2147483648")]).toEqual([1, null, null]);
  });
});

describe("items", () => {
  it("are lines, where they can be read back", () => {
    const writer = new ItemWriter();
    expect(writer.item("a", "x y")).toBe(true);
    expect(writer.item("b", null)).toBe(true);
    expect(writer.item("c", "x".repeat(LONG_LINE_MAX))).toBe(false);
    expect(writer.item("d", "é".repeat(LONG_LINE_MAX / 2))).toBe(false);
    expect(writer.item("e", "x".repeat(LONG_LINE_MAX / 2)) && writer.lines.pop()?.length).toBe(LONG_LINE_MAX / 2 + 2);
    expect(writer.list("f", ["p q", "\\"])).toBe(true);
    expect(writer.list("g", ["\\".repeat(LONG_LINE_MAX / 2), "x"])).toBe(false);
    writer.boolean("h", true);
    writer.usec("i", USEC_INFINITY);
    writer.dualTimestamp("j", null);
    writer.end();
    expect(writer.lines).toEqual(["a=x y", "f=p\\x20q", "f=\\x5c", "g=x", "h=yes", ""]);
  });
});

describe("descriptors", () => {
  it("are the lowest that are free", () => {
    const table = new DescriptorTable(3);
    expect([table.open(), table.open(), table.open()]).toEqual([3, 4, 5]);
    table.close(4);
    table.close(9);
    const copy = table.copy();
    expect([table.open(), table.open()]).toEqual([4, 6]);
    expect(copy.open()).toBe(4);
  });
});
