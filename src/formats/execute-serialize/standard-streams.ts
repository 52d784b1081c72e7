import { toBase64 } from "../../core/bytes.js";
import { decodeBase64 } from "../../text/binary-text.js";
import type { ContextBlock, ExecInput, ExecOutput } from "./model.js";
import { bytesOnce, type Row, text } from "./rows.js";

type ContextRow = Row<ContextBlock>;

/** A row that is written only while a stream is of one kind. */
const when = <Kind>(kindOf: (context: ContextBlock) => Kind | null, kind: Kind, row: ContextRow): ContextRow => ({
  key: row.key,
  read: (context, value, log) => row.read(context, value, log),
  write: (context, put) => (kindOf(context) === kind ? row.write?.(context, put) : undefined),
});

const inputOf = (context: ContextBlock): ExecInput | null => context.stdInput;

/** What belongs to one way of output is read under any, and written under that way only; the three files are one. */
const outputRows = (
  stream: "std-output" | "std-error",
  kindOf: (context: ContextBlock) => ExecOutput | null,
  fdName: "stdOutputFdName" | "stdErrorFdName",
  file: "stdOutputFile" | "stdErrorFile",
): ContextRow[] => [
  when(kindOf, "fd", text(`${stream}-fd-name`, fdName)),
  when(kindOf, "file", text(`${stream}-file`, file)),
  when(kindOf, "append", text(`${stream}-file-append`, file)),
  when(kindOf, "truncate", text(`${stream}-file-truncate`, file)),
];

/** Where standard input comes from and where output goes to, beyond the kind of it. */
export const standardStreams: readonly ContextRow[] = [
  when(inputOf, "fd", text("std-input-fd-name", "stdInputFdName")),
  when(inputOf, "file", text("std-input-file", "stdInputFile")),
  ...outputRows("std-output", (context) => context.stdOutput, "stdOutputFdName", "stdOutputFile"),
  ...outputRows("std-error", (context) => context.stdError, "stdErrorFdName", "stdErrorFile"),
  bytesOnce("stdin-data", "stdinData", decodeBase64, toBase64),
];
