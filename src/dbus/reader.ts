import { NUL } from "../core/ascii.js";
import { isValidUtf8, latin1 } from "../core/utf8.js";

/** What a read gives when the bytes are not there or not well formed. */
export const FAILED = -1;

const ONE = 1;
const WORD = 4;
/** The length byte of a signature that systemd refuses before it looks further. */
const SIGNATURE_LENGTH_REFUSED = 0xff;

/** The unsigned 32-bit number at `at`, which must lie four bytes before the end at least. */
export const wordAt = (b: Uint8Array, at: number, little: boolean): number =>
  (little
    ? b[at]! | (b[at + 1]! << 8) | (b[at + 2]! << 16) | (b[at + 3]! << 24)
    : (b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!) >>> 0;

/**
 * Cursor over marshalled bytes: alignment counts from the start of the array, padding must be zero.
 *
 * Unlike `ByteReader` it raises nothing: most of what a fuzzer makes ends here, and an exception for each would cost more
 * than the rest. A read that fails gives {@link FAILED} or `null`; what to make of it is the caller's. Origin: D-Bus
 * specification, "Marshalling"; `message_peek_fields`, `message_peek_body`.
 */
export class AlignedReader {
  constructor(
    readonly bytes: Uint8Array,
    /** Offset of the next byte. */
    public at: number,
    readonly end: number,
    readonly littleEndian: boolean,
  ) {}

  /** Skips zero padding and takes `length` bytes: where they start. */
  take(alignment: number, length: number): number {
    const start = (this.at + alignment - ONE) & -alignment;
    if (start + length > this.end) return FAILED;
    for (let i = this.at; i < start; i++) if (this.bytes[i] !== NUL) return FAILED;
    this.at = start + length;
    return start;
  }

  /** An unsigned 32-bit number. */
  word(): number {
    const at = this.take(WORD, WORD);
    return at === FAILED ? FAILED : wordAt(this.bytes, at, this.littleEndian);
  }

  /** `length` bytes with a NUL behind them, which is taken too: where they start. */
  terminated(length: number): number {
    const at = this.take(ONE, length + ONE);
    return at === FAILED || this.bytes[at + length] !== NUL ? FAILED : at;
  }

  /** A string or object path whose bytes have no NUL among them and are UTF-8: where it starts; {@link at} is behind its NUL. */
  utf8(): number {
    const length = this.word();
    const at = length === FAILED ? FAILED : this.terminated(length);
    if (at === FAILED || this.bytes.indexOf(NUL, at) !== at + length) return FAILED;
    return isValidUtf8(this.bytes, at, at + length) ? at : FAILED;
  }

  /** A string or object path, one code unit a byte, whatever the bytes are. */
  latin1(): string | null {
    const length = this.word();
    const at = length === FAILED ? FAILED : this.terminated(length);
    return at === FAILED ? null : latin1(this.bytes, at, at + length);
  }

  /** The bytes of a signature, valid or not. */
  signature(): string | null {
    const lengthAt = this.take(ONE, ONE);
    const length = lengthAt === FAILED ? SIGNATURE_LENGTH_REFUSED : this.bytes[lengthAt]!;
    const at = length === SIGNATURE_LENGTH_REFUSED ? FAILED : this.terminated(length);
    return at === FAILED ? null : latin1(this.bytes, at, at + length);
  }
}
