import { toBase64 } from "../../core/bytes.js";
import { decodeBase64 } from "../../text/binary-text.js";
import type { ContextBlock, ExecInput, ExecOutput } from "./model.js";
import { bytesOnce, type Row, text } from "./rows.js";

type ContextRow = Row<ContextBlock>;

/** A row that is written only while a condition holds. */
const when = (row: ContextRow, holds: (context: ContextBlock) => boolean): ContextRow => ({
  key: row.key,
  read: (context, value, log) => row.read(context, value, log),
  write: (context, put) => (holds(context) ? row.write?.(context, put) : undefined),
});

const input =
  (kind: ExecInput) =>
  (context: ContextBlock): boolean =>
    context.stdInput === kind;

/** What belongs to one way of output is read under any, and written under that way only; the three files are one. */
const outputRows = (
  stream: "std-output" | "std-error",
  kindOf: (context: ContextBlock) => ExecOutput | null,
  fdName: "stdOutputFdName" | "stdErrorFdName",
  file: "stdOutputFile" | "stdErrorFile",
): ContextRow[] => [
  when(text(`${stream}-fd-name`, fdName), (context) => kindOf(context) === "fd"),
  when(text(`${stream}-file`, file), (context) => kindOf(context) === "file"),
  when(text(`${stream}-file-append`, file), (context) => kindOf(context) === "append"),
  when(text(`${stream}-file-truncate`, file), (context) => kindOf(context) === "truncate"),
];

/** Where standard input comes from and where output goes to, beyond the kind of it. */
export const standardStreams: readonly ContextRow[] = [
  when(text("std-input-fd-name", "stdInputFdName"), input("fd")),
  when(text("std-input-file", "stdInputFile"), input("file")),
  ...outputRows("std-output", (context) => context.stdOutput, "stdOutputFdName", "stdOutputFile"),
  ...outputRows("std-error", (context) => context.stdError, "stdErrorFdName", "stdErrorFile"),
  bytesOnce("stdin-data", "stdinData", decodeBase64, toBase64),
];
