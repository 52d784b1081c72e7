import { Severity } from "../../../core/diagnostics.js";
import type { Errno } from "../../../core/errno.js";
import type { Binding, Bindings, FieldOf } from "../../../directives/assignment.js";
import { execDirectoryType, execPreserveMode } from "../../../directives/enums.js";
import { assign, bool, enumeration, mode, sec } from "../../../directives/values.js";
import { decodeBase64, decodeHex } from "../../../text/binary-text.js";
import { Extract, WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { isPathAbsolute, PathCheck } from "../../../text/path.js";
import { SpecifierFailure } from "../../../text/specifier.js";
import { unitPathPrintf } from "../specifiers.js";
import type { UnitAssignment } from "../unit.js";
import { checkedPath, resolvePath } from "../values.js";
import { execDirectories } from "./directories.js";
import { imagePolicy } from "./image-policy.js";
import type { ExecDirectoryType, ExecSettings } from "./settings.js";

type ExecBinding = Binding<ExecSettings, UnitAssignment>;

/** A text with its specifiers resolved; `null` after a report. */
function resolveText(at: UnitAssignment, text: string, level: Severity): string | null {
  const path = unitPathPrintf(at, text);
  if (!(path instanceof SpecifierFailure)) return path;
  at.report(level, "unit-file.bad-specifier", { value: text });
  return null;
}

/** An absolute path that a unit cannot do without: a bad one ends the file. Origin: config_parse_unit_path_printf() with its fatal flag at 257. */
function requiredPath(field: FieldOf<ExecSettings, string | null>): ExecBinding {
  return (exec, value, at): Errno | undefined => {
    const text = resolveText(at, value, Severity.err);
    if (text === null) return "ENOEXEC";
    const path = text === "" ? null : checkedPath(at, text, PathCheck.ABSOLUTE, Severity.err);
    if (path === null && text !== "") return "ENOEXEC";
    assign(exec, field, path);
    return undefined;
  };
}

/** `~`, or an absolute path; `-` before it means that it may be missing, else a bad one ends the file. Origin: config_parse_working_directory() at 257. */
const workingDirectory: ExecBinding = (exec, value, at): Errno | undefined => {
  if (value === "") {
    exec.workingDirectoryMissingOk = false;
    exec.workingDirectoryHome = false;
    exec.workingDirectory = null;
    return undefined;
  }
  const missingOk = value.startsWith("-");
  const text = missingOk ? value.slice(1) : value;
  if (text === "~") {
    exec.workingDirectoryHome = true;
    exec.workingDirectory = null;
  } else {
    const level = missingOk ? Severity.warning : Severity.err;
    const resolved = resolveText(at, text, level);
    const path = resolved === null ? null : checkedPath(at, resolved, PathCheck.ABSOLUTE, level);
    if (path === null) return missingOk ? undefined : "ENOEXEC";
    exec.workingDirectoryHome = false;
    exec.workingDirectory = path;
  }
  exec.workingDirectoryMissingOk = missingOk;
  return undefined;
};

/** Smallest root hash in bytes. Origin: sizeof(sd_id128_t). */
const ROOT_HASH_MIN = 16;

/** A path to the hash, taken as it is written, or the hash in hexadecimal. Origin: config_parse_exec_root_hash() at 257. */
const rootHash: ExecBinding = (exec, value, at) => {
  let path: string | null = null;
  let hash: Uint8Array | null = null;
  if (isPathAbsolute(value)) path = value;
  else if (value !== "") {
    const decoded = decodeHex(value);
    if (typeof decoded === "string") return at.warn("unit-file.bad-hex", value);
    if (decoded.length < ROOT_HASH_MIN) return at.warn("unit-file.short-root-hash", value);
    hash = decoded;
  }
  exec.rootHash = hash;
  exec.rootHashPath = path;
  return undefined;
};

const BASE64_PREFIX = "base64:";

/** A path to the signature, taken as it is written, or `base64:` and the signature. Origin: config_parse_exec_root_hash_sig() at 257. */
const rootHashSignature: ExecBinding = (exec, value, at) => {
  let path: string | null = null;
  let signature: Uint8Array | null = null;
  if (isPathAbsolute(value)) path = value;
  else if (value !== "") {
    if (!value.startsWith(BASE64_PREFIX)) return at.warn("unit-file.bad-root-hash-signature", value);
    const decoded = decodeBase64(value.slice(BASE64_PREFIX.length));
    if (typeof decoded === "string") return at.warn("unit-file.bad-base64", value);
    signature = decoded;
  }
  exec.rootHashSignature = signature;
  exec.rootHashSignaturePath = path;
  return undefined;
};

type PathListField =
  | "readWritePaths"
  | "readOnlyPaths"
  | "inaccessiblePaths"
  | "execPaths"
  | "noExecPaths"
  | "extensionDirectories";

/** Absolute paths, each after `-` when it may be missing and `+` when it is below the root directory. Origin: config_parse_namespace_path_strv() at 257. */
function namespacePaths(field: PathListField): ExecBinding {
  return (exec, value, at) => {
    if (value === "") {
      exec[field] = [];
      return undefined;
    }
    const words = new WordReader(value);
    for (;;) {
      const word = words.next(WHITESPACE, Extract.UNQUOTE);
      if (words.failed) return at.warn("value.bad-syntax", value);
      if (word === null) return undefined;
      const minus = word.startsWith("-") ? "-" : "";
      const plus = word.startsWith("+", minus.length) ? "+" : "";
      const path = resolvePath(at, word.slice(minus.length + plus.length));
      if (path !== null) exec[field].push(minus + plus + path);
    }
  };
}

/** Absolute paths separated by colons; the first bad one ends the value. Origin: config_parse_colon_separated_paths() at 257. */
const execSearchPath: ExecBinding = (exec, value, at) => {
  if (value === "") {
    exec.execSearchPath = [];
    return undefined;
  }
  const words = new WordReader(value);
  for (;;) {
    const word = words.next(":", Extract.DONT_COALESCE_SEPARATORS);
    if (words.failed) return at.warn("value.bad-syntax", value);
    if (word === null) return undefined;
    const path = resolvePath(at, word);
    if (path === null) return undefined;
    exec.execSearchPath.push(path);
  }
};

const directoryMode = mode<{ mode: number }>("mode");

/** `<Kind>Directory=` and `<Kind>DirectoryMode=`. */
function directoryBindings(type: ExecDirectoryType): [string, ExecBinding][] {
  return [
    [type, execDirectories(type)],
    [`${type}Mode`, (exec, value, at) => directoryMode(exec.directories[type], value, at)],
  ];
}

/** Folders and images: systemd.exec(5) "Paths" and "Sandboxing". */
export const pathBindings: Bindings<ExecSettings, UnitAssignment> = {
  WorkingDirectory: workingDirectory,
  RootDirectory: requiredPath("rootDirectory"),
  RootImage: requiredPath("rootImage"),
  RootImagePolicy: imagePolicy("rootImagePolicy"),
  RootHash: rootHash,
  RootHashSignature: rootHashSignature,
  RootVerity: requiredPath("rootVerity"),
  RootEphemeral: bool("rootEphemeral"),
  ExtensionDirectories: namespacePaths("extensionDirectories"),
  ExtensionImagePolicy: imagePolicy("extensionImagePolicy"),
  MountImagePolicy: imagePolicy("mountImagePolicy"),
  ReadWriteDirectories: namespacePaths("readWritePaths"),
  ReadOnlyDirectories: namespacePaths("readOnlyPaths"),
  InaccessibleDirectories: namespacePaths("inaccessiblePaths"),
  ReadWritePaths: namespacePaths("readWritePaths"),
  ReadOnlyPaths: namespacePaths("readOnlyPaths"),
  InaccessiblePaths: namespacePaths("inaccessiblePaths"),
  ExecPaths: namespacePaths("execPaths"),
  NoExecPaths: namespacePaths("noExecPaths"),
  ExecSearchPath: execSearchPath,
  RuntimeDirectoryPreserve: enumeration("runtimeDirectoryPreserve", execPreserveMode, { yes: "yes" }),
  ...Object.fromEntries(execDirectoryType.flatMap(directoryBindings)),
  TimeoutCleanSec: sec("timeoutCleanUsec"),
};
