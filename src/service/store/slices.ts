import type { RunState, Slice, SliceOutcome, Strategy, TimestampMs } from "../model.js";
import type { Database, SqlRow } from "./database.js";
import type { TargetQueries } from "./targets.js";

interface SliceRow extends SqlRow {
  id: number;
  campaign_id: number | null;
  target: string;
  strategy: string;
  seed: number;
  revision: string;
  node_version: string;
  command_line: string;
  pid: number | null;
  state: string;
  outcome: string | null;
  started_at: number;
  ended_at: number | null;
  cpu_sec: number;
  executions: number;
  coverage: number;
  features: number;
  new_features: number;
  new_units: number;
}

const toSlice = (row: SliceRow): Slice => ({
  id: row.id,
  campaignId: row.campaign_id,
  target: row.target,
  strategy: JSON.parse(row.strategy) as Strategy,
  seed: row.seed,
  revision: row.revision,
  nodeVersion: row.node_version,
  commandLine: row.command_line,
  pid: row.pid,
  state: row.state as RunState,
  outcome: row.outcome as SliceOutcome | null,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  cpuSec: row.cpu_sec,
  executions: row.executions,
  coverage: row.coverage,
  features: row.features,
  newFeatures: row.new_features,
  newUnits: row.new_units,
});

const SELECT = "SELECT slices.*, targets.name AS target FROM slices JOIN targets ON targets.id = slices.target_id";

export type NewSlice = Pick<
  Slice,
  "campaignId" | "target" | "strategy" | "seed" | "revision" | "nodeVersion" | "startedAt"
>;

/** What is known of a slice when it has ended. */
export type SliceEnd = Pick<Slice, "cpuSec" | "executions" | "coverage" | "features" | "newFeatures" | "newUnits"> & {
  readonly outcome: SliceOutcome;
  readonly endedAt: TimestampMs;
};

/** Slices with one state and outcome. */
export interface OutcomeCount {
  readonly state: RunState;
  readonly outcome: SliceOutcome | null;
  readonly slices: number;
}

/** All slices of one target in one campaign. */
export interface CampaignShare {
  readonly target: string;
  readonly slices: number;
  readonly cpuSec: number;
  readonly executions: number;
  readonly newFeatures: number;
  readonly newUnits: number;
}

type CampaignShareRow = SqlRow & { [Key in keyof CampaignShare]: CampaignShare[Key] };

export class SliceQueries {
  constructor(
    private readonly database: Database,
    private readonly targets: TargetQueries,
  ) {}

  /** Number of the new slice. It is recorded before its engine starts, so that no engine is unknown after a crash. */
  start(slice: NewSlice): number {
    return this.database.run(
      `INSERT INTO slices (campaign_id, target_id, strategy, seed, revision, node_version, state, started_at)
       VALUES (?, ?, ?, ?, ?, ?, 'running', ?)`,
      slice.campaignId,
      this.targets.id(slice.target),
      JSON.stringify(slice.strategy),
      slice.seed,
      slice.revision,
      slice.nodeVersion,
      slice.startedAt,
    ).id;
  }

  /** The engine of the slice runs. */
  started(id: number, pid: number, commandLine: string): void {
    this.database.run("UPDATE slices SET pid = ?, command_line = ? WHERE id = ?", pid, commandLine, id);
  }

  /** Figures of a slice that goes on. */
  progress(id: number, figures: Pick<Slice, "executions" | "coverage" | "features" | "newUnits">): void {
    this.database.run(
      "UPDATE slices SET executions = ?, coverage = ?, features = ?, new_units = ? WHERE id = ?",
      figures.executions,
      figures.coverage,
      figures.features,
      figures.newUnits,
      id,
    );
  }

  end(id: number, end: SliceEnd): void {
    this.database.run(
      `UPDATE slices SET state = 'ended', outcome = ?, ended_at = ?, cpu_sec = ?, executions = ?, coverage = ?,
         features = ?, new_features = ?, new_units = ? WHERE id = ?`,
      end.outcome,
      end.endedAt,
      end.cpuSec,
      end.executions,
      end.coverage,
      end.features,
      end.newFeatures,
      end.newUnits,
      id,
    );
  }

  lose(id: number, at: TimestampMs): void {
    this.database.run("UPDATE slices SET state = 'lost', ended_at = ? WHERE id = ?", at, id);
  }

  get(id: number): Slice | null {
    const row = this.database.get<SliceRow>(`${SELECT} WHERE slices.id = ?`, id);
    return row === undefined ? null : toSlice(row);
  }

  running(): Slice[] {
    return this.database.all<SliceRow>(`${SELECT} WHERE slices.state = 'running' ORDER BY slices.id`).map(toSlice);
  }

  /** How many slices came to what; slices that run or were lost have no outcome. */
  outcomes(): OutcomeCount[] {
    return this.database
      .all<{ state: string; outcome: string | null; slices: number }>(
        "SELECT state, outcome, count(*) AS slices FROM slices GROUP BY state, outcome",
      )
      .map((row) => ({ ...row, state: row.state as RunState, outcome: row.outcome as SliceOutcome | null }));
  }

  /** What each target got from a campaign and gave to it, by name. */
  shares(campaignId: number): CampaignShare[] {
    return this.database.all<CampaignShareRow>(
      `SELECT targets.name AS target, sums.slices, cpuSec, sums.executions, newFeatures, newUnits FROM (
         SELECT target_id, count(*) AS slices, sum(cpu_sec) AS cpuSec, sum(executions) AS executions,
           sum(new_features) AS newFeatures, sum(new_units) AS newUnits
         FROM slices WHERE campaign_id = ? GROUP BY target_id
       ) AS sums JOIN targets ON targets.id = target_id ORDER BY target`,
      campaignId,
    );
  }

  /** Newest first. */
  ofTarget(target: string, limit = 100): Slice[] {
    return this.database
      .all<SliceRow>(`${SELECT} WHERE target_id = ? ORDER BY started_at DESC LIMIT ?`, this.targets.id(target), limit)
      .map(toSlice);
  }

  /** Newest first. */
  ofCampaign(campaignId: number, limit = 1000): Slice[] {
    return this.database
      .all<SliceRow>(`${SELECT} WHERE campaign_id = ? ORDER BY started_at DESC LIMIT ?`, campaignId, limit)
      .map(toSlice);
  }
}
