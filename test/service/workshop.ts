import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { packageRoot } from "../../src/engine/index.js";
import { Triage, type TriageSettings } from "../../src/service/findings/index.js";
import type { AlertReason, Finding, Target } from "../../src/service/model.js";
import { Store } from "../../src/service/store/index.js";
import { WorkFolder } from "../../src/service/work-folder/index.js";

export const serviceFixtures = join(packageRoot, "test", "fixtures", "service");

export const plantedTarget: Target = {
  name: "fuzz-planted",
  module: join(serviceFixtures, "fuzz-planted.js"),
  seeds: join(serviceFixtures, "seeds"),
  dictionary: null,
  maxLen: 512,
  entryPoints: ["fuzz"],
  projectRoot: packageRoot,
};

/** A work folder of its own with a store, thrown away afterwards. */
export class Workshop {
  readonly root = mkdtempSync(join(tmpdir(), "sdfuzz-service-"));
  readonly folder = new WorkFolder(join(this.root, ".sdfuzz"));
  readonly store = Store.open(this.folder.database);
  readonly alerts: { readonly reason: AlertReason; readonly finding: Finding }[] = [];
  readonly #triages: Triage[] = [];

  triage(settings: Partial<TriageSettings> = {}, target: Target = plantedTarget): Triage {
    const triage = new Triage({
      store: this.store,
      folder: this.folder,
      settings: {
        timeoutSec: 5,
        slowUnitSec: 2,
        rssLimitMb: 2048,
        maxInputs: 8,
        replays: 1,
        minimizeSec: 20,
        ...settings,
      },
      log: pino({ level: "silent" }),
      findTarget: () => target,
      onAlert: (reason, finding) => this.alerts.push({ reason, finding }),
    });
    this.#triages.push(triage);
    return triage;
  }

  remove(): void {
    for (const triage of this.#triages) triage.close();
    this.store.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}
