import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/systemctl-parse-argv/definition.js";
import { type CommandLine, encode, format, parse, shownText } from "../../../src/formats/systemctl-parse-argv/index.js";
import { decodeRaw } from "../../../src/text/raw-bytes.js";
import { USEC_INFINITY } from "../../../src/time/usec.js";

/** 2023-11-14 22:13:20 UTC. */
const now = 1_700_000_000_000_000n;

function read(...words: string[]): CommandLine {
  const line = parse(words, { now });
  expect(line).not.toBeNull();
  return line as CommandLine;
}

const systemctl = (...words: string[]): CommandLine => read("systemctl", ...words);
const codes = ({ diagnostics }: CommandLine): string[] =>
  diagnostics.map(({ code }) => code.replace("systemctl-parse-argv.", ""));
const refusal = (line: CommandLine): unknown => [line.outcome.kind === "refused" && line.outcome.errno, ...codes(line)];

describe("the program's name", () => {
  it.each([
    ["systemctl", "systemctl"],
    ["/usr/sbin/poweroff", "poweroff"],
    ["reboot//", "reboot"],
    ["halt/x", "systemctl"],
    ["//", "systemctl"],
    ["", "systemctl"],
    ["telinit", "telinit"],
    ["initctl", "telinit"],
    ["reboot-or-halt", "halt"],
    ["my-runlevel", "runlevel"],
  ])("%j makes it %s", (program, personality) => expect(read(program).personality).toBe(personality));

  it("is missing when there is no word", () => {
    expect(parse([])).toBeNull();
    expect(parse(new Uint8Array())).toBeNull();
  });

  it("and the other words cannot hold a NUL", () => {
    expect(() => parse(["systemctl", "a\0b"])).toThrow(TypeError);
  });
});

describe("words", () => {
  it("come as bytes with a NUL behind each, the last may lack it", () => {
    for (const text of ["systemctl\0status\0\0a\0", "systemctl\0status\0\0a"]) {
      expect(parse(encodeUtf8(text), { now })?.remaining).toEqual(["status", "", "a"]);
    }
  });

  it("are read with the machine's time unless one is given", () => {
    const before = BigInt(Date.now()) * 1000n;
    expect(parse(["systemctl", "--when=now"])?.settings.when.usec).toBeGreaterThanOrEqual(before);
  });
});

describe("lists", () => {
  it("of types take load states for what they are", () => {
    const { types, states } = systemctl("--type=service,masked", "-t,mount,").settings;
    expect([types, states]).toEqual([["service", "mount"], ["masked"]]);
    expect(refusal(systemctl("-t", "failed"))).toEqual(["EINVAL", "unknown-type", "unknown-type-hint"]);
  });

  it("of properties are none, empty or longer", () => {
    expect(systemctl("-p", ",").settings).toMatchObject({ properties: null, emptyProperties: true });
    expect(systemctl("-p", "").settings.properties).toEqual([]);
    expect(systemctl("-p", "", "-P", "A,B", "-p", "").settings).toMatchObject({
      properties: ["A", "B"],
      onlyValues: true,
    });
  });

  it("cannot end in a backslash, nor be empty", () => {
    for (const option of ["type", "state", "what"]) {
      expect(refusal(systemctl(`--${option}=`))).toEqual(["EINVAL", "no-arguments"]);
    }
    const line = systemctl("--state=a,b\\");
    expect(refusal(line)).toEqual(["EINVAL", "bad-list"]);
    expect(line.settings.states).toEqual(["a"]);
  });
});

describe("values", () => {
  it.each([
    ["--kill-value=0x10", 16],
    ["--kill-value=0b11", 3],
    ["--kill-value=0o17", 15],
    ["--kill-value=-5", -5],
    ["--kill-value=-2147483648", -2147483648],
  ])("%s", (option, value) => {
    expect(systemctl(option).settings).toMatchObject({ killValue: value, killValueSet: true });
  });

  it("for the signal that are wrong are refused without a word", () => {
    expect(refusal(systemctl("--kill-value=4294967296"))).toEqual(["ERANGE"]);
    expect(refusal(systemctl("--kill-value=2147483648"))).toEqual(["ERANGE"]);
    expect(refusal(systemctl("--kill-value=-2147483649"))).toEqual(["ERANGE"]);
    expect(refusal(systemctl("--kill-value=x"))).toEqual(["EINVAL"]);
  });

  it.each([
    ["9", 9],
    ["KILL", 9],
    ["SIGRTMAX-1", 63],
  ])("--signal=%s", (name, signal) => expect(systemctl("-s", name).settings.signal).toBe(signal));

  it.each([
    ["a/./b//", "/a/b"],
    ["/../a", "/a"],
    [".", "/"],
    ["", null],
  ])("--root=%s", (path, root) => expect(systemctl(`--root=${path}`).settings.root).toBe(root));

  it.each([
    [`${"a".repeat(29)}`, true],
    [`${"a".repeat(30)}`, false],
    ["9-_", true],
    ["a.b", false],
    ["..", false],
    ["é", false],
  ])("--capsule=%s", (name, valid) => expect(systemctl("-C", name).outcome.kind).toBe(valid ? "act" : "refused"));

  it("that are words of a table leave nothing behind when they are none", () => {
    expect(systemctl("--output=xml").settings.output).toBeNull();
    expect(systemctl("--preset-mode=").settings.presetMode).toBeNull();
    expect(systemctl("--timestamp=date").settings.timestampStyle).toBeNull();
    expect(systemctl("--timestamp=\u00b5s").settings.timestampStyle).toBe("us");
  });

  it("that are booleans", () => {
    expect(systemctl("--legend=ON", "--check-inhibitors=f").settings).toMatchObject({
      legend: true,
      checkInhibitors: false,
    });
    for (const open of ["auto", ""]) {
      expect(systemctl("--check-inhibitors=no", `--check-inhibitors=${open}`).settings.checkInhibitors).toBeNull();
    }
    expect(refusal(systemctl("--check-inhibitors=AUTO"))).toEqual(["EINVAL", "bad-boolean"]);
    expect(refusal(systemctl("--legend="))).toEqual(["EINVAL", "bad-boolean"]);
    expect(refusal(systemctl("--legend=auto"))).toEqual(["EINVAL", "bad-boolean"]);
  });

  it("of an image policy are explained where systemd does", () => {
    expect(refusal(systemctl("--image-policy=bogus=verity"))).toEqual([
      "EBADSLT",
      "image-policy-part",
      "image-policy-unknown-partition",
    ]);
    expect(refusal(systemctl("--image-policy=root=a\\"))).toEqual(["EINVAL", "bad-image-policy"]);
  });
});

describe("options that change others", () => {
  it("quiet and JSON take the legend away, but not for good", () => {
    expect(systemctl("-q").settings.legend).toBe(false);
    expect(systemctl("--legend=yes", "-q").settings.legend).toBe(true);
    expect(systemctl("--legend=yes", "-o", "json").settings).toMatchObject({ legend: false, plain: true });
    expect(systemctl("-o", "json", "-o", "cat").settings).toMatchObject({ legend: false, plain: true, output: "cat" });
  });

  it("a capsule has a user's manager only, unless somebody else is talked to after all", () => {
    expect(systemctl("-C", "a").settings).toMatchObject({ runtimeScope: "user", askPassword: false });
    expect(systemctl("--system", "-C", "a").settings).toMatchObject({ runtimeScope: "user" });
    expect(systemctl("-C", "a", "--system", "-M", "b").settings).toMatchObject({ runtimeScope: "system" });
  });

  it.each([
    [["-H", "a", "--user"], "user-instance-of-host"],
    [["-C", "a", "--system"], "system-instance-of-capsule"],
    [["-C", "a", "--global", "--wait", "--no-block"], "system-instance-of-capsule"],
    [["--wait", "--no-block"], "wait-without-blocking"],
    [["--marked", "restart"], "marked-without-verb"],
    [["--marked", "reload-or-restart", "a"], "marked-with-units"],
    [["--marked", "reload-or-restart", "--wait"], "marked-and-waiting"],
    [["--marked", "reload-or-restart", "-T"], "marked-and-waiting"],
    [["reload-or-restart"], "no-units"],
    [["--root=a", "--image=b"], "root-and-image"],
  ])("%j do not go together", (words, code) => expect(refusal(systemctl(...words))).toEqual(["EINVAL", code]));

  it("a mistake in another program's scope shows in what was set before", () => {
    expect(systemctl("--user", "--wait", "--no-block").settings.askPassword).toBe(false);
  });
});

describe("when", () => {
  it.each([
    ["@5", 5_000_000n, null],
    ["2040-01-01 UTC", 2_208_988_800_000_000n, null],
    ["auto", USEC_INFINITY, null],
    ["+1min", now + 60_000_000n, "+1min"],
    ["tomorrow", 1_700_006_400_000_000n, "tomorrow"],
  ])("--when=%s", (text, usec, fromClock) => {
    expect(systemctl(`--when=${text}`).settings.when).toEqual({ usec, fromClock });
  });

  it("ends the reading for actions of its own", () => {
    for (const [value, action] of [
      ["", "cancel-shutdown"],
      ["cancel", "cancel-shutdown"],
      ["show", "systemctl-show-shutdown"],
    ] as const) {
      const line = systemctl("a", "--user", `--when=${value}`, "--bogus", "b");
      expect(line).toMatchObject({ outcome: { kind: "act" }, remaining: ["--bogus", "b"], settings: { action } });
      expect(line.settings.askPassword).toBe(true);
    }
  });

  it.each([
    ["+2 hours", "hours"],
    ["5min ago", "ago"],
    ["2 weeks left", "left"],
    ["Sat 2040-01-01", "2040-01-01"],
    ["2040-01-01 CEST", "CEST"],
    ["2040-01-01 Europe/Nowhere", "Europe/Nowhere"],
    ["now x", "x"],
  ])("looks for a time zone in the last word of %j", (text, zone) => {
    const [first] = systemctl(`--when=${text}`).diagnostics;
    expect(first).toMatchObject({ code: "systemctl-parse-argv.unknown-timezone", level: 7, params: { value: zone } });
  });

  it.each(["2040-01-01 10:00", "2040-01-01 UTC", "2040-01-01 +01:00", "+2hours", "@5", "Z x/", "a /x", "a b//c", "a "])(
    "looks for none in %j",
    (text) => expect(codes(systemctl(`--when=${text}`))).not.toContain("unknown-timezone"),
  );

  it("cannot be nothing or never", () => {
    expect(refusal(systemctl("--when=@0"))).toEqual(["EINVAL", "useless-timestamp"]);
    expect(refusal(systemctl("--when=@infinity"))).toEqual(["EINVAL", "useless-timestamp"]);
    expect(refusal(systemctl("--when=x"))).toEqual(["EINVAL", "bad-timestamp"]);
  });

  it.each([
    ["now", 0n],
    ["+0", now],
    ["5", now + 300_000_000n],
    ["0x10", now + 960_000_000n],
    ["22:14", now + 40_000_000n],
    ["22:13", 1_700_086_380_000_000n],
    ["0:0", 1_700_006_400_000_000n],
    [":", 1_700_006_400_000_000n],
    ["-0: +7", 1_700_006_820_000_000n],
  ])("shutdown %s", (time, usec) => expect(read("shutdown", "--", time).settings.when.usec).toBe(usec));

  it.each([
    "",
    "+",
    "-1",
    "24:00",
    "1:60",
    "1:2:3",
    "1 :2",
    " :2",
    "1: ",
    "-1:0",
    "1:-1",
    "x:1",
    "1:x",
    "99999999999999999999:0",
  ])("shutdown %j is refused", (time) =>
    expect(refusal(read("shutdown", "--", time))).toEqual(["EINVAL", "bad-shutdown-time"]),
  );
});

describe("what is shown", () => {
  it("has titles unless they are unwanted", () => {
    expect(shownText("unit-types", true)).toMatch(/^Available unit types:\nservice\n/);
    expect(shownText("unit-types", false)).toMatch(/^service\n/);
    expect(shownText("states", true)).toContain("\n\nAvailable unit file states:\nenabled\n");
    expect(shownText("states", false)).not.toMatch(/\n\n|:/);
  });

  it("tells signals with their numbers, and without", () => {
    expect(shownText("signals", true)?.split("\n").length).toBe(66);
    expect(shownText("signal-table", true)).toContain("\n9      SIGKILL\n");
  });

  it("is no list for texts of a version or a machine", () => {
    for (const shown of ["help", "version", "boot-loader-entries", "nothing"] as const) {
      expect(shownText(shown, true)).toBeNull();
    }
  });
});

describe("the other programs", () => {
  it.each([
    [["halt"], "halt"],
    [["halt", "-p"], "poweroff"],
    [["reboot", "-p"], "reboot"],
    [["reboot", "--halt", "-p"], "poweroff"],
    [["poweroff", "--reboot", "x"], "reboot"],
    [["shutdown", "-r", "-h"], "poweroff"],
    [["shutdown", "-H", "-h"], "halt"],
    [["shutdown", "-c", "-K"], "kexec"],
    [["telinit", "s"], "rescue"],
    [["init", "--no-wall", "6"], "reboot"],
    [["runlevel"], "runlevel"],
  ])("%j: %s", (words, action) => {
    const [program = "", ...rest] = words;
    expect(read(program, ...rest).settings).toMatchObject({ action, askPassword: false });
  });

  it.each([
    [["halt", "x"], "too-many-words"],
    [["reboot", "x", "y"], "too-many-words"],
    [["runlevel", ""], "too-many-words"],
    [["telinit", "1", "2"], "too-many-words"],
    [["telinit"], "no-runlevel"],
    [["telinit", ""], "runlevel-too-long"],
    [["telinit", "7"], "unknown-runlevel"],
    [["halt", "--no-w"], "getopt.ambiguous"],
    [["shutdown", "-t"], "getopt.argument-missing-short"],
  ])("%j is refused: %s", (words, code) => {
    const [program = "", ...rest] = words;
    expect(refusal(read(program, ...rest))).toEqual(["EINVAL", code]);
  });

  it("take a message behind the time, or alone to cancel", () => {
    expect(read("shutdown", "now", "a", "b").settings.wall).toEqual(["a", "b"]);
    expect(read("shutdown", "-c", "a").settings).toMatchObject({ wall: ["a"], when: { usec: USEC_INFINITY } });
    expect(read("shutdown", "now").settings.wall).toBeNull();
  });
});

describe("format", () => {
  it("writes what differs from the defaults, in full", () => {
    const words = format(systemctl("status", "-n5", "--ful", "-", "-p", "a\\,b,c")).map((word) => decodeRaw(word));
    expect(words).toEqual(["systemctl", "--full", "--lines=5", "--property=a\\,b,c", "--", "status", "-"]);
    expect(decodeRaw(encode(read("shutdown", "+5", "-r")))).toBe("shutdown\0--reboot\0+5\0");
  });

  it("refuses what no options make", () => {
    expect(() => format(systemctl("--bogus"))).toThrow(TypeError);
    const line = systemctl();
    line.settings.dependency = "after";
    expect(() => format(line)).toThrow(TypeError);
    expect(() => format({ ...line, program: "halt" })).toThrow(TypeError);
  });
});

describe("reports", () => {
  const levels = (...words: string[]): unknown => {
    const { diagnostics } = definition.observe(encodeUtf8(words.join("\0"))) as { diagnostics: { level: unknown }[] };
    return diagnostics.map(({ level }) => level);
  };

  it.each([
    [
      ["systemctl", "-.mount"],
      [3, 5, 5],
    ],
    [
      ["systemctl", "-.a\nb"],
      [3, 5, 5, 5],
    ],
    [
      ["systemctl", "--output=a\n"],
      [3, 3],
    ],
    [
      ["systemctl", "--legend=\r\n"],
      [3, 3],
    ],
    [["systemctl", "--check-inhibitors=a\n"], [3]],
    [
      ["systemctl", "--capsule=a\nb"],
      [3, 3],
    ],
    [
      ["systemctl", "--image-policy=a\nb"],
      [7, 7, 3, 3],
    ],
    [
      ["systemctl", "--type=x"],
      [3, 6],
    ],
    [
      ["systemctl", "--bogus\n"],
      [null, null],
    ],
    [
      ["init", "\n"],
      [3, 3],
    ],
  ])("%j take a message for every line", (words, expected) => expect(levels(...words)).toEqual(expected));
});

describe("laws", () => {
  const holds = (words: readonly string[]): void => {
    const input = encodeUtf8(words.map((word) => `${word}\0`).join(""));
    checkLaws(definition, input, definition.run(input));
    expect(definition.observe(input)).toEqual(definition.observe(input));
  };

  it("hold for time spans whose microseconds are too many digits (found by fuzzing)", () => {
    holds(["\u0430", "", "--boot-loader-menu=9999999999999"]);
    holds(["systemctl", "--when=@9999999999999.000001", "--boot-loader-menu=18446744073709551614us"]);
  });

  it("hold for every seed", () => {
    for (const { bytes } of definition.seeds()) checkLaws(definition, bytes, definition.run(bytes));
  });

  it("hold for command lines made of tokens", () => {
    const tokens = [...definition.dictionary()].map((token) => (typeof token === "string" ? token : decodeRaw(token)));
    const token = fc.constantFrom(...tokens.filter((text) => !text.includes("\0")), "a", "1", "");
    const word = fc.oneof(
      token,
      fc.tuple(token, token).map((pair) => pair.join("")),
    );
    const program = fc.constantFrom("systemctl", "halt", "poweroff", "reboot", "shutdown", "init", "runlevel");
    fc.assert(
      fc.property(program, fc.array(word, { maxLength: 8 }), (name, words) => holds([name, ...words])),
      { numRuns: 2000 },
    );
  });

  it("hold for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array(), (input) => checkLaws(definition, input, definition.run(input))));
  });

  it("leave long inputs and many words alone", () => {
    expect(definition.observe(new Uint8Array(16_385))).toEqual({ ignored: true });
    expect(definition.observe(encodeUtf8("a\0".repeat(1_025)))).toEqual({ ignored: true });
    expect(definition.observe(encodeUtf8("a\0".repeat(1_024)))).toMatchObject({ result: 1 });
    expect(definition.observe(new Uint8Array())).toEqual({ ignored: true });
  });
});
