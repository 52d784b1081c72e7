import { concatBytes } from "../../../core/bytes.js";
import { Severity } from "../../../core/diagnostics.js";
import type { Binding, Bindings } from "../../../directives/assignment.js";
import { execInput, execOutput } from "../../../directives/enums.js";
import { bool, enumParser, unsigned } from "../../../directives/values.js";
import { decodeBase64 } from "../../../text/binary-text.js";
import { cunescape } from "../../../text/escape.js";
import { FDNAME_MAX, isFdnameValid } from "../../../text/names.js";
import { PathCheck } from "../../../text/path.js";
import { encodeRaw } from "../../../text/raw-bytes.js";
import { SpecifierFailure } from "../../../text/specifier.js";
import { unitFullPrintf, unitPathPrintf } from "../specifiers.js";
import type { UnitAssignment } from "../unit.js";
import { checkedPath, resolveText, unitPath } from "../values.js";
import { type ExecOutput, type ExecSettings, TTY_SIZE_UNSET } from "./settings.js";

type ExecBinding = Binding<ExecSettings, UnitAssignment>;

/** The name in `fd:name`: `null` for an empty one, `undefined` when it is refused. */
function descriptorName(text: string, at: UnitAssignment): string | null | undefined {
  const name = unitFullPrintf(at, text, FDNAME_MAX);
  if (name instanceof SpecifierFailure) return at.warn("unit-file.bad-specifier", text);
  if (!isFdnameValid(name)) return at.warn("unit-file.bad-fd-name", name);
  return name === "" ? null : name;
}

/** The path in `file:/path`; a bad one is an error, but reading goes on. */
function filePath(text: string, at: UnitAssignment): string | undefined {
  const path = unitPathPrintf(at, text);
  if (path instanceof SpecifierFailure) return at.warn("unit-file.bad-specifier", text);
  return checkedPath(at, path, PathCheck.ABSOLUTE, Severity.err) ?? undefined;
}

const parseInput = enumParser(execInput);

/** A keyword, `fd:name` or `file:path`. Origin: config_parse_exec_input() at 257. */
const standardInput: ExecBinding = (exec, value, at) => {
  if (value.startsWith("fd:")) {
    const name = descriptorName(value.slice(3), at);
    if (name === undefined) return undefined;
    exec.standardInputFdName = name;
    exec.standardInput = "fd";
  } else if (value.startsWith("file:")) {
    const path = filePath(value.slice(5), at);
    if (path === undefined) return undefined;
    exec.standardInputFile = path;
    exec.standardInput = "file";
  } else {
    const input = parseInput(value);
    if (input === undefined) return at.warn("unit-file.bad-stream", value);
    exec.standardInput = input;
  }
  return undefined;
};

const parseOutput = enumParser(execOutput);

/** Keywords of an older time and what they stand for now. */
const obsoleteOutputs = new Map<string, ExecOutput>([
  ["syslog", "journal"],
  ["syslog+console", "journal+console"],
]);

const filePrefixes: readonly (readonly [prefix: string, output: ExecOutput])[] = [
  ["file:", "file"],
  ["append:", "append"],
  ["truncate:", "truncate"],
];

/** A keyword, `fd:name`, `file:path`, `append:path` or `truncate:path`. Origin: config_parse_exec_output() at 257. */
function standardStream(stream: "Output" | "Error"): ExecBinding {
  const field = `standard${stream}` as const;
  const setFdName = (exec: ExecSettings, name: string | null): undefined => {
    exec[`${field}FdName`] = name;
    exec[field] = "fd";
    return undefined;
  };
  const setFile = (exec: ExecSettings, output: ExecOutput, path: string | null): undefined => {
    exec[`${field}File`] = path;
    exec[field] = output;
    return undefined;
  };
  return (exec, value, at) => {
    if (value.startsWith("fd:")) {
      const name = descriptorName(value.slice(3), at);
      return name === undefined ? undefined : setFdName(exec, name);
    }
    for (const [prefix, output] of filePrefixes) {
      if (!value.startsWith(prefix)) continue;
      const path = filePath(value.slice(prefix.length), at);
      return path === undefined ? undefined : setFile(exec, output, path);
    }
    const renamed = obsoleteOutputs.get(value);
    const output = renamed ?? parseOutput(value);
    if (output === undefined) return at.warn("unit-file.bad-stream", value);
    if (renamed !== undefined) at.report(Severity.notice, "unit-file.obsolete-stream", { value, renamed });
    return output === "fd" ? setFdName(exec, null) : setFile(exec, output, null);
  };
}

/** Longest data for standard input, in bytes. Origin: EXEC_STDIN_DATA_MAX at 257. */
const STDIN_DATA_MAX = 64 * 1024 * 1024;

function appendInput(exec: ExecSettings, data: Uint8Array, at: UnitAssignment): undefined {
  const before = exec.standardInputData;
  const length = exec.standardInputLength + data.length;
  if (length > STDIN_DATA_MAX) {
    at.report(Severity.warning, "unit-file.stdin-data-too-large", { length, limit: STDIN_DATA_MAX });
    return undefined;
  }
  before.push(data);
  exec.standardInputLength = length;
  return undefined;
}

function resetInput(exec: ExecSettings): undefined {
  exec.standardInputData = [];
  exec.standardInputLength = 0;
  return undefined;
}

const LINE_FEED = Uint8Array.of(0x0a);

/** A line of text with C escapes and specifiers. Origin: config_parse_exec_input_text() at 257. */
const standardInputText: ExecBinding = (exec, value, at) => {
  if (value === "") return resetInput(exec);
  const unescaped = cunescape(value);
  if (unescaped === null) return at.warn("unit-file.bad-escape", value);
  const text = resolveText(at, unescaped);
  return text === null ? undefined : appendInput(exec, concatBytes(encodeRaw(text), LINE_FEED), at);
};

/** Base64. Origin: config_parse_exec_input_data() at 257. */
const standardInputData: ExecBinding = (exec, value, at) => {
  if (value === "") return resetInput(exec);
  const data = decodeBase64(value);
  return typeof data === "string" ? at.warn("unit-file.bad-base64", value) : appendInput(exec, data, at);
};

/** Rows or columns; an empty value leaves the terminal as it is. Origin: config_parse_tty_size() at 257. */
function ttySize(field: "ttyRows" | "ttyColumns"): ExecBinding {
  const parse = unsigned<ExecSettings>(field);
  return (exec, value, at) => {
    if (value !== "") return parse(exec, value, at);
    exec[field] = TTY_SIZE_UNSET;
    return undefined;
  };
}

/** Standard streams and the terminal: systemd.exec(5) "Logging and Standard Input/Output". */
export const stdioBindings: Bindings<ExecSettings, UnitAssignment> = {
  StandardInput: standardInput,
  StandardOutput: standardStream("Output"),
  StandardError: standardStream("Error"),
  StandardInputText: standardInputText,
  StandardInputData: standardInputData,
  TTYPath: unitPath("ttyPath"),
  TTYReset: bool("ttyReset"),
  TTYVHangup: bool("ttyVHangup"),
  TTYVTDisallocate: bool("ttyVTDisallocate"),
  TTYRows: ttySize("ttyRows"),
  TTYColumns: ttySize("ttyColumns"),
};
