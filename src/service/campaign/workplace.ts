import { existsSync } from "node:fs";
import type { AlertQueue } from "../alerts/index.js";
import type { Configuration } from "../config/index.js";
import type { WorkCorpus } from "../corpus/index.js";
import type { Inbox, Triage } from "../findings/index.js";
import type { Logger } from "../log.js";
import type { RevisionName, Target } from "../model.js";
import type { Service } from "../open.js";
import { thisRevision } from "../revision.js";
import type { Store } from "../store/index.js";
import { DiskGuard } from "../work-folder/disk-guard.js";
import type { WorkFolder } from "../work-folder/index.js";

/** The service as campaigns use it: with an eye on the disk, and corpora that agree with the store. Needs the lock. */
export class Workplace {
  readonly revision: RevisionName = thisRevision();
  readonly configuration: Configuration;
  readonly folder: WorkFolder;
  readonly store: Store;
  readonly log: Logger;
  readonly targets: readonly Target[];
  readonly inbox: Inbox;
  readonly triage: Triage;
  readonly alerts: AlertQueue;
  readonly disk: DiskGuard;
  /** Told when the disk becomes nearly full and when it has room again. */
  onDisk: (low: boolean) => void = () => {};
  readonly #corpora = new Map<string, WorkCorpus>();

  constructor(readonly service: Service) {
    const { configuration, folder, store, log, targets, inbox, triage, alerts } = service;
    this.configuration = configuration;
    this.folder = folder;
    this.store = store;
    this.log = log.child({ part: "campaign" });
    this.targets = targets;
    this.inbox = inbox;
    this.triage = triage;
    this.alerts = alerts;
    this.disk = new DiskGuard(folder, configuration.disk.minFree, (low, freeBytes) => {
      if (low) {
        this.log.error({ freeBytes }, "the disk is nearly full: no new units are written until there is room");
        alerts.raise("disk-low", null, `${freeBytes} bytes are free in ${folder.path}`);
      } else this.log.info({ freeBytes }, "the disk has room again");
      this.onDisk(low);
    });
  }

  /** @throws ServiceError `unknown-target` */
  target(name: string): Target {
    return this.service.findTarget(name);
  }

  /** The work corpus of a target and entry point, in agreement with the store. */
  corpus(target: Target, entryPoint: string): WorkCorpus {
    const key = `${target.name}.${entryPoint}`;
    let corpus = this.#corpora.get(key);
    if (corpus === undefined) {
      corpus = this.service.corpus(target, entryPoint);
      corpus.reconcile();
      this.#corpora.set(key, corpus);
    }
    return corpus;
  }
}

/** Targets whose modules are there to be run, and those that are not built. */
export function builtTargets(targets: readonly Target[]): { readonly ready: Target[]; readonly missing: Target[] } {
  const ready: Target[] = [];
  const missing: Target[] = [];
  for (const target of targets) (existsSync(target.module) ? ready : missing).push(target);
  return { ready, missing };
}
