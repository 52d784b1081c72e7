import { safeAtou64 } from "../../../text/numbers.js";
import { CPU_WEIGHT_IDLE, UNSET } from "./settings.js";

const CPU_WEIGHT_MIN = 1n;
const CPU_WEIGHT_MAX = 10_000n;
const CPU_SHARES_MIN = 2n;
const CPU_SHARES_MAX = 262_144n;
const BLOCK_IO_WEIGHT_MIN = 10n;
const BLOCK_IO_WEIGHT_MAX = 1_000n;

/** An integer between two bounds, {@link UNSET} for an empty text, or `null`. Origin: cg_weight_parse() and its like at 257. */
function parseWeight(text: string, min: bigint, max: bigint): bigint | null {
  if (text === "") return UNSET;
  const weight = safeAtou64(text);
  return typeof weight === "string" || weight < min || weight > max ? null : weight;
}

export const parseIOWeight = (text: string): bigint | null => parseWeight(text, CPU_WEIGHT_MIN, CPU_WEIGHT_MAX);
export const parseBlockIOWeight = (text: string): bigint | null =>
  parseWeight(text, BLOCK_IO_WEIGHT_MIN, BLOCK_IO_WEIGHT_MAX);

export const parseCpuWeight = (text: string): bigint | null =>
  text === "idle" ? CPU_WEIGHT_IDLE : parseIOWeight(text);
export const parseCpuShares = (text: string): bigint | null => parseWeight(text, CPU_SHARES_MIN, CPU_SHARES_MAX);
