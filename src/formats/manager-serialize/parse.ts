import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import { readHeader } from "./header.js";
import type { ManagerState } from "./model.js";
import { type ParseManagerStateOptions, StateReader } from "./reader.js";
import { readUnit } from "./unit-items.js";
import { loadUnit } from "./units.js";

export type { ParseManagerStateOptions } from "./reader.js";

export interface ManagerStateFile {
  readonly state: ManagerState;
  /** What systemd says while it reads, at and above the log level that holds at the time. */
  readonly diagnostics: readonly Diagnostic[];
  /** `ENOBUFS` for a line of LONG_LINE_MAX bytes or more, at which reading stops; `null` otherwise. */
  readonly error: "ENOBUFS" | null;
}

/** Passes over the rest of a unit's block. */
function skipBlock(reader: StateReader): void {
  while (reader.lines.nextOfBlock() !== null);
}

function readUnits(reader: StateReader): void {
  for (let name = reader.lines.next(); name !== null; name = reader.lines.next()) {
    const unit = loadUnit(reader, name);
    if (unit === null) reader.report("manager-serialize.unit-not-loaded", Severity.notice, { name });
    else if (readUnit(reader, unit)) continue;
    else reader.report("manager-serialize.unit-skipped", Severity.notice, { name });
    skipBlock(reader);
  }
}

/**
 * Reads the serialised state of a service manager: a header and one block for each unit.
 *
 *     state  = header NL { unit NL }
 *     header = { key "=" value NL }
 *     unit   = name NL { item NL }
 *     item   = key "=" value | "job" NL { key "=" value NL }
 *
 * Lines end at LF, CR or NUL. Items that nobody knows and values that do not fit are reported and skipped, and so are units
 * with names that are not valid. No unit file is read: units have what was serialised, and the units that slices, scopes
 * and the root mount need are there too. File descriptors are never passed along. Any bytes but an overlong line give a
 * state; linear time. Origin: manager_deserialize() at 257.
 *
 * @example parseManagerState(encodeUtf8("current-job-id=5\n\na.service\nn-restarts=2\n\n")).state.units.get("a.service")
 */
export function parseManagerState(bytes: Uint8Array, options: ParseManagerStateOptions = {}): ManagerStateFile {
  const reader = new StateReader(bytes, options);
  readHeader(reader);
  if (!reader.lines.tooLong) readUnits(reader);
  if (!reader.lines.tooLong) return { state: reader.state, diagnostics: reader.diagnostics, error: null };
  const length = reader.lines.end - reader.lines.start;
  reader.report("serialize.line-too-long", Severity.err, { length });
  return { state: reader.state, diagnostics: reader.diagnostics, error: "ENOBUFS" };
}
