import { type Law, LawViolation } from "../../core/format.js";
import { encodeRaw } from "../../text/raw-bytes.js";
import { managerStateLines } from "./format.js";
import type { ManagerState } from "./model.js";
import { type ManagerSerializeOutcome, targetOptions } from "./observe.js";
import { parseManagerState } from "./parse.js";

const PASSING = ["control-pid=@", "main-pid=@", "pids=@", "main-exec-status-", "cgroup-invalidated-mask="] as const;

function isPassing(line: string): boolean {
  for (const start of PASSING) if (line.startsWith(start)) return true;
  return false;
}

/**
 * Lines that read the same every time: descriptors are other ones, a process that is found again starts anew, and no
 * controllers at all are not written, which reads as all of them.
 */
const lasting = (lines: readonly string[]): readonly string[] =>
  lines.some(isPassing) ? lines.filter((line) => !isPassing(line)) : lines;

const BLANK = /[ \t]/;

/** White space in an id or a folder cannot be told from what separates them, or is lost at the end of the line. */
const hasAmbiguousRuntime = ({ runtimes }: ManagerState): boolean =>
  [...runtimes].some(([id, { temporaryFolder, varTemporaryFolder }]) =>
    BLANK.test(`${id}${temporaryFolder ?? ""}${varTemporaryFolder ?? ""}`),
  );

/** Blocks of lines in the order of their texts: a unit that another one brings along comes earlier the second time. */
function blocks(lines: readonly string[]): string[] {
  const found: string[] = [];
  let block = "";
  for (const line of lines) {
    block += `${line}\n`;
    if (line !== "") continue;
    found.push(block);
    block = "";
  }
  return found.sort();
}

function checkAgain(law: string, lines: readonly string[], switchingRoot: boolean): void {
  const bytes = encodeRaw(`${lines.join("\n")}\n`);
  const again = parseManagerState(bytes, targetOptions);
  if (again.error !== null) throw new LawViolation(law, again.error);
  const before = blocks(lasting(lines));
  const after = blocks(lasting(managerStateLines(again.state, { switchingRoot })));
  if (before.length !== after.length) throw new LawViolation(law, `${after.length} blocks instead of ${before.length}`);
  for (let i = 0; i < before.length; i++) {
    if (before[i] !== after[i]) throw new LawViolation(law, `${after[i]} instead of ${before[i]}`);
  }
}

/** What was written reads back and is written the same again, in both ways where they differ. */
export const writtenReadsBack: Law<ManagerSerializeOutcome> = {
  name: "written-reads-back",
  check(_input, outcome) {
    if (outcome === null || outcome.file.error !== null || hasAmbiguousRuntime(outcome.file.state)) return;
    checkAgain(this.name, outcome.reload, false);
    if (outcome.switchingRoot.length < outcome.reload.length) checkAgain(this.name, outcome.switchingRoot, true);
  },
};

/** What is written for another root folder is part of what is written for oneself. */
export const switchingRootWritesLess: Law<ManagerSerializeOutcome> = {
  name: "switching-root-writes-less",
  check(_input, outcome) {
    if (outcome === null) return;
    const reload = lasting(outcome.reload);
    let at = 0;
    for (const line of lasting(outcome.switchingRoot)) {
      while (at < reload.length && reload[at] !== line) at++;
      if (at++ >= reload.length) throw new LawViolation(this.name, line);
    }
  },
};

/** Spans of reports lie inside the input. */
export const spansLieInside: Law<ManagerSerializeOutcome> = {
  name: "spans-lie-inside",
  check(input, outcome) {
    if (outcome === null) return;
    for (const { code, span } of outcome.file.diagnostics) {
      if (span === undefined || span.start > span.end || span.end > input.length)
        throw new LawViolation(this.name, code);
    }
  },
};

export const managerSerializeLaws = [writtenReadsBack, switchingRootWritesLess, spansLieInside];
