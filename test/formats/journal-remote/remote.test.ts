import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { fromLatin1, latin1 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/journal-remote/definition.js";
import { encode, parse } from "../../../src/formats/journal-remote/index.js";
import { spell } from "../../journal/spell.js";

const BOOT = "f446871715504074bf7049ef0718fa93";
const HEAD = `__REALTIME_TIMESTAMP=5\n__MONOTONIC_TIMESTAMP=6\n_BOOT_ID=${BOOT}\n`;
const ZERO = "\0".repeat(7);

const read = (text: string): { entries: string[][]; codes: string[]; error: string | null } => {
  const { entries, diagnostics, error } = parse(fromLatin1(text));
  return {
    entries: entries.map(({ fields }) => spell(fields)),
    codes: diagnostics.map(({ code }) => code.slice("journal-remote.".length)),
    error,
  };
};
const boot = `_BOOT_ID=${BOOT}`;

describe("parse", () => {
  it("keeps times and boot id from entry to entry", () => {
    const { entries } = parse(fromLatin1(`${HEAD}A=1\n\nB=2\n\n__REALTIME_TIMESTAMP=7\nC=3\n\n`));
    expect(entries.map(({ realtimeUsec, monotonicUsec, bootId }) => [realtimeUsec, monotonicUsec, bootId])).toEqual([
      [5n, 6n, BOOT],
      [5n, 6n, BOOT],
      [7n, 6n, BOOT],
    ]);
  });

  it.each([
    ["A=1\n\nB=2\n\n", [[boot, "A=1"], ["B=2"]], []],
    ["A=1\n", [], []],
    ["__CURSOR=x\n__SEQNUM=1\n__SEQNUM_ID=1\n\n", [[boot]], []],
    ["__X=1\n\n", [[boot]], ["unknown-special-field"]],
    ["a=1\nno equals\nB=2\n\n", [[boot, "B=2"]], ["bad-field-name", "bad-field-name"]],
    ["\n\n", [[boot]], ["empty-entry"]],
    [`A\n\x03${ZERO}a\nb\n\n`, [[boot, "A=a\nb"]], []],
    [`A\n\0${ZERO}\n\n`, [[boot]], ["empty-binary-field"]],
    [`__A\n\x01${ZERO}x\n\n`, [[boot, "__A=x"]], []],
    [`A\n\x09${ZERO}x\n\n`, [], []],
  ])("%j", (text, entries, codes) => {
    expect(read(HEAD + text)).toEqual({ entries, codes, error: null });
  });

  it.each([
    ["_BOOT_ID=x\n", "EINVAL", "bad-value"],
    ["__REALTIME_TIMESTAMP=x\n", "EINVAL", "bad-value"],
    ["__REALTIME_TIMESTAMP=-1\n", "ERANGE", "bad-value"],
    ["__REALTIME_TIMESTAMP=0\n", "ERANGE", "timestamp-out-of-range"],
    ["__MONOTONIC_TIMESTAMP=36028797018963968\n", "ERANGE", "timestamp-out-of-range"],
    [`A\n\x01${ZERO}xy\n`, "EINVAL", "line-feed-missing"],
    ["A\n\x01\0\0\x30\0\0\0\0", "EINVAL", "field-too-large"],
  ])("leaves the stream at %j: %s", (text, error, code) => {
    expect(read(`${HEAD + text}B=1\n\n`)).toEqual({ entries: [], codes: [code], error });
  });

  it("hands over what no journal takes", () => {
    expect(read("A=1\n\n")).toMatchObject({ entries: [["A=1"]], codes: ["no-realtime", "entry-refused"] });
    const { codes } = read("__REALTIME_TIMESTAMP=1\nA=1\n\n");
    expect(codes).toEqual(["no-boot-id", "entry-refused"]);
  });

  it("takes 1024 fields, and loses step in a binary field beyond them", () => {
    const full = HEAD + "A=1\n".repeat(1023);
    expect(read(`${full}B=2\n\nC=3\n\n`).codes).toEqual(["too-many-fields"]);
    const lost = read(`${full}B\n\x03${ZERO}abc\n\nC=3\n\n`);
    expect(lost.codes).toEqual(Array(3).fill("too-many-fields"));
    expect(lost.entries).toEqual([]);
  });

  it("counts what is left in the reader's buffer", () => {
    const lost = (text: string): number => parse(fromLatin1(text)).bytesLost;
    expect(lost(`${HEAD}A=1\n\n`)).toBe(0);
    expect(lost(`${HEAD}A=1\n\nB`)).toBe(HEAD.length + 6);
    // The buffer holds 16 KiB and a little more; consumed bytes go once they are more than what is left of it.
    const large = `${HEAD}A=${"x".repeat(9000)}\n\n`;
    expect(lost(`${large}B`)).toBe(1);
    expect(lost(`${large}${large}B`)).toBe(1);
  });
});

describe("the journal file", () => {
  it("is left for another when it has too many field names", () => {
    const wide = HEAD + Array.from({ length: 249 }, (_, i) => `F${i}=\n`).join("");
    const stored = (text: string): number => definition.run(fromLatin1(text)).stored;
    expect(stored(`${wide}\nA=1\n\n`)).toBe(1);
    expect(stored(`${HEAD}A=1\n\nB=1\n\n`)).toBe(2);
    expect(stored("A=1\n\n")).toBe(0);
  });

  it("is left for another when more than three quarters of 2047 buckets have a field", () => {
    const entries = (count: number): string => Array.from({ length: count }, (_, i) => `A=${i}\n\n`).join("");
    const stored = (text: string): number => definition.run(fromLatin1(text)).stored;
    expect(stored(HEAD + entries(1535))).toBe(1535);
    expect(stored(HEAD + entries(1536))).toBe(1);
    expect(stored(HEAD + entries(1534) + "A=0\n\n".repeat(100))).toBe(1634);
    expect(stored(`${HEAD + entries(1535)}__REALTIME_TIMESTAMP=6\n\nA=1\n\nA=2\n\n`)).toBe(2);
  });
});

describe("encode", () => {
  it("writes as binary what would be taken for something else", () => {
    const text = `${HEAD}A=x\n__B\n\x01${ZERO}y\n_BOOT_ID\n\x01${ZERO}z\n\n`;
    expect(latin1(encode(parse(fromLatin1(text)).entries))).toBe(text);
  });
});

describe("laws", () => {
  const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

  it.each([
    ["fuzzing: a boot id ends at a NUL byte", `${HEAD}_BOOT_ID=${BOOT.replace("f4", "f2")}\0x\nA=1\n\n`],
    ["fuzzing: a monotonic time goes back to zero", `${HEAD}A=1\n\n__MONOTONIC_TIMESTAMP=0\nA=1\n\n`],
  ])("hold: %s", (_, text) => holds(fromLatin1(text)));

  it("hold for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), holds));
  });

  it("hold for what looks like a stream", () => {
    const part = fc.constantFrom(
      HEAD,
      "A=1\n",
      "\n",
      "_BOOT_ID=",
      BOOT,
      "__X",
      "=",
      `B\n\x02${ZERO}\n\n\n`,
      `_BOOT_ID\n\x01${ZERO}y\n`,
      "x",
    );
    fc.assert(fc.property(fc.array(part, { maxLength: 16 }), (parts) => holds(fromLatin1(parts.join("")))));
  });
});
