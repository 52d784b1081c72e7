import { isSpace, scan, scanned, UINT32_MAX, UINT64_MAX } from "./integers.js";

const DECIMAL = 10;
const ANY_BASE = 0;
const WRAP_64 = UINT64_MAX + 1n;
const WRAP_32 = UINT32_MAX + 1;

/**
 * Reads a text piece by piece as the C library's sscanf(3) does: no conversion checks what follows it, numbers that are too
 * large saturate, and a minus sign wraps around. Each conversion gives `null` where there is no number; `position` is where
 * the next one starts. Origin: ISO C fscanf, glibc.
 */
export class Scanner {
  position: number;

  constructor(
    readonly text: string,
    position = 0,
  ) {
    this.position = position;
  }

  /** `%lu` on a 64-bit machine. */
  unsigned64(): bigint | null {
    const magnitude = scan(this.text, this.position, DECIMAL);
    if (!scanned.digits) return null;
    this.position = scanned.end;
    const value = BigInt(magnitude);
    if (value > UINT64_MAX) return UINT64_MAX;
    return scanned.negative && value !== 0n ? WRAP_64 - value : value;
  }

  /** `%u`: what `%lu` gives, cut to 32 bits. */
  unsigned32(): number | null {
    const value = this.unsigned64();
    return value === null ? null : Number(BigInt.asUintN(32, value));
  }

  /** `%i`: decimal, octal or hexadecimal with a sign, cut to 32 bits. */
  integer(): number | null {
    const magnitude = scan(this.text, this.position, ANY_BASE);
    if (!scanned.digits) return null;
    this.position = scanned.end;
    const low = Number(BigInt.asIntN(32, BigInt(magnitude)));
    return scanned.negative ? (low === 0 ? 0 : (WRAP_32 - low) | 0) : low;
  }

  /** `%s`: what is up to the next white space. */
  word(): string | null {
    this.space();
    const { text } = this;
    const start = this.position;
    let end = start;
    while (end < text.length && !isSpace(text.charCodeAt(end))) end++;
    this.position = end;
    return end === start ? null : text.slice(start, end);
  }

  /** White space in the format: any amount of it, none included. */
  space(): void {
    const { text } = this;
    while (this.position < text.length && isSpace(text.charCodeAt(this.position))) this.position++;
  }
}
