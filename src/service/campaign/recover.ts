import { existsSync, readdirSync, rmSync } from "node:fs";
import { fileNames } from "../corpus/index.js";
import { artifactKindOf } from "../findings/index.js";
import { plainStrategy } from "../schedule/index.js";
import { awaitLeftovers } from "../worker/index.js";
import { SliceIngest } from "./slice-ingest.js";
import type { Workplace } from "./workplace.js";

/** What was left by a service that was killed. */
export interface Recovery {
  readonly lostSlices: number;
  readonly lostCampaigns: number;
  readonly units: number;
  readonly artifacts: number;
}

/**
 * Takes over what slices left on disk and closes those that still count as running, with their campaigns, as lost. To be
 * done by whoever has just taken the work folder; may be cut short and done again.
 */
export async function recover(service: Workplace): Promise<Recovery> {
  const { store, folder, log } = service;
  rmSync(folder.temporary, { recursive: true, force: true });
  if (existsSync(folder.slices)) await awaitLeftovers(folder.slices);
  const { units, artifacts } = ingestFolders(service, sliceFolders(folder.slices));
  const slices = store.slices.running();
  const campaigns = store.campaigns.running();
  store.transaction(() => {
    for (const { id } of slices) store.slices.lose(id, Date.now());
    for (const { id } of campaigns) store.campaigns.end(id, "lost", Date.now());
  });
  const recovery = { lostSlices: slices.length, lostCampaigns: campaigns.length, units, artifacts };
  if (slices.length + campaigns.length + units + artifacts > 0) {
    log.warn(recovery, "the last run did not end in good order; what it left was taken over");
  }
  return recovery;
}

/** Takes over what had to wait in the folders of slices that are over, until the disk had room again. */
export function ingestWaiting(service: Workplace): void {
  const running = new Set(service.store.slices.running().map(({ id }) => id));
  ingestFolders(
    service,
    sliceFolders(service.folder.slices).filter((id) => !running.has(id)),
  );
}

interface Ingested {
  readonly units: number;
  readonly artifacts: number;
}

function ingestFolders(service: Workplace, ids: readonly number[]): Ingested {
  let units = 0;
  let artifacts = 0;
  for (const id of ids) {
    const left = ingestFolder(service, id);
    units += left.units;
    artifacts += left.artifacts;
  }
  return { units, artifacts };
}

function sliceFolders(folder: string): number[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/** Takes over one slice's folder; leaves it where the disk has no room, or where its target is not known any more. */
function ingestFolder(service: Workplace, id: number): Ingested {
  const folder = service.folder.slice(id);
  const slice = service.store.slices.get(id);
  const nothing = { units: 0, artifacts: 0 };
  if (slice === null) {
    // Slices are recorded before their folders are made.
    service.log.error({ slice: id, folder: folder.path }, "a slice that the store does not know left a folder");
    return nothing;
  }
  const target = service.targets.find(({ name }) => name === slice.target);
  if (target === undefined) {
    service.log.warn({ slice: id, target: slice.target, folder: folder.path }, "no such target any more");
    return nothing;
  }
  const strategy = { ...plainStrategy(), ...slice.strategy };
  const corpus = service.corpus(target, strategy.entryPoint);
  const ingest = new SliceIngest(service, id, strategy, corpus, folder, null);
  const artifacts = fileNames(folder.artifacts).filter((file) => artifactKindOf(file) !== null).length;
  if (ingest.takeLeftovers(null)) ingest.removeFolder();
  return { units: ingest.units.added, artifacts };
}
