import type { Diagnostic } from "../../core/diagnostics.js";
import { latin1 } from "../../core/utf8.js";
import { PRIORITY_MAX } from "../../journal/priority.js";
import { parseBoolean } from "../../text/booleans.js";
import { isErrno, parseUnsigned } from "../../text/integers.js";
import { headerReport } from "./diagnostics.js";

/** What the first seven lines of a stream say. */
export interface StreamHeader {
  readonly identifier: Uint8Array | null;
  /** Name of the unit as written, not checked. */
  readonly unit: Uint8Array | null;
  /** Facility times eight plus level. */
  readonly priority: number;
  /** Whether `<n>` at the start of a line sets its level. */
  readonly levelPrefix: boolean;
  readonly forwardToSyslog: boolean;
  readonly forwardToKmsg: boolean;
  readonly forwardToConsole: boolean;
}

type Draft = { -readonly [Key in keyof StreamHeader]: StreamHeader[Key] };

/** Takes a header line; `false` when it is malformed. */
type Taker = (draft: Draft, value: Uint8Array) => boolean;

const optional = (value: Uint8Array): Uint8Array | null => (value.length > 0 ? value : null);

function toggle(key: "levelPrefix" | "forwardToSyslog" | "forwardToKmsg" | "forwardToConsole"): Taker {
  return (draft, value) => {
    const on = parseBoolean(latin1(value));
    if (on === null) return false;
    draft[key] = on;
    return true;
  };
}

/** The lines of the header, in order. Origin: sd_journal_stream_fd(3), stdout_stream_line() at 257. */
const takers: readonly Taker[] = [
  (draft, value) => {
    draft.identifier = optional(value);
    return true;
  },
  (draft, value) => {
    draft.unit = optional(value);
    return true;
  },
  (draft, value) => {
    const priority = parseUnsigned(latin1(value), PRIORITY_MAX);
    if (isErrno(priority)) return false;
    draft.priority = priority;
    return true;
  },
  toggle("levelPrefix"),
  toggle("forwardToSyslog"),
  toggle("forwardToKmsg"),
  toggle("forwardToConsole"),
];

const PRIORITY_LINE = 2;

/** Reads the header line by line. */
export class HeaderReader {
  #next = 0;
  readonly draft: Draft = {
    identifier: null,
    unit: null,
    priority: 0,
    levelPrefix: false,
    forwardToSyslog: false,
    forwardToKmsg: false,
    forwardToConsole: false,
  };

  get complete(): boolean {
    return this.#next === takers.length;
  }

  /** Number of the line that comes next, from 1. */
  get line(): number {
    return this.#next + 1;
  }

  /** Takes the next line, without the white space around it; a report when it is malformed. */
  take(value: Uint8Array): Diagnostic | null {
    const index = this.#next;
    if (!takers[index]!(this.draft, value)) {
      return headerReport(
        index === PRIORITY_LINE ? "journald-stream.bad-priority" : "journald-stream.bad-switch",
        this.line,
      );
    }
    this.#next++;
    return null;
  }
}
