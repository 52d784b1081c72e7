/** SHA-256 (FIPS 180-4 section 6.2). */

const BLOCK = 64;
const LENGTH_FIELD = 8;

/** The first 32 bits of the fractional part of a root of the first primes: square roots start the state, cube roots the rounds. */
function constants(count: number, degree: 2 | 3): Uint32Array {
  const values = new Uint32Array(count);
  for (let prime = 2, found = 0; found < count; prime++) {
    if (!isPrime(prime)) continue;
    values[found++] = Number(integerRoot(BigInt(prime) << BigInt(32 * degree), degree) & 0xffffffffn);
  }
  return values;
}

function isPrime(value: number): boolean {
  for (let divisor = 2; divisor * divisor <= value; divisor++) if (value % divisor === 0) return false;
  return true;
}

/** The largest whole number whose power of `degree` does not exceed `value`. */
function integerRoot(value: bigint, degree: 2 | 3): bigint {
  let root = 0n;
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((root + bit) ** BigInt(degree) <= value) root += bit;
  return root;
}

const START = constants(8, 2);
const ROUNDS = constants(64, 3);

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function padded(message: Uint8Array): Uint8Array {
  const length = Math.ceil((message.length + 1 + LENGTH_FIELD) / BLOCK) * BLOCK;
  const bytes = new Uint8Array(length);
  bytes.set(message);
  bytes[message.length] = 0x80;
  new DataView(bytes.buffer).setBigUint64(length - LENGTH_FIELD, 8n * BigInt(message.length));
  return bytes;
}

function addBlock(state: Uint32Array, view: DataView, at: number, schedule: Uint32Array): void {
  for (let t = 0; t < 16; t++) schedule[t] = view.getUint32(at + 4 * t);
  for (let t = 16; t < 64; t++) {
    const w15 = schedule[t - 15]!;
    const w2 = schedule[t - 2]!;
    const s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
    const s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
    schedule[t] = schedule[t - 16]! + s0 + schedule[t - 7]! + s1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[t]! + schedule[t]!) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  const words = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < words.length; i++) state[i]! += words[i]!;
}

/** The 32-byte digest of a message. */
export function sha256(message: Uint8Array): Uint8Array {
  const state = START.slice();
  const bytes = padded(message);
  const view = new DataView(bytes.buffer);
  const schedule = new Uint32Array(64);
  for (let at = 0; at < bytes.length; at += BLOCK) addBlock(state, view, at, schedule);
  const digest = new Uint8Array(4 * state.length);
  const out = new DataView(digest.buffer);
  for (let i = 0; i < state.length; i++) out.setUint32(4 * i, state[i]!);
  return digest;
}
