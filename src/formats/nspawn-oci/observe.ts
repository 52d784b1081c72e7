import { renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import {
  capabilityValue,
  changedValues,
  listValue,
  type SettingValues,
  settingValues,
  tristateValue,
} from "../../nspawn/values.js";
import { ociDiagnostics } from "./diagnostics.js";
import { type OciBundle, parseOciBundle } from "./parse.js";
import { type DeviceNode, type OciHook, OciSettings } from "./settings.js";
import { INPUT_MAX } from "./tables.js";

/** What the fuzz target makes of an input: `null` when it is too long. */
export type OciOutcome = OciBundle | null;

/** The bundle's folder in the fuzz target: a device file, so that nothing is found below it. */
export const FUZZ_BUNDLE = "/dev/null";

/** Reads a bundle where no message bus can be reached. */
export const run = (input: Uint8Array): OciOutcome =>
  input.length > INPUT_MAX ? null : parseOciBundle(input, { bundle: FUZZ_BUNDLE, messageBus: false });

/** What systemd's unsigned settings hold when nothing was set. */
const UNSET = 0xffff_ffff;
const UNSET_FLAGS = "18446744073709551615";

const hookValue = ({ path, args, env, timeoutUsec }: OciHook): Json => ({
  path,
  args: args === null ? null : [...args],
  env: listValue(env),
  timeout_usec: timeoutUsec === null ? null : Number(timeoutUsec),
});

const nodeValue = ({ path, mode, major, minor, uid, gid }: DeviceNode): Json => ({
  path,
  mode,
  major: major ?? UNSET,
  minor: minor ?? UNSET,
  uid,
  gid,
});

const maskValue = (mask: bigint | null): Json => (mask === null ? null : capabilityValue(mask));

/** Every setting of a bundle under systemd's own names, in the shape of the golden cases. */
export function ociValues(settings: OciSettings): SettingValues {
  const { hooks, fullCapabilities } = settings;
  return {
    ...settingValues(settings),
    bundle: settings.bundle,
    root: settings.root,
    hooks_prestart: hooks.prestart.map(hookValue),
    hooks_poststart: hooks.poststart.map(hookValue),
    hooks_poststop: hooks.poststop.map(hookValue),
    slice: settings.slice,
    has_properties: settings.hasProperties,
    full_capabilities: {
      effective: maskValue(fullCapabilities.effective),
      bounding: maskValue(fullCapabilities.bounding),
      inheritable: maskValue(fullCapabilities.inheritable),
      permitted: maskValue(fullCapabilities.permitted),
      ambient: maskValue(fullCapabilities.ambient),
    },
    uid: settings.uid,
    gid: settings.gid,
    supplementary_gids: settings.supplementaryGids,
    console_width: settings.consoleWidth ?? UNSET,
    console_height: settings.consoleHeight ?? UNSET,
    console_mode: settings.consoleMode,
    extra_nodes: settings.extraNodes.map(nodeValue),
    clone_ns_flags: settings.cloneNamespaces ?? UNSET_FLAGS,
    network_namespace_path: settings.networkNamespacePath,
    use_cgns: tristateValue(settings.useCgroupNamespace),
    sysctl: listValue(settings.sysctl.flat()),
    has_seccomp: settings.seccomp !== null,
  };
}

const baseline = ociValues(new OciSettings(FUZZ_BUNDLE));

/** Result, reports and the settings that differ from those of a bundle that only has a version. */
export function observe(input: Uint8Array): Json {
  const bundle = run(input);
  if (bundle === null) return { ignored: true };
  const { result, settings, diagnostics, busWasMissing } = bundle;
  return {
    result,
    diagnostics: diagnostics.map((diagnostic) => {
      const { line, level, params } = diagnostic;
      const message = renderDiagnostic(diagnostic, ociDiagnostics);
      return line === null ? { line, level, message } : { line, column: params.column!, level, message };
    }),
    ...(settings === null ? {} : { values: changedValues(baseline, ociValues(settings)) }),
    ...(busWasMissing ? { no_message_bus: true } : {}),
  };
}
