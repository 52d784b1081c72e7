import { defineFormat } from "../../core/format.js";
import { executeSerializeDiagnostics } from "./diagnostics.js";
import { executeSerializeDictionary } from "./dictionary.js";
import { spansLieInside, writingSettles } from "./laws.js";
import {
  EXECUTE_SERIALIZE_INPUT_MAX,
  type ExecuteSerializeOutcome,
  expandText,
  observeExecuteSerialize,
  runExecuteSerialize,
} from "./observe.js";
import { parseExecution } from "./parse.js";
import { executeSerializeSeeds } from "./seeds.js";

export const definition = defineFormat<ExecuteSerializeOutcome>({
  slug: "execute-serialize",
  title: "serialized execution contexts: what the service manager hands to its executor",
  kind: "text",
  maxLen: EXECUTE_SERIALIZE_INPUT_MAX,
  diagnostics: executeSerializeDiagnostics,
  laws: [writingSettles, spansLieInside],
  run: runExecuteSerialize,
  observe: observeExecuteSerialize,
  normalize: expandText,
  inspect(input) {
    const { execution, diagnostics, error } = parseExecution(input);
    return { value: execution, diagnostics, error };
  },
  dictionary: executeSerializeDictionary,
  seeds: executeSerializeSeeds,
});
