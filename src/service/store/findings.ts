import type { StackFrame } from "../../engine/index.js";
import type {
  Finding,
  FindingInput,
  FindingKind,
  FindingState,
  InputRole,
  RevisionName,
  SignatureFrame,
  TimestampMs,
} from "../model.js";
import type { Database, SqlRow, SqlValue } from "./database.js";
import type { TargetQueries } from "./targets.js";

interface FindingRow extends SqlRow {
  id: number;
  target: string;
  kind: string;
  state: string;
  signature: string;
  title: string;
  error_name: string | null;
  code: string | null;
  message: string;
  frames: string;
  stack: string;
  entry_point: string;
  hits: number;
  reproduced: number;
  replays: number;
  first_seen_at: number;
  last_seen_at: number;
  first_slice_id: number | null;
  last_slice_id: number | null;
  first_revision: string;
  last_revision: string;
  fixed_revision: string | null;
}

const toFinding = (row: FindingRow): Finding => ({
  id: row.id,
  target: row.target,
  kind: row.kind as FindingKind,
  state: row.state as FindingState,
  signature: row.signature,
  title: row.title,
  errorName: row.error_name,
  code: row.code,
  message: row.message,
  frames: JSON.parse(row.frames) as SignatureFrame[],
  stack: JSON.parse(row.stack) as StackFrame[],
  entryPoint: row.entry_point,
  hits: row.hits,
  reproduced: row.reproduced,
  replays: row.replays,
  firstSeenAt: row.first_seen_at,
  lastSeenAt: row.last_seen_at,
  firstSliceId: row.first_slice_id,
  lastSliceId: row.last_slice_id,
  firstRevision: row.first_revision,
  lastRevision: row.last_revision,
  fixedRevision: row.fixed_revision,
});

interface InputRow extends SqlRow {
  finding_id: number;
  name: string;
  role: string;
  bytes: number;
  added_at: number;
}

const toInput = (row: InputRow): FindingInput => ({
  findingId: row.finding_id,
  name: row.name,
  role: row.role as InputRole,
  bytes: row.bytes,
  addedAt: row.added_at,
});

const SELECT =
  "SELECT findings.*, targets.name AS target FROM findings JOIN targets ON targets.id = findings.target_id";

export type NewFinding = Omit<Finding, "id" | "lastSeenAt" | "lastSliceId" | "lastRevision" | "fixedRevision" | "hits">;

export interface FindingFilter {
  readonly target?: string;
  readonly states?: readonly FindingState[];
  readonly kinds?: readonly FindingKind[];
  /** First seen at this moment or later. */
  readonly since?: TimestampMs;
  readonly campaignId?: number;
  readonly limit?: number;
  readonly offset?: number;
}

/** Findings of one target, kind and state. */
export interface FindingCount {
  readonly target: string;
  readonly kind: FindingKind;
  readonly state: FindingState;
  readonly findings: number;
}

/** One more occurrence of a known finding. */
export interface Sighting {
  readonly at: TimestampMs;
  readonly sliceId: number | null;
  readonly revision: RevisionName;
}

export class FindingQueries {
  constructor(
    private readonly database: Database,
    private readonly targets: TargetQueries,
  ) {}

  /** Number of the new finding, seen once. */
  add(finding: NewFinding): number {
    return this.database.transaction(() => {
      const targetId = this.targets.id(finding.target);
      const { id } = this.database.run(
        `INSERT INTO findings (target_id, kind, state, signature, title, error_name, code, message, frames, stack,
           entry_point, hits, reproduced, replays, first_seen_at, last_seen_at, first_slice_id, last_slice_id,
           first_revision, last_revision)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
        targetId,
        finding.kind,
        finding.state,
        finding.signature,
        finding.title,
        finding.errorName,
        finding.code,
        finding.message,
        JSON.stringify(finding.frames),
        JSON.stringify(finding.stack),
        finding.entryPoint,
        finding.reproduced,
        finding.replays,
        finding.firstSeenAt,
        finding.firstSeenAt,
        finding.firstSliceId,
        finding.firstSliceId,
        finding.firstRevision,
        finding.firstRevision,
      );
      this.addSignature(id, finding.target, finding.signature);
      return id;
    });
  }

  /** From now on the signature means this finding: near-equal stacks have signatures of their own. */
  addSignature(id: number, target: string, signature: string): void {
    this.database.run(
      "INSERT INTO finding_signatures (target_id, signature, finding_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      this.targets.id(target),
      signature,
      id,
    );
  }

  bySignature(target: string, signature: string): Finding | null {
    const row = this.database.get<FindingRow>(
      `${SELECT} JOIN finding_signatures ON finding_signatures.finding_id = findings.id
       WHERE finding_signatures.target_id = ? AND finding_signatures.signature = ?`,
      this.targets.id(target),
      signature,
    );
    return row === undefined ? null : toFinding(row);
  }

  get(id: number): Finding | null {
    const row = this.database.get<FindingRow>(`${SELECT} WHERE findings.id = ?`, id);
    return row === undefined ? null : toFinding(row);
  }

  /** Most recently seen first. */
  list(filter: FindingFilter = {}): Finding[] {
    const { where, values } = this.#conditions(filter);
    return this.database
      .all<FindingRow>(
        `${SELECT} ${where} ORDER BY last_seen_at DESC, findings.id DESC LIMIT ? OFFSET ?`,
        ...values,
        filter.limit ?? 1000,
        filter.offset ?? 0,
      )
      .map(toFinding);
  }

  count(filter: FindingFilter = {}): number {
    const { where, values } = this.#conditions(filter);
    return this.database.get<{ n: number }>(`SELECT count(*) AS n FROM findings ${where}`, ...values)!.n;
  }

  /** How many findings there are of each target, kind and state. */
  counts(): FindingCount[] {
    return this.database
      .all<{ target: string; kind: string; state: string; findings: number }>(
        `SELECT targets.name AS target, kind, state, findings FROM (
           SELECT target_id, kind, state, count(*) AS findings FROM findings GROUP BY target_id, kind, state
         ) JOIN targets ON targets.id = target_id ORDER BY target, kind, state`,
      )
      .map((row) => ({ ...row, kind: row.kind as FindingKind, state: row.state as FindingState }));
  }

  #conditions(filter: FindingFilter): { where: string; values: SqlValue[] } {
    const conditions: string[] = [];
    const values: SqlValue[] = [];
    const marks = (list: readonly string[]): string => list.map(() => "?").join(", ");
    if (filter.target !== undefined) {
      conditions.push("findings.target_id = (SELECT id FROM targets WHERE name = ?)");
      values.push(filter.target);
    }
    if (filter.states !== undefined) {
      conditions.push(`findings.state IN (${marks(filter.states)})`);
      values.push(...filter.states);
    }
    if (filter.kinds !== undefined) {
      conditions.push(`findings.kind IN (${marks(filter.kinds)})`);
      values.push(...filter.kinds);
    }
    if (filter.since !== undefined) {
      conditions.push("findings.first_seen_at >= ?");
      values.push(filter.since);
    }
    if (filter.campaignId !== undefined) {
      conditions.push("findings.first_slice_id IN (SELECT id FROM slices WHERE campaign_id = ?)");
      values.push(filter.campaignId);
    }
    return { where: conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`, values };
  }

  seen(id: number, { at, sliceId, revision }: Sighting): void {
    this.database.run(
      `UPDATE findings SET hits = hits + 1, last_seen_at = max(last_seen_at, ?),
         last_slice_id = coalesce(?, last_slice_id), last_revision = ? WHERE id = ?`,
      at,
      sliceId,
      revision,
      id,
    );
  }

  setState(id: number, state: FindingState, fixedRevision: RevisionName | null = null): void {
    this.database.run("UPDATE findings SET state = ?, fixed_revision = ? WHERE id = ?", state, fixedRevision, id);
  }

  setReproduction(id: number, reproduced: number, replays: number): void {
    this.database.run("UPDATE findings SET reproduced = ?, replays = ? WHERE id = ?", reproduced, replays, id);
  }

  setStack(id: number, stack: readonly StackFrame[]): void {
    this.database.run("UPDATE findings SET stack = ? WHERE id = ?", JSON.stringify(stack), id);
  }

  addInput(input: FindingInput): void {
    this.database.run(
      `INSERT INTO finding_inputs (finding_id, name, role, bytes, added_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      input.findingId,
      input.name,
      input.role,
      input.bytes,
      input.addedAt,
    );
  }

  removeInput(id: number, name: string, role: InputRole): void {
    this.database.run("DELETE FROM finding_inputs WHERE finding_id = ? AND name = ? AND role = ?", id, name, role);
  }

  /** Original first, then the minimised one, then the others, smallest first. */
  inputs(id: number): FindingInput[] {
    return this.database
      .all<InputRow>(
        `SELECT * FROM finding_inputs WHERE finding_id = ?
         ORDER BY CASE role WHEN 'original' THEN 0 WHEN 'minimized' THEN 1 ELSE 2 END, bytes, name`,
        id,
      )
      .map(toInput);
  }

  /** Findings that have no minimised input yet although they were confirmed: what an interrupted triage left. */
  unminimized(): Finding[] {
    return this.database
      .all<FindingRow>(
        `${SELECT} WHERE findings.state = 'open' AND NOT EXISTS (
           SELECT 1 FROM finding_inputs WHERE finding_id = findings.id AND role = 'minimized') ORDER BY findings.id`,
      )
      .map(toFinding);
  }
}
