import type { Campaign, CampaignMode, RunState, TimestampMs } from "../model.js";
import type { Database, SqlRow } from "./database.js";

interface CampaignRow extends SqlRow {
  id: number;
  name: string;
  mode: string;
  targets: string;
  budget_sec: number | null;
  schedule: string | null;
  revision: string;
  base_revision: string | null;
  state: string;
  started_at: number;
  ended_at: number | null;
}

const toCampaign = (row: CampaignRow): Campaign => ({
  id: row.id,
  name: row.name,
  mode: row.mode as CampaignMode,
  targets: JSON.parse(row.targets) as string[],
  budgetSec: row.budget_sec,
  schedule: row.schedule,
  revision: row.revision,
  baseRevision: row.base_revision,
  state: row.state as RunState,
  startedAt: row.started_at,
  endedAt: row.ended_at,
});

export type NewCampaign = Omit<Campaign, "id" | "state" | "endedAt">;

export class CampaignQueries {
  constructor(private readonly database: Database) {}

  /** Number of the new campaign, which is running. */
  start(campaign: NewCampaign): number {
    return this.database.run(
      `INSERT INTO campaigns (name, mode, targets, budget_sec, schedule, revision, base_revision, state, started_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'running', ?)`,
      campaign.name,
      campaign.mode,
      JSON.stringify(campaign.targets),
      campaign.budgetSec,
      campaign.schedule,
      campaign.revision,
      campaign.baseRevision,
      campaign.startedAt,
    ).id;
  }

  end(id: number, state: "ended" | "lost", at: TimestampMs): void {
    this.database.run("UPDATE campaigns SET state = ?, ended_at = ? WHERE id = ?", state, at, id);
  }

  get(id: number): Campaign | null {
    const row = this.database.get<CampaignRow>("SELECT * FROM campaigns WHERE id = ?", id);
    return row === undefined ? null : toCampaign(row);
  }

  running(): Campaign[] {
    return this.database
      .all<CampaignRow>("SELECT * FROM campaigns WHERE state = 'running' ORDER BY id")
      .map(toCampaign);
  }

  /** Newest first. */
  list(limit = 100): Campaign[] {
    return this.database.all<CampaignRow>("SELECT * FROM campaigns ORDER BY id DESC LIMIT ?", limit).map(toCampaign);
  }
}
