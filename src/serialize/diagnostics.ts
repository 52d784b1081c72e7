import type { DiagnosticTable } from "../core/diagnostics.js";

/** Reports about the values that several serialised states hold. */
export const serializeDiagnostics = {
  "serialize.line-too-long": { message: "line has {length} bytes, which is more than is read" },
  "serialize.bad-usec": { message: "{value} is no number of microseconds" },
  "serialize.bad-dual-timestamp": {
    message: "{value} is no pair of times",
    help: "Two numbers of microseconds: of the wall clock, then of the monotonic clock.",
  },
  "serialize.not-a-descriptor": { message: "{value} is no file descriptor" },
  "serialize.descriptor-not-passed": { message: "file descriptor {value} was not passed along" },
  "serialize.descriptor-never-passed": { message: "file descriptor {value} cannot be passed along" },
  "serialize.bad-pid": { message: "{value} is no process id" },
} as const satisfies DiagnosticTable;
