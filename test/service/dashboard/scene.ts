import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { packageRoot } from "../../../src/engine/index.js";
import { CoverageReports } from "../../../src/service/coverage/index.js";
import { createDashboard, type DashboardOptions } from "../../../src/service/dashboard/index.js";
import type { FindingDetails } from "../../../src/service/findings/index.js";
import { FINDING_KINDS, FINDING_STATES, type Finding } from "../../../src/service/model.js";
import type { Store } from "../../../src/service/store/index.js";

/** Gives texts for everything that is hostile. */
export type TextSource = () => string;

export interface Amounts {
  readonly targets: readonly string[];
  readonly campaigns: number;
  readonly samples: number;
  readonly units: number;
  readonly findings: number;
}

const SAMPLES_PER_SLICE = 18;
const SAMPLE_MS = 10_000;
export const START = Date.UTC(2026, 0, 1);

/** Puts a number of everything into a store, with texts from outside. */
export function fill(store: Store, amounts: Amounts, text: TextSource): void {
  const { targets } = amounts;
  const at = (list: readonly string[], index: number): string => list[index % list.length]!;
  store.transaction(() => {
    for (let index = 0; index < amounts.campaigns; index++) {
      const id = store.campaigns.start({
        name: text(),
        mode: "batch",
        targets,
        budgetSec: 3600,
        schedule: text(),
        revision: text(),
        baseRevision: text(),
        startedAt: START,
      });
      if (index > 0) store.campaigns.end(id, "ended", START + 3_600_000);
    }
    const slices = Math.ceil(amounts.samples / SAMPLES_PER_SLICE);
    let samples = 0;
    for (let index = 0; index < slices; index++) {
      const target = at(targets, index);
      const startedAt = START + index * SAMPLES_PER_SLICE * SAMPLE_MS;
      const sliceId = store.slices.start({
        campaignId: amounts.campaigns === 0 ? null : 1,
        target,
        strategy: { useValueProfile: true, maxLen: 64, corpusShare: 0.5, useDictionary: false, entryPoint: text() },
        seed: index,
        revision: text(),
        nodeVersion: process.version,
        startedAt,
      });
      const figures = { coverage: index, features: 2 * index, executions: 1000 * index, newFeatures: 1 };
      const batch = Array.from({ length: Math.min(SAMPLES_PER_SLICE, amounts.samples - samples) }, (_, k) => ({
        target,
        sliceId,
        at: startedAt + k * SAMPLE_MS,
        ...figures,
        corpusUnits: index,
        corpusBytes: index * 100,
        execPerSec: 20_000 + k,
        rssMb: 100,
      }));
      samples += batch.length;
      store.samples.add(batch);
      if (index % 7 === 3) store.slices.lose(sliceId, startedAt + 1);
      else if (index < slices - 2) {
        store.slices.end(sliceId, {
          ...figures,
          cpuSec: 180,
          newUnits: 3,
          outcome: index % 5 === 0 ? "finding" : "clean",
          endedAt: startedAt + 180_000,
        });
      }
      store.targets.addGain(target, { ...figures, at: startedAt, fuzzedSec: 180, cpuSec: 170 });
    }
    for (let index = 0; index < amounts.units; index++) {
      const unit = index.toString(16).padStart(40, "0");
      store.units.add([
        { target: at(targets, index), name: unit, bytes: index % 500, origin: "fuzz", sliceId: null, addedAt: START },
      ]);
    }
    for (let index = 0; index < amounts.findings; index++) {
      const id = store.findings.add({
        target: at(targets, index),
        kind: FINDING_KINDS[index % FINDING_KINDS.length]!,
        state: FINDING_STATES[index % FINDING_STATES.length]!,
        signature: index.toString(16).padStart(40, "0"),
        title: text(),
        errorName: text(),
        code: text(),
        message: text(),
        frames: [{ function: text(), file: text(), lineText: text() }],
        stack: Array.from({ length: 20 }, () => ({ function: text(), file: text(), line: 1, column: 2 })),
        entryPoint: text(),
        reproduced: 3,
        replays: 3,
        firstSeenAt: START + index,
        firstSliceId: slices === 0 ? null : 1,
        firstRevision: text(),
      });
      store.findings.addInput({ findingId: id, name: text(), bytes: 12, role: "original", addedAt: START });
    }
    store.alerts.add("new-finding", null, text(), START);
  });
}

/** Details as a service on disk would give them, with texts from outside. */
export function hostileDetails(store: Store, text: TextSource): (finding: Finding) => FindingDetails {
  return (finding) => ({
    finding,
    inputs: store.findings.inputs(finding.id).map((input) => ({ ...input, path: text() })),
    input: new TextEncoder().encode(text()),
    inputPath: text(),
    command: text(),
  });
}

export const OWN_HOST = "127.0.0.1:8377";

export function dashboard(store: Store, options: Partial<DashboardOptions> = {}): FastifyInstance {
  return createDashboard({
    store,
    host: "127.0.0.1",
    port: 0,
    token: null,
    log: pino({ level: "silent" }),
    describe: hostileDetails(store, () => "input"),
    projectRoot: () => packageRoot,
    coverage: new CoverageReports(join(packageRoot, "no-such-folder")),
    ...options,
  });
}

/** Asks as a browser on this machine does. */
export const get = (app: FastifyInstance, url: string) => app.inject({ url, headers: { host: OWN_HOST } });
