import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/unit-file/definition.js";
import { formatUnitDocument, formatUnitFile, unitFileSections } from "../../../src/formats/unit-file/format.js";
import { parseUnitFile } from "../../../src/formats/unit-file/parse.js";
import { unitSections } from "../../../src/formats/unit-file/sections.js";
import { unitTypes } from "../../../src/formats/unit-file/unit-types.js";

const keys = [...unitSections.get("service")!.get("Service")!.keys()];
const values = fc.oneof(
  fc.constantFrom(
    "",
    "yes",
    "no",
    "infinity",
    "0",
    "-1",
    "1min 30s",
    "512M",
    "50%",
    "/a/b",
    "a.service",
    "%n",
    "%z",
    '"open',
    "a b",
    "~@mount",
    "root:ro",
  ),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[\n\r\0\\]/g, "").trim()),
);

describe("format", () => {
  it("writes an untouched document back byte for byte", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { document } = parseUnitFile(bytes, { type: "service" });
        expect(formatUnitDocument(document)).toEqual(bytes);
      }),
    );
  });

  it("writes sections that reparse to the same", () => {
    const assignment = fc.record({ key: fc.constantFrom(...keys), value: values });
    fc.assert(
      fc.property(fc.array(assignment, { maxLength: 12 }), (assignments) => {
        const sections = [{ name: "Service", assignments }];
        const { document, result } = parseUnitFile(formatUnitFile(sections), { type: "service" });
        const read = unitFileSections(document)[0]?.assignments ?? [];
        expect(read).toEqual(result === 1 ? assignments : assignments.slice(0, read.length));
      }),
    );
  });

  it.each([
    [{ key: "", value: "x" }],
    [{ key: "a=b", value: "x" }],
    [{ key: "#a", value: "x" }],
    [{ key: "[a", value: "x" }],
    [{ key: "a", value: " x" }],
    [{ key: "a", value: "x\ny" }],
  ])("refuses what no line can say: %j", (assignment) => {
    expect(() => formatUnitFile([{ name: "Unit", assignments: [assignment] }])).toThrow(TypeError);
  });
});

describe("laws", () => {
  it("hold for lines put together at random", () => {
    const line = fc.oneof(
      fc.tuple(fc.constantFrom(...keys), values).map(([key, value]) => `${key}=${value}`),
      fc.constantFrom(
        "[Unit]",
        "[Service]",
        "[Install]",
        "[X-Y]",
        "[Nope]",
        "# c",
        "",
        "junk",
        "Description=a \\",
        "After=b.service",
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...unitTypes), fc.array(line, { maxLength: 25 }), (type, lines) => {
        const input = encodeUtf8([type, "[Service]", ...lines].join("\n"));
        checkLaws(definition, input, definition.run(input));
      }),
      { numRuns: 300 },
    );
  });

  it("hold for the committed seeds", () => {
    for (const { bytes } of definition.seeds()) checkLaws(definition, bytes, definition.run(bytes));
  });
});

describe("observe", () => {
  it.each(["", "widget\n[Unit]", "x".repeat(2048), "service".padEnd(70_000, "\n")])(
    "rejects what names no unit type",
    (text) => {
      expect(definition.observe(encodeUtf8(text))).toEqual({ rejected: true });
    },
  );

  it("counts lines from the one behind the type", () => {
    expect(definition.observe(encodeUtf8("target\nx=1"))).toMatchObject({ diagnostics: [{ line: 1, level: 4 }] });
  });
});

it("takes the unit type from a file name", () => {
  const inspection = definition.inspect(encodeUtf8("[Timer]\nOnCalendar=daily"), "backup.timer");
  expect(inspection).toMatchObject({ error: null, diagnostics: [], value: { type: "timer" } });
});

describe("regressions", () => {
  it("fuzz-unit-file: a value may end in a backslash that white space follows", () => {
    const input = encodeUtf8("service\n[Service]\nStandardInputText=a\\ \nUser=daemon\n");
    const outcome = definition.run(input);
    expect(outcome?.file.unit.exec?.user).toBe("daemon");
    checkLaws(definition, input, outcome);
  });
});
