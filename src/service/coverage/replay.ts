import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import coverage, { type CoverageMap, type CoverageMapData } from "istanbul-lib-coverage";
import { packageRoot } from "../../engine/index.js";
import type { Target } from "../model.js";
import type { Service } from "../open.js";
import { runEngineUntil } from "../run-engine-until.js";
import { seedFolders } from "../targets.js";
import type { TargetCoverage } from "./report.js";

const MIB = 1024 * 1024;
/** The harness around a target is no part of what is tested. */
const HARNESS = join(packageRoot, "src", "engine", sep);

/** Seeds, which are for the first entry point, and work corpus. */
function inputFolders(service: Service, target: Target, entryPoint: string): string[] {
  return [...seedFolders(target, entryPoint), service.folder.corpus(target.name, entryPoint)].filter(
    (folder) => existsSync(folder) && readdirSync(folder).length > 0,
  );
}

/** Replays one entry point; the name of the outcome when it was not the end of the inputs. */
async function replay(
  service: Service,
  target: Target,
  entryPoint: string,
  folder: string,
  signal: AbortSignal,
): Promise<string | null> {
  const { engine } = service.configuration;
  const corpora = inputFolders(service, target, entryPoint);
  if (corpora.length === 0) return null;
  const { outcome } = await runEngineUntil(
    {
      task: "regression",
      target: target.module,
      entryPoint,
      corpora,
      coverage: { directory: folder, reporters: ["json"] },
      artifactPrefix: join(folder, sep),
      timeoutMs: engine.timeout * 1000,
      rssLimitMb: Math.round(engine.rssLimit / MIB),
      ...(target.maxLen === null ? {} : { maxLen: target.maxLen }),
    },
    { cwd: folder, signal },
  );
  return outcome.kind === "clean-exit" ? null : outcome.kind;
}

function readCoverage(folder: string): CoverageMap | null {
  const file = join(folder, "coverage-final.json");
  if (!existsSync(file)) return null;
  const map = coverage.createCoverageMap(JSON.parse(readFileSync(file, "utf8")) as CoverageMapData);
  map.filter((source) => !source.startsWith(HARNESS));
  return map;
}

/**
 * Executes the seeds and the work corpus of a target, all entry points, and counts what they cover.
 *
 * @throws EngineError when the engine cannot be started
 */
export async function coverTarget(service: Service, target: Target, signal: AbortSignal): Promise<TargetCoverage> {
  const scratch = mkdtempSync(join(tmpdir(), "sdfuzz-coverage-"));
  try {
    let map: CoverageMap | null = null;
    let stoppedBy: string | null = null;
    for (const [index, entryPoint] of target.entryPoints.entries()) {
      const folder = join(scratch, String(index));
      mkdirSync(folder);
      stoppedBy = (await replay(service, target, entryPoint, folder, signal)) ?? stoppedBy;
      signal.throwIfAborted();
      const found = readCoverage(folder);
      if (map === null) map = found;
      else if (found !== null) map.merge(found);
    }
    return { target: target.name, map, stoppedBy };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
