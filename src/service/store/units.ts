import type { TimestampMs, Unit, UnitOrigin, UnitState } from "../model.js";
import type { Database, SqlRow } from "./database.js";
import type { TargetQueries } from "./targets.js";

interface UnitRow extends SqlRow {
  name: string;
  bytes: number;
  origin: string;
  state: string;
  slice_id: number | null;
  added_at: number;
}

/** How much of something there is. */
export interface CorpusSize {
  readonly units: number;
  readonly bytes: number;
}

/** Units of one target in one state. */
export interface CorpusShare extends CorpusSize {
  readonly target: string;
  readonly state: UnitState;
}

interface CorpusShareRow extends SqlRow {
  target: string;
  state: string;
  units: number;
  bytes: number;
}

export class UnitQueries {
  constructor(
    private readonly database: Database,
    private readonly targets: TargetQueries,
  ) {}

  /** Keeps units; one that is known becomes active again if it had been pruned, and stays quarantined if it was that. */
  add(units: readonly Omit<Unit, "state">[]): void {
    this.database.transaction(() => {
      for (const unit of units) {
        this.database.run(
          `INSERT INTO units (target_id, name, bytes, origin, state, slice_id, added_at)
           VALUES (?, ?, ?, ?, 'active', ?, ?)
           ON CONFLICT DO UPDATE SET state = 'active', slice_id = excluded.slice_id, added_at = excluded.added_at
             WHERE state = 'pruned'`,
          this.targets.id(unit.target),
          unit.name,
          unit.bytes,
          unit.origin,
          unit.sliceId,
          unit.addedAt,
        );
      }
    });
  }

  setState(target: string, names: Iterable<string>, state: UnitState): void {
    const id = this.targets.id(target);
    this.database.transaction(() => {
      for (const name of names) {
        this.database.run("UPDATE units SET state = ? WHERE target_id = ? AND name = ?", state, id, name);
      }
    });
  }

  /** Names of the units in one state. */
  names(target: string, state: UnitState): string[] {
    return this.database
      .all<{ name: string }>(
        "SELECT name FROM units WHERE target_id = ? AND state = ? ORDER BY bytes, name",
        this.targets.id(target),
        state,
      )
      .map(({ name }) => name);
  }

  get(target: string, name: string): Unit | null {
    const row = this.database.get<UnitRow>(
      "SELECT * FROM units WHERE target_id = ? AND name = ?",
      this.targets.id(target),
      name,
    );
    if (row === undefined) return null;
    return {
      target,
      name,
      bytes: row.bytes,
      origin: row.origin as UnitOrigin,
      state: row.state as UnitState,
      sliceId: row.slice_id,
      addedAt: row.added_at,
    };
  }

  size(target: string, state: UnitState = "active"): CorpusSize {
    return this.database.get<{ units: number; bytes: number }>(
      "SELECT count(*) AS units, coalesce(sum(bytes), 0) AS bytes FROM units WHERE target_id = ? AND state = ?",
      this.targets.id(target),
      state,
    )!;
  }

  /** Size of every target's corpus, per state of its units. */
  sizes(): CorpusShare[] {
    return this.database
      .all<CorpusShareRow>(
        `SELECT targets.name AS target, state, units, bytes FROM (
           SELECT target_id, state, count(*) AS units, sum(bytes) AS bytes FROM units GROUP BY target_id, state
         ) JOIN targets ON targets.id = target_id ORDER BY target, state`,
      )
      .map((row) => ({ ...row, state: row.state as UnitState }));
  }

  /** Forgets pruned units that are older than a moment; says how many. */
  forgetPruned(before: TimestampMs): number {
    return this.database.run("DELETE FROM units WHERE state = 'pruned' AND added_at < ?", before).changes;
  }
}
