import { isUnitType, unitTypes } from "../text/unit-name.js";

/** A kind of file, and how its files are named. */
export interface FileKind {
  /** What `--kind` takes. */
  readonly name: string;
  /** The format that reads it: a row of the registry. */
  readonly slug: string;
  readonly title: string;
  /** Ends of paths, `*` standing for anything in a file's name: `*.service`, `environment.d/*.conf`. */
  readonly files: readonly string[];
  /** The same for names that other programs use too: they count for files that are named, not for those found in a folder. */
  readonly named?: readonly string[];
  /** Files of others that are named alike. */
  readonly not?: readonly string[];
  /** Whether a folder with the file's name and `.d` holds further pieces of it (`*.conf`). */
  readonly dropIns?: boolean;
}

/** Services of D-Bus and Avahi. */
const OTHER_SERVICES = [
  "dbus-1/services/*",
  "dbus-1/session-services/*",
  "dbus-1/system-services/*",
  "dbus-1/accessibility-services/*",
  "avahi/services/*",
];

const unitKinds: readonly FileKind[] = unitTypes.map((type) => ({
  name: type,
  slug: "unit-file",
  title: `${type} units`,
  files: [`*.${type}`],
  not: OTHER_SERVICES,
  dropIns: true,
}));

/** Every kind of file that can be told by its name. The first that fits counts. */
export const fileKinds: readonly FileKind[] = [
  ...unitKinds,
  { name: "link", slug: "link-parser", title: "network device files", files: ["*.link"], dropIns: true },
  { name: "network", slug: "network-parser", title: "network configuration", files: ["*.network"], dropIns: true },
  { name: "netdev", slug: "netdev-parser", title: "network devices", files: ["*.netdev"], dropIns: true },
  { name: "nspawn", slug: "nspawn-settings", title: "settings of containers", files: ["*.nspawn"] },
  {
    name: "udev-rules",
    slug: "udev-rules",
    title: "udev rules",
    files: ["rules.d/*.rules"],
    named: ["*.rules"],
    not: ["polkit-1/rules.d/*", "audit/rules.d/*", "audit/*"],
  },
  { name: "desktop", slug: "xdg-desktop", title: "autostart entries", files: ["*.desktop"] },
  { name: "catalog", slug: "catalog", title: "message catalogs", files: ["*.catalog"] },
  {
    name: "hosts",
    slug: "etc-hosts",
    title: "names of hosts",
    files: ["etc/hosts"],
    named: ["hosts"],
  },
  {
    name: "environment",
    slug: "env-file",
    title: "environment files",
    files: [
      "os-release",
      "initrd-release",
      "extension-release.d/extension-release.*",
      "environment.d/*.conf",
      "etc/machine-info",
      "etc/locale.conf",
      "etc/vconsole.conf",
    ],
    named: ["*.env", "machine-info", "locale.conf", "vconsole.conf", "etc/default/*", "etc/environment"],
  },
  { name: "loader-entry", slug: "bootspec", title: "boot loader entries", files: ["loader/entries/*.conf"] },
  { name: "loader", slug: "bootspec", title: "loader.conf", files: ["loader/loader.conf"], named: ["loader.conf"] },
  { name: "varlink", slug: "varlink-idl", title: "varlink interfaces", files: ["*.varlink"] },
  { name: "udev-data", slug: "udev-database", title: "records of the udev database", files: ["udev/data/*"] },
  { name: "oci", slug: "nspawn-oci", title: "OCI runtime bundles", files: [], named: ["config.json"] },
  { name: "json", slug: "json", title: "any JSON", files: [], named: ["*.json"] },
];

/** How a path was told. */
export interface KindedFile {
  readonly kind: FileKind;
  /** See `SourceFile`. */
  readonly name: string;
  readonly isDropIn: boolean;
}

const ANY = "*";
const DROP_IN_FOLDER = ".d";
const DROP_IN_SUFFIX = ".conf";

/** The last component of a pattern may have a star: what stands before and behind it. */
interface Pattern {
  readonly folders: readonly string[];
  readonly head: string;
  /** `null` for a name without a star. */
  readonly tail: string | null;
}

function compile(pattern: string): Pattern {
  const folders = pattern.split("/");
  const name = folders.pop()!;
  const star = name.indexOf(ANY);
  if (star < 0) return { folders, head: name, tail: null };
  return { folders, head: name.slice(0, star), tail: name.slice(star + 1) };
}

function matchesName({ head, tail }: Pattern, name: string): boolean {
  if (tail === null) return name === head;
  return name.length >= head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
}

/** Whether the last components of a path are those of a pattern. */
function matches(pattern: Pattern, path: readonly string[]): boolean {
  const { folders } = pattern;
  const first = path.length - 1 - folders.length;
  if (first < 0 || !matchesName(pattern, path.at(-1)!)) return false;
  return folders.every((folder, index) => folder === path[first + index]!);
}

/** The patterns of a kind. */
interface KindPatterns {
  readonly kind: FileKind;
  readonly files: readonly Pattern[];
  readonly named: readonly Pattern[];
  readonly not: readonly Pattern[];
}

const patterns: readonly KindPatterns[] = fileKinds.map((kind) => ({
  kind,
  files: kind.files.map(compile),
  named: [...kind.files, ...(kind.named ?? [])].map(compile),
  not: (kind.not ?? []).map(compile),
}));
const dropIns = patterns.filter(({ kind }) => kind.dropIns === true);

/** The kind that a drop-in is of, by the name of its folder: `foo.service.d`, or `service.d` for all units of a type. */
function dropInKind(path: readonly string[]): KindedFile | null {
  const folder = path.at(-2);
  if (folder === undefined || !folder.endsWith(DROP_IN_FOLDER) || !path.at(-1)!.endsWith(DROP_IN_SUFFIX)) return null;
  const name = folder.slice(0, -DROP_IN_FOLDER.length);
  for (const { kind, files } of dropIns) {
    if (name === kind.name && isUnitType(name)) return { kind, name: defaultName(kind), isDropIn: true };
    if (files.some((pattern) => matches(pattern, [name]))) return { kind, name, isDropIn: true };
  }
  return null;
}

/** The name of a file that has none, such as standard input. */
export const defaultName = ({ name, files }: FileKind): string =>
  (files[0] ?? name).slice((files[0] ?? name).lastIndexOf("/") + 1).replace(ANY, "a");

/**
 * What kind of file a path names, `null` when its name does not tell.
 *
 * @param found whether the path was found in a folder rather than named by somebody
 */
export function kindOfPath(path: string, found = false): KindedFile | null {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  const name = parts.at(-1);
  if (name === undefined) return null;
  const dropIn = dropInKind(parts);
  if (dropIn !== null) return dropIn;
  for (const { kind, files, named, not } of patterns) {
    if (!(found ? files : named).some((pattern) => matches(pattern, parts))) continue;
    if (!not.some((pattern) => matches(pattern, parts))) return { kind, name, isDropIn: false };
  }
  return null;
}

/** The kind of that name. */
export const findKind = (name: string): FileKind | undefined => fileKinds.find((kind) => kind.name === name);
