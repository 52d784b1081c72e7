import type { EnvEntry } from "../../text/env-file.js";

/**
 * The `KEY=VALUE` list of a file: a later assignment replaces an earlier one of its name, at its place. What counts as the
 * name goes up to the first `=`, so that all keys that start with one have the same, empty name.
 *
 * Origin: load_env_file() and strv_env_replace_consume() at 257.
 */
export function listAssignments(entries: readonly EnvEntry[]): string[] {
  const byName = new Map<string, string>();
  for (const { key, value } of entries) byName.set(key.startsWith("=") ? "" : key, `${key}=${value}`);
  return [...byName.values()];
}

/** The pairs of a file: a later value replaces an earlier one of the same key, at its place. Origin: load_env_file_pairs() at 257. */
export function listPairs(entries: readonly EnvEntry[]): EnvEntry[] {
  const byKey = new Map<string, EnvEntry>();
  for (const entry of entries) byKey.set(entry.key, entry);
  return [...byKey.values()];
}
