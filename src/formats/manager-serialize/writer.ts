import type { DescriptorTable } from "../../serialize/descriptors.js";
import { ItemWriter } from "../../serialize/items.js";
import type { ProcessReference } from "../../serialize/values.js";

/** Writes the items of a state; references to processes hand over copies of their descriptors. */
export class StateWriter extends ItemWriter {
  constructor(readonly descriptors: DescriptorTable) {
    super();
  }

  /** Twice: with the copied descriptor, and plain for versions that know no descriptors. Origin: serialize_pidref() at 257. */
  process(key: string, process: ProcessReference | null): void {
    if (process === null) return;
    if (process.descriptor !== null) this.lines.push(`${key}=@${this.descriptors.open()}:${process.pid}`);
    this.number(key, process.pid);
  }
}
