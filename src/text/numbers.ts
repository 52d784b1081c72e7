/** Everything that reads a number, under one name; each file says what it reads. */
export * from "./ascii-case.js";
export * from "./booleans.js";
export * from "./bounded-numbers.js";
export * from "./floats.js";
export {
  INT32_MAX,
  INT32_MIN,
  INT64_MAX,
  INT64_MIN,
  isErrno,
  type NumberErrno,
  type Parsed,
  type ParsedBig,
  parseSigned,
  parseUnsigned,
  Refuse,
  safeAtoi,
  safeAtoi16,
  safeAtoi64,
  safeAtou,
  safeAtou8,
  safeAtou16,
  safeAtou32,
  safeAtou64,
  safeAtoux64,
  UINT8_MAX,
  UINT16_MAX,
  UINT32_MAX,
  UINT64_MAX,
} from "./integers.js";
export * from "./sizes.js";
