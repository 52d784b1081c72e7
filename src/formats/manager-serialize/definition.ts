import { defineFormat } from "../../core/format.js";
import { managerSerializeDiagnostics } from "./diagnostics.js";
import { managerSerializeDictionary } from "./dictionary.js";
import { managerSerializeLaws } from "./laws.js";
import {
  expandManagerSerialize,
  type ManagerSerializeOutcome,
  observeManagerSerialize,
  runManagerSerialize,
} from "./observe.js";
import { parseManagerState } from "./parse.js";
import { managerSerializeSeeds } from "./seeds.js";
import { INPUT_MAX } from "./tables.js";

export const definition = defineFormat<ManagerSerializeOutcome>({
  slug: "manager-serialize",
  title: "serialised states of the service manager: header, units, jobs",
  kind: "text",
  maxLen: INPUT_MAX,
  diagnostics: managerSerializeDiagnostics,
  laws: managerSerializeLaws,
  run: runManagerSerialize,
  observe: observeManagerSerialize,
  normalize: expandManagerSerialize,
  inspect(input) {
    const { state, diagnostics, error } = parseManagerState(input);
    return { value: error === null ? state : null, diagnostics, error };
  },
  dictionary: managerSerializeDictionary,
  seeds: managerSerializeSeeds,
});
