import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../src/core/utf8.js";
import { formatJson } from "../../src/json/format.js";
import { JsonError, parseJson, parseJsonFile } from "../../src/json/parse.js";
import { JSON_DEPTH_MAX, JsonArray, JsonObject, type JsonVariant } from "../../src/json/variant.js";

const parse = (text: string): JsonVariant => {
  const value = parseJson(encodeUtf8(text));
  if (value instanceof JsonError) throw new Error(`${value.code} at ${value.line}:${value.column}`);
  return value;
};

const failure = (text: string | Uint8Array): readonly [string, number, number] => {
  const error = parseJsonFile(typeof text === "string" ? encodeUtf8(text) : text);
  expect(error).toBeInstanceOf(JsonError);
  const { errno, line, column } = error as JsonError;
  return [errno, line, column];
};

describe("parseJson: values", () => {
  it.each([
    ["null", "null", "null"],
    [" true\n", "boolean", "true"],
    ["0", "unsigned", "0"],
    ["-0", "integer", "0"],
    ["18446744073709551615", "unsigned", "18446744073709551615"],
    ["-9223372036854775808", "integer", "-9223372036854775808"],
    ["9007199254740993", "unsigned", "9007199254740993"],
    ['"\\ud83d\\ude00\\/"', "string", '"😀/"'],
    ["[1,[]]", "array", "[1,[]]"],
    ['{"b":1,"a":{}}', "object", '{"b":1,"a":{}}'],
  ])("%s is of type %s", (text, type, written) => {
    const value = parse(text);
    expect(value.type).toBe(type);
    expect(formatJson(value)).toBe(written);
  });

  it.each([
    ["18446744073709551616", "1.844674407370955161600e+19"],
    ["-9223372036854775809", "-9.223372036854777856000e+18"],
    ["0.1", "1.000000000000000055511e-01"],
    ["1.5e3", "1.500000000000000227374e+03"],
    ["1e22", "9.999999999999997902848e+21"],
    ["1e-308", "1.000000000000000403392e-308"],
    ["-0.0", "0.000000000000000000000e+00"],
    ["5e-324", "0.000000000000000000000e+00"],
  ])("%s is the real %s", (text, written) => {
    const value = parse(text);
    expect(value.type).toBe("real");
    expect(formatJson(value)).toBe(written);
  });

  it.each(["1e309", "-1e400", "0e400", `0.${"1".repeat(400)}`])("%s has no finite value and is null", (text) => {
    expect(parse(text).type).toBe("null");
  });

  it("keeps where values and keys stand, in characters", () => {
    const object = parse('{"é":\n  ["😀", 1]}') as JsonObject;
    const array = object.values[0] as JsonArray;
    const places = [object, object.keys[0]!, array, ...array.elements].map(({ line, column }) => [line, column]);
    expect(places).toEqual([
      [1, 1],
      [1, 2],
      [2, 3],
      [2, 4],
      [2, 9],
    ]);
  });

  it("reads a range of a longer array", () => {
    const bytes = encodeUtf8('x["ab"]y');
    expect(formatJson(parseJson(bytes, 1, 7) as JsonVariant)).toBe('["ab"]');
    expect(parseJson(bytes, 1, 6)).toBeInstanceOf(JsonError);
  });
});

describe("parseJson: refusals", () => {
  it.each([
    ["", "ENODATA", 0, 0],
    ["[\0]", "EBADMSG", 0, 0],
    ["   ", "EINVAL", 1, 4],
    ["[1 2]", "EINVAL", 1, 4],
    ["[1,]", "EINVAL", 1, 5],
    ["[,1]", "EINVAL", 1, 2],
    ["[1}", "EINVAL", 1, 4],
    ["}", "EINVAL", 1, 2],
    ["true,", "EINVAL", 1, 6],
    ["truex", "EINVAL", 1, 5],
    ['{"a"}', "EINVAL", 1, 6],
    ['{"a" 1}', "EINVAL", 1, 6],
    ['{"a":1:2}', "EINVAL", 1, 8],
    ['{"a":1,,"b":2}', "EINVAL", 1, 8],
    ["{1:2}", "EINVAL", 1, 3],
    ["{[]:2}", "EINVAL", 1, 3],
    ["01", "EINVAL", 1, 2],
    ["-", "EINVAL", 1, 1],
    ["1.", "EINVAL", 1, 1],
    ["1e+", "EINVAL", 1, 1],
    ["[\n\n  1 /*c*/]", "EINVAL", 3, 5],
    ['["é",x]', "EINVAL", 1, 6],
    ['"\\u0000"', "EINVAL", 1, 1],
    ['"\\ud83d\\n"', "EINVAL", 1, 1],
    ['"\\ude00"', "EINVAL", 1, 1],
    ['["\\uffff"]', "EUCLEAN", 1, 10],
    ['"\\udbff\\udfff"', "EUCLEAN", 1, 15],
    ['"\t"', "EINVAL", 1, 1],
    ['"\x7f"', "EINVAL", 1, 1],
    ['"\uffff"', "EINVAL", 1, 1],
    ['"open', "EINVAL", 1, 1],
  ])("%j: %s at %d:%d", (text, errno, line, column) => {
    expect(failure(text)).toEqual([errno, line, column]);
  });

  it.each([[[0x22, 0xff, 0x22]], [[0x22, 0xc3, 0x22]], [[0x22, 0xc0, 0x80, 0x22]], [[0x22, 0xed, 0xa0, 0x80, 0x22]]])(
    "bytes %j are no string",
    (bytes) => {
      expect(failure(new Uint8Array(bytes))).toEqual(["EINVAL", 1, 1]);
    },
  );

  it("nests one array more than the limit", () => {
    const nested = (count: number): string => "[".repeat(count) + "]".repeat(count);
    const deepest = parse(nested(JSON_DEPTH_MAX + 1)) as JsonArray;
    expect(deepest.depth).toBe(JSON_DEPTH_MAX);
    expect(failure(nested(JSON_DEPTH_MAX + 2))).toEqual(["ELNRNG", 1, 4101]);
  });

  it("reads a hundred thousand open brackets without recursion", () => {
    expect(failure("[".repeat(100_000))).toEqual(["EINVAL", 1, 100_001]);
  });
});

describe("parseJson against JSON.parse", () => {
  const plain = (variant: JsonVariant): unknown => {
    if (variant instanceof JsonArray) return variant.elements.map(plain);
    if (variant instanceof JsonObject) return variant.keys.map((key, i) => [key.value, plain(variant.values[i]!)]);
    return variant.type === "null" ? null : variant.type === "integer" ? Number(variant.value) : variant.value;
  };

  it("reads what JSON.stringify writes", () => {
    const key = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text !== "__proto__");
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constant(null),
        fc.boolean(),
        fc.integer({ min: -0x7fffffff, max: -1 }),
        fc.string({ unit: "grapheme" }),
        fc.array(tie("value")),
        fc.dictionary(key, tie("value"), { noNullPrototype: true }),
      ),
    }));
    const members = (json: unknown): unknown => {
      if (Array.isArray(json)) return json.map(members);
      if (typeof json !== "object" || json === null) return json;
      return Object.entries(json).map(([name, member]) => [name, members(member)]);
    };
    fc.assert(
      fc.property(value, fc.constantFrom("", "\t", "  "), (json, indent) => {
        const text = JSON.stringify(json, null, indent);
        expect(plain(parse(text))).toEqual(members(JSON.parse(text)));
      }),
    );
  });

  it("accepts nothing that JSON.parse refuses", () => {
    const scrap = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      "\\u00e9",
      "1",
      "-",
      ".",
      "e",
      "true",
      "null",
      " ",
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 12 }), (scraps) => {
        const text = scraps.join("");
        if (!(parseJson(encodeUtf8(text)) instanceof JsonError)) expect(() => JSON.parse(text)).not.toThrow();
      }),
    );
  });
});
