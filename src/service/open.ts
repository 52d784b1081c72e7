import { AlertQueue } from "./alerts/index.js";
import type { Configuration } from "./config/index.js";
import { WorkCorpus } from "./corpus/index.js";
import { ServiceError } from "./error.js";
import { Inbox, Triage, triageSettings } from "./findings/index.js";
import type { Logger } from "./log.js";
import type { Target } from "./model.js";
import { Store } from "./store/index.js";
import { allTargets } from "./targets.js";
import { WorkFolder } from "./work-folder/index.js";

/** Everything that commands and the daemon work with: the parts of the service on one work folder. */
export interface Service {
  readonly configuration: Configuration;
  readonly folder: WorkFolder;
  readonly store: Store;
  readonly log: Logger;
  readonly targets: readonly Target[];
  readonly inbox: Inbox;
  readonly triage: Triage;
  readonly alerts: AlertQueue;
  /** @throws ServiceError `unknown-target` */
  readonly findTarget: (name: string) => Target;
  readonly corpus: (target: Target, entryPoint?: string) => WorkCorpus;
  /** Ends helper processes and closes the store. */
  readonly close: () => void;
}

/** Opens the store of a work folder and puts the parts together. Takes no lock. */
export function openService(configuration: Configuration, log: Logger): Service {
  const folder = new WorkFolder(configuration.workFolder);
  const store = Store.open(folder.database);
  const targets = allTargets(configuration);
  const findTarget = (name: string): Target => {
    const target = targets.find((candidate) => candidate.name === name);
    if (target === undefined) throw new ServiceError("unknown-target", `${name} is no target any more`);
    return target;
  };
  const alerts = new AlertQueue(store, configuration.alerts.webhook ?? null, log.child({ part: "alerts" }));
  const triage = new Triage({
    store,
    folder,
    settings: triageSettings(configuration),
    log: log.child({ part: "triage" }),
    findTarget,
    onAlert: (reason, finding) => alerts.raise(reason, finding),
  });
  return {
    configuration,
    folder,
    store,
    log,
    targets,
    inbox: new Inbox(folder),
    triage,
    alerts,
    findTarget,
    corpus: (target, entryPoint) => new WorkCorpus({ store, folder }, target, entryPoint),
    close: () => {
      triage.close();
      store.close();
    },
  };
}
