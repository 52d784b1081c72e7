import type { Alert, AlertReason, AlertState, TimestampMs } from "../model.js";
import type { Database, SqlRow } from "./database.js";

interface AlertRow extends SqlRow {
  id: number;
  reason: string;
  finding_id: number | null;
  created_at: number;
  body: string;
  state: string;
  attempts: number;
  last_error: string | null;
}

const toAlert = (row: AlertRow): Alert => ({
  id: row.id,
  reason: row.reason as AlertReason,
  findingId: row.finding_id,
  createdAt: row.created_at,
  body: row.body,
  state: row.state as AlertState,
  attempts: row.attempts,
  lastError: row.last_error,
});

export class AlertQueries {
  constructor(private readonly database: Database) {}

  /** Number of the new alert, which waits for delivery. */
  add(reason: AlertReason, findingId: number | null, body: string, at: TimestampMs): number {
    return this.database.run(
      "INSERT INTO alerts (reason, finding_id, created_at, body, state) VALUES (?, ?, ?, ?, 'pending')",
      reason,
      findingId,
      at,
      body,
    ).id;
  }

  /** Oldest first. */
  pending(limit = 100): Alert[] {
    return this.database
      .all<AlertRow>("SELECT * FROM alerts WHERE state = 'pending' ORDER BY id LIMIT ?", limit)
      .map(toAlert);
  }

  /** Newest first. */
  list(limit = 100): Alert[] {
    return this.database.all<AlertRow>("SELECT * FROM alerts ORDER BY id DESC LIMIT ?", limit).map(toAlert);
  }

  /** How many alerts are in each state. */
  counts(): { readonly state: AlertState; readonly alerts: number }[] {
    return this.database
      .all<{ state: string; alerts: number }>("SELECT state, count(*) AS alerts FROM alerts GROUP BY state")
      .map((row) => ({ ...row, state: row.state as AlertState }));
  }

  attempted(id: number, state: AlertState, error: string | null): void {
    this.database.run(
      "UPDATE alerts SET state = ?, attempts = attempts + 1, last_error = ? WHERE id = ?",
      state,
      error,
      id,
    );
  }
}
