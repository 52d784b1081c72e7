import { bytesEqual } from "../../core/bytes.js";
import { CpuSet } from "../../directives/cpu-set.js";
import { RepeatedSections } from "../../directives/repeated-sections.js";
import type { Link } from "./link.js";

/** Members that say where something stands, which is not the same in a file that was written anew. */
const places: ReadonlySet<string> = new Set(["line"]);

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Uint8Array) return b instanceof Uint8Array && bytesEqual(a, b);
  if (a instanceof CpuSet) return a.toString() === String(b);
  if (a instanceof Set || a instanceof Map || a instanceof RepeatedSections) {
    return isSame([...a], [...(b as Iterable<unknown>)]);
  }
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  const other = b as Readonly<Record<string, unknown>>;
  for (const [key, value] of Object.entries(a)) if (!places.has(key) && !isSame(value, other[key])) return false;
  return true;
}

/** The group of settings, or section, in which two files say something else; `null` when they say the same. */
export function firstDifference(a: Link, b: Link): string | null {
  for (const [group, settings] of Object.entries(a)) {
    if (!isSame(settings, b[group as keyof Link])) return group;
  }
  return null;
}
