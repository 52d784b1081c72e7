import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8, fromLatin1, latin1 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/journald-audit/definition.js";
import { auditTypeName, format, parse, toFields } from "../../../src/formats/journald-audit/index.js";
import { spell } from "../../journal/spell.js";

const parsed = (text: string): string[] => spell(parse(fromLatin1(`audit(1.2:3): ${text}`))!.fields);

describe("the head", () => {
  it.each([
    ["audit(1542398162.211:744): x", 1_542_398_162_211_000n, 744n],
    ["audit(1.123456:3):x", 124_456_000n, 3n],
    ["audit( 1. 2: 3):\tx", 1_002_000n, 3n],
    ["audit(+1.-2:-3): x", 998_000n, 2n ** 64n - 3n],
    ["audit(18446744073709551616.1:99999999999999999999999): x", 2n ** 64n - 999_000n, 2n ** 64n - 1n],
    ["audit(00000000000000000000001.2:0003): x", 1_002_000n, 3n],
    ["audit(0.0:18446744073709551615): x", 0n, 2n ** 64n - 1n],
  ])("%j", (record, sourceTimeUsec, id) => {
    expect(parse(encodeUtf8(record))).toMatchObject({ sourceTimeUsec, id });
  });

  it.each([
    "",
    "audit",
    "audit(1.2:3)",
    "audit(1.2:3): ",
    "audit(1.2:3) x",
    "audit(1.2): x",
    "audit(1:2): x",
    "audit(.2:3): x",
    "audit(1 .2:3): x",
    "audit(- 1.2:3): x",
    "auditd(1.2:3): x",
    "audit(1.2:3): x\0",
  ])("drops %j", (record) => {
    expect(parse(encodeUtf8(record))).toBeNull();
  });
});

describe("fields", () => {
  it.each([
    ["pid=1  uid=0 x", ["_PID=1", "_UID=0"]],
    ['pid="a b"', ['_PID="a']],
    ['comm="a b" exe=616263', ["_COMM=a b", "_EXE=abc"]],
    ['comm="a"uid=5', ["_COMM=a", "_UID=5"]],
    ['comm="a uid=5', ['_AUDIT_FIELD_COMM="a', "_UID=5"]],
    ["comm=616 exe=? name=", ["_AUDIT_FIELD_COMM=616", "_AUDIT_FIELD_EXE=?", "_AUDIT_FIELD_NAME="]],
    ["exe=00 proctitle=610062", ["_EXE=\0", "_CMDLINE=a b"]],
    ["Foo-bar=1 PID=2", ["_AUDIT_FIELD_FOO_BAR=1", "_AUDIT_FIELD_PID=2"]],
    [`${"f".repeat(15)}=1 ${"f".repeat(16)}=2`, [`_AUDIT_FIELD_${"F".repeat(15)}=1`]],
    ["foo.bar=1 =2 \xff=3", []],
    ["a=1\tb=2", ["_AUDIT_FIELD_A=1\tb=2"]],
    [
      "a=1 msg='op=x acct=\"root\" cmd=6c73'",
      ["_AUDIT_FIELD_A=1", "AUDIT_FIELD_OP=x", "AUDIT_FIELD_ACCT=root", "AUDIT_FIELD_CMD=ls"],
    ],
    ["a=1 msg='op=x", ["_AUDIT_FIELD_A=1"]],
    ["msg='msg='a=1''", ["AUDIT_FIELD_MSG='a=1'"]],
    ['msg="a=1"', ['_AUDIT_FIELD_MSG="a=1"']],
  ])("%j", (text, expected) => {
    expect(parsed(text)).toEqual(expected);
  });

  it("are 64 at most", () => {
    const words = Array.from({ length: 70 }, (_, i) => `f${i}=1`);
    const many = definition.run(encodeUtf8(`audit(1.2:3): ${words.join(" ")}`));
    expect(many.record!.fields).toHaveLength(64);
    expect(many.diagnostics.map(({ code }) => code)).toEqual(["journald-audit.too-many-fields"]);
    expect(definition.run(encodeUtf8(`audit(1.2:3): ${words.slice(0, 63).join(" ")}`)).diagnostics).toEqual([]);
  });

  it("stand behind those of the record", () => {
    expect(spell(toFields(parse(encodeUtf8("audit(1.2:3): pid=1"))!, 1300))).toEqual([
      "_TRANSPORT=audit",
      "_AUDIT_TYPE=1300",
      "_AUDIT_ID=3",
      "SYSLOG_FACILITY=4",
      "SYSLOG_IDENTIFIER=audit",
      "_AUDIT_TYPE_NAME=SYSCALL",
      "MESSAGE=SYSCALL pid=1",
      "_PID=1",
    ]);
  });

  it("name their record's type, or its number", () => {
    expect([0, 1112, 99999].map(auditTypeName)).toEqual(["AUDIT0000", "USER_LOGIN", "AUDIT99999"]);
    expect([-1, -22, -1000].map(auditTypeName)).toEqual(["AUDIT-001", "AUDIT-022", "AUDIT-1000"]);
  });
});

describe("laws", () => {
  const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

  it("hold for any text behind a head", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => holds(fromLatin1(`audit(1.2:3): ${latin1(bytes)}`))),
    );
  });

  it("hold for what looks like a record", () => {
    const part = fc.constantFrom(
      "pid=",
      "comm=",
      "proctitle=",
      "name=",
      "msg='",
      "'",
      '"',
      "61",
      "00",
      " ",
      "=",
      "x",
      "-",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 16 }), (parts) => holds(encodeUtf8(`audit(1.2:3): ${parts.join("")}`))),
    );
  });
});

describe("format", () => {
  it("writes known fields under their names, texts quoted where they can be", () => {
    const record = parse(encodeUtf8('audit(1.002:3): pid=1 comm="a b" path=2261 Foo=2 msg=\'exe="" op=3\''))!;
    expect(latin1(format(record))).toBe('audit(1.2:3): pid=1 comm="a b" path=2261 FOO=2 msg=\'exe="" OP=3\'');
  });
});
