import { describe, expect, it } from "vitest";
import { plainHost } from "../../../src/formats/link-parser/assignment.js";
import { modeBits } from "../../../src/formats/link-parser/transmission.js";
import { changedValues } from "../../../src/formats/link-parser/values.js";
import { wakeBits } from "../../../src/formats/link-parser/wake-on-lan.js";
import { unknownHost } from "../../../src/text/machine-specifiers.js";
import { loadLines, read, reports } from "./read.js";

describe("policies", () => {
  it("replace what was there, without repeats", () => {
    const { link, reports } = read("NamePolicy=keep", "NamePolicy=slot path slot", "AlternativeNamesPolicy=keep mac");
    expect(link.naming.namePolicy).toEqual(["slot", "path"]);
    expect(link.naming.alternativeNamesPolicy).toEqual(["mac"]);
    expect(reports).toEqual(["2 link-parser.policy-twice", "3 value.unknown-keyword"]);
  });

  it("are reset by a value without any, and kept by a malformed one", () => {
    expect(read("NamePolicy=keep", "NamePolicy=bogus").link.naming.namePolicy).toEqual([]);
    const { link, reports } = read("NamePolicy=keep", "NamePolicy=slot \\ ");
    expect(link.naming.namePolicy).toEqual(["keep"]);
    expect(reports).toEqual(["2 value.bad-syntax"]);
  });
});

describe("aliases", () => {
  it.each([
    ["x".repeat(255), []],
    ["x".repeat(256), ["1 link-parser.alias-too-long"]],
    ["é", ["1 value.not-ascii"]],
  ])("%.10s…", (alias, expected) => {
    const { link, reports } = read(`Alias=${alias}`);
    expect(reports).toEqual(expected);
    expect(link.naming.alias).toBe(expected.length === 0 ? alias : null);
  });
});

describe("sizes", () => {
  it.each([
    ["BitsPerSecond", "9007199254740991", 9_007_199_254_740_991],
    ["BitsPerSecond", "18446744073709551615", "18446744073709551615"],
    ["GenericSegmentOffloadMaxBytes", "8P", "9007199254740992"],
  ])("of 64 bits are exact: %s=%s", (key, text, value) => {
    expect(new Map(changedValues(read(`${key}=${text}`).link)).get(`Link.${key}`)).toBe(value);
  });
});

describe("device properties", () => {
  it("are replaced where they stand", () => {
    const { link } = read("Property=A=1 B=2", 'Property="A=3 4" C=\\x41');
    expect([...link.properties.set]).toEqual([
      ["A", "3 4"],
      ["B", "2"],
      ["C", "A"],
    ]);
  });

  it("take specifiers of the machine", () => {
    const host = { ...plainHost, specifiers: { ...unknownHost, hostname: "box.example" } };
    const { link, diagnostics } = loadLines(["Property=A=%H%% B=%T C=%n", "ImportProperty=X%l"], host);
    expect([...link.properties.set]).toEqual([
      ["A", "box.example%"],
      ["B", "/tmp"],
    ]);
    expect(link.properties.import).toEqual(["Xbox"]);
    expect(reports(diagnostics)).toEqual(["1 link-parser.bad-specifier"]);
  });

  it("are not those that udev sets itself", () => {
    const { link, reports } = read("Property=IFINDEX=2 SYNTH_ARG_A=1 IFINDEX2=1", "UnsetProperty=MINOR A A");
    expect([...link.properties.set.keys()]).toEqual(["IFINDEX2"]);
    expect(link.properties.unset).toEqual(["A", "A"]);
    expect(reports).toEqual([
      "1 link-parser.reserved-property",
      "1 link-parser.reserved-property",
      "2 link-parser.reserved-property",
    ]);
  });

  it("keep the words before a malformed one", () => {
    const { link, reports } = read("Property=A=1 B=\\q", "ImportProperty=A \\q");
    expect([...link.properties.set.keys()]).toEqual(["A"]);
    expect(link.properties.import).toEqual(["A"]);
    expect(reports).toEqual(["1 value.bad-syntax", "2 value.bad-syntax"]);
  });
});

describe("advertised modes", () => {
  it("add up, as bits of four words", () => {
    const { link } = read("Advertise=10baset-half 100baset-full", "Advertise=25000basecr-full 10baset1brr-full");
    expect(modeBits(link.transmission.advertise)).toEqual([0x8000_0009, 0, 0, 0x40]);
  });

  it("are reset by an empty value", () => {
    expect(read("Advertise=tp", "Advertise=").link.transmission.advertise.size).toBe(0);
  });
});

describe("MDI", () => {
  it.each([
    ["straight", "mdi"],
    ["crossover", "mdi-x"],
    ["mdix", "mdi-x"],
    ["auto", "auto"],
    ["", null],
  ])("%s", (value, expected) => {
    expect(read("MDI=mdi", `MDI=${value}`).link.transmission.mdi).toBe(expected);
  });
});

describe("Wake-on-LAN", () => {
  const bits = (...lines: readonly string[]): number | null => {
    const { events } = read(...lines).link.wakeOnLan;
    return events === null ? null : wakeBits(events);
  };

  it("adds events up until it is turned off or reset", () => {
    expect(bits("WakeOnLan=phy", "WakeOnLan=arp magic")).toBe(0x31);
    expect(bits("WakeOnLan=phy", "WakeOnLan=off")).toBe(0);
    expect(bits("WakeOnLan=off", "WakeOnLan=arp")).toBe(0x10);
    expect(bits("WakeOnLan=phy", "WakeOnLan=")).toBeNull();
  });

  it("is off when no event of several is known", () => {
    expect(bits("WakeOnLan=bogus")).toBe(0);
    expect(bits("WakeOnLan=phy", "WakeOnLan=phy off")).toBe(1);
  });

  it("keeps its events when the value is malformed", () => {
    const { link, reports } = read("WakeOnLan=phy", "WakeOnLan=arp bogus \\ ");
    expect(reports).toEqual(["2 value.unknown-keyword", "2 value.bad-syntax"]);
    expect([...link.wakeOnLan.events!]).toEqual(["phy"]);
  });

  it("asks for the password when there is one", () => {
    expect(bits("WakeOnLan=magic", "WakeOnLanPassword=00:11:22:33:44:55")).toBe(0x60);
    expect(bits("WakeOnLan=off", "WakeOnLanPassword=00:11:22:33:44:55")).toBe(0x40);
    expect(bits("WakeOnLanPassword=00:11:22:33:44:55")).toBeNull();
  });

  it("looks for the password in a file", () => {
    const host = { ...plainHost, passwordFile: (path: string) => (path === "/p" ? "00:11:22:33:44:55" : null) };
    const found = loadLines(["WakeOnLan=magic", "WakeOnLanPassword=00:00:00:00:00:01", "WakeOnLanPassword=/p"], host);
    expect(found.link.wakeOnLan.password).toEqual(Uint8Array.of(0x00, 0x11, 0x22, 0x33, 0x44, 0x55));
    expect([...found.link.wakeOnLan.events!]).toEqual(["magic", "secureon"]);
    expect(found.diagnostics).toEqual([]);
    const missing = loadLines(["WakeOnLan=secureon", "WakeOnLanPassword=/q"], host);
    expect(reports(missing.diagnostics)).toEqual(["link-parser.no-password-file"]);
  });

  it("looks for the password in a credential when it is asked for", () => {
    const host = { ...plainHost, passwordCredential: () => "00:11:22:33:44:55" };
    expect(loadLines(["WakeOnLan=secureon"], host).link.wakeOnLan.password).toHaveLength(6);
    expect(loadLines(["WakeOnLan=magic"], host).link.wakeOnLan.password).toBeNull();
    expect(read("WakeOnLan=secureon").reports).toEqual(["link-parser.no-password-credential"]);
    const broken = loadLines(["WakeOnLan=secureon"], { ...plainHost, passwordCredential: () => "secret" });
    expect(reports(broken.diagnostics)).toEqual(["link-parser.no-password-credential"]);
  });

  it.each(["/a/../b", "relative", "00:11"])("takes no password %s", (value) => {
    expect(read(`WakeOnLanPassword=${value}`).reports).toEqual(["1 link-parser.not-password"]);
  });
});

describe("queues and buffers", () => {
  it("take numbers in their range, or the maximum", () => {
    const { link, reports } = read(
      "TransmitQueues=4096",
      "ReceiveQueues=4097",
      "TransmitQueueLength=4294967295",
      "RxBufferSize=max",
      "TxBufferSize=0",
      "RxChannels=0x10",
    );
    expect(link.queues).toMatchObject({ transmitQueues: 4096, receiveQueues: null, transmitQueueLength: null });
    expect(link.queues).toMatchObject({ rxBuffers: "max", txBuffers: null, rxChannels: 16 });
    expect(reports).toEqual([
      "2 value.number-out-of-range",
      "3 value.number-out-of-range",
      "5 value.number-out-of-range",
    ]);
  });

  it("are reset by an empty value", () => {
    const { link } = read("TransmitQueues=1", "TransmitQueues=", "RxBufferSize=max", "RxBufferSize=");
    expect(link.queues).toMatchObject({ transmitQueues: null, rxBuffers: null });
  });
});

describe("the steering mask", () => {
  const mask = (...values: readonly string[]): string | null => {
    const { receivePacketSteering } = read(...values.map((value) => `ReceivePacketSteeringCPUMask=${value}`)).link
      .queues;
    if (receivePacketSteering === null) return null;
    return `${receivePacketSteering.all ? "all " : ""}${receivePacketSteering.cpus}`;
  };

  it("adds CPUs up", () => {
    expect(mask("0-1", "5")).toBe("0-1 5");
    expect(mask("all", "5")).toBe("all 5");
    expect(mask("5", "all")).toBe("all 5");
  });

  it("is emptied and reset", () => {
    expect(mask("0-1", "disable")).toBe("");
    expect(mask("0-1", ",")).toBe("");
    expect(mask("0-1", "")).toBeNull();
  });

  it("is left alone by what is no CPU", () => {
    expect(mask("f")).toBeNull();
    expect(mask("2", "f")).toBe("2");
    expect(mask("2", "3-1")).toBe("2");
  });
});

describe("coalescing", () => {
  it.each([
    ["RxCoalesceSec=0", []],
    ["RxCoalesceSec=4294967295us", []],
    ["RxCoalesceSec=4294967296us", ["1 value.number-out-of-range"]],
    ["StatisticsBlockCoalesceSec=0", ["1 value.number-out-of-range"]],
    ["CoalescePacketRateSampleIntervalSec=0", ["1 value.number-out-of-range"]],
    ["RxMaxCoalescedFrames=1K", ["1 value.not-unsigned"]],
  ])("%s", (line, expected) => {
    expect(read(line).reports).toEqual(expected);
  });
});
