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
export const outputModes = [
  "short",
  "short-full",
  "short-iso",
  "short-iso-precise",
  "short-precise",
  "short-monotonic",
  "short-delta",
  "short-unix",
  "verbose",
  "export",
  "json",
  "json-pretty",
  "json-sse",
  "json-seq",
  "cat",
  "with-unit",
] as const;
export type OutputMode = (typeof outputModes)[number];

export const isJsonMode = (mode: OutputMode): boolean => mode.startsWith("json");

/** `--preset-mode=`. */
export const presetModes = ["full", "enable-only", "disable-only"] as const;
export type PresetMode = (typeof presetModes)[number];

/** `--timestamp=`. */
export const timestampStyles = ["pretty", "us", "utc", "us+utc", "unix"] as const;
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

export const loadStates = ["stub", "loaded", "not-found", "bad-setting", "error", "merged", "masked"] as const;

const killing = (start: string): string[] => [`${start}-sigterm`, `${start}-sigkill`];

/** States by kind, in the order in which `--state=help` tells them. Origin: unit-def.h at 257. */
export const states: readonly (readonly [kind: string, names: readonly string[]])[] = [
  ["unit load states", loadStates],
  [
    "unit active states",
    ["active", "reloading", "inactive", "failed", "activating", "deactivating", "maintenance", "refreshing"],
  ],
  [
    "unit file states",
    [
      "enabled",
      "enabled-runtime",
      "linked",
      "linked-runtime",
      "alias",
      "masked",
      "masked-runtime",
      "static",
      "disabled",
      "indirect",
      "generated",
      "transient",
      "bad",
    ],
  ],
  ["automount unit substates", ["dead", "waiting", "running", "failed"]],
  ["device unit substates", ["dead", "tentative", "plugged"]],
  [
    "mount unit substates",
    [
      "dead",
      "mounting",
      "mounting-done",
      "mounted",
      "remounting",
      "unmounting",
      ...killing("remounting"),
      ...killing("unmounting"),
      "failed",
      "cleaning",
    ],
  ],
  ["path unit substates", ["dead", "waiting", "running", "failed"]],
  ["scope unit substates", ["dead", "start-chown", "running", "abandoned", ...killing("stop"), "failed"]],
  [
    "service unit substates",
    [
      "dead",
      "condition",
      "start-pre",
      "start",
      "start-post",
      "running",
      "exited",
      "reload",
      "reload-signal",
      "reload-notify",
      "mounting",
      "stop",
      "stop-watchdog",
      ...killing("stop"),
      "stop-post",
      "final-watchdog",
      ...killing("final"),
      "failed",
      "dead-before-auto-restart",
      "failed-before-auto-restart",
      "dead-resources-pinned",
      "auto-restart",
      "auto-restart-queued",
      "cleaning",
    ],
  ],
  ["slice unit substates", ["dead", "active"]],
  [
    "socket unit substates",
    [
      "dead",
      "start-pre",
      "start-chown",
      "start-post",
      "listening",
      "running",
      "stop-pre",
      ...killing("stop-pre"),
      "stop-post",
      ...killing("final"),
      "failed",
      "cleaning",
    ],
  ],
  [
    "swap unit substates",
    [
      "dead",
      "activating",
      "activating-done",
      "active",
      "deactivating",
      ...killing("deactivating"),
      "failed",
      "cleaning",
    ],
  ],
  ["target unit substates", ["dead", "active"]],
  ["timer unit substates", ["dead", "waiting", "running", "elapsed", "failed"]],
];
