import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/json/definition.js";
import { JSON_DEPTH_MAX } from "../../../src/formats/json/index.js";
import { run } from "../../../src/formats/json/run.js";

const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

describe("run", () => {
  it("records what each manipulation returned", () => {
    const results = (text: string) => run(encodeUtf8(text)).report?.steps.map(({ result }) => result);
    expect(results('{"a":1,"z":2}')).toEqual([1, 1, 1, 1, 1, 5, 1, "EINVAL"]);
    expect(results("null")).toEqual([1, 1, 1, 1, 1, 5, 0, "EINVAL"]);
    expect(results("[]")).toEqual([...Array(7).fill("EINVAL"), 0]);
    expect(results("1")).toEqual(Array(8).fill("EINVAL"));
  });

  it("has no report for what is refused", () => {
    expect(run(encodeUtf8("[1,]")).report).toBeNull();
  });

  it("writes where each value was found", () => {
    expect(run(encodeUtf8('{"a":\n[1]}')).report?.prettySource).toBe(
      "[         1:         1] {\n" +
        '[         1:         2] \t"a" : [\n' +
        "[         2:         2] \t\t1\n" +
        "                        \t]\n" +
        "                        }\n",
    );
  });
});

describe("laws", () => {
  it("hold for every seed", () => {
    for (const { bytes } of definition.seeds()) holds(bytes);
  });

  it("hold for the deepest values", () => {
    const open = '{"b":1,"a":'.repeat(JSON_DEPTH_MAX);
    holds(encodeUtf8(`${open}[]${"}".repeat(JSON_DEPTH_MAX)}`));
    holds(encodeUtf8(`${"[1.5,".repeat(JSON_DEPTH_MAX)}{}${"]".repeat(JSON_DEPTH_MAX)}`));
  });

  it("hold for pieces of JSON in any order", () => {
    const pieces = [...definition.dictionary()].filter((piece) => typeof piece === "string");
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 20 }), (chosen) =>
        holds(encodeUtf8(chosen.join(""))),
      ),
    );
  });

  it("hold for values with repeated and unsorted keys", () => {
    const key = fc.constantFrom('"a"', '"b"', '"é"', '"😀"', '""');
    const { value } = fc.letrec<{ value: string }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom("null", "0", "-7", "1.5", "1e300", '"s"', "18446744073709551615"),
        fc.array(tie("value"), { maxLength: 6 }).map((elements) => `[${elements.join(",")}]`),
        fc
          .array(fc.tuple(key, tie("value")), { maxLength: 5 })
          .map((members) => `{${members.map(([name, member]) => `${name}:${member}`).join(",")}}`),
      ),
    }));
    fc.assert(fc.property(value, (text) => holds(encodeUtf8(text))));
  });

  it("hold for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), holds));
  });
});

describe("inspect", () => {
  it("reports a refusal with its place", () => {
    const { value, error, diagnostics } = definition.inspect(encodeUtf8("[1,\n x]"));
    expect([value, error]).toEqual([null, "EINVAL"]);
    expect(diagnostics).toMatchObject([{ code: "json.bad-token", line: 2, params: { column: 2 } }]);
  });

  it("shows the value", () => {
    expect(definition.inspect(encodeUtf8("[1]"))).toMatchObject({ error: null, diagnostics: [] });
  });
});
