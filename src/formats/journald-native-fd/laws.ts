import { type Law, LawViolation } from "../../core/format.js";
import { sameFields } from "../../journal/message.js";
import { encodeNative } from "./encode.js";
import { parseNative } from "./parse.js";
import type { NativeOutcome } from "./run.js";

/** What is written can be read, without a report, and gives the same entries. */
const encodeReparses: Law<NativeOutcome> = {
  name: "encode-reparses",
  check(_input, { entries }) {
    if (!entries.length) return;
    const { entries: again, diagnostics } = parseNative(encodeNative(entries));
    if (diagnostics.length) throw new LawViolation(this.name, `${diagnostics[0]!.code} for what was written`);
    if (again.length !== entries.length) throw new LawViolation(this.name, `${entries.length} became ${again.length}`);
    for (const [index, entry] of entries.entries()) {
      const other = again[index]!;
      const same = other.priority === entry.priority && other.objectPid === entry.objectPid;
      if (!same || !sameFields(other.fields, entry.fields)) throw new LawViolation(this.name, `entry ${index} changed`);
    }
  },
};

const onlyTheLastHasAMessage: Law<NativeOutcome> = {
  name: "only-the-last-has-a-message",
  check(_input, { entries }) {
    const at = entries.findIndex(({ fields }) => fields.some(({ name }) => name === MESSAGE));
    if (at >= 0 && at < entries.length - 1) throw new LawViolation(this.name, `entry ${at} of ${entries.length}`);
  },
};

const MESSAGE = "MESSAGE";

export const laws: readonly Law<NativeOutcome>[] = [encodeReparses, onlyTheLastHasAMessage];
