import { systemCallIndex, systemCallNames } from "../../../directives/system-call-names.js";
import { systemCallGroups } from "../../../directives/system-calls.js";
import { errnoName } from "../../../text/errno.js";

/** Stands for the `kill` action where an errno is expected. Origin: SECCOMP_ERROR_NUMBER_KILL at 257. */
export const SYSCALL_KILL = 0x7fff_fffe;

const groups: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(systemCallGroups));
const expandedGroups = new Map<string, Uint16Array>();

/** The known system calls of a group, groups in groups included, as sorted indexes. `undefined` when there is no such group. */
function expandGroup(group: string): Uint16Array | undefined {
  const known = expandedGroups.get(group);
  if (known !== undefined) return known;
  if (!groups.has(group)) return undefined;
  const members = new Set<number>();
  const pending = [group];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const nested = groups.get(name);
    if (nested !== undefined) pending.push(...nested);
    else if (systemCallIndex(name) !== undefined) members.add(systemCallIndex(name)!);
  }
  const expanded = Uint16Array.from(members).sort();
  expandedGroups.set(group, expanded);
  return expanded;
}

const ABSENT = -2;
const NO_ERROR = -1;

/**
 * A list of system calls, each with an optional error number of its own: what is allowed, or what is forbidden.
 * Names that seccomp does not know are not kept.
 */
export class SystemCallSet {
  /** By index of {@link systemCallNames}: what the call fails with, {@link NO_ERROR} or {@link ABSENT}. */
  readonly #actions = new Int32Array(systemCallNames.length).fill(ABSENT);

  constructor(
    /** Whether the calls in the set are those that are allowed. */
    readonly allowList: boolean,
  ) {}

  /**
   * Adds a system call or a group (`@name`), or takes it out where `invert` goes against the kind of the list. A list of
   * what is allowed can hold a call that fails with an error of its own, so such a one stays in it.
   * False when there is no such group; unknown system calls are passed over.
   */
  apply(name: string, invert: boolean, error: number | null = null): boolean {
    const stays = invert !== this.allowList || (invert && error !== null);
    const action = stays ? (error ?? NO_ERROR) : ABSENT;
    if (!name.startsWith("@")) {
      const index = systemCallIndex(name);
      if (index !== undefined) this.#actions[index] = action;
      return true;
    }
    const members = expandGroup(name);
    if (members === undefined) return false;
    for (let i = 0; i < members.length; i++) this.#actions[members[i]!] = action;
    return true;
  }

  /** The names with their error numbers (`open:EPERM`), sorted, separated by spaces, after `~` when it forbids. */
  toString(): string {
    const words: string[] = [];
    let withErrors = false;
    this.#actions.forEach((action, index) => {
      if (action === ABSENT) return;
      withErrors ||= action !== NO_ERROR;
      words.push(
        action === NO_ERROR ? systemCallNames[index]! : `${systemCallNames[index]!}:${formatErrnoOrKill(action)}`,
      );
    });
    if (withErrors) words.sort();
    return (this.allowList ? "" : "~") + words.join(" ");
  }

  toJSON(): string {
    return this.toString();
  }
}

/** `kill`, the name of an errno, or its number. Origin: seccomp_errno_or_action_to_string() at 257. */
export const formatErrnoOrKill = (error: number): string =>
  error === SYSCALL_KILL ? "kill" : (errnoName(error) ?? String(error));
