import type { SpecifierValue } from "./specifier.js";

/** What specifiers say of the machine. `null` is a value that the machine has not; it resolves to nothing. */
export interface SpecifierHost {
  /** `%m`: /etc/machine-id. */
  readonly machineId: string;
  /** `%b` */
  readonly bootId: string;
  /** `%H` */
  readonly hostname: string;
  /** `%q`: PRETTY_HOSTNAME= of /etc/machine-info; the host name where there is none. */
  readonly prettyHostname: string | null;
  /** `%v`: uname -r */
  readonly kernelRelease: string;
  /** `%a`: as in ConditionArchitecture=. */
  readonly architecture: string;
  /** `%o`: ID= of /etc/os-release, and so on. */
  readonly osId: string | null;
  /** `%w` */
  readonly osVersionId: string | null;
  /** `%W` */
  readonly osVariantId: string | null;
  /** `%B` */
  readonly osBuildId: string | null;
  /** `%M` */
  readonly osImageId: string | null;
  /** `%A` */
  readonly osImageVersion: string | null;
}

const NO_ID = "0".repeat(32);

/** A machine that nothing is known of: what results do not depend on the place where they are made. */
export const unknownHost: SpecifierHost = {
  machineId: NO_ID,
  bootId: NO_ID,
  hostname: "localhost",
  prettyHostname: null,
  kernelRelease: "",
  architecture: "x86-64",
  osId: null,
  osVersionId: null,
  osVariantId: null,
  osBuildId: null,
  osImageId: null,
  osImageVersion: null,
};

/** A specifier and what it stands for. */
export type SpecifierEntry = readonly [specifier: string, value: SpecifierValue | (() => SpecifierValue)];

/** Specifiers about the machine. Origin: COMMON_SYSTEM_SPECIFIERS at 257, systemd.unit(5) "Specifiers". */
export const machineSpecifiers = (host: SpecifierHost): readonly SpecifierEntry[] => [
  ["m", host.machineId],
  ["b", host.bootId],
  ["H", host.hostname],
  ["l", host.hostname.split(".", 1)[0]!],
  ["q", host.prettyHostname ?? host.hostname],
  ["v", host.kernelRelease],
  ["a", host.architecture],
  ["o", host.osId],
  ["w", host.osVersionId],
  ["W", host.osVariantId],
  ["B", host.osBuildId],
  ["M", host.osImageId],
  ["A", host.osImageVersion],
];

/** Folders for what is temporary. Origin: COMMON_TMP_SPECIFIERS at 257. */
export const temporaryFolders: readonly SpecifierEntry[] = [
  ["T", "/tmp"],
  ["V", "/var/tmp"],
];
