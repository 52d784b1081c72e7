import { readWords, WordReader } from "../../text/extract-word.js";
import { isErrno, safeAtoi, safeAtou } from "../../text/numbers.js";
import type { ContextBlock } from "./model.js";
import { flag, type Row } from "./rows.js";

type ContextRow = Row<ContextBlock>;

/** `[-]label`. */
export const label = (key: string, field: "selinuxContext" | "apparmorProfile" | "smackProcessLabel"): ContextRow => ({
  key,
  read(context, value) {
    const optional = value.startsWith("-");
    context[field] = { value: optional ? value.slice(1) : value, optional };
    return undefined;
  },
  write(context, put) {
    const value = context[field];
    if (value !== null) put(`${value.optional ? "-" : ""}${value.value}`);
    return undefined;
  },
});

/** `number answer`: what a filter answers to a system call, which must be the same each time it is given. */
export const syscallMap = (key: string, field: "syscallFilter" | "syscallLog", separators: string): ContextRow => ({
  key,
  read(context, value) {
    const parts = readWords(new WordReader(value), 2, separators, 0);
    if (parts === null) return "EINVAL";
    const [numberText, answerText] = parts;
    if (numberText == null || answerText == null) return undefined;
    const number = safeAtoi(numberText);
    if (isErrno(number)) return number;
    const answer = safeAtoi(answerText);
    if (isErrno(answer)) return answer;
    const answers = context[field];
    const before = answers.get(number);
    if (before !== undefined && before !== answer) return "EEXIST";
    answers.set(number, answer);
    return undefined;
  },
  write(context, put) {
    for (const [number, answer] of context[field]) put(`${number} ${answer}`);
    return undefined;
  },
});

/** Numbers of architectures. */
export const syscallArchs: ContextRow = {
  key: "syscall-archs",
  read(context, value) {
    const number = safeAtou(value);
    if (isErrno(number)) return number;
    context.syscallArchs.add(number);
    return undefined;
  },
  write(context, put) {
    for (const number of context.syscallArchs) put(String(number));
    return undefined;
  },
};

/** The last address family that has a name. Origin: AF_MCTP of Linux, af_max() at 257. */
const ADDRESS_FAMILY_MAX = 45;

/** Numbers of address families; those that are none are kept, not written. */
export const addressFamilies: ContextRow = {
  key: "address-families",
  read(context, value) {
    const number = safeAtoi(value);
    if (isErrno(number)) return number;
    context.addressFamilies.add(number);
    return undefined;
  },
  write(context, put) {
    for (const number of context.addressFamilies) {
      if (number > 0 && number <= ADDRESS_FAMILY_MAX) put(String(number));
    }
    return undefined;
  },
};

/** Names of file systems: read, but written only by a systemd that was built with BPF. */
export const restrictFilesystems: ContextRow = {
  key: "restrict-filesystems",
  read(context, value) {
    context.restrictFilesystems.add(value);
    return undefined;
  },
};

const allowList: ContextRow = flag("restrict-filesystems-allow-list", "restrictFilesystemsAllowList");

/** As {@link restrictFilesystems} is. */
export const restrictFilesystemsAllowList: ContextRow = {
  key: allowList.key,
  read: (context, value, log) => allowList.read(context, value, log),
};
