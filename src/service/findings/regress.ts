import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileNames, unitName } from "../corpus/index.js";
import { ServiceError } from "../error.js";
import type { Finding, FindingState, RevisionName, Target } from "../model.js";
import type { Service } from "../open.js";
import { runEngineUntil } from "../run-engine-until.js";
import { seedFolders } from "../targets.js";
import { type Failure, outcomeFailure } from "./failure.js";
import { artifactKindOf } from "./inbox.js";
import { triageSettings } from "./settings.js";
import type { Triaged } from "./triage.js";

/** What a replay of a finding came to. */
export type Verdict =
  /** It fails as before. */
  | "fails"
  /** It had been fixed and fails again: open. */
  | "came-back"
  /** It fails no more on another revision than the one it was last seen on: fixed. */
  | "fixed"
  /** It fails no more, but on the revision it was seen on, or it never failed reliably: nothing follows. */
  | "passes"
  /** Its target is gone. */
  | "no-target";

export interface CheckedFinding {
  readonly finding: Finding;
  readonly before: FindingState;
  readonly verdict: Verdict;
}

export interface RegressResult {
  readonly target: string;
  /** Seeds and units that were executed. */
  readonly inputs: number;
  /** Of those, the ones that failed, as findings. */
  readonly failures: readonly Triaged[];
  /** The first 50 failures were enough: inputs behind them were not executed. */
  readonly isCut: boolean;
}

/** Failing inputs of one target after which the others are left for another time. */
const MAX_FAILURES = 50;

/**
 * Replays a finding and draws the consequence: what fails no more on a new revision is fixed, what had been fixed and fails is
 * open again. Findings that a person has closed stay closed.
 *
 * An error of the same class and code counts as the same failure wherever it is thrown now, because code moves between
 * revisions; any other failure is a finding of its own.
 */
export async function checkFinding(
  service: Service,
  finding: Finding,
  revision: RevisionName,
  signal?: AbortSignal,
): Promise<CheckedFinding> {
  const { store, triage, alerts } = service;
  const before = finding.state;
  if (!service.targets.some(({ name }) => name === finding.target)) return { finding, before, verdict: "no-target" };
  const failure = await triage.reproduce(finding, signal);
  const fails =
    failure !== null &&
    (isHang(failure.kind)
      ? isHang(finding.kind)
      : failure.kind === finding.kind && failure.errorName === finding.errorName && failure.code === finding.code);
  if (failure !== null && !fails) {
    const { bytes } = triage.files.best(finding);
    const { target, entryPoint } = finding;
    const { kind } = failure;
    await triage.file(
      { target, entryPoint, input: bytes, kind, failure, sliceId: null, revision, at: Date.now() },
      signal,
    );
  }
  const verdict = store.transaction((): Verdict => {
    if (fails) {
      store.findings.seen(finding.id, { at: Date.now(), sliceId: null, revision });
      if (before !== "fixed") return "fails";
      store.findings.setState(finding.id, "open");
      alerts.raise("reopened", store.findings.get(finding.id));
      return "came-back";
    }
    if (before !== "open" || finding.lastRevision === revision) return "passes";
    store.findings.setState(finding.id, "fixed", revision);
    alerts.raise("fixed", store.findings.get(finding.id));
    return "fixed";
  });
  return { finding: store.findings.get(finding.id)!, before, verdict };
}

/** Whether an input is slow or times out depends on the machine and its load. */
const isHang = (kind: Finding["kind"]): boolean => kind === "timeout" || kind === "slow";

/** Puts every seed and unit of an entry point into one folder, by the name of its bytes; returns how many there are. */
function gather(service: Service, target: Target, entryPoint: string, into: string): number {
  mkdirSync(into);
  const names = new Set<string>();
  for (const folder of [...seedFolders(target, entryPoint), service.folder.corpus(target.name, entryPoint)]) {
    for (const file of fileNames(folder)) {
      const from = join(folder, file);
      const name = unitName(readFileSync(from));
      if (names.has(name)) continue;
      names.add(name);
      copyFileSync(from, join(into, name));
    }
  }
  return names.size;
}

/**
 * Executes every seed and every unit of the work corpora by the engine, all entry points. An input that fails goes through
 * triage, and the others are executed once more without it.
 *
 * @throws ServiceError `engine-failed` by way of triage
 */
export async function regressTarget(
  service: Service,
  target: Target,
  revision: RevisionName,
  signal?: AbortSignal,
): Promise<RegressResult> {
  mkdirSync(service.folder.temporary, { recursive: true });
  const scratch = mkdtempSync(join(service.folder.temporary, "regress-"));
  const failures: Triaged[] = [];
  let inputs = 0;
  try {
    for (const [index, entryPoint] of target.entryPoints.entries()) {
      const folder = join(scratch, String(index));
      inputs += gather(service, target, entryPoint, folder);
      while (failures.length < MAX_FAILURES && fileNames(folder).length > 0) {
        const failed = await firstFailure(service, target, entryPoint, folder, scratch, signal);
        if (failed === null) break;
        const { input, failure } = failed;
        const { kind } = failure;
        const report = { target: target.name, entryPoint, input, kind, failure, sliceId: null, revision };
        failures.push(await service.triage.file({ ...report, at: Date.now() }, signal));
        rmSync(join(folder, unitName(input)), { force: true });
      }
    }
    return { target: target.name, inputs, failures, isCut: failures.length === MAX_FAILURES };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Executes the inputs of a folder up to the first that fails; `null` when none does. */
async function firstFailure(
  service: Service,
  target: Target,
  entryPoint: string,
  folder: string,
  scratch: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly input: Uint8Array; readonly failure: Failure } | null> {
  const { timeoutSec, rssLimitMb } = triageSettings(service.configuration);
  const { outcome } = await runEngineUntil(
    {
      task: "regression",
      target: target.module,
      entryPoint,
      corpora: [folder],
      timeoutMs: timeoutSec * 1000,
      rssLimitMb,
      artifactPrefix: `${scratch}/`,
      ...(target.maxLen === null ? {} : { maxLen: target.maxLen }),
    },
    signal === undefined ? {} : { signal },
  );
  signal?.throwIfAborted();
  const failure = outcomeFailure(outcome);
  if (failure === null || failure.kind === "slow") {
    if (outcome.kind === "clean-exit" || outcome.kind === "slow") return null;
    throw new ServiceError("engine-failed", `the replay of ${target.name}'s corpus came to nothing (${outcome.kind})`);
  }
  const artifact = "artifact" in outcome ? outcome.artifact : null;
  const file = artifact === null ? null : basename(artifact.path);
  if (file === null || artifactKindOf(file) === null) {
    throw new ServiceError("engine-failed", `${target.name}: the engine did not say which input failed`);
  }
  const input = readFileSync(join(scratch, file));
  rmSync(join(scratch, file), { force: true });
  return { input, failure };
}
