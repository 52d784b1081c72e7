import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws, LawViolation } from "../../../src/core/format.js";
import { encodeUtf8, fromLatin1 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/bus-match/definition.js";
import { laws } from "../../../src/formats/bus-match/laws.js";
import { type Outcome, run } from "../../../src/formats/bus-match/observe.js";

const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

describe("laws", () => {
  it("hold for every seed", () => {
    for (const { bytes } of definition.seeds()) holds(bytes);
  });

  it("hold for pieces of rules in any order", () => {
    const pieces = [...definition.dictionary()].map((piece) => (typeof piece === "string" ? fromLatin1(piece) : piece));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (chosen) =>
        holds(Uint8Array.from(chosen.flatMap((piece) => [...piece]))),
      ),
      { numRuns: 1000 },
    );
  });

  it("hold for values of any bytes, quoted and not", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 12 }),
        fc.constantFrom("arg0='", "arg0=", "path='a',arg1='"),
        (value, start) => holds(Uint8Array.of(...encodeUtf8(start), ...value, 0x27)),
      ),
      { numRuns: 1000 },
    );
  });

  it("see an outcome that does not belong together", () => {
    const bytes = encodeUtf8("member='a\\'b'");
    const outcome: Outcome = run(bytes);
    const [line] = outcome.lines;
    const broken = { ...outcome, lines: [{ ...line!, raw: "x", components: [], string: "member='a'" }] };
    expect(() => laws[0]!.check(bytes, broken)).toThrow(LawViolation);
    expect(() => laws[1]!.check(bytes, { ...outcome, dump: "" })).toThrow(LawViolation);
  });
});

describe("run", () => {
  it("ends rules at line feeds and at NUL, and ignores inputs above 65536 bytes", () => {
    expect(run(encodeUtf8("member=a\0x\nmember=b\n")).lines.map(({ raw }) => raw)).toEqual(["member=a", "member=b"]);
    expect(run(encodeUtf8("\n\n")).lines).toHaveLength(2);
    expect(run(new Uint8Array(65536).fill(0x0a)).lines).toHaveLength(65536);
    expect(run(new Uint8Array(65537).fill(0x0a)).lines).toHaveLength(0);
  });
});
