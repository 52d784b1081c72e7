import { ServiceError } from "../error.js";
import type { Database } from "./database.js";
import { MIGRATIONS } from "./migrations.js";

const schemaVersion = (database: Database): number =>
  database.get<{ user_version: number }>("PRAGMA user_version")!.user_version;

/**
 * Brings the schema to the newest step. Several processes may do so at once: one works, the others wait.
 *
 * @throws ServiceError `store-too-new`
 */
export function migrate(database: Database): void {
  if (schemaVersion(database) === MIGRATIONS.length) return;
  database.transaction(() => {
    const version = schemaVersion(database);
    if (version > MIGRATIONS.length) {
      throw new ServiceError(
        "store-too-new",
        `${database.path} has schema ${version}, this version of sdfuzz knows ${MIGRATIONS.length}`,
      );
    }
    for (const step of MIGRATIONS.slice(version)) database.exec(step);
    database.exec(`PRAGMA user_version=${MIGRATIONS.length}`);
  });
}
