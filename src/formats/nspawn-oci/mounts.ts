import type { Errno } from "../../core/errno.js";
import { dispatchFields, type JsonFieldPlace, JsonFields, jsonField } from "../../json/dispatch.js";
import { type JsonArray, JsonString } from "../../json/variant.js";
import { type CustomMount, customMount } from "../../nspawn/custom-mounts.js";
import { isPathAbsolute, pathEqual, pathStartsWith } from "../../text/path.js";
import { failure, MANDATORY, type OciReader, pathField, textsField } from "./reader.js";

/** Paths that systemd-nspawn mounts itself, whatever a bundle says. Origin: systemd-nspawn(1), nspawn-oci at 257. */
const ownMounts = [
  "/dev",
  "/dev/mqueue",
  "/dev/pts",
  "/dev/shm",
  "/proc",
  "/proc/acpi",
  "/proc/apm",
  "/proc/asound",
  "/proc/bus",
  "/proc/fs",
  "/proc/irq",
  "/proc/kallsyms",
  "/proc/kcore",
  "/proc/keys",
  "/proc/scsi",
  "/proc/sys",
  "/proc/sys/net",
  "/proc/sysrq-trigger",
  "/proc/timer_list",
  "/run",
  "/sys",
  "/sys/fs/selinux",
  "/tmp",
];
const CGROUP_ROOT = "/sys/fs/cgroup";

const ownMountSet: ReadonlySet<string> = new Set(ownMounts);

function isOwnMount(path: string): boolean {
  if (ownMountSet.has(path) || pathStartsWith(path, CGROUP_ROOT)) return true;
  const isPlain = !(path.includes("//") || path.includes("/.") || path.endsWith("/"));
  return !isPlain && ownMounts.some((own) => pathEqual(path, own));
}

/** A path below a folder: what is relative is joined to it. Origin: path_join() at 257. */
export function joinPath(folder: string, path: string): string {
  if (path === "" || isPathAbsolute(path)) return path === "" ? folder : path;
  return folder.endsWith("/") ? folder + path : `${folder}/${path}`;
}

interface MountDraft {
  destination: string;
  source: string | null;
  type: string | null;
  options: readonly string[];
}

const BIND = "bind";

const mountFields = new JsonFields<MountDraft>({
  destination: pathField((draft, path) => {
    draft.destination = path;
  }, MANDATORY),
  source: jsonField.string((draft, source) => {
    draft.source = source;
    return undefined;
  }),
  options: textsField((draft, options) => {
    draft.options = options;
  }),
  type: jsonField.string((draft, type) => {
    draft.type = type;
    return undefined;
  }),
});

function mountOf({ destination, source, type, options: list }: MountDraft, bundle: string): CustomMount {
  const options = list.length === 0 ? null : list.join(",");
  if (type !== null && type !== BIND)
    return customMount("arbitrary", destination, { source, options, typeArgument: type });
  return customMount("bind", destination, { source: source === null ? null : joinPath(bundle, source), options });
}

/** Origin: OCI runtime specification, "Mounts"; oci_mounts() at 257. */
export function readMounts(
  { settings }: OciReader,
  { elements }: JsonArray,
  { reports }: JsonFieldPlace,
): Errno | undefined {
  for (const element of elements) {
    const draft: MountDraft = { destination: "", source: null, type: null, options: [] };
    const errno = failure(dispatchFields(element, mountFields, draft, reports));
    if (errno !== undefined) return errno;
    if (!isOwnMount(draft.destination)) settings.customMounts.push(mountOf(draft, settings.bundle));
  }
  return undefined;
}

/** A field with paths inside the container, each of which becomes a mount. Origin: oci_masked_paths(), oci_readonly_paths() at 257. */
const pathListField = (mount: (path: string) => CustomMount) =>
  jsonField.array(({ settings }: OciReader, { elements }, { variant, reports }) => {
    for (const element of elements) {
      if (!(element instanceof JsonString)) return reports.refuse(variant, "EINVAL", "nspawn-oci.path-not-text");
      const path = element.value;
      if (!isPathAbsolute(path)) return reports.refuse(variant, "EINVAL", "nspawn-oci.listed-path", { value: path });
      if (!isOwnMount(path)) settings.customMounts.push(mount(path));
    }
    return undefined;
  });

/** Paths that are hidden; some may be missing. */
export const maskedPaths = pathListField((path) => customMount("inaccessible", path, { graceful: true }));
export const readonlyPaths = pathListField((path) => customMount("bind", path, { source: `+${path}`, readOnly: true }));
