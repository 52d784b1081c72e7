import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../src/core/utf8.js";
import { formatJson } from "../../src/json/format.js";
import {
  appendElement,
  equalJson,
  filterFields,
  mergeObjects,
  normalizeJson,
  setField,
  sortJson,
} from "../../src/json/operations.js";
import { JsonError, parseJson } from "../../src/json/parse.js";
import {
  isNormalized,
  isSorted,
  JSON_DEPTH_MAX,
  type JsonVariant,
  markSensitive,
  newArray,
  newInteger,
  newReal,
  newUnsigned,
  realValue,
} from "../../src/json/variant.js";

const parse = (text: string): JsonVariant => {
  const value = parseJson(encodeUtf8(text));
  if (value instanceof JsonError) throw new Error(`${value.code} at ${value.line}:${value.column}`);
  return value;
};
const written = (value: JsonVariant | string): string => (typeof value === "string" ? value : formatJson(value));

describe("sortJson", () => {
  it.each([
    ['{"b":1,"a":{"d":2,"c":3}}', '{"a":{"d":2,"c":3},"b":1}'],
    ['{"😀":1,"\ufb01":2}', '{"\ufb01":2,"😀":1}'],
    ["[2,1]", "[2,1]"],
    ["1.5", "1.500000000000000000000e+00"],
    ['{"a":1,"b":2,"a":3}', "ENOTUNIQ"],
  ])("%s becomes %s", (text, expected) => {
    expect(written(sortJson(parse(text)))).toBe(expected);
  });

  it("returns a sorted value itself, and forgets that its containers were normalized", () => {
    const sorted = parse('{"a":[1],"b":1}');
    expect(sortJson(sorted)).toBe(sorted);
    expect(isNormalized(sorted)).toBe(true);
    expect(isNormalized(sortJson(parse('{"b":1,"a":[1]}')) as JsonVariant)).toBe(false);
    expect(isNormalized(sortJson(parse('{"b":1,"a":[]}')) as JsonVariant)).toBe(true);
  });
});

describe("normalizeJson", () => {
  it.each([
    ['{"b":{"d":1,"c":2},"a":1}', '{"a":1,"b":{"c":2,"d":1}}', false],
    ['{"b":["d",1,"c",2,"b"],"a":0}', '{"a":0,"b":["c",2,"d",1,"b"]}', false],
    ['{"b":[4,3,2,1],"a":0}', '{"a":0,"b":[4,3,2,1]}', false],
    ['{"b":["d",3,2,1],"a":0}', '{"a":0,"b":["d",3,2,1]}', true],
    ['{"b":[{},3,2,1],"a":0}', '{"a":0,"b":[{},3,2,1]}', true],
    ['{"b":[{},3,"x"],"a":0}', '{"a":0,"b":[{},3,"x"]}', false],
    ['["d",1,"c",2]', '["d",1,"c",2]', false],
  ])("%s becomes %s", (text, expected, addressOrder) => {
    const result = normalizeJson(parse(text));
    expect(result.errno).toBeNull();
    expect(formatJson(result.value)).toBe(expected);
    expect(result.addressOrder).toBe(addressOrder);
    expect(normalizeJson(result.value).value).toBe(result.value);
  });

  it.each([
    ['[{"a":1,"a":2}]', "ENOTUNIQ"],
    ["1.5", "EMEDIUMTYPE"],
    ['{"a":[1.5]}', "EMEDIUMTYPE"],
    ['{"b":[18446744073709551616],"a":1}', "EMEDIUMTYPE"],
  ])("%s: %s", (text, errno) => {
    const value = parse(text);
    expect(normalizeJson(value)).toEqual({ value, errno, addressOrder: false });
  });

  it("takes whole reals of 64 bits", () => {
    for (const text of ["1.0", "9223372036854775808.0", "-4e5"]) expect(isNormalized(parse(text))).toBe(true);
    for (const text of ["1e22", "-9223372036854775809.0", "18446744073709551616.0"]) {
      expect(isNormalized(parse(text))).toBe(false);
    }
  });
});

describe("members and elements", () => {
  it.each([
    ['{"a":1,"b":2}', "a", '{"b":2,"a":true}'],
    ['{"a":1,"b":2,"a":3}', "a", '{"b":2,"a":true}'],
    ["null", "x", '{"x":true}'],
    ["{}", "x", '{"x":true}'],
    ["[]", "x", "EINVAL"],
    ["7", "x", "EINVAL"],
  ])("setField on %s", (text, name, expected) => {
    expect(written(setField(parse(text), name, parse("true")))).toBe(expected);
  });

  it.each([
    ['{"a":1,"b":2,"a":3}', '{"b":2}'],
    ['{"b":2}', '{"b":2}'],
    ["null", "null"],
    ["[]", "EINVAL"],
  ])("filterFields of a from %s", (text, expected) => {
    expect(written(filterFields(parse(text), ["a"]))).toBe(expected);
  });

  it.each([
    ['{"a":1,"b":2}', '{"b":3,"c":4}', '{"a":1,"b":3,"c":4}'],
    ["null", '{"b":3}', '{"b":3}'],
    ['{"a":1}', "{}", '{"a":1}'],
    ["[1]", '{"b":3}', "EINVAL"],
    ['{"b":3}', "[1]", "EINVAL"],
  ])("mergeObjects of %s and %s", (text, other, expected) => {
    expect(written(mergeObjects(parse(text), parse(other)))).toBe(expected);
  });

  it.each([
    ["[1]", "[1,true]"],
    ["null", "[true]"],
    ["[]", "[true]"],
    ["{}", "EINVAL"],
  ])("appendElement to %s", (text, expected) => {
    expect(written(appendElement(parse(text), parse("true")))).toBe(expected);
  });

  it("refuses what would nest too deep", () => {
    const deepest = parse("[".repeat(JSON_DEPTH_MAX + 1) + "]".repeat(JSON_DEPTH_MAX + 1));
    expect(newArray([deepest])).toBeNull();
    expect(appendElement(parse("[]"), deepest)).toBe("ELNRNG");
    expect(setField(parse("{}"), "a", deepest)).toBe("ELNRNG");
    expect(mergeObjects(parse('{"a":1}'), parse('{"a":[]}'))).not.toBe("ELNRNG");
  });
});

describe("sensitivity", () => {
  it("is kept by what is derived, and hidden on request", () => {
    const secret = markSensitive(parse('{"b":1,"a":2}'));
    for (const derived of [sortJson(secret), setField(secret, "c", parse("3")), filterFields(secret, ["a"])]) {
      expect(formatJson(derived as JsonVariant, { censor: true })).toBe('"<sensitive data>"');
      expect(formatJson(derived as JsonVariant)).not.toContain("sensitive");
    }
    const holder = setField(parse('{"x":1}'), "y", secret) as JsonVariant;
    expect(formatJson(holder, { censor: true })).toBe('{"x":1,"y":"<sensitive data>"}');
    expect(formatJson(holder, { censor: true, pretty: true })).toBe('{\n\t"x" : 1,\n\t"y" : "<sensitive data>"\n}\n');
  });

  it("does not stick to values that exist once", () => {
    for (const text of ["null", "true", "0", "-0", "0.0", '""', "[]", "{}"]) {
      expect(markSensitive(parse(text)).sensitive).toBe(false);
    }
    for (const text of ["1", "-1", "1.5", '"x"', "[0]", '{"a":0}'])
      expect(markSensitive(parse(text)).sensitive).toBe(true);
  });
});

describe("numbers", () => {
  it("keeps the 64-bit ranges", () => {
    expect(formatJson(newInteger(-(2n ** 63n)))).toBe("-9223372036854775808");
    expect(formatJson(newUnsigned(2n ** 64n - 1n))).toBe("18446744073709551615");
    expect(() => newInteger(2n ** 63n)).toThrow(TypeError);
    expect(() => newUnsigned(-1n)).toThrow(TypeError);
    expect(newReal(Number.NaN).type).toBe("null");
    expect(Object.is((newReal(-0) as { value: number }).value, 0)).toBe(true);
  });

  it("has a real value where one is exact", () => {
    expect(realValue(parse("9007199254740992"))).toBe(2 ** 53);
    expect(realValue(parse("9007199254740993"))).toBe(0);
    expect(realValue(parse('"1"'))).toBe(0);
  });
});

describe("equalJson", () => {
  it.each([
    ['{"a":1,"b":[1,2]}', '{"b":[1,2],"a":1.0}', true],
    ["18446744073709551615", "18446744073709551616", false],
    ["[1,2]", "[2,1]", false],
    ["[1]", "[1,1]", false],
    ['"1"', "1", false],
    ["true", "false", false],
    ["null", "false", false],
    ["null", "null", true],
    ['{"a":1}', '{"b":1}', false],
    ['{"a":1}', "[]", false],
  ])("%s and %s: %s", (a, b, expected) => {
    expect(equalJson(parse(a), parse(b))).toBe(expected);
    expect(equalJson(parse(b), parse(a))).toBe(expected);
  });
});

describe("laws", () => {
  const object = fc.dictionary(fc.string({ unit: "grapheme", maxLength: 4 }), fc.jsonValue({ maxDepth: 2 }), {
    noNullPrototype: true,
  });

  it("sorting and normalizing are idempotent, and lose no member", () => {
    fc.assert(
      fc.property(object, (json) => {
        const value = parse(JSON.stringify(json));
        const sorted = sortJson(value) as JsonVariant;
        expect(isSorted(sorted)).toBe(true);
        expect(sortJson(sorted)).toBe(sorted);
        expect(equalJson(sorted, value)).toBe(true);
        const normal = normalizeJson(value);
        if (normal.errno === null) expect(isNormalized(normal.value)).toBe(true);
      }),
    );
  });

  it("compact and pretty text read back as the same value", () => {
    fc.assert(
      fc.property(object, (json) => {
        const value = parse(JSON.stringify(json, (_key, member) => (typeof member === "number" ? 7 : member)));
        expect(equalJson(parse(formatJson(value)), value)).toBe(true);
        expect(equalJson(parse(formatJson(value, { pretty: true })), value)).toBe(true);
      }),
    );
  });
});
