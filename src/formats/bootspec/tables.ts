/** Longest input of the fuzz entry point. Origin: fuzz-bootspec.c at 257. */
export const LENGTH_MAX = 65_536;

/** Where the fuzz entry point says that things lie. */
export const CONFIG_FILE = "memstream";
export const ENTRIES_FOLDER = "/entries";
export const ROOT = "/";

/** The variable through which a boot loader reports its entries. Origin: Boot Loader Interface, LoaderEntries. */
export const LOADER_ENTRIES = "/sys/firmware/efi/efivars/LoaderEntries-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f";

export const ENTRY_SUFFIX = ".conf";

/** Characters of entry names. Origin: efi_loader_entry_name_valid() at 257. */
export const NAME_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-_.@";

/** Largest tries counter. Origin: boot_filename_extract_tries() at 257. */
export const TRIES_MAX = 0x7fff_ffff;

/** Starts a pattern that matches nothing: `@saved` names an entry saved earlier. Origin: loader.conf(5), boot_config_find() at 257. */
export const SPECIAL_PATTERN_MARK = "@";

/** Lines of loader.conf(5) that are for the boot loader only. */
export const LOADER_ONLY_FIELDS: ReadonlySet<string> = new Set([
  "timeout",
  "editor",
  "auto-entries",
  "auto-firmware",
  "auto-poweroff",
  "auto-reboot",
  "beep",
  "console-mode",
  "reboot-for-bitlocker",
  "secure-boot-enroll",
]);

/** Entries that boot loaders find by themselves, by id. Origin: systemd-boot(7), boot_config_augment_from_loader() at 257. */
export const AUTOMATIC_TITLES: ReadonlyMap<string, string> = new Map([
  ["auto-osx", "macOS"],
  ["auto-windows", "Windows Boot Manager"],
  ["auto-efi-shell", "EFI Shell"],
  ["auto-efi-default", "EFI Default Loader"],
  ["auto-poweroff", "Power Off The System"],
  ["auto-reboot", "Reboot The System"],
  ["auto-reboot-to-firmware-setup", "Reboot Into Firmware Interface"],
]);
export const AUTOMATIC_PREFIX = "auto-";

/** Lines of an entry that hold a text, and the lines that hold one path; the values are the names in the listing. */
export const TEXT_FIELDS = {
  title: "title",
  "sort-key": "sortKey",
  version: "version",
  "machine-id": "machineId",
  architecture: "architecture",
} as const;
export const PATH_FIELDS = { linux: "linux", efi: "efi", devicetree: "devicetree" } as const;
/** Lines that may be empty without a warning. */
export const OPTIONS_FIELD = "options";
export const OVERLAY_FIELD = "devicetree-overlay";
export const INITRD_FIELD = "initrd";
export const DEFAULT_FIELD = "default";
