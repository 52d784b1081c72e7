import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSignature, parseSignature, parseSingleType, type TypeNode } from "../../src/dbus/signature.js";
import { signatures } from "./arbitraries.js";

const written = (type: TypeNode): string => {
  const code = String.fromCharCode(type.code);
  const members = type.members.map(written).join("");
  return code + members + (code === "(" ? ")" : code === "{" ? "}" : "");
};

describe("parseSignature", () => {
  it.each([
    "",
    "ybnqiuxtdsoghv",
    "a{sv}",
    "a{oa{sa{sv}}}",
    "((ii)(ss))",
    "{sv}",
    `${"a".repeat(32)}y`,
    `${"(".repeat(32)}y${")".repeat(32)}`,
    "y".repeat(254),
  ])("takes %s", (text) => expect(isSignature(text)).toBe(true));

  it.each([
    "a",
    "()",
    "(i",
    "i)",
    "a{sv",
    "a{s}",
    "a{svv}",
    "a{vs}",
    "a{(i)v}",
    "({sv})",
    "a{s{sv}}",
    "e",
    "r",
    "m",
    "*",
    "\0",
    "é",
    "y\0",
    `${"a".repeat(33)}y`,
    `${"(".repeat(33)}y${")".repeat(33)}`,
    "y".repeat(255),
  ])("refuses %j", (text) => expect(isSignature(text)).toBe(false));

  it("counts dictionary entries as structures", () => {
    const nested = (depth: number) => `${"(".repeat(depth - 2)}a{ya{yy}}${")".repeat(depth - 2)}`;
    expect(isSignature(nested(32))).toBe(true);
    expect(isSignature(nested(33))).toBe(false);
  });

  it("gives types whose codes and members make the signature again", () => {
    fc.assert(
      fc.property(signatures, (text) => {
        expect(parseSignature(text)?.map(written).join("")).toBe(text);
      }),
    );
  });

  it("gives each container the signature of its members", () => {
    const [array] = parseSignature("a{s(iv)}")!;
    expect(array).toMatchObject({ contents: "{s(iv)}", alignment: 4 });
    expect(array?.members[0]).toMatchObject({ contents: "s(iv)", alignment: 8 });
    expect(array?.members[0]?.members[1]).toMatchObject({ contents: "iv", alignment: 8 });
  });
});

describe("parseSingleType", () => {
  it.each(["y", "v", "a{sv}", "(ii)"])("takes %s", (text) => expect(parseSingleType(text)).not.toBeNull());
  it.each(["", "ii", "{sv}", "a"])("refuses %j", (text) => expect(parseSingleType(text)).toBeNull());
});
