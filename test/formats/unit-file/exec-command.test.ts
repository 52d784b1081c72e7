import { describe, expect, it } from "vitest";
import { readOwn } from "./read.js";

const service = (...lines: readonly string[]) => readOwn("service", ...lines);
const start = (line: string) => service(`ExecStart=${line}`).unit.service!.commands.ExecStart;
/** The command lines as the dump prints them. */
const printed = (...lines: readonly string[]) =>
  service(...lines)
    .dump.filter((line) => line.startsWith("\t\tCommand Line: "))
    .map((line) => line.slice("\t\tCommand Line: ".length));

describe("command lines", () => {
  it.each([
    ["/bin/true", ["/bin/true"]],
    ["true", ["true"]],
    ["/bin/echo a  b", ["/bin/echo", "a", "b"]],
    [`/bin/echo "a b" 'c d' e\\x20f`, ["/bin/echo", "a b", "c d", "e f"]],
    ["/bin/echo %n 100%%", ["/bin/echo", "a.service", "100%"]],
    [`/bin/echo \${HOME} $X`, ["/bin/echo", `\${HOME}`, "$X"]],
    ["/bin/a \\; b", ["/bin/a", ";", "b"]],
    ['/bin/a ";" b', ["/bin/a", ";", "b"]],
    ["/bin/a b;c", ["/bin/a", "b;c"]],
    ['/bin/a ""', ["/bin/a", ""]],
  ])("%s", (line, argv) => {
    expect(start(line).map((command) => command.argv)).toEqual([argv]);
  });

  it("separates commands at a lone semicolon", () => {
    expect(start("/bin/a x ; /bin/b ;").map(({ argv }) => argv)).toEqual([["/bin/a", "x"], ["/bin/b"]]);
    expect(start("; /bin/a").map(({ argv }) => argv)).toEqual([["/bin/a"]]);
  });

  it("simplifies the path and leaves the zeroth argument as it is", () => {
    expect(start("//bin/./true x")).toMatchObject([{ path: "/bin/true", argv: ["//bin/./true", "x"] }]);
  });

  it("adds up over assignments; an empty one resets", () => {
    expect(printed("ExecStart=/bin/a", "ExecStart=/bin/b")).toEqual(["/bin/a", "/bin/b"]);
    expect(printed("ExecStart=/bin/a", "ExecStart=", "ExecStart=/bin/b x")).toEqual(["/bin/b x"]);
  });

  it("quotes what the dump prints", () => {
    expect(printed(`ExecStart=/bin/sh -c 'echo "hi" $X' ''`)).toEqual(['/bin/sh -c "echo \\"hi\\" \\$X" ""']);
  });
});

describe("prefixes", () => {
  const none = {
    ignoreFailure: false,
    noEnvExpand: false,
    fullyPrivileged: false,
    noSetuid: false,
    ambientMagic: false,
  };

  it.each([
    ["-/bin/x", { ignoreFailure: true }],
    [":/bin/x", { noEnvExpand: true }],
    ["+/bin/x", { fullyPrivileged: true }],
    ["!/bin/x", { noSetuid: true }],
    ["!!/bin/x", { ambientMagic: true }],
    ["-:+/bin/x", { ignoreFailure: true, noEnvExpand: true, fullyPrivileged: true }],
  ])("%s", (line, flags) => {
    expect(start(line)).toEqual([{ path: "/bin/x", argv: ["/bin/x"], ...none, ...flags }]);
  });

  it("@ takes the zeroth argument from the line", () => {
    expect(start("@/bin/sh argv0 -c x")).toMatchObject([{ path: "/bin/sh", argv: ["argv0", "-c", "x"] }]);
  });

  it.each(["++/bin/x", "!+/bin/x", "+!/bin/x", "!!!/bin/x", "--/bin/x", "|/bin/x"])("%s is no path", (line) => {
    const { result, reports } = service(`ExecStart=${line}`);
    expect(result).toBe(line.startsWith("-") ? 1 : "ENOEXEC");
    expect(reports).toEqual(["unit-file.bad-executable@2"]);
  });
});

describe("commands that are refused", () => {
  it.each([
    ["@", "unit-file.empty-executable"],
    ['""', "unit-file.empty-executable"],
    ["@/bin/x", "unit-file.no-argv0"],
    ["/dir/", "unit-file.executable-is-directory"],
    ["/dir/..", "unit-file.executable-is-directory"],
    [".", "unit-file.executable-is-directory"],
    ["a/b", "unit-file.bad-executable"],
    [`/bin/${"x".repeat(256)}`, "unit-file.bad-executable"],
    ["/bin/x\\x07", "unit-file.unsafe-executable"],
    ["/bin/x\\\\", "unit-file.unsafe-executable"],
    ["/bin/%z", "unit-file.bad-specifier"],
    ["/bin/x %z", "unit-file.bad-specifier"],
    ['/bin/x "a', "unit-file.unbalanced-quotes"],
  ])("%s ends the file", (line, code) => {
    const { result, reports, dump } = service(`ExecStart=${line}`, "ExecStart=/bin/never");
    expect(result).toBe("ENOEXEC");
    expect(reports).toEqual([`${code}@2`]);
    expect(dump.some((text) => text.startsWith("\t\tCommand Line"))).toBe(false);
  });

  it.each(["-", "-/dir/", "-/bin/x %z", '-/bin/x "a', "-@/bin/x"])("%s only skips the assignment", (line) => {
    const { result, reports } = service(`ExecStart=${line}`, "ExecStart=/bin/after");
    expect(result).toBe(1);
    expect(reports).toHaveLength(1);
    expect(printed(`ExecStart=${line}`, "ExecStart=/bin/after")).toEqual(["/bin/after"]);
  });

  it("unbalanced quotes in the first word only skip the assignment", () => {
    const { result, reports } = service('ExecStart="/bin/x', "ExecStart=/bin/after");
    expect(result).toBe(1);
    expect(reports).toEqual(["unit-file.unbalanced-quotes@2"]);
  });

  it("keeps the commands before the one that is refused", () => {
    expect(printed("ExecStart=/bin/a ; /dir/")).toEqual(["/bin/a"]);
  });

  it("keeps an unknown escape as it stands", () => {
    const { result, reports } = service("ExecStart=/bin/x a\\qb");
    expect([result, ...reports]).toEqual([1, "unit-file.unknown-escape@2"]);
    expect(printed("ExecStart=/bin/x a\\qb")).toEqual(['/bin/x "a\\\\qb"']);
  });
});
