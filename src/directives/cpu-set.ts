import { Severity } from "../core/diagnostics.js";
import { Extract, WHITESPACE, WordReader } from "../text/extract-word.js";
import { isErrno, type NumberErrno, parseRange } from "../text/numbers.js";
import type { Assignment } from "./assignment.js";

/** Highest number of CPUs or NUMA nodes in a set. Origin: CPU_SET_MAX_NCPU of systemd 257. */
export const CPU_SET_MAX = 8192;

const SEPARATORS = `${WHITESPACE},`;
const BITS = 32;
const ALL_BITS = 0xffff_ffff;

/** A set of CPU or NUMA node numbers below {@link CPU_SET_MAX}. */
export class CpuSet {
  #words = new Uint32Array(0);

  /** Adds every number from `low` to `high`, both below {@link CPU_SET_MAX}. */
  addRange(low: number, high: number): void {
    const wanted = Math.floor(high / BITS) + 1;
    if (wanted > this.#words.length) {
      const bigger = new Uint32Array(wanted);
      bigger.set(this.#words);
      this.#words = bigger;
    }
    for (let cpu = low; cpu <= high; ) {
      const word = cpu >>> 5;
      const last = Math.min(high - word * BITS, BITS - 1);
      this.#words[word]! |= (ALL_BITS >>> (BITS - 1 - last + (cpu & 31))) << (cpu & 31);
      cpu = (word + 1) * BITS;
    }
  }

  has(cpu: number): boolean {
    const word = this.#words[cpu >>> 5];
    return word !== undefined && !!((word >>> (cpu & 31)) & 1);
  }

  /** A set with the members of both. */
  union(other: CpuSet): CpuSet {
    const both = new CpuSet();
    both.#words = new Uint32Array(Math.max(this.#words.length, other.#words.length));
    for (let i = 0; i < both.#words.length; i++) both.#words[i] = (this.#words[i] ?? 0) | (other.#words[i] ?? 0);
    return both;
  }

  equals(other: CpuSet): boolean {
    const length = Math.max(this.#words.length, other.#words.length);
    for (let i = 0; i < length; i++) if ((this.#words[i] ?? 0) !== (other.#words[i] ?? 0)) return false;
    return true;
  }

  /** Ranges in ascending order: `0-3 5`. Empty for the empty set. */
  toString(): string {
    let text = "";
    const end = this.#words.length * BITS;
    for (let cpu = 0; cpu < end; cpu++) {
      if (!this.has(cpu)) continue;
      const first = cpu;
      while (this.has(cpu + 1)) cpu++;
      text += `${text === "" ? "" : " "}${first}${cpu > first ? `-${cpu}` : ""}`;
    }
    return text;
  }

  toJSON(): string {
    return this.toString();
  }
}

/**
 * Reads CPU numbers and ranges, separated by white space or commas, with quoting.
 *
 * A range whose end lies before its start is reported and skipped; a word that is no range, or a number from
 * {@link CPU_SET_MAX} on, is reported at error level and refuses the whole value. `null` when there is no word at all.
 * Without `at` nothing is reported. Origin: parse_cpu_set_full().
 */
export function parseCpuSet(text: string, at: Assignment | null = null): CpuSet | null | NumberErrno {
  const words = new WordReader(text);
  let set: CpuSet | null = null;
  for (;;) {
    const word = words.next(SEPARATORS, Extract.UNQUOTE);
    if (words.failed) {
      at?.report(Severity.err, "value.bad-syntax", { value: text });
      return "EINVAL";
    }
    if (word === null) return set;
    const range = parseRange(word);
    if (typeof range === "string" && isErrno(range)) {
      at?.report(Severity.err, "value.not-cpu", { value: word });
      return range;
    }
    set ??= new CpuSet();
    const [low, high] = range;
    if (low > high) at?.report(Severity.warning, "value.cpu-range-reversed", { value: word });
    else if (high >= CPU_SET_MAX) {
      at?.report(Severity.err, "value.cpu-too-large", { value: word, limit: CPU_SET_MAX });
      return "ERANGE";
    } else set.addRange(low, high);
  }
}

/** A set with what an assignment adds; without any word in it, the set is reset (`null`). Origin: parse_cpu_set_extend(). */
export function extendCpuSet(before: CpuSet | null, value: string, at: Assignment): CpuSet | null | NumberErrno {
  const added = parseCpuSet(value, at);
  return before === null || added === null || typeof added === "string" ? added : before.union(added);
}
