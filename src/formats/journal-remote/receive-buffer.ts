import { LF } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";

/** Room that is made before more is read. Origin: LINE_CHUNK of journal-importer.c at 257. */
const LINE_CHUNK = 8 * 1024;
/** An allocation is twice what is needed, and the allocator hands out multiples of 16 bytes, 8 of them its own. */
const GROWTH = 2;
const ALLOCATION_UNIT = 16;
const ALLOCATION_HEADER = 8;

const usable = (size: number): number =>
  (Math.ceil((size + ALLOCATION_HEADER) / ALLOCATION_UNIT) * ALLOCATION_UNIT - ALLOCATION_HEADER) | 0;

/** No line end, or not enough bytes, before the end of the stream. */
export const AT_END = -1;

/**
 * The window on the stream that the reader of a connection holds in memory: which bytes were consumed, and which the
 * program would still have in its buffer. The latter is reported when a stream ends early, and depends on when room is made.
 * Origin: JournalImporter at 257.
 */
export class ReceiveBuffer {
  /** Offset in the stream of the next byte. */
  at = 0;
  /** Offset in the stream of the buffer's first byte. */
  #base = 0;
  /** Offset in the stream behind the last byte that was read. */
  #filled = 0;
  #capacity = 0;

  constructor(readonly stream: Uint8Array) {}

  #fill(needed: number): boolean {
    if (needed > this.#capacity) this.#capacity = usable(needed * GROWTH);
    const room = this.#capacity - (this.#filled - this.#base);
    const count = Math.min(room, this.stream.length - this.#filled);
    this.#filled += count;
    return count > NOTHING;
  }

  /** Offset of the next line feed, or {@link AT_END}. */
  lineEnd(): number {
    const { stream, at } = this;
    const end = indexOfByte(stream, LF, at, stream.length);
    while (this.#filled <= end) {
      const held = this.#filled - this.#base;
      const room = this.#capacity - held < LINE_CHUNK ? held + LINE_CHUNK : NOTHING;
      if (!this.#fill(room)) return AT_END;
    }
    return end;
  }

  /** Makes the next `count` bytes available: their offset, or {@link AT_END}. */
  take(count: number): number {
    const { at } = this;
    while (this.#filled - at < count) if (!this.#fill(at - this.#base + count)) return AT_END;
    this.at = at + count;
    return at;
  }

  /** Forgets consumed bytes where that is easy: an entry is done with. */
  release(): void {
    const left = this.#filled - this.at;
    const consumed = this.at - this.#base;
    const room = this.#capacity - (this.#filled - this.#base);
    if (!left || (consumed > room && consumed > left)) this.#base = this.at;
    if (!left) this.#filled = this.at;
  }

  /** Bytes that are still held: consumed ones that were not forgotten, and those that wait for more. */
  get held(): number {
    return this.#filled - this.#base;
  }
}

const NOTHING = 0;
