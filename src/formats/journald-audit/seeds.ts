import type { Seed } from "../../core/format.js";
import { encodeUtf8, fromLatin1 } from "../../core/utf8.js";
import { JournalField, textField } from "../../journal/field.js";
import { formatAudit } from "./format.js";
import type { AuditRecord } from "./parse.js";
import { FIELDS_MAX, GENERIC_NAME_MAX, kernelFields, userFields } from "./tables.js";

/** One rule each: the whole text. */
const HEADS: readonly (readonly [name: string, text: string])[] = [
  ["head-only", "audit(1.2:3): "],
  ["head-without-space-behind", "audit(1.2:3):pid=1"],
  ["head-without-colon", "audit(1.2:3) pid=1"],
  ["head-not-closed", "audit(1.2:3"],
  ["head-without-id", "audit(1.2): pid=1"],
  ["head-without-fraction", "audit(1:2): pid=1"],
  ["head-seconds-empty", "audit(.2:3): pid=1"],
  ["head-spaces-before-numbers", "audit( 1. 2: 3): pid=1"],
  ["head-space-behind-number", "audit(1 .2:3): pid=1"],
  ["head-signs", "audit(+1.-2:-3): pid=1"],
  ["head-numbers-too-large", "audit(18446744073709551616.1:99999999999999999999): pid=1"],
  ["head-leading-zeros", "audit(000000000000000000000001.002:0003): pid=1"],
  ["head-fraction-is-a-count", "audit(1700000000.123456:1): pid=1"],
  ["head-hexadecimal", "audit(0x10.2:3): pid=1"],
  ["head-other-word", "auditd(1.2:3): pid=1"],
  ["head-missing", "pid=1"],
  ["nul-inside", "audit(1.2:3): a=1\0b=2"],
  ["empty", ""],
];

/** One rule each, behind the head. */
const FIELDS: readonly (readonly [name: string, text: string])[] = [
  ["simple-fields", "pid=1 uid=0 old-auid=4294967295 tty=(none) res=1"],
  ["simple-value-empty", "pid= uid=5"],
  ["simple-value-quoted", 'pid="a b"'],
  ["simple-value-with-tab", "pid=1\tuid=2"],
  ["text-quoted", 'comm="a b" exe="" uid=5'],
  ["text-quoted-then-more", 'comm="a"b uid=5'],
  ["text-quoted-then-field", 'comm="a"uid=5'],
  ["text-quote-not-closed", 'comm="a uid=5'],
  ["text-hexadecimal", "comm=6162FF00 exe=00"],
  ["text-hexadecimal-odd", "comm=616"],
  ["text-no-hexadecimal", "comm=616z exe=?"],
  ["text-empty", "comm= uid=5"],
  ["text-control-characters-in-title", "proctitle=2f62696e2f7368002d63000a7f"],
  ["name-upper-case", "PID=1 Foo=2"],
  ["name-hyphen", "foo-bar=1 -=2 _=3"],
  ["name-other-character", "foo.bar=1 +=2"],
  ["name-empty", "=1 ="],
  ["name-longest", `${"f".repeat(GENERIC_NAME_MAX)}=1`],
  ["name-too-long", `${"f".repeat(GENERIC_NAME_MAX + 1)}=1 pid=2`],
  ["words-without-value", "avc:  denied  { read } for  pid=1"],
  ["user-part", "pid=1 msg='op=PAM:x acct=\"root\" cmd=6C73 res=success'"],
  ["user-part-not-closed", "pid=1 msg='op=x"],
  ["user-part-empty", "pid=1 msg=''"],
  ["user-part-cut", "pid=1 msg='"],
  ["user-part-inside-of-itself", "msg='msg='a=1''"],
  ["user-part-then-more", "msg='a=1' b='2'"],
  ["msg-is-a-field", 'msg="a=1" msg=1'],
];

const record = (fields: readonly JournalField[]): AuditRecord => ({
  sourceTimeUsec: 1_542_398_162_211_000n,
  id: 744n,
  text: new Uint8Array(0),
  fields,
  truncated: false,
});

const many = (count: number): JournalField[] =>
  Array.from({ length: count }, (_, i) => textField(`${kernelFields.prefix}F${i}`, String(i)));

export function* seeds(): Iterable<Seed> {
  for (const [name, text] of HEADS) yield { name, bytes: encodeUtf8(text) };
  for (const [name, text] of FIELDS) yield { name, bytes: encodeUtf8(`audit(1.2:3): ${text}`) };
  yield { name: "text-not-utf8", bytes: fromLatin1("audit(1.2:3): a=\xff \xff=1") };
  const known = [...kernelFields.known.values(), ...userFields.known.values()].map(
    ({ journalName }) => new JournalField(journalName, fromLatin1("12")),
  );
  yield { name: "fields-known", bytes: formatAudit(record(known)) };
  yield { name: "fields-most", bytes: formatAudit(record(many(FIELDS_MAX - 1))) };
  yield { name: "fields-too-many", bytes: formatAudit(record(many(FIELDS_MAX + 1))) };
}
