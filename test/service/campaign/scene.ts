import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { packageRoot } from "../../../src/engine/index.js";
import {
  type CampaignEvent,
  type CampaignPlan,
  type CampaignResult,
  CampaignRun,
  Workplace,
} from "../../../src/service/campaign/index.js";
import { parseConfiguration } from "../../../src/service/config/index.js";
import type { Target } from "../../../src/service/model.js";
import { openService } from "../../../src/service/open.js";
import { seededRandom } from "../../../src/service/schedule/index.js";

const fixtures = join(packageRoot, "test", "fixtures");

/** Two targets of the fixtures: one with edges to find and no bug that fuzzing comes upon, one with many bugs. */
export const settings = {
  jobs: 1,
  slice: { sampleEvery: 1 },
  findings: { replays: 1, minimizeTime: 3 },
  targets: [
    {
      name: "fuzz-fixture",
      module: join(fixtures, "engine", "fuzz-fixture.js"),
      seeds: join(fixtures, "engine", "corpus"),
      dictionary: join(fixtures, "engine", "fixture.dict"),
      maxLen: 256,
      entryPoints: ["fuzz", "words"],
      projectRoot: packageRoot,
    },
    {
      name: "fuzz-planted",
      module: join(fixtures, "service", "fuzz-planted.js"),
      seeds: join(fixtures, "service", "seeds"),
      maxLen: 512,
      projectRoot: packageRoot,
    },
    { name: "fuzz-unloadable", module: join(fixtures, "engine", "fuzz-unloadable.js"), projectRoot: packageRoot },
  ],
};

/** A work folder of its own with the service on it, thrown away afterwards. */
export class Scene {
  readonly root = mkdtempSync(join(tmpdir(), "sdfuzz-campaign-"));
  readonly workplace: Workplace;
  readonly events: CampaignEvent[] = [];
  readonly interrupt = new AbortController();

  constructor(more: object = {}) {
    const configuration = parseConfiguration({ ...settings, ...more }, this.root);
    this.workplace = new Workplace(openService(configuration, pino({ level: "silent" })));
  }

  target(name: string): Target {
    return this.workplace.target(name);
  }

  run(targets: readonly string[], budgetSec: number, more: Partial<CampaignPlan> = {}): Promise<CampaignResult> {
    const plan: CampaignPlan = {
      name: "test",
      mode: "batch",
      targets: targets.map((name) => this.target(name)),
      budgetSec,
      schedule: null,
      jobs: 1,
      shares: "gains",
      baseRevision: null,
      failsInBase: null,
      ...more,
    };
    return new CampaignRun(this.workplace, plan, {
      random: seededRandom(1),
      signal: this.interrupt.signal,
      onEvent: (event) => this.events.push(event),
    }).run();
  }

  /** Names of the files in a folder below the work folder. */
  files(...parts: string[]): string[] {
    return readdirSync(join(this.workplace.folder.path, ...parts)).sort();
  }

  read(...parts: string[]): Buffer {
    return readFileSync(join(this.workplace.folder.path, ...parts));
  }

  /** Writes a configuration file for the command line. */
  configurationFile(more: object = {}): string {
    const file = join(this.root, "sdfuzz.config.json");
    writeFileSync(file, JSON.stringify({ ...settings, ...more }));
    return file;
  }

  remove(): void {
    this.workplace.service.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}
