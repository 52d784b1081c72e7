import type { DiagnosticTable } from "../../core/diagnostics.js";

export const diagnostics: DiagnosticTable = {
  "resource-record.malformed": {
    message: "not a resource record: {reason} (byte {offset})",
    help: "The owner name must be spelled out: a record on its own has no compression pointers.",
  },
  "resource-record.unknown-version": {
    message: "data of type {type} has a version that is not known and stays uninterpreted",
  },
  "resource-record.trailing-bytes": { message: "{count} bytes behind the record are ignored" },
};
