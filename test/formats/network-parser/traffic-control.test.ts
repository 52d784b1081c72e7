import { describe, expect, it } from "vitest";
import { parseHandle } from "../../../src/formats/network-parser/traffic-control/values.js";
import { read } from "./read.js";

const disciplines = (...lines: readonly string[]) => [...read(...lines).network.disciplines];
const parameters = (...lines: readonly string[]) => disciplines(...lines)[0]?.parameters;

describe("places", () => {
  it.each([
    ["1:2", 0x1_0002],
    ["ffff:ffff", 0xffff_ffff],
    ["0x1:a", 0x1_000a],
    ["1", "EINVAL"],
    ["10000:1", "ERANGE"],
    ["1:10000", "ERANGE"],
    ["1:", "EINVAL"],
  ])("%s", (text, handle) => {
    expect(parseHandle(text)).toBe(handle);
  });

  it("have one discipline at the root and one at the entrance", () => {
    const root = ["[PFIFO]", "Parent=root", "[PIE]", "Parent=root"];
    const entrance = ["[QDisc]", "Parent=ingress", "[QDisc]", "Parent=clsact"];
    const { verified, network } = read(...root, ...entrance, "[PIE]", "Parent=1:1");
    expect(verified).toEqual(["network-parser.place-taken@-", "network-parser.place-taken@-"]);
    expect([...network.disciplines].map(({ line }) => line)).toEqual([3, 7, 11]);
  });

  it("have handles", () => {
    expect(disciplines("[PFIFO]", "Handle=00ff")[0]!.handle).toBe(0xff_0000);
    expect(disciplines("[PFIFO]", "Handle=7", "Handle=")[0]!.handle).toBe(0);
    expect(read("[PFIFO]", "Handle=10000").reports).toEqual(["network-parser.bad-handle@4"]);
  });
});

describe("disciplines", () => {
  it("are of the kind that their section names", () => {
    const kinds = disciplines(
      "[QDisc]",
      "Parent=clsact",
      "[PFIFOFast]",
      "Parent=root",
      "[StochasticFairBlue]",
      "Parent=1:1",
    ).map(({ kind }) => kind?.name ?? null);
    expect(kinds).toEqual([null, "pfifo_fast", "sfb"]);
  });

  it.each([
    [["VirtualQueues=2", "DefaultVirtualQueue=1"], [], []],
    [["VirtualQueues=2", "DefaultVirtualQueue=2"], [], ["default-queue"]],
    [[], [], ["default-queue"]],
    [["VirtualQueues=17"], ["value.number-out-of-range@4"], []],
  ])("with queues %s", (lines, reports, codes) => {
    const file = read("[GenericRandomEarlyDetection]", ...(lines.length ? lines : ["Parent=root"]));
    expect([file.reports, file.verified]).toEqual([reports, codes.map((code) => `network-parser.${code}@-`)]);
  });

  it.each([
    [["Rate=1M", "BurstBytes=1K", "LimitBytes=1K"], null],
    [["Rate=1M", "BurstBytes=1K", "LatencySec=1ms", "PeakRate=2M", "MTUBytes=1K"], null],
    [["Rate=1M", "BurstBytes=1K", "LimitBytes=1K", "LatencySec=1ms"], "limit-and-latency"],
    [["Rate=1M", "BurstBytes=1K"], "no-limit"],
    [["BurstBytes=1K", "LimitBytes=1K"], "no-rate"],
    [["Rate=7", "BurstBytes=1K", "LimitBytes=1K"], "no-rate"],
    [["Rate=8", "BurstBytes=1K", "LimitBytes=1K", "PeakRate=7"], null],
    [["Rate=1M", "LimitSize=1K"], "no-burst"],
    [["Rate=1M", "Burst=1K", "LimitSize=1K", "PeakRate=2M"], "no-mtu"],
  ])("that filter tokens with %s: %s", (lines, code) => {
    const { verified, network } = read("[TokenBucketFilter]", ...lines);
    expect(verified).toEqual(code === null ? [] : [`network-parser.${code}@-`]);
    expect(network.disciplines.size).toBe(code === null ? 1 : 0);
  });

  it.each([
    [["Bands=3", "StrictBands=1", "QuantumBytes=1K 2K", "PriorityMap=0 2"], null],
    [["StrictBands=1"], null],
    [["Parent=root"], "no-bands"],
    [["StrictBands=16", "QuantumBytes=1"], null],
    [["Bands=1", "StrictBands=2"], "too-few-bands"],
    [["Bands=2", "PriorityMap=0 2"], "unknown-band"],
  ])("that select transmissions with %s: %s", (lines, code) => {
    const { verified, network } = read("[EnhancedTransmissionSelection]", ...lines);
    expect(verified).toEqual(code === null ? [] : [`network-parser.${code}@-`]);
    expect(network.disciplines.size).toBe(code === null ? 1 : 0);
  });

  it("skip bad words of lists alone", () => {
    const file = read("[EnhancedTransmissionSelection]", "Bands=4", "QuantumBytes=1K 0 x 2K", "PriorityMap=1 256 3");
    expect(file.reports).toHaveLength(3);
    expect([...file.network.disciplines][0]!.parameters).toMatchObject({
      quantaBytes: [1024n, 2048n],
      priorityMap: [1, 3],
    });
  });

  it("were network emulators in an older section, which starts anew with its first parameter", () => {
    const old = (...lines: readonly string[]) => read("[TrafficControlQueueingDiscipline]", ...lines);
    expect([...old("NetworkEmulatorDelaySec=5ms").network.disciplines][0]).toMatchObject({
      kind: { name: "netem" },
      parameters: { delayUsec: 5000n },
    });
    expect(old("Parent=bogus", "NetworkEmulatorLossRate=5%").network.disciplines.size).toBe(1);
    expect(old("NetworkEmulatorLossRate=x", "NetworkEmulatorDelaySec=5ms").network.disciplines.size).toBe(0);
  });

  it("have bounds for their parameters", () => {
    expect(parameters("[CAKE]", "OverheadBytes=-64", "MPUBytes=256", "AckFilter=yes", "RTTSec=1us")).toMatchObject({
      overheadBytes: -64,
      mpuBytes: 256,
      ackFilter: "yes",
      rttUsec: 1n,
    });
    for (const line of ["OverheadBytes=-65", "MPUBytes=0", "AckFilter=x", "RTTSec=0", "FirewallMark=0"]) {
      expect(parameters("[CAKE]", line)).toBeUndefined();
    }
    expect(parameters("[FairQueueing]", "CEThresholdSec=2h")).toBeUndefined();
    const [equalizer] = read("[TrivialLinkEqualizer]", "Id=2147483648").network.disciplines;
    expect(equalizer!.parameters).toMatchObject({ id: 0x8000_0000 });
    expect(read("[TrivialLinkEqualizer]", "Id=2147483648").reports).toEqual(["value.number-out-of-range@4"]);
    expect(read("[TrivialLinkEqualizer]", "Id=2147483647").reports).toEqual([]);
    expect(parameters("[HierarchyTokenBucket]", "DefaultClass=30")).toMatchObject({ defaultClass: 0x30 });
    expect(parameters("[NetworkEmulator]", "LossRate=1.5%")).toMatchObject({ lossRate: 150 });
  });
});

describe("classes", () => {
  it("need a rate, which is the ceiling too where there is none", () => {
    expect(read("[HierarchyTokenBucketClass]", "Parent=1:1").verified).toEqual(["network-parser.no-rate@-"]);
    expect(read("[HierarchyTokenBucketClass]", "Rate=7").verified).toEqual(["network-parser.no-rate@-"]);
    const [tclass] = [...read("[HierarchyTokenBucketClass]", "Rate=1M", "ClassId=1:2").network.classes];
    expect(tclass).toMatchObject({ classId: 0x1_0002, parameters: { rate: 1_000_000n, ceilRate: 1_000_000n } });
  });

  it.each([
    ["[QuickFairQueueingClass]", "Weight=1024", false],
    ["[QuickFairQueueingClass]", "Weight=0", true],
    ["[QuickFairQueueingClass]", "MaxPacketBytes=511", true],
    ["[DeficitRoundRobinSchedulerClass]", "QuantumBytes=4G", true],
    ["[DeficitRoundRobinSchedulerClass]", "ClassId=1", true],
    ["[DeficitRoundRobinSchedulerClass]", "Parent=ingress", true],
  ])("%s %s is refused: %s", (section, line, refused) => {
    expect(read(section, line).network.classes.size).toBe(refused ? 0 : 1);
  });
});
