/** An entry of a boot menu. Origin: UAPI.1 Boot Loader Specification, BootEntry at 257. Texts that hold bytes which are no UTF-8 keep them as in `text/raw-bytes.ts`. */
export interface BootEntry {
  /** From a file, reported by the boot loader, or found by the boot loader itself. */
  readonly type: "type1" | "loader" | "auto";
  /** File name without tries counters, or the reported id. */
  readonly id: string;
  readonly path: string;
  readonly root: string | null;
  title: string | null;
  /** The title made unique, where others are the same. */
  showTitle: string | null;
  sortKey: string | null;
  version: string | null;
  machineId: string | null;
  architecture: string | null;
  readonly options: string[];
  linux: string | null;
  efi: string | null;
  devicetree: string | null;
  readonly initrd: string[];
  readonly devicetreeOverlay: string[];
  /** Whether the boot loader reported an entry of this id. */
  reported: boolean;
  /** From the file name; `null` when the entry is not counted. */
  readonly triesLeft: number | null;
  readonly triesDone: number | null;
}

/** An entry with nothing but what identifies it. */
export function newEntry(
  base: Pick<BootEntry, "type" | "id" | "path" | "root" | "triesLeft" | "triesDone">,
  title: string | null = null,
): BootEntry {
  return {
    ...base,
    title,
    showTitle: null,
    sortKey: null,
    version: null,
    machineId: null,
    architecture: null,
    options: [],
    linux: null,
    efi: null,
    devicetree: null,
    initrd: [],
    devicetreeOverlay: [],
    reported: false,
  };
}

/** What is shown of an entry. Origin: boot_entry_title() at 257. */
export const entryTitle = ({ showTitle, title, id }: BootEntry): string => showTitle ?? title ?? id;
