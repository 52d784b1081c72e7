import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileNames, unitName, writeComplete } from "../corpus/index.js";
import type { FindingKind, RevisionName, TimestampMs } from "../model.js";
import type { WorkFolder } from "../work-folder/index.js";
import type { Failure } from "./failure.js";

/** An input that failed and waits for triage. */
export interface Report {
  readonly target: string;
  readonly entryPoint: string;
  readonly input: Uint8Array;
  /** As the engine said; the replay tells more. */
  readonly kind: FindingKind;
  /** `null` when only the file was found, after the service was killed. */
  readonly failure: Failure | null;
  readonly sliceId: number | null;
  readonly revision: RevisionName;
  readonly at: TimestampMs;
}

/** A report on disk. */
export interface InboxEntry {
  readonly path: string;
  readonly report: Report;
}

type Stored = Omit<Report, "input"> & { readonly input: string };

/** What libFuzzer calls its artifacts, as kinds of finding. */
const KINDS: ReadonlyMap<string, FindingKind> = new Map([
  ["crash", "crash"],
  ["leak", "oom"],
  ["oom", "oom"],
  ["timeout", "timeout"],
  ["slow-unit", "slow"],
]);

/** The kind that an artifact's file name tells; `null` for files that are no artifacts. */
export function artifactKindOf(file: string): FindingKind | null {
  const match = /^(crash|leak|oom|timeout|slow-unit)-[0-9a-f]{40}$/.exec(file);
  return match === null ? null : KINDS.get(match[1]!)!;
}

/** Reports that wait for triage, one complete file each: they outlive the service and the folder of their slice. */
export class Inbox {
  constructor(readonly folder: WorkFolder) {}

  put(report: Report): void {
    const folder = this.folder.inbox(report.target);
    mkdirSync(folder, { recursive: true });
    const stored: Stored = { ...report, input: Buffer.from(report.input).toString("base64") };
    const name = `${report.sliceId ?? 0}-${report.kind}-${unitName(report.input)}.json`;
    writeComplete(join(folder, name), Buffer.from(JSON.stringify(stored)), this.folder.temporary);
  }

  /**
   * Takes the artifacts of a slice over; they stay where they are.
   *
   * @param report what all of them have in common; `failure` belongs to the artifact that ended the slice
   * @param ended file name of that artifact
   */
  putArtifacts(folder: string, report: Omit<Report, "input" | "kind">, ended: string | null): number {
    let count = 0;
    for (const file of fileNames(folder)) {
      const kind = artifactKindOf(file);
      if (kind === null) continue;
      this.put({
        ...report,
        failure: file === ended ? report.failure : null,
        kind,
        input: readFileSync(join(folder, file)),
      });
      count++;
    }
    return count;
  }

  /** Everything that waits, oldest slice first. */
  *entries(): Generator<InboxEntry> {
    const root = this.folder.inbox("");
    if (!existsSync(root)) return;
    for (const target of readdirSync(root).sort()) {
      for (const file of fileNames(join(root, target)).sort(
        (a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10),
      )) {
        const path = join(root, target, file);
        const stored = JSON.parse(readFileSync(path, "utf8")) as Stored;
        yield { path, report: { ...stored, input: Buffer.from(stored.input, "base64") } };
      }
    }
  }

  remove({ path }: InboxEntry): void {
    rmSync(path, { force: true });
  }
}
