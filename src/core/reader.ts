import { type Errno, fail } from "./errno.js";

/**
 * Bounds-checked cursor over a byte range, for wire formats.
 *
 * Reading past the end raises a {@link ParseFailure} with the errno chosen at construction (`EBADMSG` unless told);
 * nothing is clamped and no `undefined` leaks out. Offsets are absolute in the array, so that they can be reported.
 * 64-bit reads give bigints; 32-bit reads are non-negative numbers.
 */
export class ByteReader {
  #at: number;

  constructor(
    readonly bytes: Uint8Array,
    start = 0,
    readonly end: number = bytes.length,
    readonly shortErrno: Errno = "EBADMSG",
  ) {
    if (start < 0 || end > bytes.length || start > end)
      throw new TypeError(`range ${start}..${end} is outside the array`);
    this.#at = start;
  }

  get offset(): number {
    return this.#at;
  }

  get remaining(): number {
    return this.end - this.#at;
  }

  get atEnd(): boolean {
    return this.#at === this.end;
  }

  #take(length: number): number {
    const from = this.#at;
    if (length > this.end - from) fail(this.shortErrno, from, `${length} bytes wanted, ${this.end - from} left`);
    this.#at = from + length;
    return from;
  }

  u8(): number {
    return this.bytes[this.#take(1)]!;
  }

  /** The next byte, without moving. */
  peekU8(): number {
    const byte = this.u8();
    this.#at--;
    return byte;
  }

  u16be(): number {
    const at = this.#take(2);
    return (this.bytes[at]! << 8) | this.bytes[at + 1]!;
  }

  u16le(): number {
    const at = this.#take(2);
    return this.bytes[at]! | (this.bytes[at + 1]! << 8);
  }

  u32be(): number {
    const at = this.#take(4);
    const b = this.bytes;
    return ((b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!) >>> 0;
  }

  u32le(): number {
    const at = this.#take(4);
    const b = this.bytes;
    return (b[at]! | (b[at + 1]! << 8) | (b[at + 2]! << 16) | (b[at + 3]! << 24)) >>> 0;
  }

  u64be(): bigint {
    const high = this.u32be();
    return (BigInt(high) << 32n) | BigInt(this.u32be());
  }

  u64le(): bigint {
    const low = this.u32le();
    return (BigInt(this.u32le()) << 32n) | BigInt(low);
  }

  /** A view (no copy) of the next `length` bytes. */
  view(length: number): Uint8Array {
    const at = this.#take(length);
    return this.bytes.subarray(at, at + length);
  }

  skip(length: number): void {
    this.#take(length);
  }

  /** A reader of its own over the next `length` bytes, for nested TLVs; this one moves behind them. */
  fork(length: number): ByteReader {
    const at = this.#take(length);
    return new ByteReader(this.bytes, at, at + length, this.shortErrno);
  }

  /** Fails when bytes are left over. */
  expectEnd(errno: Errno = "EBADMSG"): void {
    if (this.#at !== this.end) fail(errno, this.#at, `${this.end - this.#at} bytes left over`);
  }
}
