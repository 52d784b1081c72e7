import { LF, NUL } from "../../core/ascii.js";
import { fromLatin1 } from "../../core/utf8.js";
import { ByteWriter } from "../../core/writer.js";
import { LEVEL_MASK, prefixLength, prefixValue } from "../../journal/priority.js";
import type { StreamHeader } from "./header.js";
import type { StreamLine } from "./parse.js";

const NOTHING = new Uint8Array(0);
const AT_NUL = "nul";

/** Whether a line needs a level prefix: its level is not the stream's, or its text would be taken for a prefix. */
function needsPrefix({ priority, message }: StreamLine, header: StreamHeader): boolean {
  if (!header.levelPrefix) return false;
  if (priority !== header.priority) return true;
  const length = prefixLength(message, 0, message.length);
  return length > 0 && prefixValue(message, 0, length) <= LEVEL_MASK;
}

function writeLine(writer: ByteWriter, line: StreamLine, header: StreamHeader): void {
  if (needsPrefix(line, header)) writer.bytes(fromLatin1(`<${line.priority & LEVEL_MASK}>`));
  writer.bytes(line.message);
}

/**
 * The stream with a header and log lines; `unfinished` comes last, without a line end. Reading it gives the same lines, but for
 * the mark that a line was cut for its length, where a level prefix or white space was part of that length.
 */
export function formatStream(
  header: StreamHeader,
  lines: readonly StreamLine[],
  unfinished: StreamLine | null = null,
): Uint8Array {
  const writer = new ByteWriter();
  writer.bytes(header.identifier ?? NOTHING).u8(LF);
  writer.bytes(header.unit ?? NOTHING).u8(LF);
  const switches = [header.levelPrefix, header.forwardToSyslog, header.forwardToKmsg, header.forwardToConsole];
  writer.bytes(fromLatin1(`${[header.priority, ...switches.map(Number)].join("\n")}\n`));
  for (const line of lines) {
    writeLine(writer, line, header);
    writer.u8(line.lineBreak === AT_NUL ? NUL : LF);
  }
  if (unfinished !== null) writeLine(writer, unfinished, header);
  return writer.finish();
}
