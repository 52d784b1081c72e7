import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AlertQueue, AlertRounds, signBody, stepSummary, writeStepSummary } from "../../src/service/alerts/index.js";
import { parseConfiguration } from "../../src/service/config/index.js";
import {
  type FindingDetails,
  findingsTable,
  hexDump,
  inputText,
  reproduceCommand,
  toJson,
  toMarkdown,
  toSarif,
  writeRegressionFile,
} from "../../src/service/findings/index.js";
import type { Finding } from "../../src/service/model.js";
import { printable } from "../../src/text/printable.js";
import { plantedTarget, Workshop } from "./workshop.js";

const hostile = "<script>alert(1)</script> | `x` ``` \u001b[31m ](javascript:x)";

const finding: Finding = {
  id: 3,
  target: "fuzz-planted",
  kind: "crash",
  state: "open",
  signature: "0123456789abcdef0123456789abcdef01234567",
  title: `RangeError: ${hostile}`,
  errorName: "RangeError",
  code: null,
  message: hostile,
  frames: [{ function: "parse", file: "src/a b.ts", lineText: "throw x" }],
  stack: [
    { function: "helper", file: "/p/src/other.ts", line: 1, column: 2 },
    { function: "parse", file: "file:///p/src/a%20b.ts", line: 12, column: 3 },
    { function: null, file: "node:events", line: 5, column: 1 },
  ],
  entryPoint: "fuzz",
  hits: 4,
  reproduced: 3,
  replays: 3,
  firstSeenAt: Date.UTC(2030, 0, 2),
  lastSeenAt: Date.UTC(2030, 0, 3),
  firstSliceId: 1,
  lastSliceId: 2,
  firstRevision: "1.0.0",
  lastRevision: "1.0.1",
  fixedRevision: null,
};

const details: FindingDetails = {
  finding,
  inputs: [],
  input: new Uint8Array([0x68, 0x69, 0x0a, 0x1b, 0xff]),
  inputPath: "/w/findings/x",
  command: "npx jazzer x",
};

let workshop: Workshop;
beforeEach(() => {
  workshop = new Workshop();
});
afterEach(() => workshop.remove());

describe("findings as", () => {
  test("SARIF have what code scanning asks for: rule, level, location in the project, fingerprint", () => {
    const log = JSON.parse(toSarif([details], "/p", "1.0.0"));
    expect(log.version).toBe("2.1.0");
    const [run] = log.runs;
    expect(run.tool.driver.name).toBe("sdfuzz");
    const [result] = run.results;
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(result.level).toBe("error");
    expect(result.locations).toHaveLength(1);
    const { artifactLocation, region } = result.locations[0].physicalLocation;
    expect(artifactLocation).toEqual({ uri: "src/a%20b.ts", uriBaseId: "PROJECTROOT" });
    expect(region).toEqual({ startLine: 12, startColumn: 3 });
    expect(run.originalUriBaseIds.PROJECTROOT.uri).toBe("file:///p/");
    expect(result.partialFingerprints).toEqual({ "sdfuzz/v1": finding.signature });
    expect(result.stacks[0].frames).toHaveLength(3);
    expect(result.baselineState).toBe("unchanged");
    expect(result.suppressions).toBeUndefined();
    const closed = toSarif([{ ...details, finding: { ...finding, state: "closed" } }], "/p", "1");
    expect(JSON.parse(closed).runs[0].results[0].suppressions[0].kind).toBe("external");
  });

  test("JSON carry the input", () => {
    const [json] = JSON.parse(toJson([details])).findings;
    expect(json.input).toEqual({ path: "/w/findings/x", bytes: 5, base64: "aGkKG/8=", hex: "68690a1bff" });
    expect(json.title).toBe(finding.title);
  });

  test("Markdown keep hostile text from becoming markup", () => {
    const text = toMarkdown([details], "/p");
    const outside = text.replaceAll(/^(`{3,})text\n[\s\S]*?\n\1$/gm, "");
    expect(outside).not.toMatch(/<script|[^\\]`x|\u001b|[^\\]\]\(java/);
    expect(text).toContain("    at parse (src/a b.ts:12:3)");
    expect(findingsTable([finding]).split("\n")).toHaveLength(3);
    // A fence of three cannot end the block that holds one.
    expect(text).toMatch(/^````text$/m);
  });

  test("a regression file, once", () => {
    const folder = join(workshop.root, "regressions");
    const { path, added } = writeRegressionFile(details, folder);
    expect(path).toBe(join(folder, "fuzz-planted", "crash-rangeerror-parse-01234567"));
    expect(added).toBe(true);
    expect(new Uint8Array(readFileSync(path))).toEqual(details.input);
    expect(writeRegressionFile(details, folder)).toEqual({ path, added: false });
  });
});

test("what a terminal is shown has no control characters", () => {
  expect(inputText(details.input)).toBe("hi\n\\x1b\\u{fffd}".replace("\\u{fffd}", "\ufffd"));
  expect(hexDump(details.input)).toBe(`00000000  ${"68 69 0a 1b ff".padEnd(47)}  |hi...|`);
  expect(hexDump(new Uint8Array(20), 16).split("\n").at(-1)).toBe("… 4 more bytes");
  expect(printable("a\nb\u202e\u0007")).toBe("a\\x0ab\\u{202e}\\x07");
});

test("the reproducing command quotes what a shell would take apart", () => {
  const limits = { timeoutSec: 5, slowUnitSec: 2, rssLimitMb: 100 };
  const command = reproduceCommand(plantedTarget, "other", "/w/a b'c", limits);
  expect(command).toContain(" npx jazzer test/fixtures/service/fuzz-planted '/w/a b'\\''c' --fuzzEntryPoint=other ");
});

describe("alerts", () => {
  interface Received {
    readonly headers: IncomingMessage["headers"];
    readonly body: string;
  }

  async function receiver(
    statuses: readonly number[],
  ): Promise<{ url: string; received: Received[]; close: () => void }> {
    const received: Received[] = [];
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on("end", () => {
        response.writeHead(statuses[received.length] ?? 204).end();
        received.push({ headers: request.headers, body });
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}/hook`, received, close: () => server.close() };
  }

  const queue = (url: string, secret?: string): { alerts: AlertQueue; pauses: number[] } => {
    const pauses: number[] = [];
    const wait = async (ms: number): Promise<void> => void pauses.push(ms);
    return {
      alerts: new AlertQueue(workshop.store, { url, secret }, pino({ level: "silent" }), { fetch, wait }),
      pauses,
    };
  };

  test("are signed, tried again with growing pauses, and delivered once", async () => {
    const { url, received, close } = await receiver([500, 503]);
    const { alerts, pauses } = queue(url, "a secret");
    alerts.raise("disk-low", null, "500 MiB left");
    expect(await alerts.deliver()).toBe(1);
    expect(received).toHaveLength(3);
    expect(pauses).toEqual([1000, 2000]);
    const { headers, body } = received[2]!;
    expect(headers["x-sdfuzz-signature"]).toBe(signBody(body, "a secret"));
    expect(JSON.parse(body)).toMatchObject({ reason: "disk-low", finding: null, message: "500 MiB left" });
    expect(await alerts.deliver()).toBe(0);
    expect(received).toHaveLength(3);
    close();
  });

  test("that never arrive wait for the next time, and are given up in the end", async () => {
    const { alerts } = queue("http://127.0.0.1:9/nobody");
    alerts.raise("engine-lost", null);
    expect(await alerts.deliver()).toBe(0);
    expect(workshop.store.alerts.pending().map(({ attempts }) => attempts)).toEqual([4]);
    await alerts.deliver();
    expect(workshop.store.alerts.pending()).toEqual([]);
    expect(workshop.store.alerts.list()[0]).toMatchObject({ state: "failed", attempts: 8 });
  });

  test("do not each try a webhook that does not answer", async () => {
    const { url, received, close } = await receiver([500, 500, 500, 500]);
    const { alerts } = queue(url);
    for (const message of ["first", "second", "third"]) alerts.raise("disk-low", null, message);
    expect(await alerts.deliver()).toBe(0);
    expect(received).toHaveLength(4);
    expect(await alerts.deliver()).toBe(3);
    close();
  });

  test("are left for later when the delivery is interrupted", async () => {
    const { alerts } = queue("http://127.0.0.1:9/nobody");
    alerts.raise("disk-low", null);
    const interrupt = new AbortController();
    const world = {
      fetch,
      wait: (_: number, signal: AbortSignal | undefined) => {
        interrupt.abort();
        return Promise.reject(signal?.reason);
      },
    };
    const interrupted = new AlertQueue(workshop.store, alerts.webhook, pino({ level: "silent" }), world);
    expect(await interrupted.deliver({ signal: interrupt.signal })).toBe(0);
    expect(workshop.store.alerts.pending().map(({ attempts }) => attempts)).toEqual([1]);
  });

  test("arrive while other work goes on, also when the webhook was away", async () => {
    const { url, received, close } = await receiver([500]);
    const { alerts } = queue(url);
    const rounds = new AlertRounds(alerts, 5);
    alerts.raise("disk-low", null);
    await vi.waitFor(() => expect(received).toHaveLength(2));
    await vi.waitFor(() => expect(alerts.isWaiting()).toBe(false));
    await rounds.close();
    expect(workshop.store.alerts.list()[0]).toMatchObject({ state: "delivered", attempts: 2 });
    close();
  });

  test("are written to the summary of a GitHub step where there is one", () => {
    const file = join(workshop.root, "summary.md");
    writeFileSync(file, "before\n");
    expect(writeStepSummary(stepSummary("nightly", [finding]), { GITHUB_STEP_SUMMARY: file })).toBe(true);
    expect(readFileSync(file, "utf8")).toMatch(/^before\n## nightly\n\n\| id \|/);
    expect(writeStepSummary("x", {})).toBe(false);
  });
});

describe("a configuration", () => {
  test("that is empty has its defaults, with absolute paths", () => {
    const configuration = parseConfiguration({}, "/home/x");
    expect(configuration).toMatchObject({
      workFolder: "/home/x/.sdfuzz",
      slice: { time: 180 },
      engine: { timeout: 5 },
    });
  });

  test("may give spans and sizes as text", () => {
    const { slice, corpus } = parseConfiguration({ slice: { time: "1min 30s" }, corpus: { maxBytes: "1.5M" } }, "/");
    expect([slice.time, corpus.maxBytes]).toEqual([90, 1_572_864]);
  });

  test.each([
    ["jobs", { jobs: 0 }],
    ["slice.time", { slice: { time: "soon" } }],
    ["slice.time", { slice: { time: 0 } }],
    ["corpus.maxBytes", { corpus: { maxBytes: "-1" } }],
    ["engine.rssLimit", { engine: { rssLimit: "1000" } }],
    ["the configuration", []],
    ["the configuration", "text"],
    ["campaigns[0].schedule", { campaigns: [{ name: "n", time: 1, schedule: "61 * * * *" }] }],
    ["campaigns[0].mode", { campaigns: [{ name: "n", time: 1, schedule: "0 3 * * *", mode: "code-change" }] }],
    ["campaigns[0].targets", { campaigns: [{ name: "n", time: 1, targets: [] }] }],
    ["targets[0].name", { targets: [{ name: "total", module: "x" }] }],
    ["targets[0].module", { targets: [{ name: "x" }] }],
    ["targets[0].name", { targets: [{ name: "../x", module: "x" }] }],
    [
      "campaigns[1].name",
      {
        campaigns: [
          { name: "n", time: 1 },
          { name: "n", time: 1 },
        ],
      },
    ],
    ["campaigns[0].mode", { campaigns: [{ name: "n", time: 1, mode: "fast" }] }],
    ["dashboard.token", { dashboard: { token: "short" } }],
    ["dashboard.tokenEnv", { dashboard: { tokenEnv: "ABSENT" } }],
    ["alerts.webhook.url", { alerts: { webhook: { url: "file:///etc/passwd" } } }],
    ["engine.tiemout", { engine: { tiemout: 3 } }],
  ])("with a wrong %s is refused, naming the field", (field, value) => {
    const wrong = (): unknown => parseConfiguration(value, "/", {});
    expect(wrong).toThrow(expect.objectContaining({ code: "bad-configuration" }));
    expect(wrong).toThrow(`${field}: `);
  });

  test("takes secrets from the environment", () => {
    const value = { alerts: { webhook: { url: "https://x.test/", secretEnv: "KEY" } } };
    expect(parseConfiguration(value, "/", { KEY: "k" }).alerts.webhook?.secret).toBe("k");
  });
});
