/** Makes an unsigned number of a bitwise result; a name, because comparisons with literals are traced while fuzzing. */
const NO_SHIFT = 0;

/** Up to so many bytes a loop is faster than a call of `set`. */
const COPIED_BY_HAND = 32;

/** Growable byte buffer for encoders. Numbers are truncated to their field's width by the caller's own checks, never here. */
export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  #grow(extra: number): number {
    const from = this.#length;
    const wanted = from + extra;
    if (wanted > this.#bytes.length) {
      const bigger = new Uint8Array(Math.max(wanted, this.#bytes.length * 2));
      bigger.set(this.#bytes.subarray(0, from));
      this.#bytes = bigger;
    }
    this.#length = wanted;
    return from;
  }

  /** `limit` has all its bits set. */
  #check(value: number, limit: number): void {
    if ((value & limit) >>> NO_SHIFT !== value) throw new TypeError(`${value} is not in 0..${limit}`);
  }

  u8(value: number): this {
    this.#check(value, 0xff);
    const at = this.#grow(1);
    this.#bytes[at] = value;
    return this;
  }

  u16be(value: number): this {
    this.#check(value, 0xffff);
    const at = this.#grow(2);
    this.#bytes[at] = value >> 8;
    this.#bytes[at + 1] = value;
    return this;
  }

  u16le(value: number): this {
    this.#check(value, 0xffff);
    const at = this.#grow(2);
    this.#bytes[at] = value;
    this.#bytes[at + 1] = value >> 8;
    return this;
  }

  u32be(value: number): this {
    this.#check(value, 0xffffffff);
    const at = this.#grow(4);
    const b = this.#bytes;
    b[at] = value >>> 24;
    b[at + 1] = value >>> 16;
    b[at + 2] = value >>> 8;
    b[at + 3] = value;
    return this;
  }

  u32le(value: number): this {
    this.#check(value, 0xffffffff);
    const at = this.#grow(4);
    const b = this.#bytes;
    b[at] = value;
    b[at + 1] = value >>> 8;
    b[at + 2] = value >>> 16;
    b[at + 3] = value >>> 24;
    return this;
  }

  u64be(value: bigint): this {
    if (value < 0n || value > 0xffffffffffffffffn) throw new TypeError(`${value} is not an unsigned 64-bit number`);
    return this.u32be(Number(value >> 32n)).u32be(Number(value & 0xffffffffn));
  }

  u64le(value: bigint): this {
    if (value < 0n || value > 0xffffffffffffffffn) throw new TypeError(`${value} is not an unsigned 64-bit number`);
    return this.u32le(Number(value & 0xffffffffn)).u32le(Number(value >> 32n));
  }

  bytes(value: Uint8Array): this {
    const { length } = value;
    const at = this.#grow(length);
    const all = this.#bytes;
    if (length > COPIED_BY_HAND) all.set(value, at);
    else for (let i = 0; i < length; i++) all[at + i] = value[i]!;
    return this;
  }

  /** A text of code units below 256, one byte each; larger ones are cut off. */
  latin1(text: string): this {
    const { length } = text;
    const at = this.#grow(length);
    const all = this.#bytes;
    for (let i = 0; i < length; i++) all[at + i] = text.charCodeAt(i);
    return this;
  }

  /** `count` zero bytes. */
  zeros(count: number): this {
    const at = this.#grow(count);
    this.#bytes.fill(0, at, at + count);
    return this;
  }

  /** Pads with zero bytes to a multiple of `alignment`. */
  align(alignment: number): this {
    const over = this.#length % alignment;
    return over === 0 ? this : this.zeros(alignment - over);
  }

  /** Overwrites two bytes written before, big-endian: for lengths known afterwards. */
  patchU16be(at: number, value: number): this {
    this.#check(value, 0xffff);
    if (at < 0 || at + 2 > this.#length) throw new TypeError(`offset ${at} was not written`);
    this.#bytes[at] = value >> 8;
    this.#bytes[at + 1] = value;
    return this;
  }

  /** Overwrites four bytes written before, little-endian or big-endian. */
  patchU32(at: number, value: number, littleEndian: boolean): this {
    this.#check(value, 0xffffffff);
    if (at < 0 || at + 4 > this.#length) throw new TypeError(`offset ${at} was not written`);
    for (let i = 0; i < 4; i++) this.#bytes[at + i] = value >>> (8 * (littleEndian ? i : 3 - i));
    return this;
  }

  /** What was written, without copying: valid until the next write. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Forgets what was written and keeps the memory. */
  reset(): this {
    this.#length = 0;
    return this;
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}
