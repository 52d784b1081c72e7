import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { LINE_SIZE } from "./tables.js";

const seed = (name: string, ...lines: readonly string[]): Seed => ({
  name,
  bytes: encodeUtf8(`${lines.join("\n")}\n`),
});

/** One line for each pair, so that each is read to its end. */
const pairs = (name: string, ...list: readonly string[]): Seed =>
  seed(name, ...list.map((pair) => `${pair}, TAG+="t"`));

const long = (length: number): string => `#${" ".repeat(length - 1)}`;

/** One seed for each key, each kind of value, each way to write a line, and each reason to leave one out. */
export function* seeds(): Iterable<Seed> {
  yield { name: "empty", bytes: new Uint8Array(0) };
  yield seed("comments-and-blank-lines", "# rules", "", "  # more", "\t");
  yield seed(
    "typical-rule",
    'SUBSYSTEM=="block", KERNEL=="sd*[0-9]", ENV{ID_FS_TYPE}=="ext4", SYMLINK+="disk/%k", TAG+="systemd"',
  );
  yield pairs(
    "match-keys",
    'ACTION!="remove"',
    'DEVPATH=="*/usb*"',
    'KERNEL=="a"',
    'SYMLINK=="b"',
    'NAME=="c"',
    'DRIVER=="d"',
  );
  yield pairs(
    "match-parent-keys",
    'KERNELS=="1-1"',
    'SUBSYSTEMS=="usb"',
    'DRIVERS!="hub"',
    'ATTRS{idVendor}=="1d6b"',
    'TAGS=="x"',
  );
  yield pairs(
    "match-kinds",
    'KERNEL=="a|b"',
    'KERNEL=="|a"',
    'KERNEL=="a||b*"',
    'KERNEL=="[ab]|?"',
    'KERNEL==""',
    'KERNEL=="|"',
  );
  yield pairs("match-not-empty", 'ENV{A}=="?*"', 'ENV{A}!="?*"', 'ATTR{a}=="?*"', 'TEST=="?*"', 'IMPORT{db}="?*"');
  yield pairs(
    "match-subsystem",
    'SUBSYSTEM=="subsystem"',
    'SUBSYSTEM=="bus"',
    'SUBSYSTEM!="class"',
    'SUBSYSTEM=="bus|class"',
  );
  yield pairs("match-without-case", 'KERNEL==i"AbC"', 'ENV{A}!=i"x*"', 'TEST==i"/x"');
  yield pairs(
    "match-only",
    'KERNEL="a"',
    'ACTION+="b"',
    'SUBSYSTEM:="c"',
    'ATTRS{a}="d"',
    'CONST{arch}="e"',
    'RESULT-="f"',
  );
  yield pairs(
    "attribute-names",
    'ATTR{a/b}=="c"',
    'ATTR{[net/lo]x}=="y"',
    'ATTR{%k}=="z"',
    'ATTR{a}=="b "',
    'ATTR{a}=="b |c"',
  );
  yield pairs(
    "attribute-wrong",
    'ATTR{$x}=="a"',
    'ATTR{}=="a"',
    'ATTR=="a"',
    'KERNEL{a}=="b"',
    'SECLABEL="a"',
    'GOTO{a}="b"',
    'ATTRS=="a"',
  );
  yield pairs("attribute-doubtful", 'ATTRS{device/x}=="a"', 'ATTRS{../x}=="a"');
  yield pairs(
    "attribute-set",
    'ATTR{a}="1"',
    'ATTR{a}+="1"',
    'ATTR{a}:="1"',
    'ATTR{a}-="1"',
    'SYSCTL{net/x}="1"',
    'SYSCTL{a}=="1"',
  );
  yield pairs("constants", 'CONST{arch}=="x86-64"', 'CONST{virt}!="kvm"', 'CONST{cvm}=="x"', 'CONST=="x"');
  yield pairs("test", 'TEST=="/x"', 'TEST{0111}!="y"', 'TEST{}=="z"', 'TEST{888}=="x"', 'TEST=""', 'TEST==""');
  yield pairs(
    "program",
    'PROGRAM="/bin/x %k"',
    'PROGRAM!="y"',
    'PROGRAM-="z"',
    'PROGRAM{a}="b"',
    'PROGRAM==""',
    'PROGRAM==i"a"',
  );
  yield seed("result", 'PROGRAM=="/bin/x", RESULT=="y*", NAME="%c{1}"', 'RESULT=="a", PROGRAM="b"');
  yield pairs(
    "import",
    'IMPORT{file}="/x"',
    'IMPORT{program}="/y"',
    'IMPORT{db}="Z"',
    'IMPORT{cmdline}!="q"',
    'IMPORT{parent}=="ID_*"',
  );
  yield pairs(
    "import-builtin",
    'IMPORT{builtin}="path_id"',
    'IMPORT{builtin}="  net_id x"',
    'IMPORT{program}="usb_id"',
    'IMPORT{builtin}="u"',
    'IMPORT{builtin}=""',
  );
  yield pairs(
    "import-wrong",
    'IMPORT="x"',
    'IMPORT{bogus}="x"',
    'IMPORT{builtin}="bogus"',
    'IMPORT{file}-="x"',
    'IMPORT{db}==i"x"',
  );
  yield pairs("name", 'NAME="a"', 'NAME:="b"', 'NAME+="c"', 'NAME-="d"', 'NAME="%k"', 'NAME=""', 'NAME{a}="b"');
  yield pairs("symlink", 'SYMLINK="a b"', 'SYMLINK+="disk/by-id/$env{ID}"', 'SYMLINK-="c"', 'SYMLINK:="d"');
  yield pairs("properties", 'ENV{A}="b"', 'ENV{A}+="c"', 'ENV{A}:="d"', 'ENV{A}-="e"', 'ENV{.B}=""', 'ENV=="x"');
  yield pairs("properties-read-only", 'ENV{ACTION}="a"', 'ENV{SYNTH_ARG_X}="a"', 'ENV{TAGS}=="a"');
  yield pairs("tags", 'TAG=="a"', 'TAG="b"', 'TAG+="c"', 'TAG-="d"', 'TAG:="e"', 'TAG=""');
  yield pairs(
    "owner-and-group",
    'OWNER="root"',
    'GROUP:="disk"',
    'OWNER+="0"',
    'GROUP="1000"',
    'OWNER="%k"',
    'OWNER=="root"',
    'GROUP-="0"',
    'OWNER="[x"',
  );
  yield pairs("owner-unknown", 'OWNER="noone"', 'GROUP="65535"', 'OWNER=""', 'GROUP="-1"');
  yield pairs(
    "mode",
    'MODE="0660"',
    'MODE:="4755"',
    'MODE+="0"',
    'MODE="10000"',
    'MODE="%k"',
    'MODE=""',
    'MODE=="0"',
    'MODE-="0"',
  );
  yield pairs(
    "security-label",
    'SECLABEL{selinux}="a"',
    'SECLABEL{smack}+="b"',
    'SECLABEL{a}:="c"',
    'SECLABEL{a}-="d"',
    'SECLABEL{a}==""',
  );
  yield pairs(
    "options",
    'OPTIONS="watch"',
    'OPTIONS+="nowatch"',
    'OPTIONS:="db_persist"',
    'OPTIONS+="string_escape=none"',
    'OPTIONS+="string_escape=replace"',
    'OPTIONS+="static_node=snd/seq"',
  );
  yield pairs(
    "options-with-numbers",
    'OPTIONS+="link_priority=-100"',
    'OPTIONS+="link_priority=x"',
    'OPTIONS+="log_level=debug"',
    'OPTIONS+="log_level=3"',
    'OPTIONS+="log_level=reset"',
    'OPTIONS+="log_level=x"',
  );
  yield pairs("options-wrong", 'OPTIONS+="last_rule"', 'OPTIONS=="watch"', 'OPTIONS-="watch"', 'OPTIONS{a}="b"');
  yield pairs("run", 'RUN+="/bin/x $name"', 'RUN{program}="y"', 'RUN{builtin}+="kmod load a"', 'RUN:="z"', 'RUN=""');
  yield pairs("run-wrong", 'RUN=="x"', 'RUN-="x"', 'RUN{bogus}+="x"', 'RUN{builtin}="bogus"');
  yield pairs(
    "substitutions",
    'ENV{A}="$kernel %n $attr{a} %s{b} $env{C} %E{D} $$ %%"',
    'ENV{A}="$devpathx$driver%p%b%M%m%P%D%L%r%S%N"',
    'ENV{A}="%c{1} %c{2+} $result"',
  );
  yield pairs(
    "substitutions-wrong",
    'RUN+="%z"',
    'RUN+="$bogus"',
    'RUN+="$attr"',
    'RUN+="%E{"',
    'RUN+="%k{}"',
    'RUN+="%c{x}"',
    'RUN+="100%"',
    `RUN+="%s{${"a".repeat(1024)}}"`,
  );
  yield pairs(
    "escapes",
    'ENV{A}="a\\"b\\n"',
    'ENV{A}=e"a\\n\\x41\\"\\u00e9"',
    'KERNEL==ie"\\t"',
    'ENV{A}=e"\\\\"',
    'ENV{A}=e"\\r"',
  );
  yield pairs("escapes-wrong", 'ENV{A}=e"\\xZZ"', 'ENV{A}=ee"a"', 'ENV{A}=x"a"', 'ENV{A}=i"a"', 'ENV{A}=e"a\\');
  yield seed(
    "pairs-malformed",
    "KERNEL",
    'KERNEL"x"',
    'KERNEL{a=="b"',
    "KERNEL==x",
    'KERNEL==="x"',
    'KERNEL=="x',
    "=",
    'A:"x"',
    "A+",
    'KERNEL=="a", # b',
  );
  yield seed("keys-unknown", 'BUS=="x"', '=="x"', 'kernel=="x"', '__proto__=="x"');
  yield seed(
    "delimiters",
    ',TAG="a"',
    'TAG="a"TAG="b"',
    'TAG="a" ,TAG="b"',
    'TAG="a",, TAG="b",',
    'TAG = "a"\t, TAG\t+="b" , ',
  );
  yield seed("goto", 'KERNEL=="a", GOTO="end"', 'KERNEL=="b", TAG+="c"', 'LABEL="end"');
  yield seed(
    "goto-backward",
    'LABEL="a", TAG+="b"',
    'KERNEL=="c", GOTO="a"',
    'TAG+="d", GOTO="a"',
    'KERNEL=="e", LABEL="f", GOTO="g"',
  );
  yield seed(
    "goto-and-label-twice",
    'GOTO="a", GOTO="b"',
    'LABEL="c", LABEL="a"',
    'LABEL="a"',
    'GOTO=="a"',
    'LABEL+="a"',
    'LABEL{a}="b"',
  );
  yield seed("no-effect", 'KERNEL=="a"', 'KERNEL=="a", TEST=="b"', 'OPTIONS="x"');
  yield seed("sorted", 'RUN+="a", NAME="b", IMPORT{db}="c", KERNEL=="d", MODE="0", ACTION=="e", GOTO="f"', 'LABEL="f"');
  yield seed(
    "doubled-and-contrary",
    'KERNEL=="a|b", KERNEL=="b|a", TAG+="x"',
    'KERNEL=="a", KERNEL!="a", TAG+="x"',
    'KERNEL=="a*", KERNEL=="b*", TAG+="x"',
  );
  yield seed("continued", 'KERNEL=="a", \\', "  # comment", '  TAG+="b", \\', "", 'TAG+="c" \\', 'TAG+="d"', "\\", "");
  yield seed("continued-to-the-end", 'TAG+="a"', 'TAG+="b", \\');
  yield seed(
    "continued-too-long",
    `TAG+="${"a".repeat(LINE_SIZE / 2)}", \\`,
    `TAG+="${"a".repeat(LINE_SIZE / 2)}"\\`,
    'TAG+="b"',
    'TAG+="c"',
  );
  yield seed("line-as-long-as-can-be", long(LINE_SIZE - 1), 'TAG+="a"');
  yield seed("line-too-long", 'TAG+="a"', "bogus", long(LINE_SIZE));
  yield { name: "line-ends", bytes: encodeUtf8('TAG+="a"\r\nTAG+="b"\0TAG+="c"\rTAG+="d"') };
  yield {
    name: "bytes-not-utf8",
    bytes: new Uint8Array([...encodeUtf8('ENV{A}="'), 0xff, 0xc3, 0x28, ...encodeUtf8('"\nTAG+="é"\n')]),
  };
}
