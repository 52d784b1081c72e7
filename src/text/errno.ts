import { asciiUpper } from "./ascii-case.js";
import { NumberNames } from "./enum-table.js";
import { errnoNumbers } from "./errno-names.js";
import { type Parsed, parseSigned } from "./numbers.js";

/** Largest number that the kernel uses for an error. Origin: ERRNO_MAX. */
export const ERRNO_MAX = 4095;

const errnos = new NumberNames(errnoNumbers);

/** An error number by name (`ENOENT`, in any case) or number, 0–4095. Origin: parse_errno() at 257. */
export function parseErrno(text: string): Parsed {
  const number = errnos.numberOf(asciiUpper(text));
  return number >= 0 ? number : parseSigned(text, 0, ERRNO_MAX);
}

/** The name of an error number, or `null`. */
export const errnoName = (number: number): string | null => errnos.nameOf(number);
