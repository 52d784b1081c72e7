import type { Diagnostic, DiagnosticTable } from "../../core/diagnostics.js";
import type { ImagePolicyFailure } from "../../directives/image-policy.js";
import { loggedMessages } from "../../directives/logged-messages.js";
import { getoptDiagnostics } from "../../text/getopt.js";

export const diagnostics = {
  ...getoptDiagnostics,
  "systemctl-parse-argv.dot-option": { message: "{program}: there is no option -." },
  "systemctl-parse-argv.dot-option-hint": {
    message: "names of units that start with a dash go behind --, as in: {program} COMMAND -- -.{value}",
  },
  "systemctl-parse-argv.no-arguments": { message: "--{option}= is empty" },
  "systemctl-parse-argv.bad-list": { message: "--{option}= ends in a backslash: {value}" },
  "systemctl-parse-argv.unknown-type": { message: "{value} is neither a unit type nor a load state" },
  "systemctl-parse-argv.unknown-type-hint": { message: "--type=help tells what there is" },
  "systemctl-parse-argv.bad-capsule": {
    message: "{value} is no name for a capsule",
    help: "Letters, digits, - and _, at most 29 of them.",
  },
  "systemctl-parse-argv.bad-boolean": { message: "--{option}= takes yes or no, not {value}" },
  "systemctl-parse-argv.bad-number": { message: "--{option}= takes a number, not {value}" },
  "systemctl-parse-argv.bad-signal": {
    message: "there is no signal {value}",
    help: "--signal=list tells them with their numbers.",
  },
  "systemctl-parse-argv.bad-time-span": { message: "--{option}= takes a span of time, not {value}" },
  "systemctl-parse-argv.bad-timestamp": { message: "--{option}= takes a point in time, not {value}" },
  "systemctl-parse-argv.unknown-timezone": { message: "{value} is no time zone, so it is read as a part of the time" },
  "systemctl-parse-argv.useless-timestamp": { message: "nothing can be scheduled for {value}" },
  "systemctl-parse-argv.unknown-word": { message: "--{option}= knows no {value}" },
  "systemctl-parse-argv.image-policy-part": { message: "this part of the image policy is wrong: {value}" },
  "systemctl-parse-argv.image-policy-flags": { message: "these flags of the image policy end in a backslash: {value}" },
  "systemctl-parse-argv.image-policy-repeats": { message: "the image policy names a partition twice: {value}" },
  "systemctl-parse-argv.image-policy-unknown-partition": {
    message: "the image policy names a partition that is not known: {value}",
  },
  "systemctl-parse-argv.image-policy-unknown-flag": {
    message: "the image policy has a flag that is not known: {value}",
  },
  "systemctl-parse-argv.bad-image-policy": { message: "this is no image policy: {value}" },
  "systemctl-parse-argv.user-instance-of-host": {
    message: "only the system's manager of another host can be reached, not a user's",
  },
  "systemctl-parse-argv.system-instance-of-capsule": {
    message: "only a user's manager runs in a capsule, not the system's",
  },
  "systemctl-parse-argv.wait-without-blocking": { message: "--wait and --no-block exclude each other" },
  "systemctl-parse-argv.marked-without-verb": { message: "--marked goes with reload-or-restart only" },
  "systemctl-parse-argv.marked-with-units": { message: "with --marked no units can be named" },
  "systemctl-parse-argv.marked-and-waiting": { message: "--marked and --{option} exclude each other" },
  "systemctl-parse-argv.no-units": { message: "reload-or-restart wants the names of units" },
  "systemctl-parse-argv.root-and-image": { message: "--root= and --image= exclude each other" },
  "systemctl-parse-argv.too-many-words": { message: "there are more arguments than {program} takes" },
  "systemctl-parse-argv.bad-shutdown-time": {
    message: "{value} is no time to shut down at",
    help: "Times are now, +minutes or hh:mm.",
  },
  "systemctl-parse-argv.no-runlevel": { message: "{program} wants a runlevel" },
  "systemctl-parse-argv.runlevel-too-long": { message: "a runlevel is one character" },
  "systemctl-parse-argv.unknown-runlevel": { message: "there is no runlevel {value}" },
} as const satisfies DiagnosticTable;

export type Code = keyof typeof diagnostics;

/** The report about an image policy that was refused. */
export const imagePolicyCodes = {
  ENOTUNIQ: "systemctl-parse-argv.image-policy-repeats",
  EBADSLT: "systemctl-parse-argv.image-policy-unknown-partition",
  EBADRQC: "systemctl-parse-argv.image-policy-unknown-flag",
  EINVAL: "systemctl-parse-argv.bad-image-policy",
} as const satisfies Record<ImagePolicyFailure["errno"], Code>;

/** Reports whose message says something behind the value, in systemd's words: line breaks at the end of the value break them too. */
const withTail: ReadonlySet<string> = new Set<Code>([
  "systemctl-parse-argv.dot-option-hint",
  "systemctl-parse-argv.unknown-type",
  "systemctl-parse-argv.bad-number",
  "systemctl-parse-argv.bad-signal",
  "systemctl-parse-argv.bad-time-span",
  "systemctl-parse-argv.bad-timestamp",
  "systemctl-parse-argv.useless-timestamp",
  "systemctl-parse-argv.unknown-word",
  "systemctl-parse-argv.image-policy-flags",
  "systemctl-parse-argv.unknown-runlevel",
]);

/** How many messages systemd logs for a report: line breaks break one, and the hint about names with a dash has one of its own. */
export function messageCount(diagnostic: Diagnostic): number {
  const { code, params } = diagnostic;
  const { program, option } = params;
  if (isFromOptionParser(code))
    return loggedMessages({ ...diagnostic, params: { value: `${program}: ${option}` } }, true);
  const count = loggedMessages(diagnostic, withTail.has(code) || option === "legend");
  return code === "systemctl-parse-argv.dot-option-hint" ? count + 1 : count;
}

/** Reports of the C library's option parser, which have no level of their own. */
export const isFromOptionParser = (code: string): boolean => code.startsWith("getopt.");
