import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as units from "../../src/text/unit-name.js";
import { UnitNameKind } from "../../src/text/unit-name.js";

const { PLAIN, TEMPLATE, INSTANCE } = UnitNameKind;

describe("unitNameKind", () => {
  it.each([
    ["foo.service", PLAIN],
    ["foo.bar.mount", PLAIN],
    ["a-b:c_d\\x20.timer", PLAIN],
    ["foo@.service", TEMPLATE],
    ["foo@bar.service", INSTANCE],
    ["foo@b@r.service", INSTANCE],
    [`${"a".repeat(247)}.service`, PLAIN],
    [`${"a".repeat(248)}.service`, 0],
    ["@bar.service", 0],
    [".service", 0],
    ["foo", 0],
    ["foo.unknown", 0],
    ["foo.service ", 0],
    ["fo o.service", 0],
    ["fö.service", 0],
    ["", 0],
    ["foo.__proto__", 0],
  ])("%j is %d", (name, kind) => {
    expect(units.unitNameKind(name)).toBe(kind);
  });
});

describe("parts", () => {
  it("come apart and together", () => {
    expect(units.splitUnitName("foo@bar.service")).toEqual({ prefix: "foo", instance: "bar", type: "service" });
    expect(units.splitUnitName("foo@.socket")).toEqual({ prefix: "foo", instance: "", type: "socket" });
    expect(units.splitUnitName("foo.path")).toEqual({ prefix: "foo", instance: null, type: "path" });
    expect(units.splitUnitName("foo")).toBeNull();
    expect(units.unitNameType("foo.slice")).toBe("slice");
    expect(units.unitNameTemplate("foo@bar.service")).toBe("foo@.service");
    expect(units.unitNameTemplate("foo.service")).toBeNull();
    expect(units.unitNameReplaceInstance("foo@.service", "x")).toBe("foo@x.service");
    expect(units.unitNameReplaceInstance("foo.service", "x")).toBeNull();
    expect(units.unitNameReplaceInstance("foo@.service", "")).toBeNull();
    expect(units.unitNameChangeSuffix("foo@a.service", ".socket")).toBe("foo@a.socket");
    expect(units.unitNameChangeSuffix("foo.service", "socket")).toBeNull();
  });

  it("have rules of their own", () => {
    expect([units.unitPrefixIsValid("a:b"), units.unitPrefixIsValid("a@"), units.unitPrefixIsValid("")]).toEqual([
      true,
      false,
      false,
    ]);
    expect([units.unitInstanceIsValid("a@b"), units.unitInstanceIsValid("a/b")]).toEqual([true, false]);
    expect([units.unitSuffixIsValid(".mount"), units.unitSuffixIsValid("mount")]).toEqual([true, false]);
  });
});

describe("escapes", () => {
  it.each([
    ["ab+-c.a/bc@foo.service", "ab\\x2b\\x2dc.a-bc\\x40foo.service"],
    [".hidden", "\\x2ehidden"],
    ["é", "\\xc3\\xa9"],
    ["", ""],
  ])("%j to %j", (text, escaped) => {
    expect(units.unitNameEscape(text)).toBe(escaped);
    expect(units.unitNameUnescape(escaped)).toBe(text);
  });

  it("can be undone for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(units.unitNameUnescape(units.unitNameEscape(text))).toBe(text);
      }),
    );
  });

  it.each(["\\", "\\x", "\\x4", "\\xgg", "\\n"])("refuses %j", (text) => {
    expect(units.unitNameUnescape(text)).toBeNull();
  });

  it.each([
    ["/", "-"],
    ["", "-"],
    ["/home/user//", "home-user"],
    ["/a-b/./c", "a\\x2db-c"],
    ["/.x", "\\x2ex"],
    ["/a/../b", null],
  ])("path %j to %j", (text, escaped) => {
    expect(units.unitNamePathEscape(text)).toBe(escaped);
  });

  it.each([
    ["-", "/"],
    ["home-user", "/home/user"],
    ["a\\x2db", "/a-b"],
    ["", null],
    ["a-", null],
    ["-a", null],
    ["a--b", null],
    ["a-..-b", null],
  ])("path %j from %j", (escaped, text) => {
    expect(units.unitNamePathUnescape(escaped)).toBe(text);
  });

  it("name the units of paths", () => {
    expect(units.unitNameFromPath("/waldo/qu x", ".mount")).toBe("waldo-qu\\x20x.mount");
    expect(units.unitNameFromPath("/", ".mount")).toBe("-.mount");
    expect(units.unitNameFromPath("/a/..", ".mount")).toBeNull();
    expect(units.unitNameFromPath("/a", "mount")).toBeNull();
  });
});

describe("unitNameMangle", () => {
  it.each([
    ["foo.service", "foo.service"],
    ["foo", "foo.service"],
    ["/home", "home.mount"],
    ["/dev/sda", "dev-sda.device"],
    ["üxknürz.service", "\\xc3\\xbcxkn\\xc3\\xbcrz.service"],
    ["foo bar", "foo\\x20bar.service"],
    ["a/b", "a-b.service"],
    ["", null],
    ["a".repeat(300), null],
  ])("%j to %j", (name, mangled) => {
    expect(units.unitNameMangle(name, ".service")).toBe(mangled);
  });
  it("keeps globs on demand", () => {
    expect(units.unitNameMangle("foo*", ".service", { glob: true })).toBe("foo*");
    expect(units.unitNameMangle("foo*", ".service")).toBe("foo\\x2a.service");
  });
});
