import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { LDH_NAME_MAX } from "../../net/ldh-name.js";

const LABEL = "x".repeat(63);

/** One rule each: the name says which. */
const WRITTEN: readonly (readonly [name: string, text: string])[] = [
  ["empty", ""],
  ["comments-and-blanks", "# c\n\n \t\n1.2.3.4 a # b\n#"],
  ["comment-at-once", "1.2.3.4 a#b"],
  ["address-ipv4", "1.2.3.4 host.example\n"],
  ["address-ipv6", "2001:db8:0:0:0:0:0:1 host.example\n"],
  ["address-mapped", "::ffff:1.2.3.4 host.example\n"],
  ["address-leading-zero", "01.2.3.4 a\n"],
  ["address-short", "1.2.3 a\n"],
  ["address-scope", "fe80::1%1 a\n"],
  ["address-prefix", "10.0.0.0/8 a\n"],
  ["address-quoted", '"1.2.3.4" a\n'],
  ["address-missing", "localhost 127.0.0.1\n"],
  ["address-without-name", "1.2.3.4\n"],
  ["address-twice", "1.2.3.4 a\n1.2.3.4 b a\n"],
  ["name-several", "1.2.3.4 a\tb  c.d\n"],
  ["name-case-and-dot", "1.2.3.4 a.b A.B. a.B\n::2 A.b.\n"],
  ["name-of-two-addresses", "1.2.3.4 a\n::2 a\n"],
  ["name-root", "1.2.3.4 .\n"],
  ["name-empty", "1.2.3.4 \\\n"],
  ["name-hyphens", "1.2.3.4 a-b -a a- a.-b a-.b\n"],
  ["name-underscore", "1.2.3.4 a_b\n"],
  ["name-empty-label", "1.2.3.4 a..b .a a..\n"],
  ["name-digits", "1.2.3.4 5.6.7.8 0\n"],
  ["name-colon", "1.2.3.4 ::1\n"],
  ["name-escaped", "1.2.3.4 a\\.b a\\046 c\\\n"],
  ["name-escaped-decimal", "1.2.3.4 a\\\\098 AB \\\\045c \\\\046 \\\\0\n"],
  ["name-escaped-space", "1.2.3.4 a\\ b\n"],
  ["name-quotes", '1.2.3.4 "a b"\n'],
  ["name-longest-label", `1.2.3.4 ${LABEL} ${LABEL}x\n`],
  ["name-longest", `1.2.3.4 ${`${LABEL}.`.repeat(4).slice(0, LDH_NAME_MAX)}. ${`${LABEL}.`.repeat(4)}\n`],
  ["name-not-ascii", "1.2.3.4 é\n"],
  ["blocked", "0.0.0.0 ads.example ADS.example.\n:: tracker.example\n"],
  ["blocked-without-name", "0.0.0.0\n"],
  ["line-ends", "1.2.3.4 a\r1.2.3.5 b\r\n1.2.3.6 c\x001.2.3.7 d\n\r1.2.3.8 e"],
  ["localhost-stripped", "127.0.0.1 localhost localhost.localdomain\n::1 localhost\n"],
  ["localhost-of-other-loopback", "127.0.0.1 localhost\n127.0.0.2 localhost\n"],
  ["localhost-elsewhere-too", "127.0.0.1 localhost\n1.2.3.4 localhost\n"],
  ["localhost-with-other-name", "127.0.0.1 localhost host\n::1 localhost ip6-localhost\n"],
  ["localhost-without-name", "127.0.0.1\n::1\n"],
  ["localhost-subdomains", "127.0.0.1 a.localhost a.localhost.localdomain. LOCALHOST\n"],
  ["localhost-shared-then-elsewhere", "127.0.0.1 localhost\n::1 localhost a.localhost\n1.2.3.4 a.localhost\n"],
];

/** What a blocklist looks like. */
const blocklist = Array.from({ length: 40 }, (_, i) => `0.0.0.0 ads${i}.example tracker${i}.example\n`).join("");

export function* seeds(): Iterable<Seed> {
  for (const [name, text] of WRITTEN) yield { name, bytes: encodeUtf8(text) };
  yield { name: "blocklist", bytes: encodeUtf8(blocklist) };
}
