/*
 * 64-bit quantities as two unsigned 32-bit halves: what the wire has and what numbers hold without loss.
 */

const scratch = new DataView(new ArrayBuffer(8));

/** The double whose bits are `high` and `low`. */
export function doubleOf(high: number, low: number): number {
  scratch.setUint32(0, high);
  scratch.setUint32(4, low);
  return scratch.getFloat64(0);
}

/** The halves of a double; not-a-number loses its payload. */
export function halvesOfDouble(value: number): readonly [high: number, low: number] {
  scratch.setFloat64(0, value);
  return [scratch.getUint32(0), scratch.getUint32(4)];
}

/** The integer whose bits are `high` and `low`. */
export const bigintOf = (high: number, low: number, signed: boolean): bigint =>
  (BigInt(signed ? high | 0 : high) << 32n) | BigInt(low);

/** The halves of an integer in `-2^63 .. 2^64-1`, negative ones in two's complement. */
export const halvesOfBigint = (value: bigint): readonly [high: number, low: number] => [
  Number(BigInt.asUintN(32, value >> 32n)),
  Number(BigInt.asUintN(32, value)),
];
