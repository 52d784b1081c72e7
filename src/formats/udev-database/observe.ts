import { compareBytes } from "../../core/bytes.js";
import { renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { encodeRaw, textToJson as text } from "../../text/raw-bytes.js";
import { udevDatabaseDiagnostics } from "./diagnostics.js";
import { parseUdevDatabase } from "./parse.js";

const pairs = (map: ReadonlyMap<string, string>): Json => [...map].map(([key, value]) => [text(key), text(value)]);

/** Members in the order of their bytes. */
function sorted(set: ReadonlySet<string>): Json {
  const order = (a: string, b: string): number => compareBytes(encodeRaw(a), encodeRaw(b));
  return [...set].sort(order).map(text);
}

const number = (value: bigint): Json => (value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value.toString());

export function observeUdevDatabase(input: Uint8Array): Json {
  const { database, diagnostics } = parseUdevDatabase(input);
  const { properties, databaseProperties, tags, currentTags, devlinks, usecInitialized } = database;
  const properties_db = pairs(databaseProperties);
  const sameProperties = JSON.stringify(properties_db) === JSON.stringify(pairs(properties));
  return {
    result: 0,
    diagnostics: diagnostics.map((diagnostic) => ({
      level: diagnostic.level,
      message: renderDiagnostic(diagnostic, udevDatabaseDiagnostics),
    })),
    is_initialized: true,
    ...(properties.size > 0 ? { properties: pairs(properties) } : {}),
    ...(databaseProperties.size > 0 && !sameProperties ? { properties_db } : {}),
    ...(tags.size > 0 ? { tags: sorted(tags) } : {}),
    ...(currentTags.size > 0 ? { current_tags: sorted(currentTags) } : {}),
    ...(devlinks.size > 0 ? { devlinks: sorted(devlinks) } : {}),
    ...(database.devlinkPriority !== 0 ? { devlink_priority: database.devlinkPriority } : {}),
    ...(usecInitialized !== null && usecInitialized !== 0n ? { usec_initialized: number(usecInitialized) } : {}),
    ...(database.databaseVersion !== 0 ? { database_version: database.databaseVersion } : {}),
  };
}
