import {
  outputMode,
  timestampStyle,
  unitActiveState,
  unitFilePresetMode,
  unitFileState,
  unitLoadState,
} from "../../directives/enums.js";
import { unitSubstates } from "../../directives/unit-substates.js";

/** Longest command line in bytes, and most words of one, that systemd's fuzz entry point looks at. */
export const LENGTH_MAX = 16_384;
export const WORDS_MAX = 1_024;

/** Which of the programs in systemctl's binary is meant. */
export type Personality = "systemctl" | "halt" | "poweroff" | "reboot" | "shutdown" | "telinit" | "runlevel";

/**
 * Texts in the last component of a program's name and what they make of it; the first that is found counts. `init` is found
 * in `telinit` too. Origin: systemctl_dispatch_parse_argv() at 257.
 */
export const programNames: readonly (readonly [text: string, personality: Personality])[] = [
  ["halt", "halt"],
  ["poweroff", "poweroff"],
  ["reboot", "reboot"],
  ["shutdown", "shutdown"],
  ["init", "telinit"],
  ["runlevel", "runlevel"],
];

/** What is to be done. Origin: `enum action`. */
export type Action =
  | "systemctl"
  | "halt"
  | "poweroff"
  | "reboot"
  | "kexec"
  | "rescue"
  | "runlevel2"
  | "runlevel3"
  | "runlevel4"
  | "runlevel5"
  | "runlevel"
  | "reexec"
  | "reload"
  | "cancel-shutdown"
  | "show-shutdown"
  | "systemctl-show-shutdown";

/** What telinit's argument stands for. Origin: telinit(8). */
export const telinitActions: ReadonlyMap<string, Action> = new Map<string, Action>([
  ["0", "poweroff"],
  ["6", "reboot"],
  ["1", "rescue"],
  ["2", "runlevel2"],
  ["3", "runlevel3"],
  ["4", "runlevel4"],
  ["5", "runlevel5"],
  ["s", "rescue"],
  ["S", "rescue"],
  ["q", "reload"],
  ["Q", "reload"],
  ["u", "reexec"],
  ["U", "reexec"],
]);

/** `--output=`. Origin: journalctl(1), `enum OutputMode`. */
export const outputModes = outputMode;
export type OutputMode = (typeof outputModes)[number];

export const isJsonMode = (mode: OutputMode): boolean => mode.startsWith("json");

/** `--preset-mode=`. */
export const presetModes = unitFilePresetMode;
export type PresetMode = (typeof presetModes)[number];

/** `--timestamp=`. */
export const timestampStyles = timestampStyle;
export type TimestampStyle = (typeof timestampStyles)[number];

/** Microseconds may be spelled with a micro sign or a Greek letter. */
export const timestampStyleSpellings: ReadonlyMap<string, TimestampStyle> = new Map<string, TimestampStyle>([
  ["\u00b5s", "us"],
  ["\u03bcs", "us"],
  ["\u00b5s+utc", "us+utc"],
  ["\u03bcs+utc", "us+utc"],
]);

/** What `--what=help` tells; the words themselves are not checked. */
export const cleanResources = ["runtime", "state", "cache", "logs", "configuration", "fdstore", "all"] as const;

/** Unit types in the order in which `--type=help` tells them. Origin: `enum UnitType`. */
export const unitTypeOrder = [
  "service",
  "mount",
  "swap",
  "socket",
  "target",
  "device",
  "automount",
  "timer",
  "path",
  "slice",
  "scope",
] as const;

export const loadStates = unitLoadState;

/** States by kind, in the order in which `--state=help` tells them. Origin: unit-def.h at 257. */
export const states: readonly (readonly [kind: string, names: readonly string[]])[] = [
  ["unit load states", loadStates],
  ["unit active states", unitActiveState],
  ["unit file states", unitFileState],
  ...Object.entries(unitSubstates).map(([type, names]) => [`${type} unit substates`, names] as const),
];
