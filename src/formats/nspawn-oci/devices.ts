import { Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import {
  dispatchFields,
  type JsonFieldOptions,
  type JsonFieldPlace,
  JsonFields,
  type JsonReports,
  jsonField,
} from "../../json/dispatch.js";
import type { JsonArray, JsonVariant } from "../../json/variant.js";
import { pathEqual } from "../../text/path.js";
import { failure, idField, MANDATORY, type OciReader, pathField } from "./reader.js";
import type { DeviceNode } from "./settings.js";

/** Bits of the file type. Origin: inode(7). */
const S_IFMT = 0o170000;
const fileTypes: ReadonlyMap<string, number> = new Map([
  ["c", 0o020000],
  ["u", 0o020000],
  ["b", 0o060000],
  ["p", 0o010000],
]);
const S_IFCHR = 0o020000;
const S_IFBLK = 0o060000;

const MODE_BITS = 0o7777;
const DEFAULT_MODE = 0o644;

/** Numbers that the kernel has room for. Origin: DEVICE_MAJOR_VALID, DEVICE_MINOR_VALID at 257. */
const MAJOR_END = 1n << 12n;
const MINOR_END = 1n << 20n;

/** Device nodes that every container has. Origin: systemd-nspawn(1), nspawn-oci at 257. */
const ownNodes = [
  "/dev/null",
  "/dev/zero",
  "/dev/full",
  "/dev/random",
  "/dev/urandom",
  "/dev/tty",
  "/dev/net/tun",
  "/dev/ptmx",
  "/dev/pts/ptmx",
  "/dev/console",
];

/** Half of a device number. Origin: oci_device_major(), oci_device_minor() at 257. */
export function deviceNumberField<Target>(
  half: "major" | "minor",
  take: (target: Target, number: number) => void,
  options: JsonFieldOptions = {},
) {
  const end = half === "major" ? MAJOR_END : MINOR_END;
  return jsonField.unsigned((target: Target, number, { variant, reports }) => {
    if (number >= end)
      return reports.refuse(variant, "ERANGE", `nspawn-oci.${half}-range`, { value: number.toString() });
    take(target, Number(number));
    return undefined;
  }, options);
}

type NodeDraft = { -readonly [Key in keyof DeviceNode]: DeviceNode[Key] };

const nodeFields = new JsonFields<NodeDraft>({
  type: jsonField.string((draft, type, { variant, reports }) => {
    const bits = fileTypes.get(type);
    if (bits === undefined) return reports.refuse(variant, "EINVAL", "nspawn-oci.unknown-device-type", { value: type });
    draft.mode = (draft.mode & ~S_IFMT) | bits;
    return undefined;
  }, MANDATORY),
  path: pathField((draft, path) => {
    draft.path = path;
  }, MANDATORY),
  major: deviceNumberField("major", (draft, number) => {
    draft.major = number;
  }),
  minor: deviceNumberField("minor", (draft, number) => {
    draft.minor = number;
  }),
  fileMode: jsonField.unsigned((draft, mode, { variant, reports }) => {
    if (mode > BigInt(MODE_BITS)) return reports.refuse(variant, "ERANGE", "nspawn-oci.file-mode-range");
    draft.mode = (draft.mode & ~MODE_BITS) | Number(mode);
    return undefined;
  }),
  uid: idField((draft, id) => {
    draft.uid = id;
  }),
  gid: idField((draft, id) => {
    draft.gid = id;
  }),
});

/** The type of a device node by its mode; `null` for what is no device. */
export const deviceTypeOf = (mode: number): "c" | "b" | null => {
  const bits = mode & S_IFMT;
  return bits === S_IFCHR ? "c" : bits === S_IFBLK ? "b" : null;
};

/** A number that the kernel does not know is also reported where it is looked up, without a place; no driver has major 0. */
function reportUnknownDevice(element: JsonVariant, major: number, minor: number, reports: JsonReports): void {
  const params = { major, minor };
  if (major > 0) {
    reports.diagnostics.push({ code: "nspawn-oci.device-lookup", level: Severity.debug, line: null, params });
  }
  reports.add(element, "nspawn-oci.unknown-device", params);
}

/** Device nodes, but for those that are there anyway. Origin: OCI runtime specification, "Devices"; oci_devices() at 257. */
export function readDevices(
  { settings, deviceName }: OciReader,
  { elements }: JsonArray,
  { reports }: JsonFieldPlace,
): Errno | undefined {
  for (const element of elements) {
    const draft: NodeDraft = { path: "", mode: DEFAULT_MODE, major: null, minor: null, uid: null, gid: null };
    const errno = failure(dispatchFields(element, nodeFields, draft, reports));
    if (errno !== undefined) return errno;
    const type = deviceTypeOf(draft.mode);
    if (type !== null) {
      const { major, minor } = draft;
      if (major === null || minor === null) return reports.refuse(element, "EINVAL", "nspawn-oci.no-device-number");
      const name = deviceName(type, major, minor);
      if (name === null) reportUnknownDevice(element, major, minor, reports);
      else if (ownNodes.some((own) => pathEqual(name, own))) {
        reports.add(element, "nspawn-oci.own-device", { value: name });
        continue;
      }
    }
    settings.extraNodes.push(draft);
  }
  return undefined;
}
