import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8, fromLatin1, latin1 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/journald-syslog/definition.js";
import { format, parse, toFields } from "../../../src/formats/journald-syslog/index.js";
import { spell } from "../../journal/spell.js";

const text = (value: Uint8Array | null): string | null => (value === null ? null : latin1(value));

describe("parse", () => {
  it.each([
    ["<38>Jan  2 03:04:05 sshd[12]: Accepted", 38, "Jan  2 03:04:05 ", "sshd", "12", "Accepted"],
    ["<38>sshd: Accepted", 38, null, "sshd", null, "Accepted"],
    ["<38>Accepted it", 38, null, null, null, "Accepted it"],
    ["Oct 11 22:14:15 text", 14, "Oct 11 22:14:15 ", null, null, "text"],
    ["Xyz 99 99:99:99 text", 14, "Xyz 99 99:99:99 ", null, null, "text"],
    ["Oct 1a 22:14:15 text", 14, null, null, null, "Oct 1a 22:14:15 text"],
    ["<999>", 999, null, null, null, ""],
    ["<1000>x", 14, null, null, null, "<1000>x"],
    ["<7>  id:  x", 7, null, "id", null, " x"],
  ])("%j", (datagram, priority, timestamp, identifier, pid, message) => {
    const parsed = parse(encodeUtf8(datagram))!;
    expect(parsed.priority).toBe(priority);
    expect([parsed.timestamp, parsed.identifier, parsed.pid, parsed.message].map(text)).toEqual([
      timestamp,
      identifier,
      pid,
      message,
    ]);
  });

  it("gives null for an empty datagram", () => {
    expect(parse(new Uint8Array(0))).toBeNull();
  });

  it.each([
    ["<13>Oct 11 22:14:15 id: x", false],
    ["<13>id: x", true],
    [" <13>Oct 11 22:14:15 id: x", true],
    ["<13>Oct 11 22:14:15 id: x\n", true],
    ["<13>Oct 11 22:14:15 id: x\0", true],
    ["<13>Oct 11 22:14:15 id: x\0y", true],
  ])("keeps %j whole: %s", (datagram, kept) => {
    expect(text(parse(encodeUtf8(datagram))!.raw)).toBe(kept ? datagram : null);
  });
});

describe("toFields", () => {
  it("has a fixed order, and leaves out what is absent", () => {
    expect(spell(toFields(parse(encodeUtf8("<30>Oct 11 22:14:15 id[1]: x"))!))).toEqual([
      "_TRANSPORT=syslog",
      "PRIORITY=6",
      "SYSLOG_FACILITY=3",
      "SYSLOG_IDENTIFIER=id",
      "SYSLOG_PID=1",
      "SYSLOG_TIMESTAMP=Oct 11 22:14:15 ",
      "MESSAGE=x",
    ]);
    expect(spell(toFields(parse(encodeUtf8("<4>x"))!))).toEqual([
      "_TRANSPORT=syslog",
      "PRIORITY=4",
      "MESSAGE=x",
      "SYSLOG_RAW=<4>x",
    ]);
  });
});

describe("laws", () => {
  const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

  it("hold for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), holds));
  });

  it("hold for what looks like a message", () => {
    const part = fc.constantFrom(
      "<13>",
      "<",
      ">",
      "Oct 11 22:14:15 ",
      "id",
      "[",
      "1",
      "]",
      ":",
      " ",
      "\t",
      "\0",
      "\n",
      "x",
    );
    fc.assert(fc.property(fc.array(part, { maxLength: 12 }), (parts) => holds(encodeUtf8(parts.join("")))));
  });

  it.each([
    ["white space before a NUL byte inside is part of the text", " a \0 b "],
    ["so is the space behind a timestamp", "Oct 11 22:14:15 \0x"],
  ])("%s", (_, datagram) => {
    const bytes = encodeUtf8(datagram);
    holds(bytes);
    expect(latin1(format(parse(bytes)!)).endsWith(" \0.")).toBe(true);
  });
});

describe("format", () => {
  it("writes the parts in their order", () => {
    const parts = { priority: 30, timestamp: fromLatin1("Oct 11 22:14:15 "), raw: null };
    const named = { ...parts, identifier: fromLatin1("id"), pid: fromLatin1("1"), message: fromLatin1("x") };
    expect(latin1(format(named))).toBe("<30>Oct 11 22:14:15 id[1]: x");
    expect(latin1(format({ ...named, pid: null, message: fromLatin1("") }))).toBe("<30>Oct 11 22:14:15 id:");
  });
});
