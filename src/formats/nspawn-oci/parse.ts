import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import { dispatchFields, JsonFields, JsonReports, jsonField } from "../../json/dispatch.js";
import { JsonError, parseJsonFile } from "../../json/parse.js";
import { JsonObject, JsonString, type JsonVariant } from "../../json/variant.js";
import { isHostnameValid } from "../../text/names.js";
import { hooksFields } from "./hooks.js";
import { linuxFields } from "./linux.js";
import { joinPath, readMounts } from "./mounts.js";
import { processFields } from "./process.js";
import { type DeviceLookup, failure, MANDATORY, OciReader, objectField } from "./reader.js";
import type { OciSettings } from "./settings.js";
import { OCI_VERSION, usualDevices } from "./tables.js";

/** What {@link parseOciBundle} makes of a bundle's configuration. */
export interface OciBundle {
  /** 0, or the errno for which the bundle is refused. */
  readonly result: 0 | Errno;
  /** `null` when the bundle is refused. */
  readonly settings: OciSettings | null;
  /** Reports about places in the text have a parameter `column`. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the bundle is refused (`ENOENT`) because its limits need a message bus. */
  readonly busWasMissing: boolean;
}

export interface ParseOciOptions {
  /** Absolute path of the bundle's folder, where relative paths start; `/` when absent. */
  readonly bundle?: string;
  /** Whether limits can be handed to a service manager over its message bus; true when absent. */
  readonly messageBus?: boolean;
  /** Which device nodes the machine has; those of every Linux machine when absent. */
  readonly deviceName?: DeviceLookup;
}

/** Device nodes of every Linux machine. */
export const usualDeviceName: DeviceLookup = (type, major, minor) =>
  usualDevices.get(`${type}${major}:${minor}`) ?? (major === 0 && minor === 0 ? "/run/systemd/inaccessible" : null);

/** Fields of `root`. Origin: OCI runtime specification, "Root"; oci_root() at 257. */
export const rootFields = new JsonFields<OciReader>({
  path: jsonField.string(({ settings }, path) => {
    settings.root = path;
    return undefined;
  }),
  readonly: jsonField.boolean(({ settings }, flag) => {
    settings.readOnly = flag;
    return undefined;
  }),
});

/** Fields of the whole configuration. Origin: OCI runtime specification, "Configuration"; oci_load() at 257. */
export const bundleFields = new JsonFields<OciReader>({
  ociVersion: jsonField.string(() => undefined, MANDATORY),
  process: objectField(processFields),
  root: jsonField.object((reader, object, { reports }) => {
    const errno = failure(dispatchFields(object, rootFields, reader, reports));
    const { settings } = reader;
    if (errno === undefined && settings.root !== null) settings.root = joinPath(settings.bundle, settings.root);
    return errno;
  }),
  hostname: jsonField.string(({ settings }, name, { variant, reports }) => {
    if (!isHostnameValid(name)) return reports.refuse(variant, "EINVAL", "nspawn-oci.bad-hostname", { value: name });
    settings.hostname = name;
    return undefined;
  }),
  mounts: jsonField.array(readMounts),
  linux: objectField(linuxFields),
  hooks: objectField(hooksFields),
  annotations: jsonField.object((_reader, { keys, values }, { variant, reports }) => {
    for (const [index, { value: name }] of keys.entries()) {
      const value = values[index]!;
      if (name === "") return reports.refuse(variant, "EINVAL", "nspawn-oci.annotation-without-name");
      if (!(value instanceof JsonString)) return reports.refuse(value, "EINVAL", "nspawn-oci.annotation-not-text");
      reports.add(value, "nspawn-oci.annotation-ignored", { key: name, value: value.value });
    }
    return undefined;
  }),
});

/** Why a text is no configuration of a version that is known, reported without a place; `undefined` when it is one. */
function checkVersion(bundle: JsonVariant, diagnostics: Diagnostic[]): Errno | undefined {
  const report = (level: Severity, code: string, params: Diagnostic["params"] = {}): void => {
    diagnostics.push({ code, level, line: null, params });
  };
  const version = bundle instanceof JsonObject ? bundle.get("ociVersion") : undefined;
  if (version === undefined) {
    if (!(bundle instanceof JsonObject)) report(Severity.debug, "nspawn-oci.not-object");
    report(Severity.err, "nspawn-oci.not-bundle");
    return "EINVAL";
  }
  if (version instanceof JsonString && version.value === OCI_VERSION) return undefined;
  if (version instanceof JsonString) report(Severity.err, "nspawn-oci.unknown-version", { value: version.value });
  else {
    // Asked for its text twice: to compare it, and to show it.
    report(Severity.debug, "nspawn-oci.version-not-text");
    report(Severity.debug, "nspawn-oci.version-not-text");
    report(Severity.err, "nspawn-oci.unknown-version", { value: version.type });
  }
  return "EINVAL";
}

/**
 * Reads the `config.json` of an OCI runtime bundle into a container's settings and diagnostics.
 *
 * Version 1.0.0 is read; anything that is unknown or of another type refuses the bundle, as do settings that cannot be
 * followed but for a few, which are reported. Never throws on any bytes; time is linear in their number.
 *
 * Origin: OCI runtime specification 1.0.0; oci_load() at 257.
 *
 * ```ts
 * const text = '{"ociVersion":"1.0.0","process":{"args":["/bin/sh"]}}';
 * parseOciBundle(new TextEncoder().encode(text)).settings?.parameters; // ["/bin/sh"]
 * ```
 */
export function parseOciBundle(bytes: Uint8Array, options: ParseOciOptions = {}): OciBundle {
  const { bundle = "/", messageBus = true, deviceName = usualDeviceName } = options;
  const diagnostics: Diagnostic[] = [];
  const refused = (result: Errno, busWasMissing = false): OciBundle => ({
    result,
    settings: null,
    diagnostics,
    busWasMissing,
  });
  const variant = parseJsonFile(bytes);
  if (variant instanceof JsonError) {
    const { errno, code, offset, line, column } = variant;
    const span = { start: offset, end: offset };
    diagnostics.push({ code, level: Severity.err, line: null, span, params: { line, column } });
    return refused(errno);
  }
  const unknown = checkVersion(variant, diagnostics);
  if (unknown !== undefined) return refused(unknown);
  const reader = new OciReader(bundle, new JsonReports(diagnostics), messageBus, deviceName);
  const errno = failure(dispatchFields(variant, bundleFields, reader, reader.reports));
  if (errno !== undefined) return refused(errno, reader.busWasMissing);
  return { result: 0, settings: reader.settings, diagnostics, busWasMissing: false };
}
