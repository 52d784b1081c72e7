import { describe, expect, it } from "vitest";
import { definition } from "../../../src/formats/bus-match/definition.js";
import {
  format,
  formatEscaped,
  keyNames,
  type MatchComponent,
  MatchRefusal,
  parse,
  scope,
} from "../../../src/formats/bus-match/index.js";

const accepted = (rule: string | Uint8Array): readonly MatchComponent[] => {
  const components = parse(rule);
  if (components instanceof MatchRefusal) throw new Error(`${components.fault} at ${components.offset}`);
  return components;
};

const pairs = (rule: string | Uint8Array) => accepted(rule).map(({ name, value }) => [name, value]);

describe("parse", () => {
  it.each([
    ["", []],
    ["member=a", [["member", "a"]]],
    ["member='a',", [["member", "a"]]],
    ["member=", [["member", ""]]],
    ["member=''", [["member", ""]]],
    ["member=a'", [["member", "a'"]]],
    ["member= 'a'", [["member", " 'a'"]]],
    ["member='a,b=c'", [["member", "a,b=c"]]],
    ["member=a\\,b", [["member", "a,b"]]],
    ["member='a\\'b'", [["member", "a'b"]]],
    ["member='a\\\\b'", [["member", "a\\b"]]],
    ["member='a\\b'", [["member", "ab"]]],
    ["member=a\\", [["member", "a"]]],
    ["member=\\'a\\'", [["member", "'a'"]]],
    ["member='é'", [["member", "é"]]],
    [
      "  member='a',  sender='b'",
      [
        ["sender", "b"],
        ["member", "a"],
      ],
    ],
    ["member='a'\0garbage", [["member", "a"]]],
  ])("reads %j", (rule, expected) => expect(pairs(rule)).toEqual(expected));

  it.each([
    ["member", "no-equals"],
    [" ", "no-equals"],
    ["member='a',,", "no-equals"],
    ["=a", "unknown-key"],
    ["Member=a", "unknown-key"],
    ["member =a", "unknown-key"],
    ["\tmember=a", "unknown-key"],
    ["arg64=a", "unknown-key"],
    ["arg01=a", "unknown-key"],
    ["arg=a", "unknown-key"],
    ["arg-1=a", "unknown-key"],
    ["arg0hasx=a", "unknown-key"],
    ["eavesdrop=true", "unknown-key"],
    ["type=Signal", "unknown-type"],
    ["type=4", "unknown-type"],
    ["type=''", "unknown-type"],
    ["member='a", "open-quote"],
    ["member='a\\'", "open-quote"],
    ["member='a'b", "after-quote"],
    ["member='a' ", "after-quote"],
    ["member=a,member=b", "repeated-key"],
    ["arg1=a,arg0=b,arg1=c", "repeated-key"],
  ])("refuses %j: %s", (rule, fault) => expect(parse(rule)).toMatchObject({ errno: "EINVAL", fault }));

  it("knows the names of all keys and sorts components by them", () => {
    const [type, ...others] = keyNames.filter((name) => name !== "type");
    const rule = [...others.map((name) => `${name}=x`), `${type}=x`, "type=error"].reverse().join(",");
    expect(accepted(rule).map(({ name }) => name)).toEqual(keyNames);
  });

  it("takes bytes that are no UTF-8", () => {
    const [component] = accepted(Uint8Array.of(...[..."path='"].map((c) => c.charCodeAt(0)), 0xff, 0x27));
    expect(component?.bytes).toEqual(Uint8Array.of(0xff));
    expect(component?.value).toBe("\ufffd");
  });
});

describe("format", () => {
  it("sorts and quotes, but escapes nothing, as systemd does", () => {
    expect(format(accepted("member=a,type=signal,arg0='it\\'s'"))).toBe("type='signal',member='a',arg0='it's'");
    expect(format([])).toBe("");
  });

  it("has a form with escapes that reads back", () => {
    const components = accepted("arg0='it\\'s',arg1=a\\\\b");
    expect(formatEscaped(components)).toBe("arg0='it\\'s',arg1='a\\\\b'");
    expect(accepted(formatEscaped(components))).toEqual(components);
  });
});

describe("scope", () => {
  it.each([
    ["", "generic"],
    ["sender=org.freedesktop.DBus", "driver"],
    ["destination=org.freedesktop.DBus", "generic"],
    ["sender=org.freedesktop.DBus.Local", "local"],
    ["interface=org.freedesktop.DBus.Local", "local"],
    ["sender=org.freedesktop.DBus,path=/org/freedesktop/DBus/Local", "local"],
    ["path_namespace=/org/freedesktop/DBus/Local", "generic"],
  ])("of %j is %s", (rule, expected) => expect(scope(accepted(rule))).toBe(expected));
});

describe("inspect", () => {
  it("gives a diagnostic with line and place for each rule that is refused", () => {
    const { value, diagnostics, error } = definition.inspect(new TextEncoder().encode("member=a\nmember\ntype=x\n"));
    expect(error).toBeNull();
    expect(value).toMatchObject([{ components: [{ name: "member", value: "a" }], rule: "member='a'" }, null, null]);
    expect(diagnostics).toMatchObject([
      { code: "bus-match.no-equals", line: 2, span: { start: 9 } },
      { code: "bus-match.unknown-type", line: 3, span: { start: 21 } },
    ]);
    for (const { code } of diagnostics) expect(definition.diagnostics).toHaveProperty([code]);
  });
});
