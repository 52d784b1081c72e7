import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Severity } from "../../../src/core/diagnostics.js";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { linkTable } from "../../../src/directives/tables/link.js";
import { samplesOf } from "../../../src/directives/value-types.js";
import { definition } from "../../../src/formats/link-parser/definition.js";
import { formatLinkDocument, formatLinkFile, linkFileSections } from "../../../src/formats/link-parser/format.js";
import { Link } from "../../../src/formats/link-parser/link.js";
import { loadLinkFile, parseLinkFile } from "../../../src/formats/link-parser/parse.js";
import { firstDifference } from "../../../src/formats/link-parser/same-settings.js";
import { read, reports } from "./read.js";

const load = (text: string) => loadLinkFile(encodeUtf8(text));

describe("loading", () => {
  it.each([
    ["", ["link-parser.empty"]],
    ["\n", ["link-parser.matches-nothing"]],
    ["[Match]\nOriginalName=a\nOriginalName=\n", ["link-parser.matches-nothing"]],
    ["[Match]\nHost=a\nHost=\n", ["link-parser.matches-nothing"]],
  ])("skips %j", (text, expected) => {
    const { accepted, stored, diagnostics } = load(text);
    expect({ accepted, stored }).toEqual({ accepted: 0, stored: false });
    expect(reports(diagnostics)).toEqual(expected);
  });

  it("takes a file that only tests the machine", () => {
    const { stored, link } = load("[Match]\nHost=!a\nFirmware=uefi\n");
    expect(stored).toBe(true);
    expect(Object.fromEntries(link.conditions)).toEqual({
      Host: { negate: true, parameter: "a" },
      Firmware: { negate: false, parameter: "uefi" },
    });
  });

  it("gives up on a broken header, and says so on its line", () => {
    const { accepted, stored, diagnostics } = load("[Match]\nOriginalName=*\n[Link\nName=a\n");
    expect({ accepted, stored }).toEqual({ accepted: "EBADMSG", stored: false });
    expect(diagnostics.map(({ line, level, code }) => [line, level, code])).toEqual([
      [3, Severity.err, "ini.section-unclosed"],
      [3, Severity.warning, "link-parser.gave-up"],
    ]);
  });

  it("reports a line that is too long once", () => {
    const { accepted, diagnostics } = load(`[Match]\nOriginalName=${"*".repeat(1024 * 1024)}\n`);
    expect(accepted).toBe("ENOBUFS");
    expect(diagnostics.map(({ code }) => code)).toEqual(["ini.line-too-long"]);
  });

  it("says when the address is decided on elsewhere", () => {
    const address = "MACAddress=00:11:22:33:44:55";
    expect(read(address, "MACAddressPolicy=random").reports).toEqual(["link-parser.address-unused"]);
    expect(read(address, "MACAddressPolicy=persistent").reports).toEqual(["link-parser.address-unused"]);
    expect(read(address, "MACAddressPolicy=persistent", "MACAddressPolicy=").reports).toEqual([]);
  });

  it("drops virtual functions that there are not", () => {
    const { link, reports } = read(
      "SR-IOVVirtualFunctions=2",
      "[SR-IOV]",
      "VirtualFunction=2",
      "[SR-IOV]",
      "VirtualFunction=1",
    );
    expect([...link.srIov].map((section) => section.virtualFunction)).toEqual([1]);
    expect(reports).toEqual(["sr-iov.beyond-functions"]);
  });

  it("keeps the last of several sections about one function, and no refused one", () => {
    const { link, reports } = read(
      "[SR-IOV]",
      "VirtualFunction=1",
      "[SR-IOV]",
      "VirtualFunction=1",
      "Trust=yes",
      "[SR-IOV]",
      "VirtualFunction=2",
      "VLANId=0",
    );
    expect([...link.srIov].map(({ virtualFunction, trust }) => [virtualFunction, trust])).toEqual([[1, true]]);
    expect(reports).toEqual(["8 value.not-sr-iov", "sr-iov.conflict"]);
  });
});

describe("observing", () => {
  it("has a report for each line of a logged message", () => {
    const observed = definition.observe(encodeUtf8("[Match]\nOriginalName=*\n[Link]\nProperty=a\\nb\\n c\\n %z\\n\n"));
    const { diagnostics } = observed as { diagnostics: { line: number | null }[] };
    expect(diagnostics.map(({ line }) => line)).toEqual([4, null, 4, 4, null]);
  });

  it("says nothing of a file that may test the machine", () => {
    for (const text of ["Host=a", "[Match]\n Firmware =\n", "[Link]\nName=x\rCredential=y"]) {
      expect(definition.observe(encodeUtf8(text))).toMatchObject({ host_condition: true });
    }
    expect(definition.observe(encodeUtf8("[Match]\nX-Host=a\n"))).not.toHaveProperty("host_condition");
  });

  it("takes no input over 64 KiB", () => {
    expect(definition.observe(new Uint8Array(65_537))).toEqual({ ignored: true });
    expect(definition.run(new Uint8Array(65_537))).toBeNull();
  });
});

const rows = linkTable.rows.flatMap(({ section, name, type, variant }) =>
  type === null ? [] : [{ section, name, values: Object.values(samplesOf(type, variant)).flat() as string[] }],
);
const assignment = fc
  .constantFrom(...rows)
  .chain(({ section, name, values }) =>
    fc.record({ section: fc.constant(section), key: fc.constant(name), value: fc.constantFrom(...values) }),
  );
const sections = fc
  .array(assignment, { maxLength: 12 })
  .map((list) =>
    list.map(({ section, key, value }) => ({ name: section, assignments: [{ key, value: value.trim() }] })),
  );

describe("writing", () => {
  it("gives any file back byte for byte", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(formatLinkDocument(parseLinkFile(bytes).document)).toEqual(bytes);
      }),
    );
  });

  it("gives sections back", () => {
    fc.assert(
      fc.property(sections, (written) => {
        expect(linkFileSections(parseLinkFile(formatLinkFile(written)).document)).toEqual(written);
      }),
    );
  });
});

describe("laws", () => {
  it("hold for files put together from samples", () => {
    fc.assert(
      fc.property(sections, fc.boolean(), (written, matches) => {
        const start = { name: "Match", assignments: [{ key: "OriginalName", value: matches ? "*" : "" }] };
        const bytes = formatLinkFile([start, ...written]);
        checkLaws(definition, bytes, definition.run(bytes));
      }),
    );
  });

  it("hold for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        checkLaws(definition, bytes, definition.run(bytes));
      }),
    );
  });

  it("find settings that differ", () => {
    const [a, b] = [new Link(), new Link()];
    expect(firstDifference(a, b)).toBeNull();
    b.naming.macAddress = Uint8Array.of(1);
    expect(firstDifference(a, b)).toBe("naming");
    a.naming.macAddress = Uint8Array.of(1);
    b.srIov.at(3).trust = true;
    expect(firstDifference(a, b)).toBe("srIov");
    a.srIov.at(7).trust = true;
    expect(firstDifference(a, b)).toBeNull();
  });
});
