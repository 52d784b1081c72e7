import type { DiagnosticTable } from "../../core/diagnostics.js";
import { serializeDiagnostics } from "../../serialize/diagnostics.js";

/** Reports about a serialized execution. */
export const executeSerializeDiagnostics = {
  ...serializeDiagnostics,
  "execute-serialize.unknown-line": { message: "this block has no key for {line}, skipping it" },
  "execute-serialize.block-refused": { message: "the {block} block cannot be read: {error}" },
  "execute-serialize.bad-image-policy": { message: "image policy refused at {value}: {fault}" },
  "execute-serialize.no-descriptor-count": { message: "file descriptors come before their number" },
  "execute-serialize.path-not-normalized": { message: "{value} is no absolute path in its shortest form" },
} as const satisfies DiagnosticTable;
