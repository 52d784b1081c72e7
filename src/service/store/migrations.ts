/**
 * The schema, as the steps that make it. A step is never edited once it was released: a change is a new step at the end.
 * The number of a step is its place, from 1; the store records the last one in `PRAGMA user_version`.
 *
 * Times are milliseconds since 1970, targets are numbered, and flags and lists that no query looks into are JSON.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE targets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    added_at INTEGER NOT NULL,
    coverage INTEGER NOT NULL DEFAULT 0,
    features INTEGER NOT NULL DEFAULT 0,
    executions INTEGER NOT NULL DEFAULT 0,
    fuzzed_sec REAL NOT NULL DEFAULT 0,
    cpu_sec REAL NOT NULL DEFAULT 0,
    last_slice_at INTEGER,
    last_gain_at INTEGER
  ) STRICT;

  CREATE TABLE campaigns (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    mode TEXT NOT NULL,
    targets TEXT NOT NULL,
    budget_sec REAL,
    schedule TEXT,
    revision TEXT NOT NULL,
    base_revision TEXT,
    state TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER
  ) STRICT;
  CREATE INDEX campaigns_by_state ON campaigns (state);

  CREATE TABLE slices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    campaign_id INTEGER REFERENCES campaigns (id),
    target_id INTEGER NOT NULL REFERENCES targets (id),
    strategy TEXT NOT NULL,
    seed INTEGER NOT NULL,
    revision TEXT NOT NULL,
    node_version TEXT NOT NULL,
    command_line TEXT NOT NULL DEFAULT '',
    pid INTEGER,
    state TEXT NOT NULL,
    outcome TEXT,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    cpu_sec REAL NOT NULL DEFAULT 0,
    executions INTEGER NOT NULL DEFAULT 0,
    coverage INTEGER NOT NULL DEFAULT 0,
    features INTEGER NOT NULL DEFAULT 0,
    new_features INTEGER NOT NULL DEFAULT 0,
    new_units INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX slices_by_state ON slices (state);
  CREATE INDEX slices_by_target ON slices (target_id, started_at);
  CREATE INDEX slices_by_campaign ON slices (campaign_id, started_at);

  CREATE TABLE samples (
    target_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    slice_id INTEGER NOT NULL,
    executions INTEGER NOT NULL,
    coverage INTEGER NOT NULL,
    features INTEGER NOT NULL,
    corpus_units INTEGER NOT NULL,
    corpus_bytes INTEGER NOT NULL,
    exec_per_sec INTEGER NOT NULL,
    rss_mb INTEGER NOT NULL,
    PRIMARY KEY (target_id, at, slice_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE units (
    target_id INTEGER NOT NULL REFERENCES targets (id),
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    origin TEXT NOT NULL,
    state TEXT NOT NULL,
    slice_id INTEGER,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (target_id, name)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX units_by_state ON units (target_id, state, bytes);

  CREATE TABLE findings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    target_id INTEGER NOT NULL REFERENCES targets (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    signature TEXT NOT NULL,
    title TEXT NOT NULL,
    error_name TEXT,
    code TEXT,
    message TEXT NOT NULL,
    frames TEXT NOT NULL,
    stack TEXT NOT NULL,
    entry_point TEXT NOT NULL,
    hits INTEGER NOT NULL,
    reproduced INTEGER NOT NULL,
    replays INTEGER NOT NULL,
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    first_slice_id INTEGER,
    last_slice_id INTEGER,
    first_revision TEXT NOT NULL,
    last_revision TEXT NOT NULL,
    fixed_revision TEXT,
    UNIQUE (target_id, signature)
  ) STRICT;
  CREATE INDEX findings_by_state ON findings (state, last_seen_at);

  CREATE TABLE finding_signatures (
    target_id INTEGER NOT NULL,
    signature TEXT NOT NULL,
    finding_id INTEGER NOT NULL REFERENCES findings (id),
    PRIMARY KEY (target_id, signature)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE finding_inputs (
    finding_id INTEGER NOT NULL REFERENCES findings (id),
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (finding_id, name, role)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE alerts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reason TEXT NOT NULL,
    finding_id INTEGER REFERENCES findings (id),
    created_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    last_error TEXT
  ) STRICT;
  CREATE INDEX alerts_by_state ON alerts (state);
  `,
  `
  CREATE INDEX slices_by_outcome ON slices (state, outcome);
  CREATE INDEX slices_shares ON slices (campaign_id, target_id, cpu_sec, executions, new_features, new_units);
  CREATE INDEX findings_counts ON findings (target_id, kind, state);
  `,
];
