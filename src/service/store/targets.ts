import type { StoredTarget, TimestampMs } from "../model.js";
import type { Database, SqlRow } from "./database.js";

interface TargetRow extends SqlRow {
  id: number;
  name: string;
  added_at: number;
  coverage: number;
  features: number;
  executions: number;
  fuzzed_sec: number;
  cpu_sec: number;
  last_slice_at: number | null;
  last_gain_at: number | null;
}

const toTarget = (row: TargetRow): StoredTarget => ({
  name: row.name,
  addedAt: row.added_at,
  coverage: row.coverage,
  features: row.features,
  executions: row.executions,
  fuzzedSec: row.fuzzed_sec,
  cpuSec: row.cpu_sec,
  lastSliceAt: row.last_slice_at,
  lastGainAt: row.last_gain_at,
});

/** What a slice that has ended adds to its target. */
export interface TargetGain {
  readonly at: TimestampMs;
  readonly coverage: number;
  readonly features: number;
  readonly newFeatures: number;
  readonly executions: number;
  readonly fuzzedSec: number;
  readonly cpuSec: number;
}

/** Targets that the store has heard of. */
export class TargetQueries {
  readonly #ids = new Map<string, number>();

  constructor(private readonly database: Database) {}

  /** Number of a target, which the store makes when it hears of the name for the first time. */
  id(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    this.database.run("INSERT INTO targets (name, added_at) VALUES (?, ?) ON CONFLICT DO NOTHING", name, Date.now());
    const { id } = this.database.get<{ id: number }>("SELECT id FROM targets WHERE name = ?", name)!;
    this.#ids.set(name, id);
    return id;
  }

  get(name: string): StoredTarget | null {
    const row = this.database.get<TargetRow>("SELECT * FROM targets WHERE name = ?", name);
    return row === undefined ? null : toTarget(row);
  }

  list(): StoredTarget[] {
    return this.database.all<TargetRow>("SELECT * FROM targets ORDER BY name").map(toTarget);
  }

  addGain(name: string, gain: TargetGain): void {
    this.database.run(
      `UPDATE targets SET coverage = ?, features = ?, executions = executions + ?, fuzzed_sec = fuzzed_sec + ?,
         cpu_sec = cpu_sec + ?, last_slice_at = ?, last_gain_at = CASE WHEN ? > 0 THEN ? ELSE last_gain_at END
       WHERE id = ?`,
      gain.coverage,
      gain.features,
      gain.executions,
      gain.fuzzedSec,
      gain.cpuSec,
      gain.at,
      gain.newFeatures,
      gain.at,
      this.id(name),
    );
  }
}
