import { EnumTable } from "./enum-table.js";
import { isFilenameValid, pathEqual } from "./path.js";
import { UnitNameKind, unitNameIsValid } from "./unit-name.js";

/** The slice that all others are below. */
const ROOT_SLICE = "-.slice";
const SLICE_SUFFIX = ".slice";

/** Controllers of cgroups in the order of systemd's values, those of BPF its own. Origin: cgroup_controller at 257. */
export const cgroupController = [
  "cpu",
  "cpuacct",
  "cpuset",
  "io",
  "blkio",
  "memory",
  "devices",
  "pids",
  "bpf-firewall",
  "bpf-devices",
  "bpf-foreign",
  "bpf-socket-bind",
  "bpf-restrict-network-interfaces",
] as const;

const controllers = new EnumTable(cgroupController);
const reservedNames: ReadonlySet<string> = new Set(["notify_on_release", "release_agent", "tasks"]);

/**
 * Whether no cgroup may have a name: no file name, or one that the kernel or systemd keep for themselves, such as the file
 * `cpu.weight`. Origin: cg_needs_escape() at 257.
 */
export function cgroupNameNeedsEscape(name: string): boolean {
  if (!isFilenameValid(name) || name.startsWith("_") || name.startsWith(".") || name.startsWith("cgroup.")) return true;
  const dot = name.indexOf(".");
  return reservedNames.has(name) || (dot > 0 && controllers.has(name.slice(0, dot)));
}

/** Puts `_` before a name that no cgroup may have. Origin: cg_escape() at 257. */
const cgroupEscape = (name: string): string => (cgroupNameNeedsEscape(name) ? `_${name}` : name);

/** The cgroup of a slice below the root cgroup: `/a.slice/a-b.slice`; empty for the root slice. Origin: cg_slice_to_path() at 257. */
export function cgroupPathOfSlice(slice: string): string {
  if (slice === ROOT_SLICE) return "";
  const prefix = slice.slice(0, -SLICE_SUFFIX.length);
  let path = "";
  for (let dash = prefix.indexOf("-"); dash >= 0; dash = prefix.indexOf("-", dash + 1)) {
    path += `/${cgroupEscape(prefix.slice(0, dash) + SLICE_SUFFIX)}`;
  }
  return `${path}/${cgroupEscape(slice)}`;
}

/** The cgroup of a unit, with the slice that it is in. Origin: unit_default_cgroup_path() at 257. */
export const cgroupPathOf = (unitName: string, slice: string | null): string =>
  unitName === ROOT_SLICE ? "" : `${slice === null ? "" : cgroupPathOfSlice(slice)}/${cgroupEscape(unitName)}`;

/** Undoes {@link cgroupEscape}. Origin: cg_unescape() at 257. */
const cgroupUnescape = (name: string): string => (name.startsWith("_") ? name.slice(1) : name);

const isSlice = (name: string): boolean =>
  name.length > SLICE_SUFFIX.length && name.endsWith(SLICE_SUFFIX) && unitNameIsValid(name, UnitNameKind.PLAIN);

/** Whether a slice's name has a place in the tree: no dash at an end of its prefix, and none behind another. */
const hasPlace = (slice: string): boolean => {
  const prefix = slice.slice(0, -SLICE_SUFFIX.length);
  return slice === ROOT_SLICE || !(prefix.startsWith("-") || prefix.endsWith("-") || prefix.includes("--"));
};

/**
 * The slice whose cgroup a path names, relative to the root cgroup: `a.slice/a-b.slice` is that of `a-b.slice`, nothing
 * that of the root slice. `null` for every other path. Origin: cg_path_get_slice(), cg_slice_to_path() at 257.
 */
export function sliceOfCgroupPath(path: string): string | null {
  let slice = ROOT_SLICE;
  for (const component of path.split("/")) {
    if (component === "") continue;
    const name = cgroupUnescape(component);
    if (!isSlice(name)) break;
    slice = name;
  }
  return hasPlace(slice) && pathEqual(cgroupPathOfSlice(slice).slice(1), path) ? slice : null;
}
