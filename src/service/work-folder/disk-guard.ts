import type { WorkFolder } from "./index.js";

/** Room that must be there again, beyond the limit, before writing goes on: no going back and forth at the limit. */
const HYSTERESIS = 1.1;

/** Says whether new units may be written; tells once when that changes. */
export class DiskGuard {
  #low = false;

  /**
   * @param minFree bytes below which the disk counts as nearly full
   * @param onChange is told when the disk becomes nearly full, and when it has room again
   */
  constructor(
    readonly folder: Pick<WorkFolder, "freeBytes">,
    readonly minFree: number,
    readonly onChange: (low: boolean, freeBytes: number) => void = () => {},
  ) {}

  /** Looks at the disk: true while new units and artifacts may be written. */
  hasRoom(): boolean {
    const free = this.folder.freeBytes();
    const low = free < (this.#low ? this.minFree * HYSTERESIS : this.minFree);
    if (low !== this.#low) {
      this.#low = low;
      this.onChange(low, free);
    }
    return !low;
  }
}
