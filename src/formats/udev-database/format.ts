import { encodeRaw } from "../../text/raw-bytes.js";
import { type UdevDatabase, USEC_INITIALIZED } from "./parse.js";

const DEVICE_PREFIX = "/dev/";

/** The lines of one property, with the initialisation time where it shows. */
function propertyLines(database: UdevDatabase, key: string, value: string): string {
  const entry = `E:${key}=${value}\n`;
  if (key !== USEC_INITIALIZED || database.usecInitialized === null) return entry;
  const time = `I:${database.usecInitialized}\n`;
  const written = database.databaseProperties.get(key);
  if (written === undefined) return time;
  return value === database.usecInitialized.toString() ? `E:${key}=${written}\n${time}` : `${time}${entry}`;
}

/**
 * Writes a record. Parsing it again gives the same record; the order of links, tags and properties is kept.
 * Origin: device_update_db() of systemd 257 for the letters.
 */
export function formatUdevDatabase(database: UdevDatabase): Uint8Array {
  let text = "";
  for (const path of database.devlinks) text += `S:${path.slice(DEVICE_PREFIX.length)}\n`;
  if (database.devlinkPriority !== 0) text += `L:${database.devlinkPriority}\n`;
  if (database.usecInitialized !== null && !database.properties.has(USEC_INITIALIZED)) {
    text += `I:${database.usecInitialized}\nE:${USEC_INITIALIZED}=\n`;
  }
  for (const [key, value] of database.properties) text += propertyLines(database, key, value);
  for (const tag of database.tags) text += `G:${tag}\n`;
  for (const tag of database.currentTags) text += `Q:${tag}\n`;
  if (database.databaseVersion !== 0) text += `V:${database.databaseVersion}\n`;
  return encodeRaw(text);
}
