import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8, fromLatin1, latin1 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/journald-kmsg/definition.js";
import { format, parse, toFields } from "../../../src/formats/journald-kmsg/index.js";
import { spell } from "../../journal/spell.js";

const fields = (record: string): string[] => spell(toFields(parse(encodeUtf8(record))!));

describe("parse", () => {
  it("reads records of the kernel", () => {
    expect(fields("4,1,2,-;id: text\n SUBSYSTEM=acpi\n DEVICE=+acpi:x\n")).toEqual([
      "_KERNEL_SUBSYSTEM=acpi",
      "_KERNEL_DEVICE=+acpi:x",
      "_SOURCE_BOOTTIME_TIMESTAMP=2",
      "_SOURCE_MONOTONIC_TIMESTAMP=2",
      "_TRANSPORT=kernel",
      "PRIORITY=4",
      "SYSLOG_FACILITY=0",
      "SYSLOG_IDENTIFIER=kernel",
      "MESSAGE=id: text",
    ]);
  });

  it("reads records of user space, which can have an identifier", () => {
    expect(fields("30,1,2,-;id[7]: text\n").slice(3)).toEqual([
      "PRIORITY=6",
      "SYSLOG_FACILITY=3",
      "SYSLOG_IDENTIFIER=id",
      "SYSLOG_PID=7",
      "MESSAGE=text",
    ]);
    expect(fields("12,1,2;text\n").slice(3)).toEqual(["PRIORITY=4", "SYSLOG_FACILITY=1", "MESSAGE=text"]);
  });

  it.each([
    ["a\\x20b\\n\\101\\u00e9", "a b\nA\xc3\xa9"],
    ["\\q\\x4\\400\\x00\\", "\\q\\x4\\400\\x00\\"],
    ["\\ud800", "\xed\xa0\x80"],
    ["\\xff\xfe", "\xff\xfe"],
    ["a\0b", "a"],
  ])("resolves escapes of %j", (message, expected) => {
    expect(latin1(parse(fromLatin1(`6,1,2,-;${message}\n`))!.message)).toBe(expected);
  });

  it.each([
    ["0x6,1,2,-;x\n", 6, 1n, 2n],
    [" 6,1,+2;x\n", 6, 1n, 2n],
    ["6\0x,18446744073709551615,18446744073709551615,-;x\n", 6, 2n ** 64n - 1n, 2n ** 64n - 1n],
    ["999,1,2,a;x\n", 999, 1n, 2n],
  ])("%j", (record, priority, sequence, timestampUsec) => {
    expect(parse(encodeUtf8(record))).toMatchObject({ priority, sequence, timestampUsec });
  });

  it.each([
    "",
    "6",
    "6,1",
    "6,1,2",
    "6,1,2,-;x",
    "1000,1,2,-;x\n",
    "-1,1,2,-;x\n",
    ",1,2,-;x\n",
    "6,,2,-;x\n",
    "6,1,;x\n",
    "6,1;2,-;x\n",
    "6,1,18446744073709551616,-;x\n",
    "6,1,2,-;x\n A=b",
  ])("drops %j", (record) => {
    expect(parse(encodeUtf8(record))).toBeNull();
  });

  it.each([
    [" A\n", ["_KERNEL_A"]],
    [" \n", ["_KERNEL_"]],
    [" A\\x3db\n", ["_KERNEL_A=b"]],
    [" A=b\0c\n", ["_KERNEL_A=b"]],
    [" A=b\nB=c\n C=d\n", ["_KERNEL_A=b"]],
    ["x\n A=b", []],
  ])("continuation lines %j", (lines, expected) => {
    expect(spell(parse(encodeUtf8(`6,1,2,-;x\n${lines}`))!.properties)).toEqual(expected);
  });

  it("looks at 64 continuation lines", () => {
    expect(parse(encodeUtf8(`6,1,2,-;x\n${" A=b\n".repeat(70)} C`))!.properties).toHaveLength(64);
  });
});

describe("laws", () => {
  const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

  it("hold for any text behind a head", () => {
    const head = fc.constantFrom("6,1,2,-;", "14,1,2;");
    fc.assert(
      fc.property(head, fc.uint8Array({ maxLength: 100 }), (start, bytes) => {
        holds(fromLatin1(`${start}${latin1(bytes)}\n`));
      }),
    );
  });

  it("hold for what looks like a record", () => {
    const part = fc.constantFrom(
      "14",
      ",",
      "2",
      ";",
      "id",
      "[",
      "]",
      ":",
      " ",
      "\n ",
      "A",
      "=",
      "\\x3d",
      "\\x3a",
      "\\",
      "\0",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 16 }), (parts) => holds(encodeUtf8(`14,1,2;${parts.join("")}\n`))),
    );
  });

  it("keep a text that looks like an identifier only once escapes are resolved", () => {
    const record = parse(encodeUtf8("14,1,2,-;a\\x3a b\n"))!;
    expect(record.identifier).toBeNull();
    expect(latin1(format(record))).toBe("14,1,2,-;a\\x3a b\n");
  });
});
