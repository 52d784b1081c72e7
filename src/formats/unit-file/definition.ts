import { defineFormat } from "../../core/format.js";
import { directiveHint } from "../../directives/hints.js";
import { unitFileTable } from "../../directives/tables/unit-file.js";
import { unitNameReplaceInstance, unitNameType } from "../../text/unit-name.js";
import { unitFileDiagnostics } from "./diagnostics.js";
import { unitFileDictionary } from "./dictionary.js";
import { unitFileLaws } from "./laws.js";
import {
  expandUnitFileDump,
  observeUnitFile,
  runUnitFile,
  UNIT_FILE_INPUT_MAX,
  type UnitFileOutcome,
} from "./observe.js";
import { parseUnitFile } from "./parse.js";
import { unitFileSeeds } from "./seeds.js";
import { isUnitType, sectionsOf } from "./unit-types.js";

/** An instance that any template may have. */
const SOME_INSTANCE = "instance";

export const definition = defineFormat<UnitFileOutcome>({
  slug: "unit-file",
  title: "unit files: the unit type on the first line, then the file (systemd.unit(5) and its kin)",
  kind: "text",
  maxLen: UNIT_FILE_INPUT_MAX,
  diagnostics: unitFileDiagnostics,
  laws: unitFileLaws,
  run: runUnitFile,
  observe: observeUnitFile,
  normalize: expandUnitFileDump,
  optionalFields: ["dump_changes"],
  inspect(input, fileName) {
    const type = fileName === undefined ? null : unitNameType(fileName);
    const file =
      type === null || fileName === undefined
        ? runUnitFile(input)?.file
        : parseUnitFile(input, { type, name: fileName });
    if (file === undefined) return { value: null, diagnostics: [], error: "EINVAL" };
    const value = { type: file.unit.type, result: file.result, settings: file.unit };
    return { value, diagnostics: file.diagnostics, error: file.result === 1 ? null : file.result };
  },
  diagnose(input, { kind, name }) {
    if (!isUnitType(kind)) throw new TypeError(`${kind} is no unit type`);
    // systemd reads a template for one of its instances only.
    const unit = unitNameType(name) === kind ? { name: unitNameReplaceInstance(name, SOME_INSTANCE) ?? name } : {};
    const { result, diagnostics } = parseUnitFile(input, { type: kind, ...unit });
    return { diagnostics, error: result === 1 ? null : result };
  },
  hint: (diagnostic, { kind }) =>
    directiveHint(diagnostic, unitFileTable, isUnitType(kind) ? sectionsOf[kind] : undefined),
  dictionary: unitFileDictionary,
  seeds: unitFileSeeds,
});
