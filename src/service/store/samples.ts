import type { Sample, TimestampMs } from "../model.js";
import type { Database, SqlRow } from "./database.js";
import type { TargetQueries } from "./targets.js";

interface SampleRow extends SqlRow {
  at: number;
  slice_id: number;
  executions: number;
  coverage: number;
  features: number;
  corpus_units: number;
  corpus_bytes: number;
  exec_per_sec: number;
  rss_mb: number;
}

const toSample = (target: string, row: SampleRow): Sample => ({
  target,
  sliceId: row.slice_id,
  at: row.at,
  executions: row.executions,
  coverage: row.coverage,
  features: row.features,
  corpusUnits: row.corpus_units,
  corpusBytes: row.corpus_bytes,
  execPerSec: row.exec_per_sec,
  rssMb: row.rss_mb,
});

/** Samples of a target that fall into one stretch of time, as one. */
export interface SamplePoint {
  readonly at: TimestampMs;
  readonly coverage: number;
  readonly features: number;
  readonly execPerSec: number;
  readonly corpusUnits: number;
  readonly corpusBytes: number;
}

/** Of the samples older than `olderThanMs`, one per slice stays in every `everyMs`. */
export interface ThinningStep {
  readonly olderThanMs: number;
  readonly everyMs: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const THINNING: readonly ThinningStep[] = [
  { olderThanMs: 6 * HOUR, everyMs: MINUTE },
  { olderThanMs: 7 * DAY, everyMs: 15 * MINUTE },
  { olderThanMs: 60 * DAY, everyMs: 6 * HOUR },
];

export class SampleQueries {
  constructor(
    private readonly database: Database,
    private readonly targets: TargetQueries,
  ) {}

  /** Keeps samples. They are acknowledged: once this returns, no death of a process loses them. */
  add(samples: readonly Sample[]): void {
    this.database.transaction(() => {
      for (const sample of samples) this.#insert(sample);
    });
  }

  #insert(sample: Sample): void {
    this.database.run(
      `INSERT OR REPLACE INTO samples (target_id, at, slice_id, executions, coverage, features, corpus_units,
         corpus_bytes, exec_per_sec, rss_mb) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      this.targets.id(sample.target),
      sample.at,
      sample.sliceId,
      sample.executions,
      sample.coverage,
      sample.features,
      sample.corpusUnits,
      sample.corpusBytes,
      sample.execPerSec,
      sample.rssMb,
    );
  }

  /** Of one target between two moments, oldest first. */
  ofTarget(target: string, from: TimestampMs, to: TimestampMs, limit = 10_000): Sample[] {
    return this.database
      .all<SampleRow>(
        "SELECT * FROM samples WHERE target_id = ? AND at >= ? AND at < ? ORDER BY at, slice_id LIMIT ?",
        this.targets.id(target),
        from,
        to,
        limit,
      )
      .map((row) => toSample(target, row));
  }

  /**
   * Of one target between two moments, as at most `points` points of equal distance, each the last sample of its stretch:
   * the store looks up one row per point, however many there are.
   */
  points(target: string, from: TimestampMs, to: TimestampMs, points: number): SamplePoint[] {
    const id = this.targets.id(target);
    const step = Math.max(1, Math.ceil((to - from) / points));
    const found: SamplePoint[] = [];
    for (let start = from; start < to; start += step) {
      const row = this.database.get<SampleRow>(
        "SELECT * FROM samples WHERE target_id = ? AND at >= ? AND at < ? ORDER BY at DESC LIMIT 1",
        id,
        start,
        Math.min(start + step, to),
      );
      if (row === undefined) continue;
      const { at, coverage, features } = row;
      found.push({
        at,
        coverage,
        features,
        execPerSec: row.exec_per_sec,
        corpusUnits: row.corpus_units,
        corpusBytes: row.corpus_bytes,
      });
    }
    return found;
  }

  /** The most recent sample of a target; `null` when it has none. */
  latest(target: string): Sample | null {
    const row = this.database.get<SampleRow>(
      "SELECT * FROM samples WHERE target_id = ? ORDER BY at DESC LIMIT 1",
      this.targets.id(target),
    );
    return row === undefined ? null : toSample(target, row);
  }

  /** Moments of the first and the last sample of a target; `null` when it has none. */
  range(target: string): { readonly first: TimestampMs; readonly last: TimestampMs } | null {
    const id = this.targets.id(target);
    const first = this.database.get<{ at: number }>(
      "SELECT at FROM samples WHERE target_id = ? ORDER BY at LIMIT 1",
      id,
    );
    const last = this.database.get<{ at: number }>(
      "SELECT at FROM samples WHERE target_id = ? ORDER BY at DESC LIMIT 1",
      id,
    );
    return first === undefined || last === undefined ? null : { first: first.at, last: last.at };
  }

  /** Drops what {@link THINNING} does not keep; says how many samples went. The last one of each stretch stays. */
  thin(now: TimestampMs, steps: readonly ThinningStep[] = THINNING): number {
    let dropped = 0;
    for (const { olderThanMs, everyMs } of steps) {
      for (const { name } of this.targets.list()) {
        dropped += this.database.run(
          `DELETE FROM samples WHERE target_id = ?1 AND at < ?2 AND EXISTS (
             SELECT 1 FROM samples AS later WHERE later.target_id = ?1 AND later.at > samples.at
               AND later.at < (samples.at / ?3 + 1) * ?3 AND later.at < ?2 AND later.slice_id = samples.slice_id)`,
          this.targets.id(name),
          now - olderThanMs,
          everyMs,
        ).changes;
      }
    }
    return dropped;
  }
}
