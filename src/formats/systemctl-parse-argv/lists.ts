import { formatSignal, SIGRTMAX } from "../../text/signal.js";
import { cleanResources, outputModes, presetModes, states, timestampStyles, unitTypeOrder } from "./tables.js";

/** What a command line asks to be shown in place of acting. */
export type Shown =
  | "help"
  | "version"
  | "unit-types"
  | "states"
  | "signals"
  | "signal-table"
  | "output-modes"
  | "preset-modes"
  | "clean-resources"
  | "timestamp-styles"
  /** What the boot loader of the running machine offers. */
  | "boot-loader-entries"
  /** An empty `--kill-value=` ends the program without a word. */
  | "nothing";

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

const signalNumbers = Array.from({ length: SIGRTMAX }, (_, index) => index + 1);

/** Width of the first column of the table of signals: that of its title, with a space behind. */
const SIGNAL_COLUMN = "SIGNAL ".length;

/** Lists with a title each, an empty line between them; the titles and those lines go with `--no-legend`. */
const titled = (lists: readonly (readonly [title: string, names: readonly string[]])[], legend: boolean): string =>
  legend
    ? lists.map(([title, names]) => text([`Available ${title}:`, ...names])).join("\n")
    : text(lists.flatMap(([, names]) => names));

/**
 * The list that is shown, or `null` for texts that differ by version and machine. `legend` is whether titles are wanted.
 */
export function shownText(shown: Shown, legend: boolean): string | null {
  switch (shown) {
    case "unit-types":
      return titled([["unit types", unitTypeOrder]], legend);
    case "states":
      return titled(states, legend);
    case "signals":
      return text(["0", ...signalNumbers.map(formatSignal)]);
    case "signal-table": {
      const rows = signalNumbers.map((signal) => `${String(signal).padEnd(SIGNAL_COLUMN)}SIG${formatSignal(signal)}`);
      return text(["SIGNAL NAME", ...rows]);
    }
    case "output-modes":
      return text(outputModes);
    case "preset-modes":
      return text(presetModes);
    case "clean-resources":
      return text(cleanResources);
    case "timestamp-styles":
      return text(timestampStyles);
    default:
      return null;
  }
}
