import { createRequire } from "node:module";
import { ServiceError } from "../error.js";

/** What a statement takes and gives. */
export type SqlValue = null | number | string | Uint8Array;
export type SqlRow = Record<string, SqlValue>;

interface Statement {
  run(...values: SqlValue[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  get(...values: SqlValue[]): SqlRow | undefined;
  all(...values: SqlValue[]): SqlRow[];
  iterate(...values: SqlValue[]): IterableIterator<SqlRow>;
}

interface Connection {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
  readonly isTransaction: boolean;
}

/** What is used of `node:sqlite` and of @photostructure/sqlite, which has the same API. */
interface SqliteModule {
  readonly DatabaseSync: new (path: string, options?: { readOnly?: boolean; timeout?: number }) => Connection;
}

let loaded: SqliteModule | undefined;

/** Node's own SQLite where it has one (22.13), else the package with the same API. */
function sqlite(): SqliteModule {
  loaded ??= (process.getBuiltinModule?.("node:sqlite") as SqliteModule | undefined) ?? installed();
  return loaded;
}

function installed(): SqliteModule {
  try {
    return createRequire(import.meta.url)("@photostructure/sqlite") as SqliteModule;
  } catch (cause) {
    throw new ServiceError(
      "sqlite-missing",
      `Node ${process.version} has no SQLite of its own, and @photostructure/sqlite does not load here ` +
        "(install it, or use Node 22.13 or later)",
      { cause },
    );
  }
}

const unusable = (path: string, cause: unknown): ServiceError =>
  new ServiceError("store-unusable", `${path}: ${(cause as Error).message}`, { cause });

/** @throws ServiceError `sqlite-missing` or `store-unusable` */
function connect(path: string, timeout: number): Connection {
  const { DatabaseSync } = sqlite();
  try {
    return new DatabaseSync(path, { timeout });
  } catch (cause) {
    throw unusable(path, cause);
  }
}

/** Longest that a statement waits for another process to finish writing. */
const BUSY_TIMEOUT_MS = 15_000;

/**
 * One connection with a cache of prepared statements.
 *
 * Commits are written through to the disk before they return (`synchronous=FULL`): what was acknowledged survives the death
 * of the process and of the machine. The service commits a few times a second, so the sync costs it nothing that shows.
 */
export class Database {
  readonly #connection: Connection;
  readonly #statements = new Map<string, Statement>();
  #depth = 0;

  constructor(readonly path: string) {
    this.#connection = connect(path, BUSY_TIMEOUT_MS);
    try {
      this.#connection.exec(`PRAGMA busy_timeout=${BUSY_TIMEOUT_MS}`);
      this.#connection.exec("PRAGMA journal_mode=WAL");
      this.#connection.exec("PRAGMA synchronous=FULL");
      this.#connection.exec("PRAGMA foreign_keys=ON");
      // The write-ahead log is cut back after a checkpoint instead of keeping its greatest size.
      this.#connection.exec("PRAGMA journal_size_limit=16777216");
    } catch (cause) {
      this.#connection.close();
      throw unusable(path, cause);
    }
  }

  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  run(sql: string, ...values: SqlValue[]): { readonly changes: number; readonly id: number } {
    const { changes, lastInsertRowid } = this.#statement(sql).run(...values);
    return { changes: Number(changes), id: Number(lastInsertRowid) };
  }

  get<Row extends SqlRow>(sql: string, ...values: SqlValue[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined;
  }

  all<Row extends SqlRow>(sql: string, ...values: SqlValue[]): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  /** Commits what `work` writes when it returns, undoes it when it throws. Transactions inside of one another are one. */
  transaction<Result>(work: () => Result): Result {
    if (this.#depth > 0) return work();
    this.#connection.exec("BEGIN IMMEDIATE");
    this.#depth++;
    try {
      const result = work();
      this.#connection.exec("COMMIT");
      return result;
    } catch (error) {
      // A full disk rolls back by itself.
      if (this.#connection.isTransaction) this.#connection.exec("ROLLBACK");
      throw error;
    } finally {
      this.#depth--;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  #statement(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** Result code of SQLite for a lock that somebody else holds. */
const SQLITE_BUSY = 5;

/** Connections that hold a lock: one that nothing refers to would be closed by the garbage collector, and its lock given back. */
const heldLocks = new Set<Connection>();

/** Takes an exclusive lock on a file and returns what gives it back; `null` when another process has it. */
export function openLockFile(path: string): (() => void) | null {
  const connection = connect(path, 0);
  try {
    connection.exec("PRAGMA journal_mode=MEMORY");
    connection.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    connection.close();
    if (
      (error as { errcode?: number }).errcode === SQLITE_BUSY ||
      /database is locked/.test((error as Error).message)
    ) {
      return null;
    }
    throw unusable(path, error);
  }
  heldLocks.add(connection);
  return () => {
    if (heldLocks.delete(connection)) connection.close();
  };
}
