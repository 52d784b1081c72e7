import type { Seed } from "../../core/format.js";
import { encodeUtf8, fromLatin1 } from "../../core/utf8.js";
import { formatStream } from "./format.js";
import type { StreamHeader } from "./header.js";
import type { StreamLine } from "./parse.js";
import { HEADER_LINE_MAX, LOG_LINE_MAX } from "./tables.js";

const HEADER: StreamHeader = {
  identifier: fromLatin1("id"),
  unit: fromLatin1("foo.service"),
  priority: 30,
  levelPrefix: true,
  forwardToSyslog: false,
  forwardToKmsg: false,
  forwardToConsole: false,
};

/** One rule each, behind a header with level prefixes. */
const LINES: readonly (readonly [name: string, text: string])[] = [
  ["line", "text\n"],
  ["lines", "one\ntwo\n\nthree\n"],
  ["line-not-terminated", "text"],
  ["line-empty", "\n\n"],
  ["line-white-space-only", "  \t\n"],
  ["line-white-space-around", " text \r\n"],
  ["line-nul", "a\0b\n\0"],
  ["line-nul-first", "\0text\n"],
  ["level", "<3>text\n"],
  ["level-leading-zeros", "<003>text\n"],
  ["level-only", "<3>\n<3> \n"],
  ["level-twice", "<3><4>text\n"],
  ["level-behind-space", " <3>text\n"],
  ["level-too-large", "<8>text\n"],
  ["level-with-facility", "<30>text\n"],
  ["level-four-digits", "<0003>text\n"],
  ["level-no-number", "<a>text\n<>text\n<3text\n"],
  ["level-not-terminated", "<3>"],
];

/** One rule each: the whole stream. */
const STREAMS: readonly (readonly [name: string, text: string])[] = [
  ["header-cut-in-line-1", "i"],
  ["header-cut-behind-line-1", "id\n"],
  ["header-cut-in-line-7", "id\n\n6\n1\n0\n0\n0"],
  ["header-only", "id\n\n6\n1\n0\n0\n0\n"],
  ["header-empty-identifier", "\t\n\n6\n1\n0\n0\n0\ntext\n"],
  ["header-white-space", " id \n foo.service \n 6 \n 1 \n 0 \n 0 \n 0 \ntext\n"],
  ["header-nul", "id\0\n6\n1\n0\n0\n0\ntext\n"],
  ["header-priority-largest", "id\n\n999\n1\n0\n0\n0\n<3>text\n"],
  ["header-priority-too-large", "id\n\n1000\n1\n0\n0\n0\ntext\n"],
  ["header-priority-hexadecimal", "id\n\n0x10\n1\n0\n0\n0\ntext\n"],
  ["header-priority-empty", "id\n\n\n1\n0\n0\n0\ntext\n"],
  ["header-priority-no-number", "id\n\nx\n1\n0\n0\n0\ntext\n"],
  ["header-without-level-prefix", "id\n\n6\nno\n0\n0\n0\n<3>text\n"],
  ["header-bad-level-prefix", "id\n\n6\n2\n0\n0\n0\ntext\n"],
  ["header-forward-to-syslog", "id\n\n6\n1\nyes\n0\n0\none\n\ntwo\nthree"],
  ["header-bad-forward-to-syslog", "id\n\n6\n1\nx\n0\n0\ntext\n"],
  ["header-forward-to-others", "id\n\n6\n1\n0\ntrue\nON\ntext\n"],
  ["header-bad-forward-to-kmsg", "id\n\n6\n1\n0\n\n0\ntext\n"],
  ["header-bad-forward-to-console", "id\n\n6\n1\n0\n0\n-1\ntext\n"],
  ["empty", ""],
];

const line = (priority: number, message: string): StreamLine => ({
  priority,
  message: fromLatin1(message),
  lineBreak: null,
});

const named = (length: number): StreamHeader => ({ ...HEADER, identifier: fromLatin1("i".repeat(length)) });

export function* seeds(): Iterable<Seed> {
  const start = formatStream(HEADER, []);
  for (const [name, text] of LINES) {
    const bytes = new Uint8Array(start.length + text.length);
    bytes.set(start);
    bytes.set(fromLatin1(text), start.length);
    yield { name, bytes };
  }
  for (const [name, text] of STREAMS) yield { name, bytes: encodeUtf8(text) };
  yield {
    name: "lines-of-all-levels",
    bytes: formatStream(
      HEADER,
      [0, 1, 2, 3, 4, 5, 6, 7].map((l) => line(24 + l, "a")),
    ),
  };
  yield { name: "line-not-utf8", bytes: formatStream(HEADER, [line(30, "\xff")]) };
  yield { name: "header-longest-line", bytes: formatStream(named(HEADER_LINE_MAX - 1), [line(30, "a")]) };
  yield { name: "header-line-too-long", bytes: formatStream(named(HEADER_LINE_MAX), [line(30, "a")]) };
  const longest = "x".repeat(LOG_LINE_MAX - 1);
  yield { name: "line-longest", bytes: formatStream(HEADER, [line(30, longest), line(30, "a")]) };
  yield { name: "line-too-long", bytes: formatStream(HEADER, [line(30, `${longest}xy`), line(30, "a")]) };
}
