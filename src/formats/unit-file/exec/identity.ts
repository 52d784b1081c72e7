import { Severity } from "../../../core/diagnostics.js";
import type { Errno } from "../../../core/errno.js";
import type { Binding, Bindings } from "../../../directives/assignment.js";
import { execKeyringMode, execUtmpMode } from "../../../directives/enums.js";
import { bool, enumeration, retired, tristate } from "../../../directives/values.js";
import { WordReader } from "../../../text/extract-word.js";
import { SpecifierFailure } from "../../../text/specifier.js";
import { unitFullPrintf } from "../specifiers.js";
import type { UnitAssignment } from "../unit.js";
import { unitString } from "../values.js";
import { resolveAccount, userOrGroup } from "./accounts.js";
import { capabilitySet, secureBits } from "./capabilities.js";
import type { ExecSettings } from "./settings.js";

type ExecBinding = Binding<ExecSettings, UnitAssignment>;

/** Groups, one word each; a bad one ends the file. Origin: config_parse_user_group_strv_compat() at 257. */
const supplementaryGroups: ExecBinding = (exec, value, at): Errno | undefined => {
  if (value === "") {
    exec.supplementaryGroups = [];
    return undefined;
  }
  const words = new WordReader(value);
  for (;;) {
    const word = words.next();
    if (words.failed) {
      at.report(Severity.err, "value.bad-syntax", { value });
      return "ENOEXEC";
    }
    if (word === null) return undefined;
    const name = resolveAccount(word, at);
    if (name === null) return "ENOEXEC";
    exec.supplementaryGroups.push(name);
  }
};

/**
 * A security label, with `-` before it when the kernel may refuse it; without `-` a bad specifier ends the file.
 * Origin: config_parse_exec_selinux_context(), config_parse_exec_smack_process_label() at 257.
 */
function label(field: "selinuxContext" | "smackProcessLabel"): ExecBinding {
  return (exec, value, at): Errno | undefined => {
    if (value === "") {
      exec[field] = null;
      return undefined;
    }
    const ignoreFailure = value.startsWith("-");
    const text = ignoreFailure ? value.slice(1) : value;
    const resolved = unitFullPrintf(at, text);
    if (resolved instanceof SpecifierFailure) {
      at.report(ignoreFailure ? Severity.warning : Severity.err, "unit-file.bad-specifier", { value: text });
      return ignoreFailure ? undefined : "ENOEXEC";
    }
    exec[field] = { label: resolved, ignoreFailure };
    return undefined;
  };
}

/** Who a process runs as and what it may do: systemd.exec(5). */
export const identityBindings: Bindings<ExecSettings, UnitAssignment> = {
  User: userOrGroup("user"),
  Group: userOrGroup("group"),
  SupplementaryGroups: supplementaryGroups,
  DynamicUser: bool("dynamicUser", true),
  SetLoginEnvironment: tristate("setLoginEnvironment"),
  RemoveIPC: bool("removeIPC"),
  PAMName: retired("disabled-at-compile-time"),
  Capabilities: retired("legacy"),
  SecureBits: secureBits,
  CapabilityBoundingSet: capabilitySet("capabilityBoundingSet"),
  AmbientCapabilities: capabilitySet("ambientCapabilities"),
  NoNewPrivileges: bool("noNewPrivileges"),
  KeyringMode: enumeration("keyringMode", execKeyringMode),
  IgnoreSIGPIPE: bool("ignoreSIGPIPE"),
  UtmpIdentifier: unitString("utmpIdentifier"),
  UtmpMode: enumeration("utmpMode", execUtmpMode),
  SELinuxContext: label("selinuxContext"),
  AppArmorProfile: retired("disabled-at-compile-time"),
  SmackProcessLabel: label("smackProcessLabel"),
};
