import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  METRICS,
  metricText,
  prometheusText,
  TARGET_METRICS,
  takeSnapshot,
} from "../../../src/service/metrics/index.js";
import { Workshop } from "../workshop.js";
import { fill } from "./scene.js";

let workshop: Workshop;
beforeEach(() => {
  workshop = new Workshop();
});
afterEach(() => workshop.remove());

const LABEL = String.raw`[a-z]+="(?:[^"\\\n]|\\["\\n])*"`;
const SAMPLE = new RegExp(String.raw`^[a-z_]+(?:\{${LABEL}(?:,${LABEL})*\})? -?\d+(?:\.\d+)?(?:e[+-]?\d+)?$`);

describe("declarations", () => {
  test("names are unique, counters end in _total and nothing else does", () => {
    expect(new Set(METRICS.map(({ name }) => name)).size).toBe(METRICS.length);
    for (const { name, type, help } of METRICS) {
      expect(name).toMatch(/^sdfuzz_[a-z_]+$/);
      expect(name.endsWith("_total")).toBe(type === "counter");
      expect(help).not.toMatch(/\.$/);
    }
    expect(TARGET_METRICS.every(({ labels }) => labels.join() === "target")).toBe(true);
  });

  test("every metric has a value as soon as there is data, with as many labels as it declares", () => {
    fill(workshop.store, { targets: ["a", "b"], campaigns: 2, samples: 100, units: 10, findings: 8 }, () => "t");
    const snapshot = takeSnapshot(workshop.store);
    for (const metric of METRICS) {
      const values = metric.read(snapshot);
      expect([metric.name, values.length > 0]).toEqual([metric.name, true]);
      for (const [labels, value] of values) {
        expect(labels).toHaveLength(metric.labels.length);
        expect(Number.isFinite(value)).toBe(true);
      }
      expect(new Set(values.map(([labels]) => JSON.stringify(labels))).size).toBe(values.length);
    }
  });
});

test("the Prometheus text is one that its grammar allows, whatever a target is called", () => {
  const targets = ['"} 1\nevil 2', "back\\slash", "ünï"];
  fill(workshop.store, { targets, campaigns: 1, samples: 60, units: 9, findings: 9 }, () => "t");
  const text = prometheusText(METRICS, takeSnapshot(workshop.store));
  expect(text.endsWith("\n")).toBe(true);
  const lines = text.slice(0, -1).split("\n");
  const names = new Set<string>(METRICS.map(({ name }) => name));
  for (const line of lines) {
    if (line.startsWith("# "))
      expect(line).toMatch(/^# (?:HELP sdfuzz_[a-z_]+ .+|TYPE sdfuzz_[a-z_]+ (?:gauge|counter))$/);
    else {
      expect(line).toMatch(SAMPLE);
      expect(names).toContain(/^[a-z_]+/.exec(line)?.[0]);
    }
  }
  expect(lines).toContain(String.raw`sdfuzz_target_corpus_units{target="\"} 1\nevil 2"} 3`);
  expect(lines).toContain(String.raw`sdfuzz_target_corpus_units{target="back\\slash"} 3`);
});

test("figures agree with the store", () => {
  fill(workshop.store, { targets: ["a", "b"], campaigns: 1, samples: 36 * 10, units: 7, findings: 8 }, () => "t");
  workshop.store.units.setState("a", ["0".repeat(40)], "quarantined");
  const snapshot = takeSnapshot(workshop.store);
  const values = (name: string) => METRICS.find((metric) => metric.name === name)!.read(snapshot);
  expect(values("sdfuzz_target_corpus_units")).toEqual([
    [["a"], 3],
    [["b"], 3],
  ]);
  expect(values("sdfuzz_target_quarantined_units")).toEqual([
    [["a"], 1],
    [["b"], 0],
  ]);
  // States go round open, closed, fixed, flaky: every other target has the open and the fixed ones.
  expect(values("sdfuzz_target_open_findings")).toEqual([
    [["a"], 2],
    [["b"], 2],
  ]);
  const running = workshop.store.slices.running().length;
  expect(values("sdfuzz_running_slices")).toEqual([[[], running]]);
  expect(values("sdfuzz_slices_total").reduce((sum, [, value]) => sum + value, 0)).toBe(20 - running);
});

test.each([
  [1234567, "count", "1,234,567"],
  [0, "bytes", "0 B"],
  [1023, "bytes", "1023 B"],
  [1536, "bytes", "1.5 KiB"],
  [2 ** 60, "bytes", "1048576.0 TiB"],
  [59.4, "seconds", "59 s"],
  [3599, "seconds", "59 min 59 s"],
  [86_400 + 3600, "seconds", "1 d 1 h"],
  [0, "timestamp", "1970-01-01 00:00:00Z"],
] as const)("%d as %s is shown as %s", (value, unit, text) => {
  expect(metricText(value, unit)).toBe(text);
});
