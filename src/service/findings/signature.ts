/**
 * Signatures: which failures are the same bug.
 *
 * A signature is made of the kind, the class and the code of the error (or the name of the law), and the innermost three
 * frames inside the project. A frame is its file and function; the innermost one also has the text of its source line, so
 * that two bugs in one function stay apart while edits elsewhere in the file change nothing. Before the three are taken,
 *
 * - frames of the harness and of other packages go, and so does the entry point of the target where others are left;
 * - helpers that do nothing but throw (`fail`, `assertX`, a function of one `throw`) give way to their callers;
 * - repeated frames of a recursion count once.
 *
 * Failures without a stack (thrown strings, bug detectors) are told apart by their message with numbers and quoted parts
 * masked. A stack overflow is its set of functions, whichever of them happened to be on top.
 *
 * Two signatures are *near* when everything but the outer frames is the same and most frames agree, which is how ClusterFuzz
 * compares crash states: the same line reached by different paths is one bug.
 */
import { createHash } from "node:crypto";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { packageRoot, type StackFrame } from "../../engine/index.js";
import type { SignatureFrame, Target } from "../model.js";
import { type Failure, STACK_OVERFLOW_CODE } from "./failure.js";
import type { SourceLines } from "./sources.js";

/** Frames that are compared, as ClusterFuzz does. */
const COMPARED_FRAMES = 3;
/** Of those, how many must agree in order. */
const AGREEING_FRAMES = 2;
/** Likeness of two masked messages from which on they count as the same; ClusterFuzz's threshold for crash states. */
const SIMILAR = 0.8;
/** Characters of a masked message that are compared. */
const COMPARED_CHARACTERS = 160;
/** Lines before a `throw` in which the head of a helper's function stands. */
const HELPER_LINES = 4;

const ANONYMOUS = "<anonymous>";
const HARNESS = ["src/engine/", "src/core/format.ts", "dist/engine/", "dist/core/format.js"];
const THROWERS = /^(?:assert\w*|fail\w*|invariant|unreachable|panic|abort|throw\w*|raise\w*|expect|ensure\w*|die)$/;

/** What failures are compared by. */
export interface Signature {
  /** 40 hexadecimal digits. */
  readonly hash: string;
  readonly frames: readonly SignatureFrame[];
}

/** `Object.parse [as run]` and `async parse` are `parse`; what instrumentation names is anonymous. */
function functionName(name: string | null): string {
  if (name === null) return ANONYMOUS;
  const plain = name.replace(/ \[as .*\]$/, "").replace(/^(?:async |new )+/, "");
  const last = plain.slice(plain.lastIndexOf(".") + 1);
  return last === "" || last.startsWith("__jazzer") || last.startsWith("<") ? ANONYMOUS : last;
}

function filePath(file: string): string {
  if (!file.startsWith("file:")) return file;
  try {
    return fileURLToPath(file);
  } catch {
    // A hostile stack may name anything.
    return file;
  }
}

/** A frame of the project, with its file relative to it; `null` for others. */
interface ProjectFrame {
  readonly file: string;
  readonly path: string;
  readonly function: string;
  readonly line: number;
}

function projectFrame(frame: StackFrame, target: Target): ProjectFrame | null {
  const file = filePath(frame.file);
  const path = relative(target.projectRoot, file).split(sep).join("/");
  if (path === "" || path.startsWith("..") || path.includes(":") || path.includes("node_modules/")) return null;
  if (target.projectRoot === packageRoot && HARNESS.some((harness) => path.startsWith(harness))) return null;
  return { file, path, function: functionName(frame.function), line: frame.line };
}

/** A function that does nothing but throw. */
function isThrower(frame: ProjectFrame, sources: SourceLines): boolean {
  if (THROWERS.test(frame.function)) return true;
  if (frame.function === ANONYMOUS) return false;
  const lines = sources.lines(frame.file);
  if (!/\bthrow\b/.test(lines[frame.line - 1] ?? "")) return false;
  const end = (lines[frame.line] ?? "").trim();
  const before = lines.slice(Math.max(0, frame.line - 1 - HELPER_LINES), frame.line);
  const head = before.findLastIndex((line) => declares(line, frame.function));
  const body = head < 0 ? [] : before.slice(head + 1, -1).filter((line) => line.trim() !== "");
  return head >= 0 && body.length <= 1 && (end.startsWith("}") || head === before.length - 1);
}

/** The line looks like the head of a function of this name. */
function declares(line: string, name: string): boolean {
  const at = line.indexOf(name);
  if (at < 0) return false;
  const before = line.slice(0, at);
  const after = line.slice(at + name.length);
  if (/\bfunction\*?\s+$/.test(before) || /\b(?:const|let|var)\s+$/.test(before)) return true;
  return (
    /^\s*(?:(?:static|async|private|public|protected|override)\s+)*[#]?$/.test(before) && /^\s*\(.*\{\s*/.test(after)
  );
}

function lineText(frame: ProjectFrame, sources: SourceLines): string {
  const lines = sources.lines(frame.file);
  const text = lines[frame.line - 1]?.trim();
  if (text === undefined || text === "") return `line ${frame.line}`;
  let ordinal = 0;
  for (let i = 0; i < frame.line - 1; i++) if (lines[i]!.trim() === text) ordinal++;
  return ordinal === 0 ? text : `${text} #${ordinal + 1}`;
}

function withoutRepeats(frames: readonly ProjectFrame[]): ProjectFrame[] {
  const seen = new Set<string>();
  return frames.filter((frame) => {
    const key = `${frame.path} ${frame.function}`;
    if (frame.function !== ANONYMOUS && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function relevantFrames(stack: readonly StackFrame[], target: Target, sources: SourceLines): ProjectFrame[] {
  const project = stack.flatMap((frame) => projectFrame(frame, target) ?? []);
  const module = relative(target.projectRoot, target.module)
    .split(sep)
    .join("/")
    .replace(/\.[cm]?js$/, "");
  const isEntry = (frame: ProjectFrame): boolean =>
    frame.path.replace(/\.[cm]?[jt]s$/, "") === module && target.entryPoints.includes(frame.function);
  let first = 0;
  while (first < project.length - 1 && isThrower(project[first]!, sources)) first++;
  const frames = withoutRepeats(project.slice(first));
  const inner = frames.filter((frame) => !isEntry(frame));
  return inner.length > 0 ? inner : frames;
}

function signatureFrames({ kind, code, stack }: Failure, target: Target, sources: SourceLines): SignatureFrame[] {
  const frames = relevantFrames(stack, target, sources);
  if (code === STACK_OVERFLOW_CODE) {
    return frames
      .map((frame) => ({ function: frame.function, file: frame.path, lineText: "" }))
      .sort((a, b) => (`${a.file} ${a.function}` < `${b.file} ${b.function}` ? -1 : 1));
  }
  // A profile of a hang names no exact lines.
  const exact = kind === "crash" || kind === "law";
  return frames.slice(0, COMPARED_FRAMES).map((frame, index) => ({
    function: frame.function,
    file: frame.path,
    lineText: exact && index === 0 ? lineText(frame, sources) : "",
  }));
}

/** A message without what differs from input to input: quoted parts and numbers. */
export function maskMessage(message: string): string {
  return message
    .slice(0, 4 * COMPARED_CHARACTERS)
    .replaceAll(/"[^"]*"|'[^']*'|`[^`]*`/g, "''")
    .replaceAll(/0x[0-9a-fA-F]+|\d+/g, "0")
    .slice(0, COMPARED_CHARACTERS);
}

/** The signature of a failure. */
export function signatureOf(failure: Failure, target: Target, sources: SourceLines): Signature {
  const frames = signatureFrames(failure, target, sources);
  const told = failure.kind === "crash" || failure.kind === "law";
  const parts = [
    failure.kind,
    failure.errorName,
    failure.code,
    frames.length === 0 && told ? maskMessage(failure.message) : null,
    ...frames.map((frame) => [frame.function, frame.file, frame.lineText]),
  ];
  return { hash: createHash("sha1").update(JSON.stringify(parts)).digest("hex"), frames };
}

const sameFunction = (a: SignatureFrame, b: SignatureFrame): boolean => a.file === b.file && a.function === b.function;

/** Length of the longest common subsequence of two short lists of frames. */
function commonFrames(a: readonly SignatureFrame[], b: readonly SignatureFrame[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const frame of a) {
    const next = [0];
    for (const [j, other] of b.entries()) {
      next.push(sameFunction(frame, other) ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!));
    }
    row = next;
  }
  return row[b.length]!;
}

/** Likeness of two texts from 0 to 1: 1 minus their edit distance by the length of the longer. */
function likeness(a: string, b: string): number {
  if (a === b) return 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      next.push(Math.min(row[j]! + (a[i] === b[j] ? 0 : 1), row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return 1 - row[b.length]! / Math.max(a.length, b.length);
}

/** What two failures are compared by, apart from their hashes. */
export type Compared = Pick<Failure, "kind" | "errorName" | "code" | "message"> & Pick<Signature, "frames">;

/** Whether two failures with different signatures are the same bug after all. */
export function isNear(a: Compared, b: Compared): boolean {
  if (a.kind !== b.kind || a.errorName !== b.errorName || a.code !== b.code) return false;
  if (a.code === STACK_OVERFLOW_CODE)
    return a.frames.some((frame) => b.frames.some((other) => sameFunction(frame, other)));
  const [topA, topB] = [a.frames[0], b.frames[0]];
  if (topA === undefined || topB === undefined) return topA === topB && sameMessage(a, b);
  if (!sameFunction(topA, topB) || topA.lineText !== topB.lineText) return false;
  return commonFrames(a.frames, b.frames) >= AGREEING_FRAMES && sameMessage(a, b);
}

/** Times and amounts of memory are no messages. */
const sameMessage = (a: Compared, b: Compared): boolean =>
  (a.kind !== "crash" && a.kind !== "law") || likeness(maskMessage(a.message), maskMessage(b.message)) >= SIMILAR;
