import { type Diagnostic, renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { formatImagePolicy } from "../../directives/image-policy.js";
import type { WordSource } from "../../text/getopt.js";
import { textToJson as text } from "../../text/raw-bytes.js";
import { formatSignal } from "../../text/signal.js";
import { PINNED_NOW } from "../../time/observe.js";
import { USEC_INFINITY } from "../../time/usec.js";
import { isFromOptionParser, messageCount, diagnostics as texts } from "./diagnostics.js";
import { shownText } from "./lists.js";
import { type CommandLine, parseWords } from "./parse.js";
import { Settings } from "./settings.js";
import { LENGTH_MAX, WORDS_MAX } from "./tables.js";
import { ByteWords, hasMoreWords } from "./words.js";

/** Null for what systemd's entry point does not look at: long inputs, too many words, none. */
export type RunOutcome = (CommandLine & { readonly words: WordSource }) | null;

/** Reads the input as systemd's `fuzz-systemctl-parse-argv` does, at a fixed time. */
export function run(input: Uint8Array): RunOutcome {
  if (input.length > LENGTH_MAX) return null;
  if (hasMoreWords(input, WORDS_MAX)) return null;
  const words = new ByteWords(input);
  const line = parseWords(words, PINNED_NOW);
  return line === null ? null : { ...line, words };
}

const optional = (value: string | null): Json => (value === null ? null : text(value));
const list = (values: readonly string[] | null): Json => (values === null ? null : values.map(text));
const tristate = (value: boolean | null): Json => (value === null ? -1 : Number(value));

const ONLY_VALUE = 1;
const SHOW_EMPTY = 2;

/** systemd's variables, as the golden cases write them. */
const globals: readonly (readonly [name: string, of: (settings: Settings) => Json])[] = [
  ["arg_action", ({ action }) => action],
  ["arg_types", ({ types }) => list(types)],
  ["arg_states", ({ states }) => list(states)],
  ["arg_properties", ({ properties }) => list(properties)],
  ["arg_all", ({ all }) => all],
  ["arg_dependency", ({ dependency }) => dependency],
  ["arg_job_mode", ({ jobMode }) => text(jobMode)],
  ["arg_runtime_scope", ({ runtimeScope }) => runtimeScope],
  ["arg_wait", ({ wait }) => wait],
  ["arg_no_block", ({ noBlock }) => noBlock],
  ["arg_legend", ({ legend }) => tristate(legend)],
  ["arg_no_wtmp", ({ noWtmp }) => noWtmp],
  ["arg_no_sync", ({ noSync }) => noSync],
  ["arg_no_wall", ({ noWall }) => noWall],
  ["arg_no_reload", ({ noReload }) => noReload],
  [
    "arg_print_flags",
    ({ onlyValues, emptyProperties }) => (onlyValues ? ONLY_VALUE : 0) | (emptyProperties ? SHOW_EMPTY : 0),
  ],
  ["arg_show_types", ({ showTypes }) => showTypes],
  ["arg_check_inhibitors", ({ checkInhibitors }) => tristate(checkInhibitors)],
  ["arg_dry_run", ({ dryRun }) => dryRun],
  ["arg_quiet", ({ quiet }) => quiet],
  ["arg_no_warn", ({ noWarn }) => noWarn],
  ["arg_full", ({ full }) => full],
  ["arg_recursive", ({ recursive }) => recursive],
  ["arg_with_dependencies", ({ withDependencies }) => withDependencies],
  ["arg_show_transaction", ({ showTransaction }) => showTransaction],
  ["arg_force", ({ force }) => force],
  ["arg_ask_password", ({ askPassword }) => askPassword],
  ["arg_runtime", ({ runtime }) => runtime],
  ["arg_preset_mode", ({ presetMode }) => presetMode],
  ["arg_wall", ({ wall }) => list(wall)],
  ["arg_kill_whom", ({ killWhom }) => optional(killWhom)],
  ["arg_signal", ({ signal }) => formatSignal(signal)],
  ["arg_kill_value", ({ killValue }) => killValue],
  ["arg_kill_value_set", ({ killValueSet }) => killValueSet],
  ["arg_root", ({ root }) => optional(root)],
  ["arg_image", ({ image }) => optional(image)],
  [
    "arg_when",
    ({ when: { usec, fromClock } }) =>
      fromClock !== null ? "{wall-clock}" : usec === USEC_INFINITY ? "infinity" : Number(usec),
  ],
  ["arg_stdin", ({ stdin }) => stdin],
  ["arg_reboot_argument", ({ rebootArgument }) => optional(rebootArgument)],
  ["arg_transport", ({ peer: { transport } }) => (transport === "capsule" ? "other" : transport)],
  ["arg_host", ({ peer: { name } }) => optional(name)],
  ["arg_lines", ({ lines }) => lines],
  ["arg_output", ({ output }) => output],
  ["arg_plain", ({ plain }) => plain],
  ["arg_firmware_setup", ({ firmwareSetup }) => firmwareSetup],
  ["arg_boot_loader_menu", ({ bootLoaderMenu: usec }) => (usec === USEC_INFINITY ? null : Number(usec))],
  ["arg_boot_loader_entry", ({ bootLoaderEntry }) => optional(bootLoaderEntry)],
  ["arg_now", ({ now }) => now],
  ["arg_jobs_before", ({ jobsBefore }) => jobsBefore],
  ["arg_jobs_after", ({ jobsAfter }) => jobsAfter],
  ["arg_clean_what", ({ cleanWhat }) => list(cleanWhat)],
  ["arg_timestamp_style", ({ timestampStyle }) => timestampStyle],
  ["arg_read_only", ({ readOnly }) => readOnly],
  ["arg_mkdir", ({ mkdir }) => mkdir],
  ["arg_marked", ({ marked }) => marked],
  ["arg_drop_in", ({ dropIn }) => optional(dropIn)],
  ["arg_image_policy", ({ imagePolicy }) => (imagePolicy === null ? null : formatImagePolicy(imagePolicy))],
];

const baseline = new Settings("systemctl");

function changedGlobals(settings: Settings): Json {
  const changed: Record<string, Json> = {};
  for (const [name, of] of globals) {
    const value = of(settings);
    if (JSON.stringify(value) !== JSON.stringify(of(baseline))) changed[name] = value;
  }
  return changed;
}

/** What is printed: texts that differ by version only by their name. */
function printed({ outcome, settings }: CommandLine): Readonly<Record<string, Json>> {
  if (outcome.kind !== "show") return {};
  const { shown } = outcome;
  if (shown === "help" || shown === "version") return { stdout: shown };
  const shownAs = shownText(shown, settings.legend !== false);
  return shownAs === null ? {} : { stdout_text: shownAs };
}

/** A report as the messages that it takes; only the first of them has a text here. */
function messages(diagnostic: Diagnostic): Json[] {
  const level = isFromOptionParser(diagnostic.code) ? null : diagnostic.level;
  return Array.from({ length: messageCount(diagnostic) }, (_, index) => ({
    level,
    message: index === 0 ? renderDiagnostic(diagnostic, texts) : "",
  }));
}

/** The same in the shape of a golden case. */
export function observe(input: Uint8Array): Json {
  const line = run(input);
  if (line === null) return { ignored: true };
  const { outcome, settings, remaining, diagnostics } = line;
  return {
    result: outcome.kind === "refused" ? outcome.errno : outcome.kind === "act" ? 1 : 0,
    diagnostics: diagnostics.flatMap(messages),
    ...printed(line),
    globals: changedGlobals(settings),
    ...(outcome.kind === "act" ? { remaining: list(remaining) } : {}),
  };
}
