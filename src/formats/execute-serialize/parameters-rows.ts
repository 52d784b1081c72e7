import { Severity } from "../../core/diagnostics.js";
import { execDirectoryType, runtimeScope } from "../../directives/enums.js";
import { formatOpenFile, parseOpenFile, unprintableOpenFile } from "../../directives/open-file.js";
import { readWords, WHITESPACE, WordReader } from "../../text/extract-word.js";
import { isErrno, parseBoolean, safeAtou64 } from "../../text/numbers.js";
import { directoryTypes } from "./directories.js";
import type { CommandBlock, ParametersBlock, RuntimeBlock } from "./model.js";
import {
  descriptor,
  enumeration,
  escapedList,
  flag,
  int,
  type Log,
  missDescriptor,
  parseDescriptors,
  type Row,
  text,
  unsigned,
  unsigned64,
  usec,
} from "./rows.js";

type ParametersRow = Row<ParametersBlock>;

/** How many descriptors are accepted. Origin: the kernel's default of fs.nr_open, proc_sys_fs(5). */
const DESCRIPTORS_MAX = 1_048_576n;
const IDLE_PIPE_ENDS = 4;
const INVOCATION_ID = /^[0-9A-Fa-f]{32}$/;

/** How many descriptors of one kind there are, which has to come before them and is written with them only. */
const descriptorCount = (key: string, field: "socketFdCount" | "storageFdCount" | "extraFdCount"): ParametersRow => ({
  key,
  read(parameters, value) {
    if (parameters.hasFds) return "EINVAL";
    const count = safeAtou64(value);
    if (isErrno(count)) return count;
    parameters[field] = count;
    return count > DESCRIPTORS_MAX ? "EINVAL" : undefined;
  },
  write(parameters, put) {
    const count = parameters[field];
    if (parameters.hasFds && count > 0n) put(count.toString());
    return undefined;
  },
});

const UINT64_BITS = 64;
const countOf = ({ socketFdCount, storageFdCount, extraFdCount }: ParametersBlock): bigint =>
  BigInt.asUintN(UINT64_BITS, socketFdCount + storageFdCount + extraFdCount);

/** Descriptors of sockets and of the descriptor store that were announced have to be there at the end of the block. */
export const lacksDescriptors = ({ hasFds, socketFdCount, storageFdCount }: ParametersBlock): boolean =>
  !hasFds && socketFdCount + storageFdCount > 0n;

/** The descriptors themselves: since none can be had, a list of them cannot be written again. */
const fds: ParametersRow = {
  key: "fds",
  read(parameters, value, log) {
    const count = countOf(parameters);
    if (count === 0n) {
      log.report(Severity.warning, "execute-serialize.no-descriptor-count", {});
      return "EINVAL";
    }
    if (count > DESCRIPTORS_MAX || parameters.hasFds) return "EINVAL";
    parameters.hasFds = true;
    parseDescriptors(value, Number(count), log);
    return undefined;
  },
  write: ({ hasFds }) => (hasFds ? "EBADF" : undefined),
};

/** `prefix-directories-StateDirectory=/var/lib`. */
const prefixes: ParametersRow = {
  key: "prefix-directories-",
  read(parameters, value) {
    const parts = readWords(new WordReader(value), 2, "= ", 0);
    const name = parts?.[0];
    if (name == null) return "EINVAL";
    const type = directoryTypes.parse(name);
    if (type === null) return "EINVAL";
    parameters.prefixes.set(type, parts?.[1] ?? "");
    return undefined;
  },
  write(parameters, put) {
    for (const type of execDirectoryType) put(parameters.prefixes.get(type) ?? "", `prefix-directories-${type}`);
    return undefined;
  },
};

const openFiles: ParametersRow = {
  key: "open-file",
  read(parameters, value) {
    const file = parseOpenFile(value);
    if (typeof file === "string") return file;
    parameters.openFiles.push(file);
    return undefined;
  },
  write(parameters, put) {
    for (const file of parameters.openFiles) {
      const errno = unprintableOpenFile(file);
      if (errno !== null) return errno;
      put(formatOpenFile(file));
    }
    return undefined;
  },
};

/** 32 hexadecimal digits. No id is written as an empty text, which cannot be read back. */
const invocationId: ParametersRow = {
  key: "invocation-id-string",
  read(parameters, value) {
    if (!INVOCATION_ID.test(value)) return "EINVAL";
    parameters.invocationId = value.toLowerCase();
    return undefined;
  },
  write(parameters, put) {
    put(parameters.invocationId);
    return undefined;
  },
};

/** Four descriptors, which are taken once only. */
const idlePipe: ParametersRow = {
  key: "idle-pipe",
  read(parameters, value, log) {
    if (parameters.hasIdlePipe) return "EINVAL";
    parameters.hasIdlePipe = true;
    parseDescriptors(value, IDLE_PIPE_ENDS, log);
    return undefined;
  },
};

const descriptors = <Block>(key: string, count: number): Row<Block> => ({
  key,
  read(_block, value, log) {
    parseDescriptors(value, count, log);
    return undefined;
  },
});

/** Keys of the second block. Origin: exec_command_serialize(), exec_command_deserialize() at 257. */
export const commandRows: readonly Row<CommandBlock>[] = [
  text("path", "path"),
  escapedList("argv", "argv"),
  int("flags", "flags"),
];

/** Keys of the third block. Origin: exec_parameters_serialize(), exec_parameters_deserialize() at 257. */
export const parametersRows: readonly ParametersRow[] = [
  enumeration("runtime-scope", "runtimeScope", runtimeScope),
  escapedList("environment", "environment"),
  descriptorCount("n-socket-fds", "socketFdCount"),
  descriptorCount("n-storage-fds", "storageFdCount"),
  descriptorCount("n-extra-fds", "extraFdCount"),
  fds,
  escapedList("fd-names", "fdNames"),
  unsigned("flags", "flags", 0),
  flag("selinux-context-net", "selinuxContextNet"),
  unsigned("cgroup-supported", "cgroupSupported", 0),
  text("cgroup-path", "cgroupPath"),
  unsigned64("cgroup-id", "cgroupId"),
  prefixes,
  text("received-credentials-directory", "receivedCredentialsDirectory"),
  text("received-encrypted-credentials-directory", "receivedEncryptedCredentialsDirectory"),
  text("confirm-spawn", "confirmSpawn"),
  flag("shall-confirm-spawn", "shallConfirmSpawn"),
  usec("watchdog-usec", "watchdogUsec", 0n),
  idlePipe,
  descriptor("stdin-fd"),
  descriptor("stdout-fd"),
  descriptor("stderr-fd"),
  descriptor("exec-fd"),
  descriptor("handoff-timestamp-fd"),
  descriptor("pidref-transport-fd"),
  descriptor("bpf-outer-map-fd"),
  text("notify-socket", "notifySocket"),
  openFiles,
  text("fallback-smack-process-label", "fallbackSmackProcessLabel"),
  descriptor("user-lookup-fd"),
  escapedList("files-env", "filesEnv"),
  text("unit-id", "unitId"),
  invocationId,
  flag("debug-invocation", "debugInvocation"),
];

/** `name descriptor descriptor` of a dynamic user, of which nothing is left without descriptors. */
function readDynamicUser(value: string, log: Log): undefined {
  const words = new WordReader(value);
  const parts = readWords(words, 3, WHITESPACE, 0);
  const fd = parts?.[1];
  if (fd != null && parts?.[2] != null && words.restIsEmpty) missDescriptor(fd, log);
}

const dynamicUser = (key: string): Row<RuntimeBlock> => ({
  key,
  read: (_runtime, value, log) => readDynamicUser(value, log),
});

/** Whether the group is the user's: there never is a user to copy. */
const dynamicGroupCopy: Row<RuntimeBlock> = {
  key: "dynamic-creds-group-copy",
  read(_runtime, value) {
    const copies = parseBoolean(value);
    return copies === false ? undefined : "EINVAL";
  },
};

const PAIR = 2;

/** Keys of the fourth block. Origin: exec_runtime_serialize(), exec_runtime_deserialize() at 257. */
export const runtimeRows: readonly Row<RuntimeBlock>[] = [
  text("id", "id"),
  text("tmp-dir", "tmpDir"),
  text("var-tmp-dir", "varTmpDir"),
  descriptors("netns-storage-socket", PAIR),
  descriptors("ipcns-storage-socket", PAIR),
  dynamicUser("dynamic-creds-user"),
  dynamicGroupCopy,
  dynamicUser("dynamic-creds-group"),
  text("ephemeral-copy", "ephemeralCopy"),
  descriptors("ephemeral-storage-socket", PAIR),
];
