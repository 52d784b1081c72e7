import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EngineEvent } from "../../src/engine/events.js";
import { heartbeatLine } from "../../src/engine/heartbeat.js";
import { EngineLog } from "../../src/engine/log.js";

const samples = new URL("./samples/", import.meta.url);
const names = readdirSync(samples)
  .filter((name) => name.endsWith(".log"))
  .map((name) => name.slice(0, -".log".length));

function parse(...chunks: (string | Uint8Array)[]): EngineEvent[] {
  const log = new EngineLog();
  const events = chunks.flatMap((chunk) =>
    log.push(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk),
  );
  return [...events, ...log.end()];
}

const sample = (name: string): Uint8Array => readFileSync(new URL(`${name}.log`, samples));

describe("recorded logs", () => {
  test.each(names)("%s", async (name) => {
    const events = parse(sample(name)).map((event) => JSON.stringify(event));
    await expect(`${events.join("\n")}\n`).toMatchFileSnapshot(`./samples/${name}.events.jsonl`);
  });

  test.each(names)("%s, cut into pieces anywhere", (name) => {
    const bytes = sample(name);
    const whole = parse(bytes);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), (cuts) => {
        const ends = [...cuts, bytes.length].sort((a, b) => a - b);
        const pieces = ends.map((end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end));
        expect(parse(...pieces)).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  test("byte by byte, with the line ends of Windows", () => {
    const text = readFileSync(new URL("exception.log", samples), "utf8").replaceAll("\n", "\r\n");
    const bytes = new TextEncoder().encode(text);
    expect(parse(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(parse(sample("exception")));
  });
});

describe("single lines", () => {
  const one = (line: string): EngineEvent | undefined => parse(`${line}\n`)[0];

  test("sizes of the corpus", () => {
    const bytes = (text: string) => {
      const event = one(`#8\tpulse  cov: 3 ft: 4 corp: 5/${text} lim: 6 exec/s: 7 rss: 8Mb`);
      return event?.type === "status" ? event.corpusBytes : null;
    };
    expect(bytes("16383b")).toBe(16383);
    expect(bytes("17Kb")).toBe(17 * 1024);
    expect(bytes("16Mb")).toBe(16 * 1024 * 1024);
  });

  test("a status line without coverage", () => {
    expect(one("#2\tINITED exec/s: 0 rss: 150Mb")).toEqual({
      type: "status",
      reason: "INITED",
      executions: 2,
      coverage: 0,
      features: 0,
      corpusUnits: 0,
      corpusBytes: 0,
      lengthLimit: null,
      execPerSec: 0,
      rssMb: 150,
      unitBytes: null,
    });
  });

  test("a dictionary token that looks like fields of a status line", () => {
    const event = one(
      '#9\tNEW    cov: 3 ft: 4 corp: 1/1b lim: 4 exec/s: 0 rss: 9Mb L: 2/4 MS: 1 CMP- DE: "rss: 1Mb cov: 77"-',
    );
    expect(event).toMatchObject({ coverage: 3, rssMb: 9, unitBytes: 2 });
  });

  test("an allocation that is refused at once", () => {
    expect(one("==1== ERROR: libFuzzer: out-of-memory (malloc(3221225472))")).toEqual({
      type: "out-of-memory",
      usedMb: 3072,
      limitMb: null,
    });
  });

  test("a unit that a resumed merge leaves out", () => {
    const line = "MERGE-OUTER: '/c/a b' will be skipped as unlucky (merge has stumbled on it the last time)";
    expect(one(line)).toEqual({ type: "merge-skipped", path: "/c/a b" });
  });

  test("the harness's own heartbeat", () => {
    expect(parse(heartbeatLine(123456))).toEqual([{ type: "heartbeat", executions: 123456 }]);
  });

  test("libFuzzer's own notes are no findings", () => {
    expect(parse("==7== INFO: libFuzzer: exiting as requested\n==7== libFuzzer: run interrupted; exiting\n")).toEqual(
      [],
    );
  });
});

describe("hostile output", () => {
  test("any bytes: no error, bounded events", () => {
    const words = fc.constantFrom(
      "==1== ",
      "Uncaught Exception: ",
      "\n",
      "    at ",
      " (",
      ":",
      "1",
      "#1\tNEW ",
      "cov: ",
      '"',
    );
    const text = fc.array(fc.oneof(words, fc.string()), { maxLength: 200 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (log) => {
        for (const event of parse(log)) {
          if (event.type === "crash") expect(event.stack.length).toBeLessThanOrEqual(256);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("a line without end is cut", () => {
    let lines = 0;
    const log = new EngineLog((line) => {
      lines++;
      expect(line.length).toBeLessThanOrEqual(16_384);
    });
    for (let i = 0; i < 200; i++) log.push(new Uint8Array(10_000).fill(0x41));
    log.push(new TextEncoder().encode("\n#2\tINITED exec/s: 0 rss: 150Mb\n"));
    expect(lines).toBe(2);
  });

  test.each([
    ["frames", `==1== Uncaught Exception: E: m\n${`    at ${" (a:1:1".repeat(2000)}\n`.repeat(200)}MS: 1 x\n`],
    ["digits", `==1== Uncaught Exception: E: m\n${`    at ${"1:".repeat(8000)}\n`.repeat(200)}MS: 1 x\n`],
    ["paths", "artifact_prefix='; Test unit written to '; Test unit written to ".repeat(20_000)],
    ["status", `#1\tNEW ${"corp: 1/".repeat(2000)}\n`.repeat(500)],
    ["dictionary", `###### Recommended dictionary. ######\n${`"${'" # Uses: 1x'.repeat(1300)}\n`.repeat(200)}`],
  ])("time stays linear: %s", (_, log) => {
    const began = performance.now();
    parse(log);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
