import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Executor } from "../../engine/index.js";
import { unitName, WorkCorpus } from "../corpus/index.js";
import type { Logger } from "../log.js";
import type { AlertReason, Finding, Target } from "../model.js";
import type { Store } from "../store/index.js";
import type { WorkFolder } from "../work-folder/index.js";
import { executionFailure, type Failure } from "./failure.js";
import { FindingFiles } from "./finding-files.js";
import type { Report } from "./inbox.js";
import { minimizeInput } from "./minimize.js";
import { type JudgingLimits, replay, withProfile } from "./replay.js";
import { isNear, type Signature, signatureOf } from "./signature.js";
import { SourceFiles } from "./sources.js";

export interface TriageSettings extends JudgingLimits {
  readonly maxInputs: number;
  readonly replays: number;
  readonly minimizeSec: number;
}

export interface TriageContext {
  readonly store: Store;
  readonly folder: WorkFolder;
  readonly settings: TriageSettings;
  readonly log: Logger;
  readonly findTarget: (name: string) => Target;
  /** Told when somebody should hear of a finding, within the transaction that records it. */
  readonly onAlert: (reason: AlertReason, finding: Finding) => void;
}

/** What became of a report. */
export interface Triaged {
  readonly finding: Finding;
  /** `new` was unknown, `reopened` had been fixed, `known` is one more occurrence. */
  readonly status: "new" | "reopened" | "known";
}

/** Characters of a finding's title. */
const MAX_TITLE = 200;
const MAX_ID_TITLE = 120;

/** One line that names a failure and its place. */
export function titleOf(failure: Failure, { frames }: Signature): string {
  const what = [failure.errorName ?? (failure.kind === "crash" ? "thrown value" : failure.kind), failure.code]
    .filter((part) => part !== null)
    .join(" ");
  const message = failure.message.split("\n", 1)[0]!.slice(0, MAX_ID_TITLE);
  const top = frames[0];
  const place = top === undefined ? "" : ` in ${top.function} (${top.file})`;
  return `${what}${message === "" ? "" : `: ${message}`}${place}`.slice(0, MAX_TITLE);
}

/** What is known of an input that only its artifact speaks against. */
const unexplained = ({ kind }: Report): Failure => ({
  kind,
  errorName: null,
  code: null,
  message: "the engine left the input, but no replay fails",
  stack: [],
});

/** Turns reports into findings: deduplicates, confirms, minimises. One report at a time. */
export class Triage {
  readonly files: FindingFiles;
  readonly #sources = new SourceFiles();
  #executing: { readonly key: string; readonly executor: Executor } | null = null;

  constructor(readonly context: TriageContext) {
    this.files = new FindingFiles(context.store, context.folder);
  }

  /**
   * Files a report under its finding, which is made and confirmed by replays when it is new. The report may be dropped
   * afterwards. An input of which the engine left nothing but the file, and which no replay makes fail, is a flaky finding.
   *
   * @throws ServiceError `engine-failed`; the report stays good for another attempt
   */
  async file(report: Report, signal?: AbortSignal): Promise<Triaged> {
    const target = this.context.findTarget(report.target);
    this.#quarantine(target, report);
    const scratch = this.#scratch();
    try {
      const input = join(scratch, unitName(report.input));
      writeFileSync(input, report.input);
      const failure = await this.#explain(target, report, input, scratch, signal);
      const signature = failure === null ? null : signatureOf(failure, target, this.#sources);
      if (failure !== null && signature !== null) {
        const known = this.find(report.target, failure, signature);
        if (known !== null) return await this.#again(known, report, target, input, scratch, signal);
      }
      return await this.#first(target, report, failure, input, scratch, signal);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  /** The finding that a failure belongs to; a near one learns the signature. */
  find(target: string, failure: Failure, signature: Signature): Finding | null {
    const { findings } = this.context.store;
    const exact = findings.bySignature(target, signature.hash);
    if (exact !== null) return exact;
    const compared = { ...failure, frames: signature.frames };
    const near = findings.list({ target, kinds: [failure.kind] }).find((finding) => isNear(finding, compared));
    if (near === undefined) return null;
    findings.addSignature(near.id, target, signature.hash);
    return near;
  }

  /** Whether a failure is that of a finding. */
  isSame(finding: Finding, failure: Failure, target: Target): boolean {
    const signature = signatureOf(failure, target, this.#sources);
    if (signature.hash === finding.signature) return true;
    if (this.context.store.findings.bySignature(finding.target, signature.hash)?.id === finding.id) return true;
    return isNear(finding, { ...failure, frames: signature.frames });
  }

  /**
   * Makes the input of a finding smaller and keeps it beside the original. Returns the size; the original counts as
   * minimised when nothing smaller was found, so that it is not tried again and again.
   */
  async minimize(finding: Finding, signal?: AbortSignal): Promise<number> {
    const target = this.context.findTarget(finding.target);
    const { entryPoint, kind } = finding;
    const original = this.files.original(finding);
    const scratch = this.#scratch();
    try {
      const same = (failure: Failure): boolean =>
        // A hang has no stack outside of a profile; its place was found once and is taken for granted.
        kind === "timeout" ? failure.kind === "timeout" : this.isSame(finding, failure, target);
      const input = { target, entryPoint, kind, ...original, same };
      const smallest = await minimizeInput(input, this.context.settings, scratch, signal);
      signal?.throwIfAborted();
      this.files.setMinimized(finding, smallest);
      this.context.log.info({ finding: finding.id, from: original.bytes.length, to: smallest.length }, "minimised");
      return smallest.length;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  /** Replays the best input of a finding; `null` when it does not fail. */
  async reproduce(finding: Finding, signal?: AbortSignal): Promise<Failure | null> {
    const target = this.context.findTarget(finding.target);
    const scratch = this.#scratch();
    try {
      const { path } = this.files.best(finding);
      return await replay(target, finding.entryPoint, path, this.context.settings, scratch, signal);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  /**
   * Makes any failing input smaller; `null` when it does not fail.
   *
   * @throws ServiceError `engine-failed`
   */
  async minimizeBytes(
    target: Target,
    entryPoint: string,
    bytes: Uint8Array,
    signal?: AbortSignal,
  ): Promise<{ readonly failure: Failure; readonly smallest: Uint8Array } | null> {
    const { settings } = this.context;
    const scratch = this.#scratch();
    try {
      const path = join(scratch, unitName(bytes));
      writeFileSync(path, bytes);
      const failure = await replay(target, entryPoint, path, settings, scratch, signal);
      if (failure === null) return null;
      const { frames, hash } = signatureOf(failure, target, this.#sources);
      const same = (other: Failure): boolean => {
        if (failure.kind === "timeout") return other.kind === "timeout";
        const signature = signatureOf(other, target, this.#sources);
        return signature.hash === hash || isNear({ ...failure, frames }, { ...other, frames: signature.frames });
      };
      const input = { target, entryPoint, kind: failure.kind, path, bytes, same };
      return { failure, smallest: await minimizeInput(input, settings, scratch, signal) };
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  /** Ends the process that executed inputs. */
  close(): void {
    this.#executing?.executor.close();
    this.#executing = null;
  }

  /** The process of the last report serves the next one too when it has the same target. */
  #executor(target: Target, entryPoint: string): Executor {
    const key = `${target.module} ${entryPoint}`;
    if (this.#executing?.key !== key) {
      this.close();
      const timeoutMs = this.context.settings.timeoutSec * 1000;
      this.#executing = { key, executor: new Executor({ target: target.module, entryPoint, timeoutMs }) };
    }
    return this.#executing.executor;
  }

  #scratch(): string {
    mkdirSync(this.context.folder.temporary, { recursive: true });
    return mkdtempSync(join(this.context.folder.temporary, "triage-"));
  }

  /** The failure of a report: what the engine said, else what an execution or a replay shows. */
  async #explain(
    target: Target,
    report: Report,
    input: string,
    scratch: string,
    signal?: AbortSignal,
  ): Promise<Failure | null> {
    const { settings } = this.context;
    let { failure } = report;
    if (failure === null && report.kind === "crash") {
      const execution = await this.#executor(target, report.entryPoint).execute(report.input);
      // What ends a process by a signal (too much memory, say) is for the engine to judge.
      if (execution.kind !== "died" || execution.signal === null) failure = executionFailure(execution);
    }
    failure ??= await replay(target, report.entryPoint, input, settings, scratch, signal);
    return failure === null ? null : withProfile(failure, target, report.entryPoint, input, settings);
  }

  #quarantine(target: Target, { input, entryPoint, kind }: Report): void {
    if (kind === "slow") return;
    const corpus = new WorkCorpus(this.context, target, entryPoint);
    const name = unitName(input);
    if (this.context.store.units.get(corpus.key, name)?.state === "active") corpus.quarantine([name]);
  }

  async #again(
    known: Finding,
    report: Report,
    target: Target,
    input: string,
    scratch: string,
    signal?: AbortSignal,
  ): Promise<Triaged> {
    const { store, settings, onAlert } = this.context;
    let { state } = known;
    if (state === "fixed") state = "open";
    if (state === "flaky") {
      const { reproduced, replays } = await this.#confirm(known, target, input, scratch, signal);
      if (reproduced === replays) {
        state = "open";
        store.findings.setReproduction(known.id, reproduced, replays);
      }
    }
    return store.transaction(() => {
      store.findings.seen(known.id, report);
      this.files.addDuplicate(known, report.input, settings.maxInputs);
      if (state !== known.state) store.findings.setState(known.id, state);
      const finding = store.findings.get(known.id)!;
      const status = known.state === "fixed" ? "reopened" : "known";
      if (status === "reopened") onAlert("reopened", finding);
      return { finding, status };
    });
  }

  async #confirm(
    finding: Pick<Finding, "entryPoint">,
    target: Target,
    input: string,
    scratch: string,
    signal?: AbortSignal,
  ): Promise<{ readonly reproduced: number; readonly replays: number; readonly failure: Failure | null }> {
    const { settings } = this.context;
    let reproduced = 0;
    let failure: Failure | null = null;
    for (let i = 0; i < settings.replays; i++) {
      const found = await replay(target, finding.entryPoint, input, settings, scratch, signal);
      if (found === null) continue;
      reproduced++;
      failure ??= found;
    }
    return { reproduced, replays: settings.replays, failure };
  }

  async #first(
    target: Target,
    report: Report,
    explained: Failure | null,
    input: string,
    scratch: string,
    signal?: AbortSignal,
  ): Promise<Triaged> {
    const { store, log, onAlert } = this.context;
    const { reproduced, replays, failure: replayed } = await this.#confirm(report, target, input, scratch, signal);
    const shownByReplay =
      replayed && (await withProfile(replayed, target, report.entryPoint, input, this.context.settings));
    const failure = explained ?? shownByReplay ?? unexplained(report);
    const signature = signatureOf(failure, target, this.#sources);
    const state = reproduced === replays ? "open" : "flaky";
    const shown = { target: report.target, signature: signature.hash };
    this.files.write(shown, report.input);
    const finding = store.transaction(() => {
      const id = store.findings.add({
        ...shown,
        kind: failure.kind,
        state,
        title: titleOf(failure, signature),
        errorName: failure.errorName,
        code: failure.code,
        message: failure.message,
        frames: signature.frames,
        stack: failure.stack,
        entryPoint: report.entryPoint,
        reproduced,
        replays,
        firstSeenAt: report.at,
        firstSliceId: report.sliceId,
        firstRevision: report.revision,
      });
      const added = store.findings.get(id)!;
      this.files.add(added, report.input, "original");
      onAlert("new-finding", added);
      return added;
    });
    log.warn({ target: report.target, finding: finding.id, state, reproduced, replays }, finding.title);
    return { finding, status: "new" };
  }
}
