import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import {
  checkConsistency,
  isFieldName,
  isInterfaceName,
  isSymbolName,
  parse,
  VarlinkIdlError,
} from "../../../src/formats/varlink-idl/index.js";

const check = (text: string): string | null => {
  const parsed = parse(encodeUtf8(text));
  if (parsed instanceof VarlinkIdlError) throw new Error(`${parsed.code} at ${parsed.line}:${parsed.column}`);
  const error = checkConsistency(parsed.interface);
  return error === null ? null : `${error.errno} ${error.code.slice("varlink-idl.".length)} ${error.params.name}`;
};

describe("names", () => {
  it.each([
    ["a", true],
    ["a.b", true],
    ["A.B1", true],
    ["a.1", true],
    ["a-b.c-1", true],
    ["a--b.c", false],
    ["a-.b.c", false],
    ["", false],
    ["1.b", false],
    ["-a.b", false],
    ["a.-b", false],
    ["a..b", false],
    [".a", false],
    ["a.", false],
    ["a_b.c", false],
  ])("interface %j: %s", (name, valid) => {
    expect(isInterfaceName(name)).toBe(valid);
  });

  it.each([
    ["A", true],
    ["AbC1", true],
    ["", false],
    ["a", false],
    ["1A", false],
    ["A_B", false],
    ["#", false],
  ])("symbol %j: %s", (name, valid) => {
    expect(isSymbolName(name)).toBe(valid);
  });

  it.each([
    ["a", true],
    ["A_b_1", true],
    ["", false],
    ["_a", false],
    ["a_", false],
    ["a__b", false],
    ["1a", false],
  ])("field %j: %s", (name, valid) => {
    expect(isFieldName(name)).toBe(valid);
  });
});

describe("checkConsistency", () => {
  it.each([
    ["interface a.b\ntype A (x: int)\nerror E (a: A)", null],
    ["interface a.", "EUCLEAN bad-interface-name a."],
    ["interface a.b\nerror e ()", "EUCLEAN bad-symbol-name e"],
    ["interface a.b\nerror E ()\nerror E ()", "ENOTUNIQ repeated-symbol E"],
    ["interface a.b\ntype A (x_: int)", "EUCLEAN bad-field-name x_"],
    ["interface a.b\ntype A (x, x)", "ENOTUNIQ repeated-field x"],
    ["interface a.b\nmethod M() -> (x: int, x: int)", "ENOTUNIQ repeated-field x"],
    ["interface a.b\nmethod M(x: int) -> (x: int)", null],
    ["interface a.b\ntype A (x: (y: (1z)))", "EUCLEAN bad-field-name 1z"],
    ["interface a.b\ntype A (x: (y: A))", "EUCLEAN unresolved-type y"],
    ["interface a.b\ntype A (x_: int)\nerror e ()", "EUCLEAN bad-field-name x_"],
  ])("%j: %s", (text, expected) => {
    expect(check(text)).toBe(expected);
  });
});
