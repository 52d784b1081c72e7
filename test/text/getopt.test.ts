import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  getoptDiagnostics,
  type LongOption,
  OptionReader,
  OptionTable,
  type ShortOption,
} from "../../src/text/getopt.js";

const long: readonly LongOption<string>[] = [
  { name: "all", argument: "none", value: "all" },
  { name: "full", argument: "none", value: "full" },
  { name: "full-width", argument: "none", value: "full-width" },
  { name: "colour", argument: "optional", value: "color" },
  { name: "color", argument: "optional", value: "color" },
  { name: "file", argument: "required", value: "file" },
  { name: "filter", argument: "required", value: "filter" },
];
const short: readonly ShortOption<string>[] = [
  { letter: "a", argument: "none", value: "all" },
  { letter: "f", argument: "required", value: "file" },
  { letter: "c", argument: "optional", value: "color" },
  { letter: ":", argument: "none", value: "colon" },
];
const permuting = new OptionTable(long, short);
const stopping = new OptionTable(long, short, "stop");

/** Everything that a command line holds, in a short form. */
function read(words: readonly string[], table = permuting): { found: string[]; remaining: readonly string[] } {
  const reader = new OptionReader(table, ["program", ...words]);
  const found: string[] = [];
  for (;;) {
    const next = reader.next();
    if (next.kind === "end") return { found, remaining: reader.remaining };
    if (next.kind === "fault") found.push(`!${next.fault}`);
    else found.push(next.argument === null ? next.value : `${next.value}=${next.argument}`);
  }
}

describe("long options", () => {
  it.each([
    [["--all"], ["all"]],
    [["--file=x"], ["file=x"]],
    [["--file="], ["file="]],
    [["--file", "--all"], ["file=--all"]],
    [["--file", "--"], ["file=--"]],
    [["--color", "x"], ["color"]],
    [["--color=x"], ["color=x"]],
    [["--file=a=b"], ["file=a=b"]],
  ])("%j", (words, found) => expect(read(words).found).toEqual(found));

  it.each([
    [["--al"], ["all"]],
    [["--full"], ["full"]],
    [["--full-"], ["full-width"]],
    [["--ful"], ["!ambiguous"]],
    [["--col"], ["color"]],
    [["--fil=x"], ["!ambiguous"]],
    [["--filt=x"], ["filter=x"]],
    [["--=x"], ["!ambiguous"]],
    [["--fully"], ["!unknown-long"]],
  ])("can be shortened where only one meaning is left: %j", (words, found) => expect(read(words).found).toEqual(found));

  it("refuse arguments and lack them, and reading goes on", () => {
    expect(read(["--all=x", "--all"]).found).toEqual(["!argument-refused", "all"]);
    expect(read(["--file"]).found).toEqual(["!argument-missing-long"]);
  });

  it("tell what an ambiguous name can mean, in the order of the table", () => {
    const reader = new OptionReader(permuting, ["", "--f"]);
    expect(reader.next()).toEqual({
      kind: "fault",
      fault: "ambiguous",
      option: "--f",
      candidates: "--full --full-width --file --filter",
    });
  });
});

describe("short options", () => {
  it.each([
    [["-aa"], ["all", "all"]],
    [
      ["-afx", "y"],
      ["all", "file=x"],
    ],
    [
      ["-af", "x"],
      ["all", "file=x"],
    ],
    [["-af"], ["all", "!argument-missing-short"]],
    [["-c", "x"], ["color"]],
    [["-cx"], ["color=x"]],
    [["-aza"], ["all", "!unknown-short", "all"]],
    [["-:"], ["!unknown-short"]],
    [["-a-"], ["all", "!unknown-short"]],
    [["-f", "-a"], ["file=-a"]],
  ])("%j", (words, found) => expect(read(words).found).toEqual(found));
});

describe("words", () => {
  it("are passed over and kept, a dash alone too", () => {
    expect(read(["a", "-a", "-", "--file", "x", "b"])).toEqual({
      found: ["all", "file=x"],
      remaining: ["a", "-", "b"],
    });
  });

  it("are all that follows two dashes", () => {
    expect(read(["a", "--", "-a", "--"])).toEqual({ found: [], remaining: ["a", "-a", "--"] });
  });

  it("end the options where the table says so", () => {
    expect(read(["-a", "b", "-a"], stopping)).toEqual({ found: ["all"], remaining: ["b", "-a"] });
    expect(read(["-a", "--", "-a"], stopping)).toEqual({ found: ["all"], remaining: ["-a"] });
  });

  it("that were not looked at are known while reading", () => {
    const reader = new OptionReader(permuting, ["", "a", "-a", "b", "--all"]);
    reader.next();
    expect(reader.at).toBe(2);
    expect(reader.unread).toEqual(["b", "--all"]);
    expect(reader.remaining).toEqual(["a", "b", "--all"]);
  });
});

it("has a text for every fault", () => {
  const word = fc.constantFrom("-a", "-af", "-f", "--f", "--x", "--all=1", "--file", "--", "w", "-z", "--col=");
  const faults = new Set(Object.keys(getoptDiagnostics).map((code) => code.slice("getopt.".length)));
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const { found, remaining } = read(words);
      for (const one of found) if (one.startsWith("!")) expect(faults).toContain(one.slice(1));
      expect(remaining.length + found.length).toBeLessThanOrEqual(words.length * 2);
    }),
  );
});
