/** Longest record worth fuzzing: what one netlink message holds. Origin: MAX_AUDIT_MESSAGE_LENGTH of libaudit.h. */
export const LENGTH_MAX = 8970;

/** Most fields that are taken from a record. Origin: N_IOVEC_AUDIT_FIELDS of journald-audit.c at 257. */
export const FIELDS_MAX = 64;

/** Longest name of a field that has no journal field of its own. Origin: map_generic_field() at 257. */
export const GENERIC_NAME_MAX = 15;

/** How the kernel writes a value: up to the next space; quoted or in hexadecimal; the same, control characters made spaces. */
export type ValueKind = "simple" | "string" | "printable";

export interface Mapping {
  readonly journalName: string;
  readonly kind: ValueKind;
}

/** Where the fields of one part of a record go: known names, and the prefix of the others. */
export interface FieldTable {
  readonly prefix: string;
  readonly known: ReadonlyMap<string, Mapping>;
}

const simple = (journalName: string): Mapping => ({ journalName, kind: "simple" });
const string = (journalName: string): Mapping => ({ journalName, kind: "string" });

/** Fields that the kernel writes. Origin: systemd.journal-fields(7), map_fields_kernel of journald-audit.c at 257. */
export const kernelFields: FieldTable = {
  prefix: "_AUDIT_FIELD_",
  known: new Map<string, Mapping>([
    ["pid", simple("_PID")],
    ["ppid", simple("_PPID")],
    ["uid", simple("_UID")],
    ["euid", simple("_EUID")],
    ["fsuid", simple("_FSUID")],
    ["gid", simple("_GID")],
    ["egid", simple("_EGID")],
    ["fsgid", simple("_FSGID")],
    ["tty", simple("_TTY")],
    ["ses", simple("_AUDIT_SESSION")],
    ["auid", simple("_AUDIT_LOGINUID")],
    ["subj", simple("_SELINUX_CONTEXT")],
    ["comm", string("_COMM")],
    ["exe", string("_EXE")],
    ["proctitle", { journalName: "_CMDLINE", kind: "printable" }],
    ["path", string("_AUDIT_FIELD_PATH")],
    ["dev", string("_AUDIT_FIELD_DEV")],
    ["name", string("_AUDIT_FIELD_NAME")],
  ]),
};

/** Fields inside of `msg='…'`, which a program wrote. Origin: map_fields_userspace of journald-audit.c at 257. */
export const userFields: FieldTable = {
  prefix: "AUDIT_FIELD_",
  known: new Map<string, Mapping>([
    ["cwd", string("AUDIT_FIELD_CWD")],
    ["cmd", string("AUDIT_FIELD_CMD")],
    ["acct", string("AUDIT_FIELD_ACCT")],
    ["exe", string("AUDIT_FIELD_EXE")],
    ["comm", string("AUDIT_FIELD_COMM")],
  ]),
};

/** What a record starts with, and what starts the part that a program wrote. */
export const RECORD_START = "audit(";
export const USER_PART_START = "msg='";
