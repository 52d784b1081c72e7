import { closeSync, openSync, readSync } from "node:fs";

/** Largest file that is read. Configuration is never that large: the reader's limit for one line is a sixteenth of it. */
export const FILE_MAX = 16 * 1024 * 1024;

const FIRST_CHUNK = 64 * 1024;
const STANDARD_INPUT = 0;

/** A file that is larger than {@link FILE_MAX}. */
export class FileTooLarge extends Error {
  readonly code = "EFBIG";
}

/** All of a file or pipe; standard input when there is no path. Throws what the system says, or {@link FileTooLarge}. */
export function readInput(path: string | null): Uint8Array {
  const descriptor = path === null ? STANDARD_INPUT : openSync(path, "r");
  try {
    let buffer = new Uint8Array(FIRST_CHUNK);
    let length = 0;
    for (;;) {
      const count = readSync(descriptor, buffer, length, buffer.length - length, null);
      if (count === 0) return buffer.subarray(0, length);
      length += count;
      if (length > FILE_MAX) throw new FileTooLarge(`more than ${FILE_MAX} bytes`);
      if (length < buffer.length) continue;
      const larger = new Uint8Array(Math.min(buffer.length * 4, FILE_MAX + 1));
      larger.set(buffer);
      buffer = larger;
    }
  } finally {
    if (path !== null) closeSync(descriptor);
  }
}
