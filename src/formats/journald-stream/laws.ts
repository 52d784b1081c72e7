import { type Law, LawViolation } from "../../core/format.js";
import { sameValue } from "../../journal/message.js";
import { formatStream } from "./format.js";
import { parseStream, type StreamLine } from "./parse.js";
import type { StreamOutcome } from "./run.js";
import { LOG_LINE_MAX } from "./tables.js";

const AT_LIMIT = "line-max";

/** The same line, but for the mark that it was cut for its length. */
function sameLine(a: StreamLine | null, b: StreamLine | null): boolean {
  if (a === null || b === null) return a === b;
  const sameBreak = a.lineBreak === b.lineBreak || a.lineBreak === AT_LIMIT;
  return sameBreak && a.priority === b.priority && sameValue(a.message, b.message);
}

/** What is written can be read, and gives the same lines. */
const formatReparses: Law<StreamOutcome> = {
  name: "format-reparses",
  check(_input, { parsed }) {
    if (parsed === null || parsed.header === null) return;
    const { header, lines, atEnd } = parsed;
    const again = parseStream(formatStream(header, lines, atEnd.line));
    if (again.header === null || !sameValue(again.header.identifier, header.identifier)) {
      throw new LawViolation(this.name, "the header changed");
    }
    if (again.lines.length !== lines.length || !sameLine(atEnd.line, again.atEnd.line)) {
      throw new LawViolation(this.name, `${lines.length} lines became ${again.lines.length}`);
    }
    for (const [index, line] of lines.entries()) {
      if (!sameLine(line, again.lines[index]!)) throw new LawViolation(this.name, `line ${index} changed`);
    }
  },
};

const linesAreBounded: Law<StreamOutcome> = {
  name: "lines-are-bounded",
  check(_input, { parsed }) {
    if (parsed === null) return;
    for (const { message } of parsed.lines) {
      if (!message.length || message.length > LOG_LINE_MAX)
        throw new LawViolation(this.name, `${message.length} bytes`);
    }
    if (!parsed.alive && parsed.lines.length) throw new LawViolation(this.name, "lines of a closed connection");
  },
};

export const laws: readonly Law<StreamOutcome>[] = [formatReparses, linesAreBounded];
