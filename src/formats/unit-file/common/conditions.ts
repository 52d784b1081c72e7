/** Kinds of condition; an assertion of the same kind has `Assert` for `Condition`. Origin: condition_type table of systemd 257. */
export const conditionKinds = [
  "Architecture",
  "Firmware",
  "Virtualization",
  "Host",
  "KernelCommandLine",
  "KernelVersion",
  "Credential",
  "Security",
  "Capability",
  "ACPower",
  "NeedsUpdate",
  "FirstBoot",
  "PathExists",
  "PathExistsGlob",
  "PathIsDirectory",
  "PathIsSymbolicLink",
  "PathIsMountPoint",
  "PathIsReadWrite",
  "PathIsEncrypted",
  "DirectoryNotEmpty",
  "FileNotEmpty",
  "FileIsExecutable",
  "User",
  "Group",
  "ControlGroupController",
  "CPUs",
  "Memory",
  "Environment",
  "CPUFeature",
  "OSRelease",
  "MemoryPressure",
  "CPUPressure",
  "IOPressure",
] as const;

export type ConditionKind = (typeof conditionKinds)[number];

/** Kinds whose parameter is an absolute path. */
export const pathConditionKinds: ReadonlySet<ConditionKind> = new Set([
  "NeedsUpdate",
  "PathExists",
  "PathExistsGlob",
  "PathIsDirectory",
  "PathIsSymbolicLink",
  "PathIsMountPoint",
  "PathIsReadWrite",
  "PathIsEncrypted",
  "DirectoryNotEmpty",
  "FileNotEmpty",
  "FileIsExecutable",
]);

/** One `Condition…=` or `Assert…=` test. Origin: systemd.unit(5), "Conditions and Asserts". */
export interface Condition {
  readonly kind: ConditionKind;
  /** `|`: one of the triggering conditions must hold, rather than all. */
  readonly trigger: boolean;
  /** `!`: the test is turned round. */
  readonly negate: boolean;
  readonly parameter: string;
}

/** Appends the dump's lines, the condition that was written last first. */
export function dumpConditions(conditions: readonly Condition[], prefix: "Condition" | "Assert", out: string[]): void {
  for (let i = conditions.length - 1; i >= 0; i--) {
    const { kind, trigger, negate, parameter } = conditions[i]!;
    out.push(`\t${prefix}${kind}: ${trigger ? "|" : ""}${negate ? "!" : ""}${parameter} untested`);
  }
}
