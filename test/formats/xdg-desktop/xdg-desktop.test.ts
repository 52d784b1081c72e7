import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/xdg-desktop/definition.js";
import { lookupIn } from "../../../src/formats/xdg-desktop/executables.js";
import { generateAutostartUnit, parseDesktopFile } from "../../../src/formats/xdg-desktop/index.js";
import { BadEscape, parseDesktopList, unescapeDesktopValue } from "../../../src/formats/xdg-desktop/parse.js";

const read = (...lines: readonly string[]) => parseDesktopFile(encodeUtf8(["[Desktop Entry]", ...lines].join("\n")));

/** The unit of an application's entry on a machine that has /bin/true and, by its name, true. */
function generate(...lines: readonly string[]) {
  const { entry } = read("Type=Application", ...lines);
  const { text, diagnostics } = generateAutostartUnit(entry, {
    sourcePath: "/etc/xdg/autostart/a.desktop",
    generator: "test",
    home: "/home/me",
    findExecutable: (name) =>
      name === "true" || name === "/bin/true" ? { path: "/bin/true" } : name === "/" ? "EISDIR" : "ENOENT",
  });
  const line = (key: string): string | undefined => text?.split("\n").find((each) => each.startsWith(`${key}=`));
  return { text, line, reports: diagnostics.map(({ code, level }) => `${code}@${level}`) };
}

describe("values", () => {
  it.each([
    ["a\\sb\\n\\t\\r\\\\", "a b\n\t\r\\"],
    ["plain", "plain"],
    ["a\\;b;", "a;b;"],
    ["", ""],
  ])("%j", (text, meant) => {
    expect(unescapeDesktopValue(text)).toBe(meant);
  });

  it.each(["\\x", "a\\", '\\"'])("%j is refused", (text) => {
    expect(unescapeDesktopValue(text)).toBeInstanceOf(BadEscape);
  });

  it.each([
    ["a;b;", ["a", "b"]],
    ["a;b", ["a", "b"]],
    [";;", []],
    ["", []],
    ["a\\;b;c\\\\;d", ["a;b", "c\\", "d"]],
  ])("list %j", (text, members) => {
    expect(parseDesktopList(text)).toEqual(members);
  });

  it("list with an unknown escape is refused", () => {
    expect(parseDesktopList("a;\\x;b")).toBeInstanceOf(BadEscape);
  });
});

describe("entries", () => {
  it("go without a list that has an unknown escape", () => {
    const { entry, result, diagnostics } = read("NotShowIn=a;b\\x", "NotShowIn=c", "OnlyShowIn=\\é;d", "Name=e");
    expect(result).toBe(1);
    expect(entry).toMatchObject({ notShowIn: ["c"], onlyShowIn: null, name: "e", hidden: false });
    expect(diagnostics.map(({ code, level, line }) => `${code}@${level}@${line}`)).toEqual([
      "xdg-desktop.bad-list-escape@4@2",
      "xdg-desktop.bad-list-escape@4@4",
    ]);
  });

  it("are hidden when a list ends within an escape", () => {
    const { entry, diagnostics } = read("OnlyShowIn=a\\s;b\\ ", "Exec=/bin/true");
    expect(entry).toMatchObject({ onlyShowIn: null, exec: null, hidden: true });
    expect(diagnostics.map(({ code, level, line }) => `${code}@${level}@${line}`)).toEqual([
      "xdg-desktop.bad-escape@3@2",
      "xdg-desktop.reading-stopped@4@2",
      "xdg-desktop.file-ignored@4@null",
    ]);
  });

  it("keep the first value of a key", () => {
    const { entry, diagnostics } = read("Name=a", "Name=b", "OnlyShowIn=", "OnlyShowIn=X;");
    expect(entry).toMatchObject({ name: "a", onlyShowIn: [] });
    expect(diagnostics.map(({ code, line }) => `${code}@${line}`)).toEqual([
      "xdg-desktop.defined-twice@3",
      "xdg-desktop.defined-twice@5",
    ]);
  });

  it("pass over translations, unknown keys and other sections", () => {
    const { entry, diagnostics } = read("Name[de]=x", "Foo=1", "[Other]", "Name=y", "junk");
    expect(entry.name).toBeNull();
    expect(diagnostics).toEqual([]);
  });

  it.each(["Name=\\x", "Hidden=maybe", "[open"])("are hidden when the file breaks: %s", (line) => {
    const { entry, result, diagnostics } = read("Type=Application", line, "Exec=/bin/true");
    expect(result).not.toBe(1);
    expect(entry).toMatchObject({ hidden: true, exec: null });
    expect(diagnostics.slice(-2).map(({ code }) => code)).toEqual([
      "xdg-desktop.reading-stopped",
      "xdg-desktop.file-ignored",
    ]);
  });
});

describe("units", () => {
  it.each([
    [["Hidden=true", "Exec=true"], "xdg-desktop.hidden@7"],
    [["X-systemd-skip=yes", "Exec=true"], "xdg-desktop.skipped@7"],
    [[], "xdg-desktop.no-exec@4"],
    [["Exec=true", "TryExec=nope"], "xdg-desktop.try-exec-missing@7"],
    [["Exec=true", "TryExec=/"], "xdg-desktop.try-exec-missing@4"],
    [["Exec=true", "OnlyShowIn=GNOME", "X-GNOME-Autostart-Phase=x"], "xdg-desktop.gnome-phase-only@7"],
    [["Exec=true", "OnlyShowIn=GNOME;GNOME", "X-GNOME-Autostart-Phase="], "xdg-desktop.gnome-phase-only@7"],
  ])("are not made for %j", (lines, report) => {
    const { text, reports } = generate(...lines);
    expect(text).toBeNull();
    expect(reports).toEqual([report]);
  });

  it.each([
    ["Exec=nope", ["xdg-desktop.exec-not-found@6", "xdg-desktop.exec-failed@6"]],
    ["Exec=/", ["xdg-desktop.exec-not-found@6", "xdg-desktop.exec-failed@4"]],
    ["Exec=", ["xdg-desktop.exec-empty@4", "xdg-desktop.exec-failed@4"]],
    ["Exec=\\\\\\\\qtrue", ["xdg-desktop.exec-bad-word@7", "xdg-desktop.exec-failed@4"]],
    ["Exec=true \\\\\\\\q", ["xdg-desktop.exec-bad-word@7", "xdg-desktop.exec-failed@4"]],
  ])("are not made when the program cannot be run: %s", (line, reports) => {
    expect(generate(line)).toMatchObject({ text: null, reports });
  });

  it.each([
    ["true a b", "/bin/true a b"],
    ["true $HOME `id`", '/bin/true "\\$HOME" "\\`id\\`"'],
    ["true %f --x %U", "/bin/true --x"],
    ["true 50%% %z", "/bin/true 50%% %%z"],
    ["true a\\\\\\\\xffb \\\\\\\\ufffe é", '/bin/true "a\\377b" "\\357\\277\\276" é'],
    ["true 'x y'", '/bin/true "x y"'],
    ["\\\\\\\\x74rue a\\\\\\\\x41", "/bin/true aA"],
    [
      "true ~ ~/ ~/%x ~//b '~/c d' ~e f~ =~/g",
      '/bin/true /home/me /home/me/ /home/me/%%x /home/me//b "/home/me/c d" ~e f~ =~/g',
    ],
  ])("run %s as %s", (exec, command) => {
    expect(generate(`Exec=${exec}`).line("ExecStart")).toBe(`ExecStart=:${command}`);
  });

  it("check the desktop", () => {
    const condition = (...lines: readonly string[]) => generate("Exec=true", ...lines).line("ExecCondition");
    expect(condition()).toBeUndefined();
    expect(condition("OnlyShowIn=A;B", "NotShowIn=C")).toMatch(/ "A:B" "C"$/);
    expect(condition("X-GNOME-Autostart-Phase=x", "NotShowIn=C")).toMatch(/ "" "C:GNOME"$/);
    expect(condition("X-GNOME-Autostart-Phase=x", "OnlyShowIn=A;GNOME;B")).toMatch(/ "A:B" "GNOME"$/);
    expect(condition('OnlyShowIn=a"b')).toMatch(/ "a\\"b" ""$/);
  });

  it("go without the programs that check conditions", () => {
    const { text, reports } = generate("Exec=true", "AutostartCondition=x", "X-KDE-autostart-condition=y");
    expect(text?.match(/^# ExecCondition/gm)).toHaveLength(2);
    expect(reports).toEqual([
      "xdg-desktop.condition-helper-missing@7",
      "xdg-desktop.condition-helper-missing@7",
      "xdg-desktop.linked@7",
    ]);
  });

  it("double percent signs of the name, not of the folder", () => {
    const { line } = generate("Exec=true", "Name=100%", "Path=/%n");
    expect(line("Description")).toBe("Description=100%%");
    expect(line("WorkingDirectory")).toBe("WorkingDirectory=-/%n");
  });
});

describe("programs that cannot be run", () => {
  const find = lookupIn({ a: "/usr/bin/a", b: null }, { b: "/usr/bin/b", c: "/usr/bin/c" });

  it.each([
    ["b", "ENOENT"],
    ["d", "ENOENT"],
    ["./a", "ENOENT"],
    ["", "EISDIR"],
    [".", "EISDIR"],
    ["/", "EISDIR"],
    ["//usr/./bin/", "EISDIR"],
    ["/usr/..", "EISDIR"],
    ["/usr/bin/c/", "ENOTDIR"],
    ["/etc/passwd/x", "ENOTDIR"],
    ["/etc/passwd", "EACCES"],
    ["/dev/null", "EBADFD"],
    [`/${"d".repeat(255)}`, "ENOENT"],
    [`/${"d".repeat(256)}`, "ENAMETOOLONG"],
    ["d".repeat(256), "ENAMETOOLONG"],
    [`/d/${"d".repeat(256)}`, "ENOENT"],
    ["/d".repeat(2048), "ENAMETOOLONG"],
  ])("%s: %s", (name, errno) => {
    expect(find(name)).toBe(errno);
  });

  it("are those that the tables do not have", () => {
    expect(find("a")).toEqual({ path: "/usr/bin/a" });
    expect(find("c")).toEqual({ path: "/usr/bin/c" });
  });
});

describe("laws", () => {
  const lines = fc.constantFrom(
    "Type=Application",
    "Exec=/bin/true %f 'a b'",
    "Exec=true \\\\x",
    "Name=a\\nb",
    "Name=%n\\\\",
    "OnlyShowIn=A;\\;",
    "NotShowIn=\\s;",
    "Path=/x\\ty",
    "Hidden=false",
    "[Other]",
    "[Desktop Entry]",
    "junk",
    "X-GNOME-Autostart-Phase=x",
  );

  it("hold for lines put together at random", () => {
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 14 }), (some) => {
        const input = encodeUtf8(["[Desktop Entry]", ...some].join("\n"));
        checkLaws(definition, input, definition.run(input));
      }),
      { numRuns: 400 },
    );
  });

  it("hold for the committed seeds", () => {
    for (const { bytes } of definition.seeds()) checkLaws(definition, bytes, definition.run(bytes));
  });
});
