/** The slice that all others are below. */
const ROOT_SLICE = "-.slice";
const SLICE_SUFFIX = ".slice";

/** Names of kernel controllers: `cpu.weight` is a file of a cgroup, so no cgroup may be called like that. */
const controllers = new Set([
  "cpu",
  "cpuacct",
  "cpuset",
  "io",
  "blkio",
  "memory",
  "devices",
  "pids",
  "hugetlb",
  "rdma",
  "misc",
]);
const reservedNames = new Set(["notify_on_release", "release_agent", "tasks"]);

/** Puts `_` before a name that the kernel reserves in cgroup folders. Origin: cg_escape() at 257. */
function cgroupEscape(name: string): string {
  const dot = name.indexOf(".");
  const reserved =
    name.startsWith("_") ||
    name.startsWith(".") ||
    name.startsWith("cgroup.") ||
    reservedNames.has(name) ||
    (dot >= 0 && controllers.has(name.slice(0, dot)));
  return reserved ? `_${name}` : name;
}

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
