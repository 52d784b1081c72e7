import type { Errno } from "../../core/errno.js";
import { encodeRaw } from "../../text/raw-bytes.js";
import { blocks } from "./blocks.js";
import type { Execution } from "./model.js";

/** A text, or as much of it as could be written before an error. */
export interface WrittenExecution {
  /** The lines without their ends; an empty one ends a block. */
  readonly lines: readonly string[];
  readonly error: Errno | null;
}

/** The lines of all blocks. Origin: exec_serialize_invocation() at 257. */
export function writeExecution(execution: Execution): WrittenExecution {
  const lines: string[] = [];
  for (const block of blocks) {
    const error = block.write(execution, lines);
    if (error !== undefined) return { lines, error };
    lines.push("");
  }
  return { lines, error: null };
}

const NONE = 0;

/** The text of written lines. */
export const textOfLines = (lines: readonly string[]): string => (lines.length === NONE ? "" : `${lines.join("\n")}\n`);

/** The bytes of written lines. */
export const encodeLines = (lines: readonly string[]): Uint8Array => encodeRaw(textOfLines(lines));

/** The serialized execution, or the error that keeps it from being written. */
export function formatExecution(execution: Execution): Uint8Array | Errno {
  const { lines, error } = writeExecution(execution);
  return error ?? encodeLines(lines);
}
