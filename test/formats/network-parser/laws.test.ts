import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { RepeatedSections } from "../../../src/directives/repeated-sections.js";
import { networkTable } from "../../../src/directives/tables/network.js";
import { samplesOf } from "../../../src/directives/value-types.js";
import { definition } from "../../../src/formats/network-parser/definition.js";
import { keptSectionsAreWhole, rebuiltMeansTheSame } from "../../../src/formats/network-parser/laws.js";
import { NETWORK_INPUT_MAX, type NetworkOutcome, runNetworkFile } from "../../../src/formats/network-parser/observe.js";
import { loadNetworkFile } from "../../../src/formats/network-parser/parse.js";
import { read } from "./read.js";

/** Lines of one section: some of its keys, with values of their types and with nonsense. */
const sections = [...networkTable.sections].map(([name, rows]) =>
  fc
    .array(
      fc.constantFrom(...rows).chain(({ name: key, type, variant }) => {
        const { valid, invalid } = type === null ? { valid: ["yes"], invalid: [] } : samplesOf(type, variant);
        return fc.constantFrom(...valid, ...valid, ...invalid, "").map((value) => `${key}=${value}`);
      }),
      { maxLength: 5 },
    )
    .map((lines) => [`[${name}]`, ...lines]),
);
const file = fc
  .array(fc.oneof(...sections), { maxLength: 12 })
  .map((parts) => encodeUtf8(["[Match]", "Name=eth0", ...parts.flat()].join("\n")));

/** The same with a few bytes changed. */
const damaged = fc
  .tuple(file, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 6 }))
  .map(([bytes, changes]) => {
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
    return bytes;
  });

describe("laws", () => {
  it("hold for files of known keys", () => {
    fc.assert(fc.property(file, (bytes) => checkLaws(definition, bytes, definition.run(bytes))));
  });

  it("hold for damaged files and any bytes", () => {
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 300 })), (bytes) =>
        checkLaws(definition, bytes, definition.run(bytes)),
      ),
    );
  });

  it("the same file is read the same every time", () => {
    fc.assert(
      fc.property(file, (bytes) => {
        expect(definition.observe(bytes)).toEqual(definition.observe(bytes));
      }),
    );
  });

  it("see a section that should have been dropped", () => {
    const { network } = read("[Address]", "Address=192.0.2.1/24");
    const input = encodeUtf8("[Match]\nName=eth0\n[Address]\nAddress=192.0.2.1/24\n");
    const outcome: NetworkOutcome = runNetworkFile(input);
    for (const section of outcome!.file.network.addresses) section.invalid = true;
    expect(network.addresses).toBeInstanceOf(RepeatedSections);
    expect(() => keptSectionsAreWhole.check(input, outcome)).toThrow("kept-sections-are-whole");
  });

  it.each(["values", "counts", "lists", "sections"] as const)("see %s that differ", (what) => {
    const input = encodeUtf8("[Match]\nName=eth0\n[Network]\nDNS=192.0.2.53\nAddress=192.0.2.1/24\n");
    const { file: read, dump } = runNetworkFile(input)!;
    const { values, objects } = dump!;
    const other = {
      values: { values: new Map([...values, ["Network.DHCP", "yes"]]), objects },
      counts: { values, objects: { ...objects, counts: { ...objects.counts, routes: 7 } } },
      lists: { values, objects: { ...objects, lists: { ...objects.lists, dns: [] } } },
      sections: { values, objects: { ...objects, sections: { ...objects.sections, addresses: [] } } },
    }[what];
    expect(() => rebuiltMeansTheSame.check(input, { file: read, dump: other })).toThrow("rebuilt-means-the-same");
    expect(() => rebuiltMeansTheSame.check(input, { file: read, dump })).not.toThrow();
  });
});

describe("observation", () => {
  it("leaves out what depends on the machine", () => {
    const text = "[Match]\nHost=laptop\n[Network]\nDHCP=maybe\n[Oops\n";
    expect(definition.observe(encodeUtf8(text))).toMatchObject({
      host_condition: true,
      diagnostics: [{ line: 4 }, { line: 5 }, { line: 5 }],
    });
  });

  it("ignores what is too long", () => {
    expect(definition.observe(new Uint8Array(NETWORK_INPUT_MAX + 1))).toEqual({ ignored: true });
    expect(() => checkLaws(definition, new Uint8Array(NETWORK_INPUT_MAX + 1), null)).not.toThrow();
  });

  it("keeps numbers of 64 bits", () => {
    const { dump } = read("[CAN]", "RestartSec=infinity", "[IPv6SendRA]", "DNSLifetimeSec=285y");
    expect([...dump!.values].filter(([key]) => /RestartSec|IPv6SendRA/.test(key))).toEqual([
      ["IPv6SendRA.DNSLifetimeSec", 8_993_916_000_000_000],
      ["CAN.RestartSec", "18446744073709551615"],
    ]);
  });

  it("is inspected", () => {
    const { value, error, diagnostics } = definition.inspect(encodeUtf8("[Network]\nDHCP=maybe\n"));
    expect([value === null, error, diagnostics.length]).toEqual([false, "EINVAL", 2]);
    expect(definition.inspect(encodeUtf8("[Match]\nName=a\n")).error).toBeNull();
  });
});

/** A factor that noise alone does not explain where eight times the lines cost eight times as much. */
const MUCH_MORE = 40;
const ENOUGH_MSEC = 60;

it.each([
  ["[Address]\nAddress=10.0.0.1/24\n", ""],
  ["", "[Network]\nBindCarrier=a b\n"],
  ["", "[Network]\nDomains=a.example\nDNS=192.0.2.1\nVLAN=a\n"],
  ["[NextHop]\nId=7\n", ""],
  ["", "[DHCPv4]\nUserClass=a\nSendOption=5:uint8:1\n"],
])("reads many of %j in linear time", (section, lines) => {
  const msecOf = (count: number): number => {
    const bytes = encodeUtf8(`[Match]\nName=a\n${section.repeat(count)}${lines.repeat(count)}`);
    const before = performance.now();
    loadNetworkFile(bytes);
    return performance.now() - before;
  };
  msecOf(2000);
  const few = msecOf(2000);
  const many = msecOf(16_000);
  expect(many < ENOUGH_MSEC || many / few < MUCH_MORE).toBe(true);
});
