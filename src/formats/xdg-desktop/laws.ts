import { type Law, LawViolation } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { parseUnitFile } from "../unit-file/parse.js";
import type { XdgDesktopOutcome } from "./observe.js";

const NODES = "nodes-cover-the-file";
const UNIT = "unit-is-read-whole";

/** The nodes of the file follow each other without gap. */
const nodesCoverTheFile: Law<XdgDesktopOutcome | null> = {
  name: NODES,
  check(input, outcome) {
    if (outcome === null) return;
    let at = 0;
    for (const { start, end } of outcome.file.nodes) {
      if (start !== at || end < start) throw new LawViolation(NODES, `gap at byte ${at}`);
      at = end;
    }
    if (at !== input.length) throw new LawViolation(NODES, `ends at byte ${at} of ${input.length}`);
  },
};

const LINE_BREAK = /[\n\r\0]/;

/**
 * The unit that is generated is a service with exactly one command. systemd copies the name as it is, so that a line
 * break in it starts a line of its own; such entries say nothing here.
 */
const unitIsReadWhole: Law<XdgDesktopOutcome | null> = {
  name: UNIT,
  check(_input, outcome) {
    if (outcome === null || outcome.generated.text === null) return;
    if (LINE_BREAK.test(outcome.file.entry.name ?? "")) return;
    const { unit } = parseUnitFile(encodeUtf8(outcome.generated.text), { type: "service" });
    if (unit.service?.type !== "exec") throw new LawViolation(UNIT, "the service has lost its type");
  },
};

export const xdgDesktopLaws: readonly Law<XdgDesktopOutcome | null>[] = [nodesCoverTheFile, unitIsReadWhole];
