import { type Law, LawViolation } from "../../core/format.js";
import { encodeRaw } from "../../text/raw-bytes.js";
import { managerStateLines } from "./format.js";
import type { ManagerState } from "./model.js";
import { type ManagerSerializeOutcome, targetOptions } from "./observe.js";
import { parseManagerState } from "./parse.js";

const DESCRIPTOR_LINE = /^(?:[a-z-]+=@|main-exec-status-)/;

/** Lines that read the same every time: descriptors are other ones, and a process that is found again starts anew. */
const lasting = (lines: readonly string[]): string[] => lines.filter((line) => !DESCRIPTOR_LINE.test(line));

/** Folders with a space cannot be told from what follows them. */
const hasAmbiguousRuntime = ({ runtimes }: ManagerState): boolean =>
  [...runtimes].some(([id, { temporaryFolder, varTemporaryFolder }]) =>
    `${id}${temporaryFolder ?? ""}${varTemporaryFolder ?? ""}`.includes(" "),
  );

function checkAgain(law: string, lines: readonly string[], switchingRoot: boolean): void {
  const bytes = encodeRaw(lines.map((line) => `${line}\n`).join(""));
  const again = parseManagerState(bytes, targetOptions);
  if (again.error !== null) throw new LawViolation(law, again.error);
  const before = lasting(lines);
  const after = lasting(managerStateLines(again.state, { switchingRoot }));
  if (before.length !== after.length) throw new LawViolation(law, `${after.length} lines instead of ${before.length}`);
  for (let i = 0; i < before.length; i++) {
    if (before[i] !== after[i]) throw new LawViolation(law, `${after[i]} instead of ${before[i]}`);
  }
}

/** What was written reads back and is written the same again, in both ways. */
export const writtenReadsBack: Law<ManagerSerializeOutcome> = {
  name: "written-reads-back",
  check(_input, outcome) {
    if (outcome === null || outcome.file.error !== null || hasAmbiguousRuntime(outcome.file.state)) return;
    checkAgain(this.name, outcome.switchingRoot, true);
    checkAgain(this.name, outcome.reload, false);
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
