import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../src/core/diagnostics.js";
import {
  SpecifierFailure,
  type UnitHost,
  unitFullPrintf,
  unitNamePrintf,
  unitPathPrintf,
  unknownHost,
} from "../../../src/formats/unit-file/specifiers.js";
import { Unit, UnitAssignment } from "../../../src/formats/unit-file/unit.js";
import type { UnitType } from "../../../src/formats/unit-file/unit-types.js";

function assignment(type: UnitType, name: string, host: UnitHost = unknownHost) {
  const diagnostics: Diagnostic[] = [];
  return { at: new UnitAssignment(new Unit(type, name), diagnostics, host), diagnostics };
}

describe("unitFullPrintf", () => {
  it.each([
    ["%n", "foo-b\\x61r@in-st.service"],
    ["%N", "foo-b\\x61r@in-st"],
    ["%p", "foo-b\\x61r"],
    ["%P", "foo/bar"],
    ["%i", "in-st"],
    ["%I", "in/st"],
    ["%j", "b\\x61r"],
    ["%J", "bar"],
    ["%f", "/in/st"],
    ["%d", "/run/credentials/foo-b\\x61r@in-st.service"],
    ["%t %S %C %L %E %D", "/run /var/lib /var/cache /var/log /etc /usr/share"],
    ["%T %V", "/tmp /var/tmp"],
    ["%u %U %g %G %h %s", "root 0 root 0 /root /bin/bash"],
    ["100%%, %", "100%, %"],
  ])("%s of an instance", (text, result) => {
    expect(unitFullPrintf(assignment("service", "foo-b\\x61r@in-st.service").at, text)).toBe(result);
  });

  it.each([
    ["[%i%I]", "[]"],
    ["%f", "/a/b"],
    ["%N", "a-b"],
    ["%j", "b"],
  ])("%s without an instance", (text, result) => {
    expect(unitFullPrintf(assignment("mount", "a-b.mount").at, text)).toBe(result);
  });

  it("asks the host", () => {
    const host: UnitHost = { ...unknownHost, hostname: "box.example", osId: "debian", machineId: "0123" };
    const { at } = assignment("service", "a.service", host);
    expect(unitFullPrintf(at, "%H %l %q %o %m [%w]")).toBe("box.example box box.example debian 0123 []");
  });

  it.each(["%z", "%e", "a%0"])("%s is unknown", (text) => {
    expect(unitFullPrintf(assignment("service", "a.service").at, text)).toMatchObject({ errno: "EBADSLT" });
  });

  it("knows no file of the unit", () => {
    expect(unitFullPrintf(assignment("service", "a.service").at, "%y")).toMatchObject({ errno: "ENOENT" });
  });

  it("reports what is deprecated about no line", () => {
    const { at, diagnostics } = assignment("service", "a.service");
    expect(unitFullPrintf(at, "%c|%r|%R")).toBe("/a.service||");
    expect(diagnostics.map(({ code, line, level, params }) => [code, line, level, params.specifier])).toEqual([
      ["unit-file.deprecated-specifier", null, 4, "c"],
      ["unit-file.deprecated-specifier", null, 4, "r"],
      ["unit-file.deprecated-specifier", null, 4, "R"],
    ]);
  });

  it("follows the slice", () => {
    const { at } = assignment("service", "_a.service");
    at.unit.common.slice = "b-c.slice";
    expect(unitFullPrintf(at, "%c|%r")).toBe("/b.slice/b-c.slice/__a.service|/b.slice/b-c.slice");
    at.unit.common.slice = "-.slice";
    expect(unitFullPrintf(at, "%c|%r")).toBe("/__a.service|");
  });
});

describe("limits", () => {
  it("paths have less than 4096 bytes", () => {
    const { at } = assignment("service", "a.service");
    expect(unitPathPrintf(at, "x".repeat(4095))).toHaveLength(4095);
    expect(unitPathPrintf(at, "x".repeat(4096))).toEqual(new SpecifierFailure("ENAMETOOLONG", ""));
    expect(unitPathPrintf(at, `%n${"é".repeat(2044)}`)).toMatchObject({ errno: "ENAMETOOLONG" });
  });

  it("unit names have fewer specifiers and at most 256 bytes", () => {
    const { at } = assignment("service", "a@b.service");
    expect(unitNamePrintf(at, "%p-%i.socket")).toBe("a-b.socket");
    expect(unitNamePrintf(at, "%t")).toMatchObject({ errno: "EBADSLT" });
    expect(unitNamePrintf(at, "x".repeat(257))).toMatchObject({ errno: "ENAMETOOLONG" });
  });

  it("a unit without a valid name is a mistake of the caller", () => {
    expect(() => unitFullPrintf(assignment("service", "no name").at, "%n")).toThrow(TypeError);
  });
});
