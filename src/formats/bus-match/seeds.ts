import type { Seed } from "../../core/format.js";
import { encodeUtf8, fromLatin1 } from "../../core/utf8.js";
import { messageTypeNames } from "../../dbus/types.js";
import { escapeRawMatch, formatRawMatch } from "./format.js";
import { ARGUMENT_MAX, keyNames, MatchKey } from "./keys.js";
import { MatchComponent } from "./parse.js";

const component = (key: number, value: string): MatchComponent => new MatchComponent(key, value);

/** A rule with every key that looks at the header, and one of each that looks at an argument. */
const everyKey = [
  component(MatchKey.sender, "org.example.Svc"),
  component(MatchKey.type, "signal"),
  component(MatchKey.destination, ":1.7"),
  component(MatchKey.interface, "org.example.Iface"),
  component(MatchKey.member, "Changed"),
  component(MatchKey.path, "/org/example"),
  component(MatchKey.pathNamespace, "/org"),
  component(MatchKey.argument + 0, "a"),
  component(MatchKey.argumentPath + 10, "/b/"),
  component(MatchKey.argumentNamespace + ARGUMENT_MAX, "c.d"),
  component(MatchKey.argumentHas + 9, "e"),
];

const valid: Readonly<Record<string, string>> = {
  "empty-line": "\n",
  "every-key": formatRawMatch(everyKey),
  "every-key-unsorted": formatRawMatch([...everyKey].reverse()),
  unquoted: "type=signal,sender=a,member=b",
  "unquoted-quote-inside": "arg0=a'b",
  "unquoted-escaped-comma": "arg0=a\\,b",
  "unquoted-escaped-quote-first": "arg0=\\'a\\'",
  "unquoted-backslash-last": "member=a\\",
  "value-empty": "arg0=,arg1=''",
  "value-with-comma": "arg0='a,b'",
  "value-with-equals": "arg0==,arg1='='",
  "value-with-escapes": escapeRawMatch([component(MatchKey.argument, "it's a \\")]),
  "value-with-useless-escape": "arg0='a\\b'",
  "value-with-space": "arg0= a ,arg1=' b '",
  "comma-last": "member='a',",
  "spaces-before-keys": "  member='a',  path='/b'",
  "scope-driver": "sender='org.freedesktop.DBus'",
  "scope-local-sender": "sender='org.freedesktop.DBus.Local'",
  "scope-local-interface": "interface='org.freedesktop.DBus.Local'",
  "scope-local-path": "sender=org.freedesktop.DBus,path=/org/freedesktop/DBus/Local",
};

const refused: Readonly<Record<string, string>> = {
  "only-space": " ",
  "only-comma": ",",
  "no-equals": "member",
  "no-key": "='a'",
  "unknown-key": "eavesdrop='true'",
  "key-with-case": "Type='signal'",
  "key-with-space-behind": "member ='a'",
  "argument-without-number": "arg='a'",
  "argument-above-63": "arg64='a'",
  "argument-with-leading-zero": "arg01='a'",
  "argument-suffix-unknown": "arg0is='a'",
  "type-unknown": "type='signals'",
  "type-empty": "type=",
  "quote-open": "member='a",
  "quote-escaped-last": "member='a\\'",
  "behind-quote": "member='a'b",
  "space-behind-quote": "member='a' ,path='/b'",
  "two-commas": "member='a',,path='/b'",
  "key-twice": "arg0='a',arg0='b'",
  "tab-before-key": "member='a',\tpath='/b'",
};

const trees: Readonly<Record<string, readonly string[]>> = {
  "same-rule-twice": ["member='a'", "member='a'"],
  "values-in-hash-table": ["arg0='b'", "arg0='a'", "arg0='ab'", "arg0has='y'", "arg0has='x'"],
  "values-in-list": ["path_namespace='/a'", "path_namespace='/b'", "sender='a'", "sender='b'"],
  "types-by-number": [...messageTypeNames.values()].map((name) => `type='${name}'`),
  "leaf-between-keys": ["member='a'", "", "path='/a'", "member='a',path='/a'"],
  "refused-lines-between": ["member='a'", "bad", "member='b'"],
  "many-values": Array.from({ length: 20 }, (_, index) => `arg0='${String.fromCharCode(0x74 - index)}'`),
};

const bytes: Readonly<Record<string, string>> = {
  "value-not-utf8": "member='\xff\xc3'",
  "key-not-ascii": "\xff='a'",
  "nul-ends-rule": "member='a'\0b\nmember='c'",
  "nul-only": "\0",
  "carriage-return": "member='a'\r\nmember='b'\r\n",
};

/** Rules that show each point of the grammar, rules that are refused, and sets of rules that show the tree. */
export function* seeds(): Generator<Seed> {
  for (const [name, rule] of Object.entries(valid)) yield { name, bytes: encodeUtf8(rule) };
  for (const [name, rule] of Object.entries(refused)) yield { name: `refused-${name}`, bytes: encodeUtf8(rule) };
  for (const [name, rules] of Object.entries(trees))
    yield { name: `tree-${name}`, bytes: encodeUtf8(rules.join("\n")) };
  for (const [name, text] of Object.entries(bytes)) yield { name: `bytes-${name}`, bytes: fromLatin1(text) };
  yield { name: "every-argument-key", bytes: encodeUtf8(keyNames.map((key) => `${key}=error`).join("\n")) };
}
