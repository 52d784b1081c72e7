import { describe, expect, test } from "vitest";
import type { StackFrame } from "../../src/engine/index.js";
import {
  dominantStack,
  type Failure,
  isNear,
  maskMessage,
  type SourceLines,
  signatureOf,
} from "../../src/service/findings/index.js";
import type { Target } from "../../src/service/model.js";

const target: Target = {
  name: "fuzz-x",
  module: "/p/targets/fuzz-x.js",
  seeds: null,
  dictionary: null,
  maxLen: null,
  entryPoints: ["fuzz"],
  projectRoot: "/p",
};

const PARSE = ["function parse(x) {", "  a();", "  return x.y;", "  b();", "  return x.y;", "}"];
const HELPER = ["export function refuse(text) {", "  throw new Error(text);", "}"];

const sources = (files: Readonly<Record<string, readonly string[]>>): SourceLines => ({
  lines: (file) => files[file] ?? [],
});
const plain = sources({ "/p/src/parse.ts": PARSE, "/p/src/helper.ts": HELPER });

/** `parse@src/parse.ts:3` */
function frames(...places: readonly string[]): StackFrame[] {
  return places.map((place) => {
    const [, name, file, line] = /^(.*)@(.*):(\d+)$/.exec(place)!;
    return {
      function: name === "" ? null : name!,
      file: file!.startsWith("/") ? file! : `/p/${file}`,
      line: Number(line),
      column: 1,
    };
  });
}

const failure = (stack: readonly StackFrame[], rest: Partial<Failure> = {}): Failure => ({
  kind: "crash",
  errorName: "TypeError",
  code: null,
  message: "x is undefined",
  stack,
  ...rest,
});

const hash = (value: Failure, from: SourceLines = plain): string => signatureOf(value, target, from).hash;
const near = (a: Failure, b: Failure): boolean =>
  isNear(
    { ...a, frames: signatureOf(a, target, plain).frames },
    { ...b, frames: signatureOf(b, target, plain).frames },
  );

describe("a signature", () => {
  const base = failure(frames("parse@src/parse.ts:3", "run@src/run.ts:9", "fuzz@targets/fuzz-x.ts:1"));

  test("is the same for positions that moved because of edits elsewhere", () => {
    const moved = sources({ "/p/src/parse.ts": ["// a new line", ...PARSE] });
    const later = failure(frames("parse@src/parse.ts:4", "run@src/run.ts:11", "fuzz@targets/fuzz-x.ts:2"));
    expect(hash(later, moved)).toBe(hash(base));
  });

  test("tells lines of one function apart, equal ones by their ordinal", () => {
    const other = failure(frames("parse@src/parse.ts:5", "run@src/run.ts:9"));
    expect(hash(other)).not.toBe(hash(base));
    expect(near(base, other)).toBe(false);
  });

  test("takes no notice of the message, of frames outside the project, and of the entry point", () => {
    const stack = frames(
      "at@/usr/lib/node/x.js:1",
      "parse@src/parse.ts:3",
      "call@node_modules/other/index.js:1",
      "run@src/run.ts:9",
    );
    expect(hash(failure(stack, { message: "y is undefined" }))).toBe(hash(base));
  });

  test.each([
    ["class", { errorName: "RangeError" }],
    ["code", { code: "ERR_OTHER" }],
    ["kind", { kind: "law" }],
  ] as const)("differs by %s", (_what, rest) => {
    const other = failure(base.stack, rest);
    expect(hash(other)).not.toBe(hash(base));
    expect(near(base, other)).toBe(false);
  });

  test("sees through names that instrumentation and methods give", () => {
    const a = failure(frames("Object.parse [as run]@src/parse.ts:3", "async run@src/run.ts:9"));
    expect(hash(a)).toBe(hash(failure(frames("parse@src/parse.ts:3", "run@src/run.ts:9"))));
    const b = failure(frames("__jazzer_cov.<computed>@src/parse.ts:3"));
    expect(hash(b)).toBe(hash(failure(frames("@src/parse.ts:3"))));
  });

  test("counts a recursion once", () => {
    const deep = frames(...Array<string>(5).fill("parse@src/parse.ts:3"), "run@src/run.ts:9");
    expect(hash(failure(deep))).toBe(hash(base));
  });

  test("goes by the caller of a function that only throws", () => {
    const one = failure(frames("refuse@src/helper.ts:2", "parse@src/parse.ts:2"));
    const two = failure(frames("refuse@src/helper.ts:2", "parse@src/parse.ts:4"));
    expect(hash(one)).not.toBe(hash(two));
    expect(near(one, two)).toBe(false);
    expect(signatureOf(one, target, plain).frames.map((frame) => frame.lineText)).toEqual(["a();"]);
  });

  test("joins two ways to the same line, as ClusterFuzz does when two of three frames agree", () => {
    const a = failure(frames("leaf@src/leaf.ts:1", "list@src/list.ts:2", "value@src/value.ts:3"));
    const b = failure(frames("leaf@src/leaf.ts:1", "map@src/map.ts:2", "value@src/value.ts:3"));
    expect(hash(a)).not.toBe(hash(b));
    expect(near(a, b)).toBe(true);
    const elsewhere = failure(frames("leaf@src/leaf.ts:1", "map@src/map.ts:2", "other@src/other.ts:3"));
    expect(near(a, elsewhere)).toBe(false);
    expect(near(a, failure(b.stack, { message: "something else entirely" }))).toBe(false);
  });

  test("of a failure without a stack is its message without numbers and quoted parts", () => {
    const thrown = (message: string): Failure => failure([], { errorName: null, message });
    expect(hash(thrown('bad "x" at 12'))).toBe(hash(thrown('bad "yz" at 7')));
    expect(hash(thrown("bad thing"))).not.toBe(hash(thrown("other thing")));
    expect(maskMessage("0xff and 12 'a'")).toBe("0 and 0 ''");
  });

  test("of a stack overflow is its set of functions, whichever is on top", () => {
    const overflow = (...places: string[]): Failure =>
      failure(frames(...places), { errorName: "RangeError", code: "stack-overflow" });
    const a = overflow("ping@src/a.ts:1", "pong@src/a.ts:5", "ping@src/a.ts:1");
    const b = overflow("pong@src/a.ts:6", "ping@src/a.ts:2", "pong@src/a.ts:6");
    expect(hash(a)).toBe(hash(b));
    expect(near(a, overflow("ping@src/a.ts:1"))).toBe(true);
    expect(near(a, overflow("other@src/a.ts:1"))).toBe(false);
  });

  test("stays finite on hostile stacks", () => {
    const hostile = failure(frames(`${"x".repeat(5000)}@file:///%zz:1`, "@/p:1", "..@/p/../q:1"));
    expect(hash(hostile)).toMatch(/^[0-9a-f]{40}$/);
  });
});

test("the place of a hang is what most samples share, from the entry point inwards", () => {
  const stack = (...places: string[]): StackFrame[] => frames(...places);
  const samples = [
    { share: 0.5, stack: stack("skip@src/a.ts:3", "scan@src/a.ts:9", "fuzz@targets/fuzz-x.ts:1") },
    { share: 0.4, stack: stack("peek@src/a.ts:5", "scan@src/a.ts:9", "fuzz@targets/fuzz-x.ts:1") },
    { share: 0.1, stack: stack("other@src/b.ts:1", "fuzz@targets/fuzz-x.ts:1") },
  ];
  expect(dominantStack(samples).map((frame) => frame.function)).toEqual(["scan", "fuzz"]);
});
