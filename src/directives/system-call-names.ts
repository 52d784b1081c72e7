import { foreignSystemCalls, knownSystemCalls, systemCallAliases } from "./system-calls.js";

/** System calls that seccomp knows, in the order of their names. */
export const systemCallNames: readonly string[] = [...knownSystemCalls, ...foreignSystemCalls].sort();

const indexes = new Map<string, number>(systemCallNames.map((name, index) => [name, index]));
for (const [alias, name] of Object.entries(systemCallAliases)) indexes.set(alias, indexes.get(name)!);

/** Position of a system call in {@link systemCallNames}, other names of it included; `undefined` when seccomp does not know it. */
export const systemCallIndex = (name: string): number | undefined => indexes.get(name);
