import { splitWords } from "../../../text/extract-word.js";

/** Kinds of namespaces with the kernel's flag, in the order in which they are printed. Origin: clone(2), namespace_info at 257. */
const flagsByName: ReadonlyMap<string, number> = new Map([
  ["cgroup", 0x02000000],
  ["ipc", 0x08000000],
  ["net", 0x40000000],
  ["mnt", 0x00020000],
  ["pid", 0x20000000],
  ["user", 0x10000000],
  ["uts", 0x04000000],
  ["time", 0x00000080],
]);

const TIME = 0x00000080;

/** Sets of namespace kinds as bit masks of CLONE_NEW flags. */
export const namespaceFlags = {
  /** What can be restricted: every kind but `time`. Origin: NAMESPACE_FLAGS_ALL at 257. */
  ALL: [...flagsByName.values()].reduce((all, flag) => all | flag, 0) & ~TIME,

  /** Names separated by white space; `null` when one is unknown. Origin: namespace_flags_from_string() at 257. */
  parse(text: string): number | null {
    const names = splitWords(text);
    if (names === null) return null;
    let flags = 0;
    for (const name of names) {
      const flag = flagsByName.get(name);
      if (flag === undefined) return null;
      flags |= flag;
    }
    return flags;
  },

  /** Names separated by spaces; empty for none. Origin: namespace_flags_to_string() at 257. */
  format(flags: number): string {
    let text = "";
    for (const [name, flag] of flagsByName) {
      if ((flags & flag) !== 0) text += text === "" ? name : ` ${name}`;
    }
    return text;
  },
} as const;
