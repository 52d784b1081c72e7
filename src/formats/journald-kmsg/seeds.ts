import type { Seed } from "../../core/format.js";
import { encodeUtf8, fromLatin1 } from "../../core/utf8.js";
import { textField } from "../../journal/field.js";
import { formatKmsg } from "./format.js";
import { CONTINUATIONS_MAX, KERNEL_PREFIX } from "./tables.js";

/** One rule each. */
const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ["kernel", "6,339,5140900,-;NET: Registered PF_VSOCK protocol family\n"],
  ["kernel-identifier-is-text", "6,1,2,-;id[1]: text\n"],
  ["user", "12,460,1322026586,-;hello\n"],
  ["user-identifier-and-pid", "30,1,2,-;systemd[1]: Started.\n"],
  ["user-identifier-with-escape", "30,1,2,-;a\\x20b: c\\x20d\n"],
  ["user-identifier-empty", "30,1,2,-;: text\n"],
  ["user-identifier-only", "30,1,2,-;id:\n"],
  ["message-empty", "6,1,2,-;\n"],
  ["message-escapes", "6,1,2,-;a\\x20\\n\\t\\101\\u00e9\\U0001f600\n"],
  ["message-escapes-malformed", "6,1,2,-;\\q\\x4\\400\\x00\\\n"],
  ["message-escapes-surrogate", "6,1,2,-;\\ud800\n"],
  ["message-nul-inside", "6,1,2,-;a\0b\n"],
  ["message-not-terminated", "6,1,2,-;text"],
  ["head-without-flags", "6,1,2;text\n"],
  ["head-more-flags", "6,1,2,-,caller=T1,x=y;text\n"],
  ["head-without-semicolon", "6,1,2,-"],
  ["head-semicolon-before-timestamp", "6,1;2,-;text\n"],
  ["head-one-number", "6"],
  ["head-two-numbers", "6,1"],
  ["priority-largest", "999,1,2,-;text\n"],
  ["priority-too-large", "1000,1,2,-;text\n"],
  ["priority-hexadecimal", "0x6,1,2,-;text\n"],
  ["priority-empty", ",1,2,-;text\n"],
  ["priority-cut-by-nul", "6\0x,1,2,-;text\n"],
  ["sequence-largest", "6,18446744073709551615,2,-;text\n"],
  ["sequence-negative", "6,-1,2,-;text\n"],
  ["sequence-empty", "6,,2,-;text\n"],
  ["timestamp-too-large", "6,1,18446744073709551616,-;text\n"],
  ["timestamp-no-number", "6,1,x;text\n"],
  ["timestamp-with-sign", "6,1,+2,-;text\n"],
  ["properties", "7,160,424069,-;text\n SUBSYSTEM=acpi\n DEVICE=+acpi:PNP0A03:00\n"],
  ["property-without-value", "6,1,2,-;text\n A\n"],
  ["property-empty", "6,1,2,-;text\n \n"],
  ["property-escapes", "6,1,2,-;text\n A\\x3db=\\x41\\q\n"],
  ["property-cut-by-nul", "6,1,2,-;text\n A=b\0c\n"],
  ["property-not-terminated", "6,1,2,-;text\n A=b"],
  ["properties-end-at-other-line", "6,1,2,-;text\n A=b\nC=d\n E=f\n"],
  ["properties-then-garbage", "6,1,2,-;text\n A=b\n\0\xff"],
  ["empty", ""],
];

export function* seeds(): Iterable<Seed> {
  for (const [name, text] of TEXTS) yield { name, bytes: encodeUtf8(text) };
  yield { name: "message-not-utf8", bytes: fromLatin1("6,1,2,-;\xff\\xfe\n") };
  const properties = Array.from({ length: CONTINUATIONS_MAX + 1 }, (_, i) =>
    textField(`${KERNEL_PREFIX}F${i}`, String(i)),
  );
  const record = {
    priority: 6,
    sequence: 1n,
    timestampUsec: 2n,
    identifier: null,
    pid: null,
    message: fromLatin1("a:\n"),
  };
  yield { name: "properties-most", bytes: formatKmsg({ ...record, properties: properties.slice(1) }) };
  yield { name: "properties-too-many", bytes: formatKmsg({ ...record, properties }) };
}
