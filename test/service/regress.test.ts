import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseConfiguration } from "../../src/service/config/index.js";
import { checkFinding, type Report, regressTarget } from "../../src/service/findings/index.js";
import type { Finding } from "../../src/service/model.js";
import { openService, type Service } from "../../src/service/open.js";
import { Workshop } from "./workshop.js";

/** A target of its own, whose bugs come and go with its source. */

let workshop: Workshop;
let service: Service;
beforeEach(() => {
  workshop = new Workshop();
  mkdirSync(join(workshop.root, "seeds"));
  writeFileSync(join(workshop.root, "package.json"), '{"type":"module"}');
  writeFileSync(join(workshop.root, "seeds", "good"), "good");
  const configuration = parseConfiguration(
    {
      workFolder: "work",
      targets: [{ name: "fuzz-own", module: "fuzz-own.js", seeds: "seeds", maxLen: 100 }],
      engine: { timeout: 1 },
      findings: { replays: 1, minimizeTime: 5 },
      alerts: { webhook: { url: "http://127.0.0.1:9/" } },
    },
    workshop.root,
  );
  service = openService(configuration, pino({ level: "silent" }));
});
afterEach(() => {
  service.close();
  workshop.remove();
});

const source = (...statements: readonly string[]): void =>
  writeFileSync(
    join(workshop.root, "fuzz-own.js"),
    `function work(text) {\n${statements.join("\n")}\n}\nexport function fuzz(data) {\n  work(data.toString());\n}\n`,
  );

const report = (text: string, kind: Report["kind"] = "crash"): Report => ({
  target: "fuzz-own",
  entryPoint: "fuzz",
  input: new TextEncoder().encode(text),
  kind,
  failure: null,
  sliceId: null,
  revision: "1",
  at: 1,
});

const BUG = '  if (text.startsWith("bad")) throw new RangeError("bad text");';
const reasons = (): string[] =>
  service.store.alerts
    .list()
    .map(({ reason }) => reason)
    .reverse();

test("a finding that fails no more on a new revision is fixed, and open again when it comes back", async () => {
  source(BUG);
  const { finding, status } = await service.triage.file(report("bad and more"));
  expect([status, finding.state, finding.reproduced]).toEqual(["new", "open", 1]);
  const check = async (revision: string): Promise<[string, Finding["state"]]> => {
    const checked = await checkFinding(service, service.store.findings.get(finding.id)!, revision);
    return [checked.verdict, checked.finding.state];
  };
  expect(await check("1")).toEqual(["fails", "open"]);
  source("  return text;");
  // Nothing follows from a replay that passes on the revision that the finding was seen on.
  expect(await check("1")).toEqual(["passes", "open"]);
  expect(await check("2")).toEqual(["fixed", "fixed"]);
  expect(service.store.findings.get(finding.id)?.fixedRevision).toBe("2");
  source("  // lines moved", "", BUG);
  expect(await check("3")).toEqual(["came-back", "open"]);
  expect(service.store.findings.get(finding.id)).toMatchObject({ fixedRevision: null, lastRevision: "3" });
  expect(reasons()).toEqual(["new-finding", "fixed", "reopened"]);
});

test("every seed and unit that fails is a finding, and the others are executed all the same", async () => {
  source(BUG, '  if (text.startsWith("worse")) throw new TypeError("worse text");');
  const [target] = service.targets.filter(({ name }) => name === "fuzz-own");
  const corpus = service.corpus(target!);
  for (const text of ["bad 1", "fine", "worse", "also fine"]) corpus.add(new TextEncoder().encode(text), "import");
  writeFileSync(join(workshop.root, "seeds", "turned-bad"), "bad 2");
  const result = await regressTarget(service, target!, "1");
  expect(result.inputs).toBe(6);
  expect(result.isCut).toBe(false);
  expect(result.failures.map(({ finding }) => finding.errorName).sort()).toEqual([
    "RangeError",
    "RangeError",
    "TypeError",
  ]);
  expect(service.store.findings.list()).toHaveLength(2);
  expect(corpus.size().units).toBe(2);
  rmSync(join(workshop.root, "seeds", "turned-bad"));
  expect((await regressTarget(service, target!, "1")).failures).toEqual([]);
});

test("units of other entry points are executed by them", async () => {
  source("  return text;");
  const file = join(workshop.root, "fuzz-own.js");
  const other = 'export function words(data) {\n  if (data.toString() === "odd") throw new RangeError("odd");\n}\n';
  writeFileSync(file, readFileSync(file, "utf8") + other);
  const [found] = service.targets.filter(({ name }) => name === "fuzz-own");
  const target = { ...found!, entryPoints: ["fuzz", "words"] };
  service.corpus(target, "fuzz").add(new TextEncoder().encode("odd"), "import");
  service.corpus(target, "words").add(new TextEncoder().encode("odd"), "import");
  const { inputs, failures } = await regressTarget(service, target, "1");
  expect(inputs).toBe(3);
  expect(failures.map(({ finding }) => [finding.entryPoint, finding.errorName])).toEqual([["words", "RangeError"]]);
});

test("a timeout names the place of the loop and is made smaller", async () => {
  source('  if (!text.includes("hang")) return;', "  for (let i = 0; ; i++) if (i < 0) break;");
  const { finding } = await service.triage.file(report("xx hang xx", "timeout"));
  expect([finding.kind, finding.state]).toEqual(["timeout", "open"]);
  expect(finding.frames[0]).toMatchObject({ function: "work", file: "fuzz-own.js" });
  expect(finding.stack.map((frame) => frame.function)).toEqual(["work", "fuzz"]);
  expect(await service.triage.minimize(finding)).toBe("hang".length);
});
