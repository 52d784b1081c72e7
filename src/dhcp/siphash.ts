/** A 64-bit word as two 32-bit halves: bigints would cost ten times as much. */
class Word {
  constructor(
    public high: number,
    public low: number,
  ) {}

  add(other: Word): void {
    const low = (this.low >>> 0) + (other.low >>> 0);
    this.high = (this.high + other.high + (low > LOW_MAX ? 1 : 0)) | 0;
    this.low = low | 0;
  }

  xor(other: Word): void {
    this.high ^= other.high;
    this.low ^= other.low;
  }

  /** Rotates left by 1 to 31 bits. */
  rotate(bits: number): void {
    const { high, low } = this;
    this.high = (high << bits) | (low >>> (WORD_HALF - bits));
    this.low = (low << bits) | (high >>> (WORD_HALF - bits));
  }

  /** Rotates by 32 bits. */
  swap(): void {
    const { high } = this;
    this.high = this.low;
    this.low = high;
  }
}

const LOW_MAX = 0xffffffff;
const WORD_HALF = 32;
const BLOCK = 8;
const KEY_LENGTH = 16;
/** Rounds per block and at the end: the 2 and 4 of SipHash-2-4. */
const COMPRESSION_ROUNDS = 2;
const FINAL_ROUNDS = 4;
const FINAL_MARK = 0xff;

const u32le = (bytes: Uint8Array, at: number): number =>
  bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);

function rounds(v0: Word, v1: Word, v2: Word, v3: Word, count: number): void {
  for (let i = 0; i < count; i++) {
    v0.add(v1);
    v1.rotate(13);
    v1.xor(v0);
    v0.swap();
    v2.add(v3);
    v3.rotate(16);
    v3.xor(v2);
    v0.add(v3);
    v3.rotate(21);
    v3.xor(v0);
    v2.add(v1);
    v1.rotate(17);
    v1.xor(v2);
    v2.swap();
  }
}

/**
 * SipHash-2-4 of a byte string under a key of 16 bytes (`TypeError` for another length).
 * Origin: Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012.
 */
export function siphash24(bytes: Uint8Array, key: Uint8Array): bigint {
  if (key.length !== KEY_LENGTH) throw new TypeError(`a key has ${KEY_LENGTH} bytes, not ${key.length}`);
  const k0 = new Word(u32le(key, 4), u32le(key, 0));
  const k1 = new Word(u32le(key, 12), u32le(key, 8));
  const v0 = new Word(0x736f6d65, 0x70736575);
  const v1 = new Word(0x646f7261, 0x6e646f6d);
  const v2 = new Word(0x6c796765, 0x6e657261);
  const v3 = new Word(0x74656462, 0x79746573);
  v0.xor(k0);
  v1.xor(k1);
  v2.xor(k0);
  v3.xor(k1);
  const blocks = new Uint8Array((Math.floor(bytes.length / BLOCK) + 1) * BLOCK);
  blocks.set(bytes);
  blocks[blocks.length - 1] = bytes.length;
  for (let at = 0; at < blocks.length; at += BLOCK) {
    const block = new Word(u32le(blocks, at + 4), u32le(blocks, at));
    v3.xor(block);
    rounds(v0, v1, v2, v3, COMPRESSION_ROUNDS);
    v0.xor(block);
  }
  v2.low ^= FINAL_MARK;
  rounds(v0, v1, v2, v3, FINAL_ROUNDS);
  v0.xor(v1);
  v2.xor(v3);
  v0.xor(v2);
  return (BigInt(v0.high >>> 0) << 32n) | BigInt(v0.low >>> 0);
}
