import type { Errno } from "../../core/errno.js";
import { dispatchFields, type JsonFieldPlace, JsonFields, jsonField } from "../../json/dispatch.js";
import { type JsonArray, type JsonObject, JsonString } from "../../json/variant.js";
import { USER_NAMESPACE_RANGE } from "../../nspawn/settings.js";
import { sliceOfCgroupPath } from "../../text/cgroup-path.js";
import { readDevices } from "./devices.js";
import { maskedPaths, readonlyPaths } from "./mounts.js";
import {
  failure,
  idField,
  MANDATORY,
  type OciReader,
  objectField,
  PERMISSIVE,
  pathField,
  unsupportedField,
} from "./reader.js";
import { resourcesFields } from "./resources.js";
import { readSeccomp } from "./seccomp.js";
import { cloneFlags } from "./tables.js";

interface NamespaceDraft {
  flag: number;
  path: string | null;
}

const namespaceFields = new JsonFields<NamespaceDraft>({
  type: jsonField.string((draft, type, { variant, reports }) => {
    const flag = cloneFlags.get(type);
    if (flag === undefined) return reports.refuse(variant, "EINVAL", "nspawn-oci.unknown-namespace", { value: type });
    draft.flag = flag;
    return undefined;
  }, MANDATORY),
  path: pathField((draft, path) => {
    draft.path = path;
  }),
});

const MOUNT = cloneFlags.get("mount")!;
const NETWORK = cloneFlags.get("network")!;
const USER = cloneFlags.get("user")!;
const CGROUP = cloneFlags.get("cgroup")!;
const has = (flags: number, flag: number): boolean => !!(flags & flag);

/** Origin: OCI runtime specification, "Namespaces"; oci_namespaces() at 257. */
function readNamespaces(
  { settings }: OciReader,
  { elements }: JsonArray,
  { variant, reports }: JsonFieldPlace,
): Errno | undefined {
  let flags = 0;
  for (const element of elements) {
    const draft: NamespaceDraft = { flag: 0, path: null };
    const errno = failure(dispatchFields(element, namespaceFields, draft, reports));
    if (errno !== undefined) return errno;
    const { flag, path } = draft;
    if (path !== null) {
      if (flag !== NETWORK) return reports.refuse(element, "EOPNOTSUPP", "nspawn-oci.namespace-path");
      if (settings.networkNamespacePath !== null) {
        return reports.refuse(element, "EINVAL", "nspawn-oci.second-network-path");
      }
      settings.networkNamespacePath = path;
    }
    if (has(flags, flag)) return reports.refuse(element, "EINVAL", "nspawn-oci.duplicate-namespace");
    flags |= flag;
  }
  if (!has(flags, MOUNT)) return reports.refuse(variant, "EOPNOTSUPP", "nspawn-oci.no-mount-namespace");
  settings.privateNetwork = has(flags, NETWORK);
  settings.userNamespaceMode = has(flags, USER) ? "fixed" : "no";
  settings.useCgroupNamespace = has(flags, CGROUP);
  settings.cloneNamespaces = flags & ~(MOUNT | NETWORK | USER | CGROUP);
  return undefined;
}

interface MappingDraft {
  container: number;
  host: number;
  range: number;
}

/** The id that no user and no group has. Origin: UID_INVALID at 257. */
const UID_INVALID = 0xffff_ffff;

const mappingFields = new JsonFields<MappingDraft>({
  containerID: idField((draft, id) => {
    draft.container = id;
  }, MANDATORY),
  hostID: idField((draft, id) => {
    draft.host = id;
  }, MANDATORY),
  size: jsonField.unsigned((draft, size, { variant, reports }) => {
    if (size > BigInt(UID_INVALID)) return reports.refuse(variant, "ERANGE", "nspawn-oci.id-range-too-large");
    if (size === 0n) return reports.refuse(variant, "ERANGE", "nspawn-oci.id-range-empty");
    draft.range = Number(size);
    return undefined;
  }, MANDATORY),
});

/** One mapping, the same for users and groups. Origin: OCI runtime specification, "User namespace mappings"; oci_uid_gid_mappings() at 257. */
function readMappings(
  { settings }: OciReader,
  { elements }: JsonArray,
  { variant, reports }: JsonFieldPlace,
): Errno | undefined {
  const [element] = elements;
  if (element === undefined) return undefined;
  if (elements.length > 1) return reports.refuse(variant, "EOPNOTSUPP", "nspawn-oci.several-mappings");
  const draft: MappingDraft = { container: 0, host: 0, range: 0 };
  const errno = failure(dispatchFields(element, mappingFields, draft, reports));
  if (errno !== undefined) return errno;
  const { container, host, range } = draft;
  if (Math.max(container, host) + range > UID_INVALID) {
    return reports.refuse(variant, "EINVAL", "nspawn-oci.id-range-beyond");
  }
  if (container !== 0) return reports.refuse(variant, "EOPNOTSUPP", "nspawn-oci.mapping-base");
  if (range < USER_NAMESPACE_RANGE) reports.add(variant, "nspawn-oci.small-mapping");
  const isGiven = settings.uidRange !== null && settings.uidRange !== UID_INVALID;
  if (isGiven && (settings.uidShift !== host || settings.uidRange !== range)) {
    return reports.refuse(variant, "EOPNOTSUPP", "nspawn-oci.mappings-differ");
  }
  settings.uidShift = host;
  settings.uidRange = range;
  return undefined;
}

const SPACE = 0x20;
const DEL = 0x7f;
const DOT = 0x2e;
const SLASH = 0x2f;

/** The name of a kernel setting: printable ASCII, words joined by dots, no slash. Origin: sysctl_key_valid() at 257. */
function isSysctlNameValid(name: string): boolean {
  let afterDot = true;
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (c <= SPACE || c >= DEL || c === SLASH || (c === DOT && afterDot)) return false;
    afterDot = c === DOT;
  }
  return !afterDot;
}

/** Origin: oci_sysctl() at 257. */
function readSysctl(
  { settings }: OciReader,
  { keys, values }: JsonObject,
  { variant, reports }: JsonFieldPlace,
): Errno | undefined {
  for (const [index, { value: name }] of keys.entries()) {
    const value = values[index]!;
    if (!(value instanceof JsonString)) return reports.refuse(variant, "EINVAL", "nspawn-oci.sysctl-not-text");
    if (!isSysctlNameValid(name)) return reports.refuse(variant, "EINVAL", "nspawn-oci.bad-sysctl", { value: name });
    settings.sysctl.push([name, value.value]);
  }
  return undefined;
}

const SHARED = "shared";

/** Fields of `linux`. Origin: OCI runtime specification, "Linux Container Configuration"; oci_linux() at 257. */
export const linuxFields = new JsonFields<OciReader>({
  namespaces: jsonField.array(readNamespaces),
  uidMappings: jsonField.array(readMappings),
  gidMappings: jsonField.array(readMappings),
  devices: jsonField.array(readDevices),
  cgroupsPath: jsonField.string(({ settings }, path, { variant, reports }) => {
    const slice = sliceOfCgroupPath(path);
    if (slice === null) return reports.refuse(variant, "EINVAL", "nspawn-oci.not-slice", { value: path });
    settings.slice = slice;
    return undefined;
  }),
  resources: objectField(resourcesFields),
  intelRdt: unsupportedField("object", PERMISSIVE),
  sysctl: jsonField.object(readSysctl),
  seccomp: jsonField.object(readSeccomp),
  rootfsPropagation: jsonField.string((_reader, value, { variant, reports }) => {
    if (value !== SHARED) reports.add(variant, "nspawn-oci.propagation-ignored", { value });
    return undefined;
  }),
  maskedPaths,
  readonlyPaths,
  mountLabel: unsupportedField("string", PERMISSIVE),
});
