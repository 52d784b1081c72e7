import type { DiagnosticTable } from "../../core/diagnostics.js";

/** Reports about a serialized execution. */
export const executeSerializeDiagnostics = {
  "execute-serialize.unknown-line": { message: "this block has no key for {line}, skipping it" },
  "execute-serialize.line-too-long": { message: "a line has more than 1 MiB" },
  "execute-serialize.block-refused": { message: "the {block} block cannot be read: {error}" },
  "execute-serialize.bad-usec": { message: "{value} is no number of microseconds" },
  "execute-serialize.bad-image-policy": { message: "image policy refused at {value}: {fault}" },
  "execute-serialize.bad-descriptor": { message: "{value} is no file descriptor number" },
  "execute-serialize.no-descriptor": { message: "file descriptor {value} was not passed" },
  "execute-serialize.no-descriptor-count": { message: "file descriptors come before their number" },
  "execute-serialize.path-not-normalized": { message: "{value} is no absolute path in its shortest form" },
} as const satisfies DiagnosticTable;
