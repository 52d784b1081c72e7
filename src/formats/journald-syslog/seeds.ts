import type { Seed } from "../../core/format.js";
import { encodeUtf8, fromLatin1 } from "../../core/utf8.js";
import { PRIORITY_MAX, USER_INFO } from "../../journal/priority.js";
import { formatSyslog } from "./format.js";

/** One rule each. */
const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ["message-only", "hello"],
  ["message-with-colon-inside", "http://example.com/"],
  ["message-two-words-then-colon", "two words: text"],
  ["priority-one-digit", "<7>text"],
  ["priority-two-digits", "<30>text"],
  ["priority-three-digits", "<191>text"],
  ["priority-leading-zeros", "<007>text"],
  ["priority-four-digits", "<1000>text"],
  ["priority-not-a-number", "<a>text"],
  ["priority-negative", "<-1>text"],
  ["priority-empty", "<>text"],
  ["priority-not-closed", "<13text"],
  ["priority-cut", "<1"],
  ["priority-only", "<13>"],
  ["priority-twice", "<1><2>text"],
  ["priority-then-space", "<13> id: text"],
  ["timestamp", "<13>Oct 11 22:14:15 text"],
  ["timestamp-without-priority", "Oct 11 22:14:15 text"],
  ["timestamp-padded-with-spaces", "<13>Oct  1  2: 4: 5 text"],
  ["timestamp-no-date", "<13>Xyz 99 99:99:99 text"],
  ["timestamp-digit-in-month", "<13>O1t 11 22:14:15 text"],
  ["timestamp-blank-for-digit", "<13>Oct    22:14:15 text"],
  ["timestamp-without-space-behind", "<13>Oct 11 22:14:15"],
  ["timestamp-wrong-separator", "<13>Oct 11 22.14.15 text"],
  ["timestamp-cut", "<13>Oct 11 22:1"],
  ["timestamp-iso", "<13>2023-11-14T22:13:20Z id: text"],
  ["rfc5424", "<165>1 2003-10-11T22:14:15.003Z host app - ID47 - text"],
  ["identifier", "<13>id: text"],
  ["identifier-and-pid", "<13>Oct 11 22:14:15 id[1]: text"],
  ["identifier-pid-empty", "id[]: text"],
  ["identifier-pid-no-number", "id[a]: text"],
  ["identifier-pid-brackets-twice", "id[1][2]: text"],
  ["identifier-bracket-not-opened", "id1]: text"],
  ["identifier-bracket-not-closed", "id[1: text"],
  ["identifier-empty", ": text"],
  ["identifier-empty-with-pid", "[1]: text"],
  ["identifier-without-text", "id:"],
  ["identifier-without-space-behind", "id:text"],
  ["identifier-two-colons", "id:: text"],
  ["identifier-two-spaces-behind", "id:  text"],
  ["identifier-tab-behind", "<13>Oct 11 22:14:15 id:\ttext"],
  ["identifier-behind-white-space", "<13> \tid: text"],
  ["identifier-behind-host", "<13>Oct 11 22:14:15 host id: text"],
  ["trim-before", " \t\r\n<13>Oct 11 22:14:15 id: text"],
  ["trim-behind", "<13>Oct 11 22:14:15 id: text \n"],
  ["trim-nul-behind", "<13>Oct 11 22:14:15 id: text\0\0"],
  ["trim-everything", " \t\0\n"],
  ["nul-inside", "<13>Oct 11 22:14:15 id: te\0xt"],
  ["nul-first", "\0text"],
  ["utf8", "<13>Oct 11 22:14:15 é[é]: é"],
  ["empty", ""],
];

export function* seeds(): Iterable<Seed> {
  for (const [name, text] of TEXTS) yield { name, bytes: encodeUtf8(text) };
  yield { name: "not-utf8", bytes: fromLatin1("<13>\xff[\xfe]: \xfd") };
  const parts = { timestamp: fromLatin1("Jan  2 03:04:05 "), message: fromLatin1("Accepted publickey"), raw: null };
  const named = { ...parts, identifier: fromLatin1("sshd"), pid: fromLatin1("1234") };
  for (const priority of [0, USER_INFO, PRIORITY_MAX]) {
    yield { name: `whole-priority-${priority}`, bytes: formatSyslog({ ...named, priority }) };
  }
}
