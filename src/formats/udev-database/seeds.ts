import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";

const raw = (name: string, content: string): Seed => ({ name, bytes: encodeUtf8(content) });
const lines = (name: string, ...content: readonly string[]): Seed => raw(name, `${content.join("\n")}\n`);

/** One seed for each kind of entry, valid and not, and for each way that a line can end or break. */
export function udevDatabaseSeeds(): Iterable<Seed> {
  return [
    lines(
      "disk",
      "S:disk/by-id/wwn-0x500253850002aca7",
      "S:disk/by-uuid/5C1A-DCBA",
      "L:10",
      "I:7235122",
      "E:ID_BUS=ata",
      "E:ID_FS_TYPE=ext4",
      "G:systemd",
      "Q:systemd",
      "V:1",
    ),
    lines("property", "E:ID_MODEL=QEMU HARDDISK"),
    lines("property-overwritten", "E:A=1", "E:B=2", "E:A=3"),
    lines("property-removed", "E:A=1", "E:A="),
    lines("property-with-equals", "E:A=b=c"),
    lines("property-without-equals", "E:A"),
    lines("property-empty-name", "E:=x"),
    lines("property-private", "E:.HIDDEN=1", "E:.HIDDEN="),
    lines("property-sets-time", "I:5", "E:USEC_INITIALIZED=6"),
    lines("property-removes-time", "I:5", "E:USEC_INITIALIZED="),
    lines("time-over-property", "E:USEC_INITIALIZED=6", "I:5"),
    lines("time-hexadecimal", "I:0x10"),
    lines("time-largest", "I:18446744073709551615"),
    lines("time-invalid", "I:soon", "I:-1"),
    lines("tags", "G:seat", "Q:uaccess", "G:power-switch"),
    lines("tags-invalid", "G:a;b", "G:.x", "Q:a:b", `G:${"t".repeat(256)}`),
    lines("links", "S:/abs", "S:a//b", "S:./c/.", "S:x y"),
    lines("links-invalid", "S:../x", "S:.", `S:${"l".repeat(256)}`),
    lines("priority", "L:-100", "L:2147483647"),
    lines("priority-invalid", "L:2147483648", "L:x"),
    lines("version", "V:4294967295"),
    lines("version-invalid", "V:4294967296", "V:-1"),
    lines("watch-ignored", "W:5", "W:x"),
    lines("unknown-key", "N:sda", "#:comment", "A:b"),
    lines("no-colon", "Ex:A=1", "E:B=1", "  E:C=1"),
    raw("one-letter-line-swallows-next", "b\nE:A=1\nE:B=2\n"),
    raw("empty-value-swallows-line-end", "G:\nE:A=1\nE:B=2\n"),
    raw("value-starts-with-nul", "S:\0\0E:A=1\n"),
    raw("carriage-returns", "E:A=1\r\nE:B=2\r"),
    raw("nul-ends-line", "E:A=1\0E:B=2\0"),
    raw("last-line-open", "E:A=1\nE:B=2"),
    raw("letter-at-end", "E:A=1\nE"),
    raw("colon-at-end", "E:A=1\nE:"),
    raw("blank-lines", "\n\n\nE:A=1\n\n"),
    {
      name: "not-utf8",
      bytes: concatBytes(
        encodeUtf8("E:A="),
        new Uint8Array([0xff, 0xfe]),
        encodeUtf8("\nS:"),
        new Uint8Array([0xff]),
        encodeUtf8("\n"),
      ),
    },
    raw("empty", ""),
  ];
}
