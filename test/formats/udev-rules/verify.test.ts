import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { debianAccounts, parse, verify } from "../../../src/formats/udev-rules/index.js";

function check(text: string) {
  const { diagnostics, verdict } = verify(encodeUtf8(text));
  return { verdict, reports: diagnostics.map(({ code, line }) => `${line} ${code.slice("udev-rules.".length)}`) };
}

const reports = (text: string) => check(`${text}\n`).reports;

describe("the style of a line", () => {
  it.each([
    [',ACTION=="a", NAME="b"', ["style-leading-comma"]],
    [' , ACTION=="a", NAME="b"', ["style-leading-comma"]],
    ['ACTION=="a", NAME="b",', ["style-trailing-comma"]],
    ['ACTION=="a", NAME="b" , ', ["style-trailing-comma"]],
    ['ACTION=="a", NAME="b"  ', []],
    ['ACTION=="a" NAME="b"', ["style-no-comma"]],
    ['ACTION=="a"NAME="b"', ["style-no-comma", "style-no-space"]],
    ['ACTION=="a",, NAME="b"', ["style-several-commas"]],
    ['ACTION=="a", , NAME="b"', ["style-several-commas"]],
    ['ACTION=="a" , NAME="b"', ["style-space-before-comma"]],
    ['ACTION=="a",NAME="b"', ["style-no-space-behind-comma"]],
    ['ACTION=="a" ,NAME="b"', ["style-space-before-comma", "style-no-space-behind-comma"]],
    ['ACTION=="a", \\\n   NAME="b"', []],
  ])("%j", (text, wanted) => {
    expect(reports(text).map((report) => report.slice(2))).toEqual(wanted);
  });

  it("is looked at before what is behind", () => {
    expect(reports('NAME="b",bogus')).toEqual(["1 style-no-space-behind-comma", "1 malformed-pair"]);
    expect(reports(",")).toEqual(["1 style-leading-comma", "1 no-effect"]);
  });

  it("does not make a file fail", () => {
    expect(check('LABEL="a"\n').verdict).toBe("style");
    expect(check('KERNEL=="a", NAME="b"\n').verdict).toBe("success");
    expect(check('IMPORT{program}="path_id"\n').verdict).toBe("success");
    expect(check("bogus\n").verdict).toBe("fail");
    expect(check("a".repeat(20_000)).verdict).toBe("fail");
  });
});

describe("labels", () => {
  it("want to be gone to", () => {
    expect(reports('GOTO="b"\nLABEL="b"\nLABEL="b"')).toEqual(["3 style-unused-label"]);
    expect(reports('GOTO="a"\nLABEL="a", LABEL="b"')).toEqual([
      "2 several-labels",
      "1 no-label",
      "1 no-effect-left",
      "2 style-unused-label",
    ]);
  });
});

describe("the tokens of a rule", () => {
  const conflict = ["1 conflict"];
  const duplicate = ["1 duplicate"];

  it.each([
    ['KERNEL=="", KERNEL=="?*", NAME="a"', conflict],
    ['KERNEL=="abc", KERNEL!="abc", NAME="b"', conflict],
    ['KERNEL=="|a|b", KERNEL!="b|a|", NAME="c"', conflict],
    ['KERNEL=="a|b", KERNEL=="c|d|e", NAME="f"', conflict],
    ['ENV{A}=="?*", ENV{B}!="x", ENV{A}!="?*", NAME="a"', conflict],
    ['ACTION=="a*", ACTION=="bc*", NAME="d"', conflict],
    ['ACTION=="a*|bc*", ACTION=="d*|ef*", NAME="g"', conflict],
    ['ATTR{a}=="b ", ATTR{a}=="c ", NAME="d"', conflict],
    ['ATTR{a}=="b", ATTR{a}!="b", NAME="d"', conflict],
    ['ATTRS{a}=="?*", ATTRS{a}!="?*", NAME="d"', conflict],
    ['SYSCTL{a}=="b", SYSCTL{a}=="c", NAME="d"', conflict],
    ['KERNEL==i"a", KERNEL!=i"a", NAME="d"', conflict],
    ['KERNEL==i"", KERNEL!=i"", NAME="d"', conflict],
    ['TEST=="a", TEST!="a", NAME="b"', conflict],
    ['KERNEL!="", KERNEL=="?*", NAME="a"', duplicate],
    ['KERNEL=="|a|b", KERNEL=="b|a|a|", NAME="c"', duplicate],
    ['ENV{A}=="?*", ENV{B}!="x", ENV{A}=="?*", NAME="a"', duplicate],
    ['KERNEL==i"a|b", KERNEL==i"b|a", NAME="d"', duplicate],
    ['KERNEL==i"?*", KERNEL==i"?*", NAME="d"', duplicate],
    ['ATTR{a}=="?*", ATTR{a}=="?*", NAME="d"', duplicate],
    ['ATTR{a}=="b|c", ATTR{a}=="c|b", NAME="d"', duplicate],
    ['TEST=="?*", TEST!="", NAME="d"', ["1 empty-value", "1 duplicate"]],
    ['SUBSYSTEM==i"subsystem", SUBSYSTEM==i"subsystem", NAME="d"', duplicate],
    ['SUBSYSTEM=="subsystem", SUBSYSTEM=="subsystem", NAME="d"', duplicate],
    ['SUBSYSTEM!="bus", SUBSYSTEM!="class", NAME="d"', ["1 subsystem-alias", "1 subsystem-alias", "1 duplicate"]],
    ['RUN+="a", RUN+="a"', duplicate],
    ['OWNER="0", OWNER="0"', duplicate],
    ['OPTIONS="watch", OPTIONS="watch"', duplicate],
    ['TEST{0111}=="a", TEST{0111}=="a", NAME="b"', duplicate],
    ['IMPORT{builtin}="kmod", IMPORT{builtin}="kmod"', duplicate],
    ['KERNEL!="", KERNEL=="?*", KERNEL=="", NAME="a"', ["1 duplicate", "1 conflict"]],
    ['KERNEL=="a", KERNEL=="b", KERNEL=="a", NAME="a"', ["1 conflict", "1 duplicate"]],
    ['KERNEL=="a", KERNEL=="a", KERNEL=="b", KERNEL!="b", NAME="a"', ["1 duplicate", "1 conflict"]],
    ['RESULT=="a", PROGRAM="b"', ["1 result-before-program"]],
    ['RESULT=="a*", PROGRAM="b", RESULT=="*c", PROGRAM="d"', ["1 result-before-program"]],
    ['PROGRAM="a", RESULT=="b"', []],
    ['ATTR{a}=="b", ATTR{a}=="c", NAME="d"', []],
    ['ATTRS{a}=="b*", ATTRS{a}=="c*", NAME="d"', []],
    ['ATTR{a}=="b ", ATTR{a}=="c", NAME="d"', []],
    ['ATTR{a}!="", ATTR{a}=="?*", NAME="d"', []],
    ['KERNEL==i"a", KERNEL==i"B", NAME="d"', []],
    ['KERNEL==i"a", KERNEL==i"A", NAME="d"', []],
    ['KERNEL==i"a", KERNEL!=i"A", NAME="d"', []],
    ['KERNEL==i"a", KERNEL=="b", NAME="d"', []],
    ['KERNEL!=i"", KERNEL==i"?*", NAME="d"', []],
    ['SUBSYSTEM==i"subsystem", SUBSYSTEM==i"bus", NAME="d"', ["1 subsystem-alias"]],
    ['KERNEL=="a|b", KERNEL=="a|c", NAME="d"', []],
    ['KERNEL=="a|b", KERNEL!="a|c", NAME="d"', []],
    ['KERNEL!="a", KERNEL!="b", NAME="c"', []],
    ['KERNEL=="|a", KERNEL=="|b", NAME="c"', []],
    ['KERNEL=="*", KERNEL=="a*", NAME="b"', []],
    ['KERNEL=="a*", KERNEL=="c*|ab*", NAME="d"', []],
    ['KERNEL=="a", DRIVER=="b", ENV{A}=="a", ENV{B}=="b", NAME="c"', []],
    ['TEST{0111}=="a", TEST{0444}=="a", TEST=="b", NAME="b"', []],
    ['OWNER="0", GROUP="0", OPTIONS="watch", OPTIONS="nowatch", MODE="0"', []],
    ['RUN+="a", RUN="a", SECLABEL{a}="b", SECLABEL{c}="b"', []],
  ])("%s", (text, wanted) => {
    expect(reports(text)).toEqual(wanted);
  });

  it("find the first two that contradict each other, as comparing all with all does", () => {
    const patterns = [
      "a",
      "b",
      "c",
      "a|b",
      "b|c",
      "a|c",
      "a*",
      "ab*",
      "b*|ab*",
      "abc*|c*",
      "c*",
      "ab*|a*",
      "[x]*",
      "b?|c?|ab?",
    ];
    const prefix = (text: string) => text.split(/[*?[]/)[0]!;
    const meet = (x: string, y: string) =>
      x
        .split("|")
        .some((a) =>
          y
            .split("|")
            .some((b) =>
              /[*?[]/.test(x) ? prefix(a).startsWith(prefix(b)) || prefix(b).startsWith(prefix(a)) : a === b,
            ),
        );
    for (const x of patterns) {
      for (const y of patterns) {
        for (const z of patterns) {
          const list = [x, y, z];
          const contrary = list.some((a, i) =>
            list.some((b, j) => j > i && /[*?[]/.test(a) === /[*?[]/.test(b) && !meet(a, b)),
          );
          const said = reports(`${list.map((each) => `KERNEL=="${each}"`).join(", ")}, NAME="n"`);
          expect(said.includes("1 conflict"), list.join(" ")).toBe(contrary);
        }
      }
    }
  });
});

describe("the rules", () => {
  it("are those that parse gives", () => {
    const text = encodeUtf8('KERNEL=="a", GOTO="b"\n,TAG="c",,TAG="c"\nLABEL="b"\n');
    expect(verify(text).lines).toEqual(parse(text).lines);
  });

  it("of this machine are in order", () => {
    const folder = "/usr/lib/udev/rules.d";
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder).filter((each) => each.endsWith(".rules"))) {
      const { diagnostics } = parse(new Uint8Array(readFileSync(join(folder, name))), { accounts: debianAccounts });
      expect(diagnostics, name).toEqual([]);
    }
  });
});
