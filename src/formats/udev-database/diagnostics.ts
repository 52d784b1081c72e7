import type { DiagnosticTable } from "../../core/diagnostics.js";

/** Reports about a record, all at debug level: systemd reads on. */
export const udevDatabaseDiagnostics = {
  "udev-database.no-colon": { message: "line starts with {key} but no colon follows, skipping it" },
  "udev-database.unknown-key": { message: "there are no entries of kind {key}, skipping it" },
  "udev-database.bad-value": { message: "entry {key}:{value} cannot be used, skipping it" },
} as const satisfies DiagnosticTable;
