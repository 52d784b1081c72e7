import type { DescriptorTable } from "../../serialize/descriptors.js";
import { encodeRaw } from "../../text/raw-bytes.js";
import { writeHeader } from "./header.js";
import type { ManagerState } from "./model.js";
import { rootBoundTypes } from "./tables.js";
import { writeUnit } from "./unit-items.js";
import { StateWriter } from "./writer.js";

export interface FormatManagerStateOptions {
  /** Write what another root folder can use: no mounts and automounts, no jobs, no environment. */
  readonly switchingRoot?: boolean;
  /** Where the copies of descriptors are taken from, a copy of the state's own unless said otherwise. */
  readonly descriptors?: DescriptorTable;
}

/** The lines that {@link formatManagerState} writes; an empty one ends each block. */
export function managerStateLines(state: ManagerState, options: FormatManagerStateOptions = {}): readonly string[] {
  const switchingRoot = options.switchingRoot === true;
  const writer = new StateWriter(options.descriptors ?? state.descriptors.copy());
  writeHeader(state, switchingRoot, writer);
  for (const unit of state.units.values()) {
    if (!switchingRoot || !rootBoundTypes.has(unit.type)) writeUnit(unit, switchingRoot, writer);
  }
  return writer.lines;
}

/**
 * Writes the state of a service manager as systemd does: for itself, or for the manager of another root folder.
 *
 * Units come in the order in which they were loaded, where systemd has none. Read again it is the same state, but for what
 * refers to file descriptors, ids and folders of runtimes that have white space in them, and an empty mask of controllers to be
 * set up anew, which reads as all of them. Origin: manager_serialize() at 257.
 */
export function formatManagerState(state: ManagerState, options: FormatManagerStateOptions = {}): Uint8Array {
  return encodeRaw(
    managerStateLines(state, options)
      .map((line) => `${line}\n`)
      .join(""),
  );
}
