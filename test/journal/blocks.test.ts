import { describe, expect, it } from "vitest";
import { fromLatin1, latin1 } from "../../src/core/utf8.js";
import { ByteWriter } from "../../src/core/writer.js";
import { writeBinaryField, writeField } from "../../src/journal/encode.js";
import { fieldData, isFieldName, splitField, textField } from "../../src/journal/field.js";
import { parseId128 } from "../../src/journal/id128.js";
import { parseIdentifier } from "../../src/journal/identifier.js";
import { prefixLength, prefixValue } from "../../src/journal/priority.js";

describe("isFieldName", () => {
  it.each([
    ["A", true, true],
    ["A1_B", true, true],
    ["_A", false, true],
    ["__A", false, true],
    ["", false, false],
    ["1A", false, false],
    ["a", false, false],
    ["A-B", false, false],
    ["A\xc9", false, false],
    ["X".repeat(64), true, true],
    ["X".repeat(65), false, false],
  ])("%j from anyone: %s, from a trusted sender: %s", (name, fromAnyone, trusted) => {
    const bytes = fromLatin1(name);
    expect(isFieldName(bytes, 0, bytes.length, false)).toBe(fromAnyone);
    expect(isFieldName(bytes, 0, bytes.length, true)).toBe(trusted);
  });
});

describe("fields", () => {
  it.each(["A=1", "A=", "A==1", "A", ""])("are split and put together: %j", (text) => {
    expect(latin1(fieldData(splitField(fromLatin1(text), 0, text.length)))).toBe(text);
  });

  it("are written as text, or with their length where a line feed is inside", () => {
    const writer = new ByteWriter();
    writeField(writer, textField("A", "b=c"));
    writeField(writer, textField("A", "b\nc"));
    writeBinaryField(writer, textField("A", "b"));
    expect(latin1(writer.finish())).toBe("A=b=c\nA\n\x03\0\0\0\0\0\0\0b\nc\nA\n\x01\0\0\0\0\0\0\0b\n");
  });
});

describe("priority prefixes", () => {
  it.each([
    ["<7>", 3, 7],
    ["<007>x", 5, 7],
    ["<999>", 5, 999],
  ])("%j", (text, length, value) => {
    const bytes = fromLatin1(text);
    expect(prefixLength(bytes, 0, bytes.length)).toBe(length);
    expect(prefixValue(bytes, 0, length)).toBe(value);
  });

  it.each(["", "<", "<>", "<1", "<1000>", "<a>", "<-1>", "7>", "< 7>"])("none: %j", (text) => {
    expect(prefixLength(fromLatin1(text), 0, text.length)).toBe(0);
  });
});

describe("parseIdentifier", () => {
  it.each([
    ["id: text", "id", null, "text"],
    ["id:", "id", null, ""],
    ["  id[1]:\ttext", "id", "1", "text"],
    ["id[]: text", "id", "", "text"],
    ["a[b][c]: text", "a[b]", "c", "text"],
    ["id]: text", "id]", null, "text"],
    [": text", "", null, "text"],
  ])("%j", (text, identifier, pid, rest) => {
    const found = parseIdentifier(fromLatin1(text), 0, text.length)!;
    expect(latin1(found.identifier)).toBe(identifier);
    expect(found.pid === null ? null : latin1(found.pid)).toBe(pid);
    expect(text.slice(found.end)).toBe(rest);
  });

  it.each(["", " ", "id", "id:text", "id : text", "a b: text"])("none: %j", (text) => {
    expect(parseIdentifier(fromLatin1(text), 0, text.length)).toBeNull();
  });

  it("does not look for the bracket before the text", () => {
    expect(parseIdentifier(fromLatin1("[id]: text"), 1, 10)!.pid).toBeNull();
  });
});

describe("parseId128", () => {
  const id = "f446871715504074bf7049ef0718fa93";
  it.each([id, id.toUpperCase(), "f4468717-1550-4074-bf70-49ef0718fa93"])("%s", (text) => {
    expect(parseId128(text)).toBe(id);
  });

  it.each(["", id.slice(1), `${id}0`, `g${id.slice(1)}`, "f446871715504074-bf70-49ef0718fa93", "-".repeat(36)])(
    "refuses %j",
    (text) => {
      expect(parseId128(text)).toBeNull();
    },
  );
});
