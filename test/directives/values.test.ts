import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/core/diagnostics.js";
import { Assignment, type Binding } from "../../src/directives/assignment.js";
import type { valueDiagnostics } from "../../src/directives/diagnostics.js";
import {
  bool,
  double,
  enumeration,
  iecSize,
  int,
  long,
  mode,
  nsec,
  type ResourceLimits,
  resourceLimit,
  retired,
  sec,
  secDefInfinity,
  secFix0,
  signal,
  siSize,
  string,
  strv,
  syslogFacility,
  syslogLevel,
  tristate,
  uint8,
  uint16,
  uint64,
  unsigned,
} from "../../src/directives/values.js";
import { USEC_INFINITY } from "../../src/time/usec.js";

class Settings {
  flag = false;
  tristate: boolean | null = null;
  number = 7;
  large = 7n;
  text: string | null = "before";
  words: string[] = ["before"];
  colour: "no" | "yes" | "red" = "red";
  limits: ResourceLimits = new Map();
}

/** Runs a binding on one value: the settings, what was reported as `level code`, and the result. */
function assign(binding: Binding<Settings>, ...values: readonly string[]) {
  const diagnostics: Diagnostic[] = [];
  const at = new Assignment(diagnostics);
  at.node = { kind: "assignment", line: 3, start: 0, end: 1, name: "Key", value: "" };
  const settings = new Settings();
  const results = values.map((value) => binding(settings, value, at));
  return { settings, results, reports: diagnostics.map(({ level, code, line }) => `${level} ${code}@${line}`) };
}

const cases: readonly (readonly [
  name: string,
  binding: Binding<Settings>,
  field: keyof Settings,
  valid: readonly (readonly [text: string, value: unknown])[],
  invalid: readonly string[],
  code: keyof typeof valueDiagnostics,
])[] = [
  [
    "bool",
    bool("flag"),
    "flag",
    [
      ["yes", true],
      ["T", true],
      ["0", false],
      ["off", false],
    ],
    ["", "maybe", "2"],
    "value.not-boolean",
  ],
  [
    "tristate",
    tristate("tristate"),
    "tristate",
    [
      ["on", true],
      ["n", false],
      ["", null],
    ],
    ["x", "-1"],
    "value.not-boolean",
  ],
  [
    "int",
    int("number"),
    "number",
    [
      ["-5", -5],
      ["0x10", 16],
      ["+3", 3],
    ],
    ["", "x", "2147483648"],
    "value.not-integer",
  ],
  [
    "unsigned",
    unsigned("number"),
    "number",
    [
      ["4294967295", 0xffff_ffff],
      ["007", 7],
      ["0b11", 3],
    ],
    ["", "-1", "4294967296"],
    "value.not-unsigned",
  ],
  ["uint8", uint8("number"), "number", [["255", 255]], ["256"], "value.not-unsigned"],
  ["uint16", uint16("number"), "number", [["65535", 65535]], ["65536"], "value.not-unsigned"],
  [
    "uint64",
    uint64("large"),
    "large",
    [["18446744073709551615", 0xffff_ffff_ffff_ffffn]],
    ["18446744073709551616"],
    "value.not-unsigned",
  ],
  [
    "long",
    long("large"),
    "large",
    [["-9223372036854775808", -(2n ** 63n)]],
    ["9223372036854775808"],
    "value.not-integer",
  ],
  [
    "double",
    double("number"),
    "number",
    [
      ["1.5", 1.5],
      ["1e3", 1000],
    ],
    ["", "1.5x"],
    "value.not-number",
  ],
  [
    "mode",
    mode("number"),
    "number",
    [
      ["755", 0o755],
      ["7777", 0o7777],
    ],
    ["", "888", "10000", "-1", "rwx"],
    "value.not-mode",
  ],
  [
    "sec",
    sec("large"),
    "large",
    [
      ["5", 5_000_000n],
      ["1min 30s", 90_000_000n],
      ["infinity", USEC_INFINITY],
    ],
    ["", "-1", "5 foo"],
    "value.not-timespan",
  ],
  [
    "secDefInfinity",
    secDefInfinity("large"),
    "large",
    [
      ["", USEC_INFINITY],
      ["1ms", 1000n],
    ],
    ["x"],
    "value.not-timespan",
  ],
  [
    "secFix0",
    secFix0("large"),
    "large",
    [
      ["0", USEC_INFINITY],
      ["1us", 1n],
    ],
    ["", "x"],
    "value.not-timespan",
  ],
  [
    "nsec",
    nsec("large"),
    "large",
    [
      ["5", 5n],
      ["1us", 1000n],
    ],
    ["", "x"],
    "value.not-timespan",
  ],
  [
    "iecSize",
    iecSize("large"),
    "large",
    [
      ["1K", 1024n],
      ["1.5G", 1_610_612_736n],
    ],
    ["", "1X", "-1"],
    "value.not-size",
  ],
  ["siSize", siSize("large"), "large", [["1K", 1000n]], ["1X"], "value.not-size"],
  [
    "signal",
    signal("number"),
    "number",
    [
      ["SIGTERM", 15],
      ["KILL", 9],
      ["RTMIN+1", 35],
      ["1", 1],
    ],
    ["", "0", "bogus"],
    "value.not-signal",
  ],
  [
    "syslogLevel",
    syslogLevel("number"),
    "number",
    [
      ["emerg", 0],
      ["7", 7],
    ],
    ["", "8"],
    "value.not-syslog-level",
  ],
  [
    "syslogFacility",
    syslogFacility("number"),
    "number",
    [
      ["local0", 16],
      ["99", 99],
    ],
    ["", "128"],
    "value.not-syslog-facility",
  ],
  [
    "string",
    string("text"),
    "text",
    [
      ["a \\ b", "a \\ b"],
      ["", null],
    ],
    [],
    "value.bad-syntax",
  ],
  [
    "safe string",
    string("text", { safe: true }),
    "text",
    [["a b", "a b"]],
    ['a"b', "a\\b", "a\tb"],
    "value.unsafe-characters",
  ],
  ["ASCII string", string("text", { ascii: true }), "text", [["a b", "a b"]], ["é"], "value.not-ascii"],
  [
    "enumeration",
    enumeration("colour", ["no", "yes", "red"]),
    "colour",
    [
      ["red", "red"],
      ["no", "no"],
    ],
    ["", "RED", "true", "__proto__"],
    "value.unknown-keyword",
  ],
  [
    "enumeration with yes",
    enumeration("colour", ["no", "yes", "red"], { yes: "yes" }),
    "colour",
    [
      ["1", "yes"],
      ["off", "no"],
      ["red", "red"],
    ],
    ["", "blue"],
    "value.unknown-keyword",
  ],
  [
    "enumeration with a default",
    enumeration("colour", ["no", "yes", "red"], { empty: "no" }),
    "colour",
    [["", "no"]],
    ["blue"],
    "value.unknown-keyword",
  ],
];

describe.each(cases)("%s", (_name, binding, field, valid, invalid, code) => {
  it.each(valid.map(([text, value]) => ({ text, value })))("$text", ({ text, value }) => {
    expect(assign(binding, text)).toMatchObject({ settings: { [field]: value }, results: [undefined], reports: [] });
  });

  it.each(invalid.map((text) => ({ text })))("$text leaves the setting and goes on", ({ text }) => {
    const { settings, results, reports } = assign(binding, text);
    expect(settings).toEqual(new Settings());
    expect(results).toEqual([undefined]);
    expect(reports).toEqual([`4 ${code}@3`]);
  });
});

describe("fatal bool", () => {
  it("ends the file", () => {
    const { results, reports } = assign(bool("flag", true), "maybe");
    expect([results, reports]).toEqual([["ENOEXEC"], ["3 value.not-boolean@3"]]);
  });
});

describe("strv", () => {
  it("adds words, resets when empty, keeps escapes", () => {
    expect(assign(strv("words"), "", 'a "b c"', "a \\x20").settings.words).toEqual(["a", "b c", "a", "\\x20"]);
  });

  it("refuses quotes that do not close as a whole", () => {
    const { settings, reports } = assign(strv("words"), 'a "b');
    expect([settings.words, reports]).toEqual([["before"], ["4 value.bad-syntax@3"]]);
  });
});

describe("resourceLimit", () => {
  it("sets the limit of its resource", () => {
    const { settings } = assign(resourceLimit("limits", "NOFILE"), "1:2", "3");
    expect([...settings.limits]).toEqual([["NOFILE", { soft: 3n, hard: 3n }]]);
  });

  it.each([
    ["2:1", "value.soft-above-hard"],
    ["x", "value.not-resource-limit"],
  ])("%s is refused", (text, code) => {
    const { settings, reports } = assign(resourceLimit("limits", "NOFILE"), text);
    expect([settings.limits.size, reports]).toEqual([0, [`4 ${code}@3`]]);
  });
});

describe("retired", () => {
  it.each([
    ["disabled-at-compile-time", "7 value.not-built-in@3"],
    ["legacy", "6 value.support-removed@3"],
    ["experimental", "6 value.support-removed@3"],
  ] as const)("%s", (why, report) => {
    expect(assign(retired(why), "x")).toMatchObject({ results: [undefined], reports: [report] });
  });
});
