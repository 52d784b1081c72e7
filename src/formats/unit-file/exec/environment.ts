import type { Binding, Bindings } from "../../../directives/assignment.js";
import { mode } from "../../../directives/values.js";
import { Extract, WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { isEnvAssignmentValid, isEnvNameValid } from "../../../text/names.js";
import { PathCheck } from "../../../text/path.js";
import type { UnitAssignment } from "../unit.js";
import { checkedPath, resolvePathText, resolveText } from "../values.js";
import type { ExecSettings } from "./settings.js";

type ExecBinding = Binding<ExecSettings, UnitAssignment>;

/** `NAME=value` words; a later one replaces an earlier one of the same name in its place. Origin: config_parse_environ() at 257. */
const environment: ExecBinding = (exec, value, at) => {
  if (value === "") {
    exec.environment.clear();
    return undefined;
  }
  const words = new WordReader(value);
  for (;;) {
    const word = words.next(WHITESPACE, Extract.CUNESCAPE | Extract.UNQUOTE);
    if (words.failed) return at.warn("value.bad-syntax", value);
    if (word === null) return undefined;
    const text = resolveText(at, word);
    if (text === null) continue;
    if (!isEnvAssignmentValid(text)) {
      at.warn("unit-file.bad-environment", text);
      continue;
    }
    const equals = text.indexOf("=");
    exec.environment.set(text.slice(0, equals), text.slice(equals + 1));
  }
};

/** Origin: config_parse_unit_env_file() at 257. */
const environmentFile: ExecBinding = (exec, value, at) => {
  if (value === "") {
    exec.environmentFiles = [];
    return undefined;
  }
  const resolved = resolvePathText(at, value);
  if (resolved === null) return undefined;
  const ignoreMissing = resolved.startsWith("-");
  const path = checkedPath(at, ignoreMissing ? resolved.slice(1) : resolved, PathCheck.ABSOLUTE);
  if (path !== null) exec.environmentFiles.push(ignoreMissing ? `-${path}` : path);
  return undefined;
};

/** Names, each kept once; `flags` tell how words are read. Origin: config_parse_pass_environ(), config_parse_unset_environ() at 257. */
function variables(
  field: "passEnvironment" | "unsetEnvironment",
  flags: number,
  code: string,
  isValid: (text: string) => boolean,
): ExecBinding {
  return (exec, value, at) => {
    if (value === "") {
      exec[field].clear();
      return undefined;
    }
    const words = new WordReader(value);
    for (;;) {
      const word = words.next(WHITESPACE, flags);
      if (words.failed) return at.warn("value.bad-syntax", value);
      if (word === null) return undefined;
      const text = resolveText(at, word);
      if (text === null) continue;
      if (isValid(text)) exec[field].add(text);
      else at.warn(code, text);
    }
  };
}

/** The environment of a process: systemd.exec(5) "Environment". */
export const environmentBindings: Bindings<ExecSettings, UnitAssignment> = {
  UMask: mode("umask"),
  Environment: environment,
  EnvironmentFile: environmentFile,
  PassEnvironment: variables("passEnvironment", Extract.UNQUOTE, "unit-file.bad-variable-name", isEnvNameValid),
  UnsetEnvironment: variables(
    "unsetEnvironment",
    Extract.CUNESCAPE | Extract.UNQUOTE,
    "unit-file.bad-environment",
    (text) => isEnvAssignmentValid(text) || isEnvNameValid(text),
  ),
};
