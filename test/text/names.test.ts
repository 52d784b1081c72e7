import { describe, expect, it } from "vitest";
import * as names from "../../src/text/names.js";

describe("user names", () => {
  const cases: [name: string, strict: boolean, relaxed: boolean][] = [
    ["root", true, true],
    ["_systemd-network", true, true],
    ["a".repeat(31), true, true],
    ["a".repeat(32), false, true],
    ["a.b", false, true],
    ["a b", false, true],
    ["Dōmain\\user$", false, true],
    ["-dash", false, true],
    ["0day", false, true],
    [" a", false, false],
    ["a ", false, false],
    ["a:b", false, false],
    ["a/b", false, false],
    ["a\tb", false, false],
    ["4294967296", false, false],
    ["-5", false, false],
    [".", false, false],
    ["..", false, false],
    ["", false, false],
    ["\udcff", false, false],
  ];
  it.each(cases)("%j: strict %s, relaxed %s", (name, strict, relaxed) => {
    expect(names.isUserGroupNameValid(name)).toBe(strict);
    expect(names.isUserGroupNameValid(name, { relax: true })).toBe(relaxed);
  });
  it("may be ids", () => {
    expect(names.isUserGroupNameValid("1000")).toBe(false);
    expect(names.isUserGroupNameValid("1000", { allowNumeric: true })).toBe(true);
    expect(names.isUserGroupNameValid("65535", { allowNumeric: true, relax: true })).toBe(false);
  });
});

describe("host names", () => {
  it.each([
    ["foobar", true],
    ["foo-bar.example.com", true],
    ["3com.com", true],
    ["a".repeat(64), true],
    ["a".repeat(65), false],
    ["", false],
    [".", false],
    [".foo", false],
    ["foo.", false],
    ["foo..bar", false],
    ["-foo", false],
    ["foo-", false],
    ["foo-.bar", false],
    ["foo.-bar", false],
    ["foo_bar", false],
    ["fóo", false],
    [".host", false],
  ])("%j: %s", (name, valid) => {
    expect(names.isHostnameValid(name)).toBe(valid);
  });
  it("may end in a dot, or be .host, on demand", () => {
    expect(names.isHostnameValid("foo.bar.", { trailingDot: true })).toBe(true);
    expect(names.isHostnameValid("foo.", { trailingDot: true })).toBe(false);
    expect(names.isHostnameValid(".host", { dotHost: true })).toBe(true);
  });
});

describe("interface names", () => {
  const { ALTERNATIVE, NUMERIC, SPECIAL } = names.IfnameKind;
  it.each([
    ["eth0", 0, true],
    ["a".repeat(15), 0, true],
    ["a".repeat(16), 0, false],
    ["a".repeat(127), ALTERNATIVE, true],
    ["a".repeat(128), ALTERNATIVE, false],
    ["", 0, false],
    [".", 0, false],
    ["..", 0, false],
    ["a b", 0, false],
    ["a/b", 0, false],
    ["a:b", 0, false],
    ["a%b", 0, false],
    ["é", 0, false],
    ["all", 0, false],
    ["default", SPECIAL, true],
    ["2", 0, false],
    ["2", NUMERIC, true],
    ["0", NUMERIC, false],
    ["99999999999", NUMERIC, false],
  ])("%j with %d: %s", (name, kinds, valid) => {
    expect(names.isIfnameValid(name, kinds)).toBe(valid);
  });
});

describe("environment", () => {
  it.each([
    ["FOO=bar", true],
    ["_a1=", true],
    ["FOO=a=b\tc\nd", true],
    ["FOO=é", true],
    ["FOO", false],
    ["=x", false],
    ["1A=x", false],
    ["a-b=x", false],
    ["FOO=\x01\r", true],
    ["FOO=\udcff", false],
  ])("%j: %s", (assignment, valid) => {
    expect(names.isEnvAssignmentValid(assignment)).toBe(valid);
  });
});

describe("other names", () => {
  it.each([
    ["FOO_1", true],
    ["A".repeat(64), true],
    ["A".repeat(65), false],
    ["foo", false],
    ["1A", false],
    ["", false],
  ])("journal field %j: %s", (name, valid) => {
    expect(names.isJournalFieldValid(name, false)).toBe(valid);
  });
  it("protects journal fields that start with an underscore", () => {
    expect(names.isJournalFieldValid("_PID", false)).toBe(false);
    expect(names.isJournalFieldValid("_PID", true)).toBe(true);
  });
  it.each([
    ["name", true, true],
    ["a/b", true, false],
    ["", true, false],
    [".", true, false],
    ["a:b", false, false],
    ["a\n", false, false],
    ["é", false, false],
    ["a".repeat(255), true, true],
    ["a".repeat(256), false, false],
  ])("%j: fd name %s, credential name %s", (name, fdname, credential) => {
    expect(names.isFdnameValid(name)).toBe(fdname);
    expect(names.isCredentialNameValid(name)).toBe(credential);
  });
  it.each([
    ["*", true],
    ["foo.*", true],
    ["foo", true],
    ["f*o", false],
    ["foo?", false],
    ["[f]", false],
    ["a/*", false],
    ["", false],
  ])("credential glob %j: %s", (glob, valid) => {
    expect(names.isCredentialGlobValid(glob)).toBe(valid);
  });
});
