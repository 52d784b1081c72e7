import type { Bindings } from "../../../directives/assignment.js";
import { decodeBase64 } from "../../../text/binary-text.js";
import { cunescape } from "../../../text/escape.js";
import { Extract, WordReader } from "../../../text/extract-word.js";
import { FDNAME_MAX, isCredentialGlobValid, isCredentialNameValid } from "../../../text/names.js";
import { isPathAbsolute, isPathNormalized, PATH_MAX } from "../../../text/path.js";
import { encodeRaw } from "../../../text/raw-bytes.js";
import { SpecifierFailure } from "../../../text/specifier.js";
import { unitFullPrintf } from "../specifiers.js";
import type { UnitAssignment } from "../unit.js";
import type { ExecSettings } from "./settings.js";

/** A credential that the unit file holds. */
export interface SetCredential {
  readonly data: Uint8Array;
  readonly encrypted: boolean;
}

/** A credential that is read when the unit starts: from an absolute path, or from the manager's credential of that name. */
export interface LoadedCredential {
  readonly source: string;
  readonly encrypted: boolean;
}

/** The first part of `name:rest` and what follows; `null` after a report. */
function splitName(value: string, at: UnitAssignment): { readonly name: string; readonly rest: string } | null {
  const words = new WordReader(value);
  const name = words.next(":", Extract.DONT_COALESCE_SEPARATORS);
  if (name !== null) return { name, rest: words.rest };
  at.warn("value.bad-syntax", value);
  return null;
}

/** A text with its specifiers resolved; `null` after a report. */
function resolve(text: string, at: UnitAssignment, maxLength: number): string | null {
  const resolved = unitFullPrintf(at, text, maxLength);
  if (!(resolved instanceof SpecifierFailure)) return resolved;
  at.warn("unit-file.bad-specifier", text);
  return null;
}

/** A credential's name with its specifiers resolved; `null` after a report. */
function resolveName(text: string, at: UnitAssignment, isValid: (name: string) => boolean): string | null {
  const name = resolve(text, at, FDNAME_MAX);
  if (name === null || isValid(name)) return name;
  at.warn("unit-file.bad-credential-name", name);
  return null;
}

function setCredential(exec: ExecSettings, value: string, at: UnitAssignment, encrypted: boolean): undefined {
  if (value === "") {
    exec.setCredentials.clear();
    return undefined;
  }
  const parts = splitName(value, at);
  if (parts === null) return undefined;
  if (parts.rest === "") return at.warn("unit-file.credential-without-data", value);
  const name = resolveName(parts.name, at, isCredentialNameValid);
  if (name === null) return undefined;
  if (encrypted) {
    const data = decodeBase64(parts.rest);
    if (typeof data === "string") return at.warn("unit-file.bad-base64", parts.rest);
    exec.setCredentials.set(name, { data, encrypted });
    return undefined;
  }
  const text = cunescape(parts.rest, { acceptNul: true });
  if (text === null) return at.warn("unit-file.bad-escape", parts.rest);
  exec.setCredentials.set(name, { data: encodeRaw(text), encrypted });
  return undefined;
}

function loadCredential(exec: ExecSettings, value: string, at: UnitAssignment, encrypted: boolean): undefined {
  if (value === "") {
    exec.loadCredentials.clear();
    return undefined;
  }
  const parts = splitName(value, at);
  const name = parts === null ? null : resolveName(parts.name, at, isCredentialNameValid);
  if (parts === null || name === null) return undefined;
  let source: string | null = name;
  if (parts.rest !== "") {
    source = resolve(parts.rest, at, PATH_MAX - 1);
    if (source === null) return undefined;
    const valid = isPathAbsolute(source) ? isPathNormalized(source) : isCredentialNameValid(source);
    if (!valid) return at.warn("unit-file.bad-credential-source", source);
  }
  exec.loadCredentials.set(name, { source, encrypted });
  return undefined;
}

/** `glob[:name]`; only the glob has specifiers. Origin: config_parse_import_credential() at 257. */
function importCredential(exec: ExecSettings, value: string, at: UnitAssignment): undefined {
  if (value === "") {
    exec.importCredentials.clear();
    return undefined;
  }
  const parts = splitName(value, at);
  const glob = parts === null ? null : resolveName(parts.name, at, isCredentialGlobValid);
  if (parts === null || glob === null) return undefined;
  const rename = parts.rest === "" ? null : parts.rest;
  if (rename !== null && !isCredentialNameValid(rename)) return at.warn("unit-file.bad-credential-name", rename);
  exec.importCredentials.set(glob, rename);
  return undefined;
}

/** Credentials: systemd.exec(5) "Credentials". */
export const credentialBindings: Bindings<ExecSettings, UnitAssignment> = {
  SetCredential: (exec, value, at) => setCredential(exec, value, at, false),
  SetCredentialEncrypted: (exec, value, at) => setCredential(exec, value, at, true),
  LoadCredential: (exec, value, at) => loadCredential(exec, value, at, false),
  LoadCredentialEncrypted: (exec, value, at) => loadCredential(exec, value, at, true),
  ImportCredential: importCredential,
};
