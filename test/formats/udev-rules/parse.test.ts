import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { debianAccounts, parse, type UdevRulesOptions } from "../../../src/formats/udev-rules/index.js";
import { LINE_SIZE } from "../../../src/formats/udev-rules/tables.js";

function read(text: string, options: UdevRulesOptions = { accounts: debianAccounts }) {
  const file = parse(encodeUtf8(text), options);
  return {
    ...file,
    tokens: file.lines.flatMap(({ tokens }) => tokens),
    reports: file.diagnostics.map(({ code, line }) => `${line} ${code.slice("udev-rules.".length)}`),
  };
}

/** The tokens of one pair, with an assignment behind it that keeps the rule. */
const tokenOf = (pair: string) => read(`${pair}, RUN+="x"\n`).tokens[0]!;
const reportsOf = (pair: string) => read(`${pair}, RUN+="x"\n`).reports.map((report) => report.slice(2));

describe("lines", () => {
  it.each(['TAG+="a"\nTAG+="b"', 'TAG+="a"\r\nTAG+="b"\r', 'TAG+="a"\0TAG+="b"\n', '\n TAG+="a"\n\n\t# c\nTAG+="b"'])(
    "%j",
    (text) => {
      expect(read(text).tokens).toMatchObject([{ value: "a" }, { value: "b" }]);
    },
  );

  it("go on behind a backslash, over comments, without the white space at the start of the next", () => {
    const { lines, tokens } = read('KERNEL=="a", \\\n# c\\\n  TAG+="b\\\n  c"\n\nTAG+="d"\n');
    expect(lines.map(({ line }) => line)).toEqual([4, 6]);
    expect(tokens).toMatchObject([{ value: "a" }, { value: "bc" }, { value: "d" }]);
    expect(lines[0]!.span).toEqual({ start: 0, end: 35 });
  });

  it("go on even behind an empty line, when a backslash is still at the end", () => {
    expect(read('TAG+="a"\\\\\n\n\nTAG+="b"\n')).toMatchObject({ lines: [{ line: 3 }, { line: 4 }] });
    expect(read('\\\n\nTAG+="b"\n')).toMatchObject({ lines: [{ line: 3 }], diagnostics: [] });
  });

  it("must not go on at the end of the file", () => {
    expect(read('TAG+="a"\nTAG+="b"\\\n# c\n').reports).toEqual(["3 unfinished-line"]);
  });

  it("of the limit or more are an error of the file", () => {
    const pad = (length: number) => `TAG+="b"${" ".repeat(length - 8)}`;
    expect(read(`TAG+="a"\n${pad(LINE_SIZE - 1)}\n`)).toMatchObject({ errno: null, lines: [{}, {}] });
    expect(read(`bogus\n${pad(LINE_SIZE)}\nTAG+="a"`)).toMatchObject({
      errno: "ENOBUFS",
      lines: [],
      reports: ["1 malformed-pair"],
    });
  });

  it("that are too long once joined are left out", () => {
    const half = `TAG+="${"a".repeat(LINE_SIZE / 2 - 9)}",`;
    expect(half.length + 1).toBe(LINE_SIZE / 2);
    expect(read(`${half}\\\n${half}\nTAG+="x"\n`).lines).toHaveLength(2);
    const file = read(`${half} \\\n${half}\\\n# c\nTAG+="b"\nTAG+="c"\n`);
    expect(file.reports).toEqual(["4 line-too-long"]);
    expect(file.tokens).toMatchObject([{ value: "c" }]);
  });

  it("are nothing in an empty file", () => {
    expect(read("")).toMatchObject({ errno: null, lines: [], diagnostics: [] });
  });

  it("without effect are left out", () => {
    expect(read('KERNEL=="a", TEST=="b"\nOPTIONS="x"\n').reports).toEqual([
      "1 no-effect",
      "2 unknown-option",
      "2 no-effect",
    ]);
    expect(read('PROGRAM=="a"\nIMPORT{db}="b"\nLABEL="c"\n').lines).toHaveLength(3);
  });
});

describe("pairs", () => {
  it.each(['TAG="a"TAG="b"', ',, TAG ="a" ,\tTAG= "b",', 'TAG\t=\t"a" TAG="b" , ,'])("%j", (text) => {
    expect(read(text).tokens).toMatchObject([{ value: "a" }, { value: "b" }]);
  });

  it.each([
    "KERNEL",
    '=="',
    'KERNEL{a=="b"',
    "KERNEL==a",
    'KERNEL==="a"',
    'KERNEL=="a',
    'KERNEL {a}=="b"',
    'K:"a"',
    "K+",
    'K=a"b"',
    'K=ee"b"',
    'K=iei"b"',
    'K=e"\\q"',
    'K=e"\\x00"',
    'TAG="a", # b',
  ])("%j is none", (text) => {
    expect(read(`TAG="a"\n${text}\nTAG="b"`).reports.at(0)).toBe("2 malformed-pair");
  });

  it("have a value in which a backslash is ordinary, but before a quote", () => {
    expect(tokenOf('ENV{A}="a\\n\\\\"b"')).toMatchObject({ value: 'a\\n\\"b' });
  });

  it("have a value with C escapes behind e", () => {
    expect(tokenOf('ENV{A}=e"a\\n\\"\\x41\\101\\u00e9\\xc3\\xa9\\\\"')).toMatchObject({ value: 'a\n"AAéé\\' });
  });

  it("keep bytes that are no UTF-8", () => {
    const bytes = new Uint8Array([...encodeUtf8('ENV{A}="'), 0xff, 0x22, 0x0a]);
    expect(parse(bytes).lines[0]!.tokens).toMatchObject([{ value: "\udcff" }]);
  });

  it("that cannot be read leave out the whole line", () => {
    expect(read('TAG="a", BOGUS="b", TAG="c"\nTAG="d"').tokens).toMatchObject([{ value: "d" }]);
  });

  it("have reports that tell where they stand", () => {
    expect(read('TAG="a", \\\n BOGUS="b"\n').diagnostics).toMatchObject([{ span: { start: 12, end: 21 }, line: 2 }]);
    expect(read('TAG="a", bogus\n').diagnostics).toMatchObject([{ span: { start: 9, end: 14 } }]);
  });

  it("have keys of their own names only", () => {
    for (const key of ["", "kernel", "__proto__", "constructor", "BUS", "SYSFS{x}", "WAIT_FOR", "A}"]) {
      expect(reportsOf(`${key}=="a"`)).toEqual(["unknown-key"]);
    }
  });
});

describe("matches", () => {
  it.each([
    ['KERNEL=="a|b"', "plain", ["a", "b"]],
    ['KERNEL=="|a||b|"', "plain-with-empty", ["a", "b"]],
    ['KERNEL=="|"', "plain-with-empty", []],
    ['KERNEL=="a|b*"', "glob", ["a", "b*"]],
    ['KERNEL=="[a]|"', "glob-with-empty", ["[a]"]],
    ['KERNEL==""', "empty", []],
    ['SUBSYSTEM=="subsystem"', "subsystem", ["subsystem"]],
    ['SUBSYSTEM=="class"', "subsystem", ["class"]],
    ['SUBSYSTEM=="class|bus"', "plain", ["class", "bus"]],
    ['DRIVER=="bus"', "plain", ["bus"]],
  ])("%s is %s", (pair, match, values) => {
    expect(tokenOf(pair)).toMatchObject({ op: "==", match, values, value: pair.slice(pair.indexOf('"') + 1, -1) });
  });

  it("of anything are matches of what is not empty", () => {
    expect(tokenOf('KERNEL=="?*"')).toMatchObject({ op: "!=", match: "empty", value: "?*" });
    expect(tokenOf('KERNEL!="?*"')).toMatchObject({ op: "==", match: "empty" });
    expect(tokenOf('RESULT=="?*"')).toMatchObject({ op: "!=", match: "empty" });
    expect(tokenOf('KERNEL=="?*|"')).toMatchObject({ op: "==", match: "glob-with-empty" });
  });

  it("can ignore case", () => {
    expect(tokenOf('KERNEL==i"A"')).toMatchObject({ nocase: true });
    expect(reportsOf('KERNEL=i"A"')).toEqual(["bad-prefix"]);
    expect(reportsOf('BOGUS+=i"A"')).toEqual(["bad-prefix"]);
    for (const pair of ['TEST!=ei"\\x41"', 'TEST{0111}==i"A"']) expect(reportsOf(pair)).toEqual(["bad-prefix"]);
    expect(reportsOf('TEST{9}==i"A"')).toEqual(["bad-mode"]);
    expect(reportsOf('TEST+=i"A"')).toEqual(["bad-prefix"]);
    expect(reportsOf('PROGRAM==i"A"')).toEqual(["bad-prefix"]);
    expect(reportsOf('IMPORT{file}!=i"A"')).toEqual(["bad-prefix"]);
  });

  it("of attributes leave out white space at the end that is not asked for by the first alternative", () => {
    expect(tokenOf('ATTR{a}=="b"')).toMatchObject({ stripTrailing: true });
    expect(tokenOf('ATTR{a}=="b |c"')).toMatchObject({ stripTrailing: false });
    expect(tokenOf('ATTRS{a}=="|b|c "')).toMatchObject({ stripTrailing: true });
    expect(tokenOf('ATTR{a}==e"b\\v"')).toMatchObject({ stripTrailing: false });
    expect(tokenOf('ATTR{a}==""')).toMatchObject({ stripTrailing: false });
    expect(tokenOf('ENV{a}=="b"')).toMatchObject({ stripTrailing: false, subst: null });
  });

  it("of attributes tell how the name is expanded", () => {
    expect(tokenOf('ATTR{a}=="b"')).toMatchObject({ subst: "plain" });
    expect(tokenOf('ATTRS{a%n}=="b"')).toMatchObject({ subst: "format" });
    expect(tokenOf('ATTR{[net/$x]a}=="b"')).toMatchObject({ subst: "subsys" });
  });

  it("are all that some keys take", () => {
    for (const key of ["ACTION", "DEVPATH", "KERNEL", "SUBSYSTEM", "DRIVER", "KERNELS", "DRIVERS", "TAGS", "RESULT"]) {
      for (const op of ["=", "+=", "-=", ":="]) expect(reportsOf(`${key}${op}"a"`)).toEqual(["bad-operator"]);
      expect(reportsOf(`${key}{a}=="b"`)).toEqual(["bad-attribute"]);
      expect(reportsOf(`${key}!="a"`)).toEqual([]);
    }
    for (const key of ["CONST{virt}", "ATTRS{a}", "TEST"]) expect(reportsOf(`${key}="a"`)).toEqual(["bad-operator"]);
  });

  it("of constants know their names", () => {
    expect(tokenOf('CONST{arch}=="x86-64"')).toMatchObject({ type: "M_CONST", attr: "arch" });
    for (const key of ["CONST", "CONST{}", "CONST{cvm}"]) expect(reportsOf(`${key}=="a"`)).toEqual(["bad-attribute"]);
  });

  it("of parents say what may go away", () => {
    expect(reportsOf('ATTRS{device/a}=="b"')).toEqual(["device-link"]);
    expect(reportsOf('ATTRS{a/../b}=="c"')).toEqual(["parent-folder"]);
    expect(reportsOf('SUBSYSTEM!="bus"')).toEqual(["subsystem-alias"]);
    expect(reportsOf('SUBSYSTEMS=="bus"')).toEqual([]);
  });
});

describe("tests, programs and imports", () => {
  it.each([
    ["TEST", "M_TEST"],
    ["PROGRAM", "M_PROGRAM"],
    ["IMPORT{file}", "M_IMPORT_FILE"],
    ["IMPORT{program}", "M_IMPORT_PROGRAM"],
    ["IMPORT{db}", "M_IMPORT_DB"],
    ["IMPORT{cmdline}", "M_IMPORT_CMDLINE"],
    ["IMPORT{parent}", "M_IMPORT_PARENT"],
  ])("%s of anything is kept with the other operator, too", (key, type) => {
    expect(tokenOf(`${key}=="?*"`)).toMatchObject({ type, op: "!=", value: "?*" });
    expect(tokenOf(`${key}!="?*"`)).toMatchObject({ type, op: "==", value: "?*" });
    expect(tokenOf(`${key}=="?"`)).toMatchObject({ type, op: "==", value: "?" });
  });

  it("of files can look at permissions", () => {
    expect(tokenOf('TEST{0111}=="/x"')).toEqual({ type: "M_TEST", op: "==", mode: 0o111, value: "/x" });
    expect(tokenOf('TEST{}!="x"')).toMatchObject({ mode: null });
    expect(reportsOf('TEST{888}=="x"')).toEqual(["bad-mode"]);
    expect(reportsOf('TEST{17777}=="x"')).toEqual(["bad-mode"]);
    expect(reportsOf('TEST+=""')).toEqual(["empty-value", "bad-operator"]);
  });

  it("match however they are written", () => {
    for (const op of ["==", "=", "+=", ":="]) expect(tokenOf(`PROGRAM${op}"a"`)).toMatchObject({ op: "==" });
    expect(tokenOf('IMPORT{db}!="a"')).toEqual({ type: "M_IMPORT_DB", op: "!=", value: "a" });
    expect(reportsOf('PROGRAM-=""')).toEqual(["empty-value", "bad-operator"]);
    expect(reportsOf('IMPORT{bogus}-="a"')).toEqual(["bad-operator"]);
  });

  it("find built-in commands by the beginning of their names", () => {
    expect(tokenOf('IMPORT{builtin}=" path_id -x"')).toMatchObject({ type: "M_IMPORT_BUILTIN", builtin: "path_id" });
    expect(tokenOf('IMPORT{builtin}="net_"')).toMatchObject({ builtin: "net_driver" });
    expect(tokenOf('RUN{builtin}+=""')).toMatchObject({ builtin: "blkid" });
    expect(tokenOf('IMPORT{program}="kmod x"')).toMatchObject({ type: "M_IMPORT_BUILTIN", value: "kmod x" });
    expect(reportsOf('IMPORT{program}="kmod x"')).toEqual(["builtin-found"]);
    expect(tokenOf('IMPORT{program}="kmods"')).toMatchObject({ type: "M_IMPORT_PROGRAM" });
    expect(reportsOf('IMPORT{builtin}="kmods"')).toEqual(["unknown-builtin"]);
    expect(reportsOf('RUN{builtin}+="bogus"')).toEqual(["unknown-builtin"]);
  });

  it("import from what is known", () => {
    for (const key of ["IMPORT", "IMPORT{}", "IMPORT{bogus}"])
      expect(reportsOf(`${key}="a"`)).toEqual(["bad-attribute"]);
  });
});

describe("assignments", () => {
  it.each([
    ["NAME", "-=", ["+="]],
    ["ENV{a}", "-=", [":="]],
    ["ATTR{a}", "-=", ["+=", ":="]],
    ["SYSCTL{a}", "-=", ["+=", ":="]],
    ["SYMLINK", "", []],
    ["TAG", "", [":="]],
    ["SECLABEL{a}", "-=", [":="]],
    ["OWNER", "-=", ["+="]],
    ["GROUP", "-=", ["+="]],
    ["MODE", "-=", ["+="]],
    ["RUN", "-=", []],
  ])("%s refuses %j and takes %j as =", (key, refused, assumed) => {
    for (const op of ["=", "+=", "-=", ":="]) {
      const pair = `${key}${op}"0"`;
      if (op === refused) expect(reportsOf(pair)).toEqual(["bad-operator"]);
      else if (assumed.includes(op)) expect(reportsOf(pair)).toEqual(["operator-assumed"]);
      else expect(reportsOf(pair)).toEqual([]);
      if (op !== refused) expect(read(pair).tokens[0]).toMatchObject({ op: assumed.includes(op) ? "=" : op });
    }
  });

  it("of what has no value to compare with are no matches", () => {
    for (const key of ["OWNER", "GROUP", "MODE", "SECLABEL{a}", "RUN", "OPTIONS", "GOTO", "LABEL"]) {
      expect(reportsOf(`${key}=="0"`)).toEqual(["bad-operator"]);
    }
  });

  it("do not go with names in braces that the key does not have", () => {
    for (const key of ["NAME", "SYMLINK", "TAG", "OWNER", "GROUP", "MODE", "OPTIONS", "GOTO", "LABEL", "PROGRAM"]) {
      expect(reportsOf(`${key}{a}="0"`)).toEqual(["bad-attribute"]);
    }
    for (const key of ["ENV", "ENV{}", "ATTR", "SYSCTL{}", "ATTRS", "SECLABEL", "RUN{}", "RUN{bogus}"]) {
      expect(reportsOf(`${key}="0"`)).toEqual(["bad-attribute"]);
    }
  });

  it("of names must change them", () => {
    expect(reportsOf('NAME="%k"')).toEqual(["name-unchanged"]);
    expect(reportsOf('NAME=""')).toEqual(["name-empty"]);
    expect(reportsOf('NAME="$kernel"')).toEqual([]);
  });

  it("of properties leave the kernel's alone", () => {
    for (const name of ["ACTION", "DEVNAME", "SYNTH_ARG_A", "CURRENT_TAGS", "PARTN"]) {
      expect(reportsOf(`ENV{${name}}="a"`)).toEqual(["read-only-property"]);
      expect(reportsOf(`ENV{${name}}=="a"`)).toEqual([]);
    }
    expect(reportsOf('ENV{PARTNAME}="a"')).toEqual([]);
  });

  it("of modes are numbers or texts", () => {
    expect(tokenOf('MODE="0660"')).toEqual({ type: "A_MODE_ID", op: "=", mode: 0o660 });
    expect(tokenOf('MODE="10000"')).toEqual({ type: "A_MODE", op: "=", attr: null, value: "10000" });
    expect(reportsOf('MODE=""')).toEqual(["empty-value"]);
  });

  it("of options have values of their own", () => {
    const option = (value: string) => tokenOf(`OPTIONS+="${value}"`);
    expect(option("string_escape=none")).toEqual({ type: "A_OPTIONS_STRING_ESCAPE_NONE", op: "=" });
    expect(option("string_escape=replace")).toEqual({ type: "A_OPTIONS_STRING_ESCAPE_REPLACE", op: "=" });
    expect(option("db_persist")).toEqual({ type: "A_OPTIONS_DB_PERSIST", op: "=" });
    expect(option("watch")).toEqual({ type: "A_OPTIONS_INOTIFY_WATCH", op: "=", number: 1 });
    expect(option("nowatch")).toEqual({ type: "A_OPTIONS_INOTIFY_WATCH", op: "=", number: 0 });
    expect(option("static_node=a b")).toEqual({ type: "A_OPTIONS_STATIC_NODE", op: "=", attr: null, value: "a b" });
    expect(option("link_priority=-0x10")).toEqual({ type: "A_OPTIONS_DEVLINK_PRIORITY", op: "=", number: -16 });
    expect(option("log_level=err")).toEqual({ type: "A_OPTIONS_LOG_LEVEL", op: "=", number: 3 });
    expect(option("log_level=reset")).toEqual({ type: "A_OPTIONS_LOG_LEVEL", op: "=", number: -1 });
    expect(tokenOf('OPTIONS:="watch"')).toMatchObject({ op: ":=" });
    expect(reportsOf('OPTIONS="link_priority=2147483648"')).toEqual(["bad-link-priority"]);
    expect(reportsOf('OPTIONS="log_level=8"')).toEqual(["bad-log-level"]);
    expect(reportsOf('OPTIONS=" watch"')).toEqual(["unknown-option"]);
  });

  it("check their values and take them all the same", () => {
    expect(reportsOf('TAG=""')).toEqual(["empty-value"]);
    expect(reportsOf('SYMLINK="%z"')).toEqual(["bad-substitution"]);
    expect(read('SYMLINK="%z"').lines).toHaveLength(1);
    expect(reportsOf('TAG=="%z"')).toEqual([]);
    expect(reportsOf('ATTR{$z}=="%z"')).toEqual(["bad-substitution"]);
    expect(reportsOf('SECLABEL{a}==""')).toEqual(["empty-value", "bad-operator"]);
    expect(reportsOf('RUN==""')).toEqual(["bad-operator"]);
  });
});

describe("owners and groups", () => {
  const reads = (pair: string, options?: UdevRulesOptions) => {
    const { reports, tokens } = read(`${pair}, RUN+="x"\n`, options);
    return { token: tokens[0], reports: reports.map((report) => report.slice(2)) };
  };

  it("are ids, or names that become ids", () => {
    expect(reads('OWNER="root"').token).toEqual({ type: "A_OWNER_ID", op: "=", name: "root", id: 0 });
    expect(reads('GROUP="disk"').token).toMatchObject({ type: "A_GROUP_ID", id: 6 });
    expect(reads('GROUP="1000"').token).toMatchObject({ type: "A_GROUP_ID", id: 1000 });
    expect(reads('GROUP="nobody"').token).toMatchObject({ id: 65534 });
  });

  it.each(["noone", "", "-1", "65535", "4294967295", "0x0", "constructor"])("%j is nobody", (name) => {
    expect(reads(`OWNER="${name}"`)).toMatchObject({ token: { id: 0xffff_ffff, name }, reports: ["unknown-user"] });
    expect(reads(`GROUP="${name}"`)).toMatchObject({ token: { id: 0xffff_ffff }, reports: ["unknown-group"] });
  });

  it("are texts when they are expanded later", () => {
    expect(reads('OWNER="%k"').token).toEqual({ type: "A_OWNER", op: "=", attr: null, value: "%k" });
    expect(reads('GROUP="[x"').token).toMatchObject({ type: "A_GROUP" });
    expect(reads('OWNER="%z"').reports).toEqual(["bad-substitution"]);
  });

  it("stay names when there is nobody to ask", () => {
    expect(reads('OWNER="root"', {}).token).toMatchObject({ type: "A_OWNER", value: "root" });
    expect(reads('OWNER=""', {}).reports).toEqual(["empty-value"]);
    expect(reads('OWNER="root"', { accounts: debianAccounts, resolveNames: "late" }).token).toMatchObject({
      type: "A_OWNER",
    });
    expect(reads('OWNER="0"', {}).token).toMatchObject({ type: "A_OWNER_ID" });
  });

  it("are left out when names are not wanted", () => {
    const options = { resolveNames: "never" } as const;
    expect(reads('OWNER="root"', options)).toMatchObject({
      token: { type: "A_RUN_PROGRAM" },
      reports: ["names-not-resolved"],
    });
    expect(reads('OWNER="0"', options).token).toMatchObject({ type: "A_OWNER_ID" });
  });
});

describe("labels", () => {
  it("are gone to from before", () => {
    const { lines } = read('GOTO="a"\nTAG="x"\nLABEL="a"\nLABEL="a"\n');
    expect(lines).toMatchObject([
      { goto: "a", gotoLine: 3, isReferenced: false },
      { gotoLine: null },
      { label: "a", isReferenced: true },
      { label: "a", isReferenced: false },
    ]);
  });

  it("of the same line or before are none to go to", () => {
    const { lines, reports } = read('LABEL="a"\nLABEL="b", GOTO="b"\nTAG="x", GOTO="a"\nGOTO="a"\n');
    expect(reports).toEqual(["2 no-label", "2 no-effect-left", "3 no-label", "4 no-label", "4 no-effect-left"]);
    expect(lines).toMatchObject([
      { label: "a" },
      { label: "b", goto: null, tokens: [] },
      { goto: null, gotoLine: null },
    ]);
  });

  it("stay when a GOTO has none, without what only matched", () => {
    expect(read('KERNEL=="a", LABEL="b", GOTO="c"\n').lines).toMatchObject([{ label: "b", tokens: [] }]);
  });

  it("count once for each line", () => {
    const { lines, reports } = read('GOTO="a", GOTO="b"\nLABEL="b", LABEL="a"\n');
    expect(reports).toEqual(["1 several-gotos", "2 several-labels"]);
    expect(lines).toMatchObject([{ goto: "a", gotoLine: 2 }, { label: "a" }]);
  });

  it("may be empty", () => {
    expect(read('GOTO=""\nLABEL=""\n').lines).toMatchObject([{ goto: "", gotoLine: 2 }, { label: "" }]);
  });
});

describe("tokens", () => {
  it("stand in the order in which they take effect, then as written", () => {
    const { tokens } = read(
      'RUN+="a", RUN+="b", NAME="c", RESULT=="d", PROGRAM="e", KERNEL=="f", RUN{builtin}+="kmod", KERNEL=="g"',
    );
    expect(tokens.map((token) => ("value" in token ? token.value : ""))).toEqual([
      "f",
      "g",
      "e",
      "d",
      "c",
      "kmod",
      "a",
      "b",
    ]);
  });

  it("tell what a rule does", () => {
    const flags = (pair: string) => {
      const rule = read(pair).lines[0]!;
      return [rule.hasName, rule.hasDevlink, rule.hasStaticNode, rule.updatesSomething];
    };
    expect(flags('NAME="a"')).toEqual([true, false, false, false]);
    for (const pair of ['SYMLINK="a"', 'OWNER="0"', 'GROUP="%k"', 'MODE="0"']) {
      expect(flags(pair)).toEqual([false, true, false, false]);
    }
    expect(flags('OPTIONS="static_node=a"')).toEqual([false, false, true, false]);
    for (const pair of ['OPTIONS="watch"', 'PROGRAM="a"', 'IMPORT{parent}="a"', 'SYSCTL{a}="b"', 'TAG-="a"']) {
      expect(flags(pair)).toEqual([false, false, false, true]);
    }
  });
});
