import { ServiceError } from "../error.js";
import { openLockFile } from "./database.js";

/**
 * The lock of a work folder: one process holds it at a time, and the operating system takes it back when that process dies,
 * however it dies. It is SQLite's own file lock on a file of its own, since Node has no call for locks.
 */
export class WorkLock {
  readonly #release: () => void;

  private constructor(release: () => void) {
    this.#release = release;
  }

  /**
   * Takes the lock without waiting.
   *
   * @param path a file that is used for nothing else and that nobody else opens
   * @param heldBy says who holds the lock, for the message
   * @throws ServiceError `work-folder-busy`
   */
  static take(path: string, heldBy: () => string): WorkLock {
    const release = openLockFile(path);
    if (release === null) throw new ServiceError("work-folder-busy", heldBy());
    return new WorkLock(release);
  }

  release(): void {
    this.#release();
  }
}
