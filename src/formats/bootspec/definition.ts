import { defineFormat } from "../../core/format.js";
import { type WordChoices, wordHint } from "../../text/word-hint.js";
import { readDefaultPattern } from "./config.js";
import { type BootspecReport, diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { parseEntry } from "./entry.js";
import { laws } from "./laws.js";
import { observe } from "./observe.js";
import { type BootspecOutcome, run } from "./run.js";
import { seeds } from "./seeds.js";
import {
  DEFAULT_FIELD,
  INITRD_FIELD,
  LENGTH_MAX,
  LOADER_ONLY_FIELDS,
  OPTIONS_FIELD,
  OVERLAY_FIELD,
  PATH_FIELDS,
  TEXT_FIELDS,
} from "./tables.js";

/** The kind of loader.conf; other files are entries. */
const LOADER_KIND = "loader";
const UNKNOWN_FIELD = "bootspec.unknown-field";
const loaderChoices: WordChoices = { [UNKNOWN_FIELD]: ["field", [DEFAULT_FIELD, ...LOADER_ONLY_FIELDS]] };
const entryFields = [
  ...Object.keys(TEXT_FIELDS),
  ...Object.keys(PATH_FIELDS),
  OPTIONS_FIELD,
  INITRD_FIELD,
  OVERLAY_FIELD,
];
const entryChoices: WordChoices = { [UNKNOWN_FIELD]: ["field", entryFields] };

export const definition = defineFormat<BootspecOutcome>({
  slug: "bootspec",
  title: "boot loader entries and loader.conf, in the JSON wrapper of the fuzz entry point",
  kind: "text",
  maxLen: LENGTH_MAX,
  diagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const { refused, dispatch, menu, reports } = run(input);
    const error = refused === "ignored" ? "E2BIG" : (refused ?? dispatch);
    return { value: menu, diagnostics: reports.map(({ diagnostic }) => diagnostic), error };
  },
  diagnose(input, { kind, name }) {
    const reports: BootspecReport[] = [];
    const entry = kind === LOADER_KIND ? readDefaultPattern(input, reports) : parseEntry(name, input, reports);
    const refused = typeof entry === "object" && entry !== null && "errno" in entry;
    return { diagnostics: reports.map(({ diagnostic }) => diagnostic), error: refused ? entry.errno : null };
  },
  hint: (diagnostic, { kind }) => wordHint(diagnostic, kind === LOADER_KIND ? loaderChoices : entryChoices),
  dictionary,
  seeds,
});
