import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import { systemCallIndex } from "../../directives/system-call-names.js";
import { dispatchFields, type JsonFieldPlace, JsonFields, jsonField } from "../../json/dispatch.js";
import { type JsonObject, JsonString } from "../../json/variant.js";
import { failure, MANDATORY, type OciReader, textsField } from "./reader.js";
import type { SeccompArgument, SeccompFilter } from "./settings.js";
import { MASKED_EQ, seccompActions, seccompArchitectures, seccompOperators } from "./tables.js";

const operators: ReadonlySet<string> = new Set(seccompOperators);

/** Arguments that a system call has. Origin: syscall(2). */
const ARGUMENT_COUNT = 6;
const UINT32_MAX = 0xffff_ffffn;

type ArgumentDraft = { -readonly [Key in keyof SeccompArgument]: SeccompArgument[Key] };

const argumentFields = new JsonFields<ArgumentDraft>({
  index: jsonField.unsigned((draft, index, { variant, reports }) => {
    if (index > UINT32_MAX) return reports.refuse(variant, "ERANGE", "nspawn-oci.argument-index-range");
    draft.index = Number(index);
    return undefined;
  }, MANDATORY),
  value: jsonField.unsigned((draft, value) => {
    draft.value = value;
    return undefined;
  }, MANDATORY),
  valueTwo: jsonField.unsigned((draft, value) => {
    draft.valueTwo = value;
    return undefined;
  }),
  op: jsonField.string((draft, op, { variant, reports }) => {
    if (!operators.has(op)) return reports.refuse(variant, "EINVAL", "nspawn-oci.unknown-operator", { value: op });
    draft.op = op;
    return undefined;
  }, MANDATORY),
});

/** Fields that a comparison has: four where bits are masked. */
const expectedFields = ({ op }: ArgumentDraft): number => (op === MASKED_EQ ? 4 : 3);

interface RuleDraft {
  names: string[];
  action: string;
  args: SeccompArgument[];
}

const ruleFields = new JsonFields<RuleDraft>({
  names: textsField((draft, names) => {
    draft.names = names;
  }, MANDATORY),
  action: jsonField.string((draft, action, { variant, reports }) => {
    if (!seccompActions.has(action))
      return reports.refuse(variant, "EINVAL", "nspawn-oci.unknown-action", { value: action });
    draft.action = action;
    return undefined;
  }, MANDATORY),
  args: jsonField.array((draft, { elements }, { reports }) => {
    for (const element of elements) {
      const argument: ArgumentDraft = { index: 0, value: 0n, valueTwo: 0n, op: "" };
      const read = dispatchFields(element, argumentFields, argument, reports);
      const errno = failure(read);
      if (errno !== undefined) return errno;
      if (read !== expectedFields(argument)) reports.add(element, "nspawn-oci.argument-values");
      draft.args.push(argument);
    }
    return undefined;
  }),
});

/** Why libseccomp refuses a rule, `undefined` when it does not. Origin: seccomp_rule_add(3). */
function problemOfRule({ defaultAction }: SeccompFilter, { action, args }: RuleDraft): Errno | undefined {
  if (args.length > ARGUMENT_COUNT) return "EINVAL";
  if (seccompActions.get(action) === seccompActions.get(defaultAction)) return "EACCES";
  const indexes = new Set(args.map(({ index }) => index));
  const isInvalid = indexes.size < args.length || args.some(({ index }) => index >= ARGUMENT_COUNT);
  return isInvalid ? "EINVAL" : undefined;
}

const unknownCall = (name: string): Diagnostic => ({
  code: "nspawn-oci.unknown-system-call",
  level: Severity.debug,
  line: null,
  params: { value: name },
});

const filterFields = new JsonFields<SeccompFilter>({
  defaultAction: jsonField.string(() => undefined, MANDATORY),
  architectures: jsonField.array((filter, { elements }, { reports }) => {
    for (const element of elements) {
      if (!(element instanceof JsonString))
        return reports.refuse(element, "EINVAL", "nspawn-oci.architecture-not-text");
      const fits = seccompArchitectures.get(element.value);
      if (fits === undefined) {
        return reports.refuse(element, "EINVAL", "nspawn-oci.unknown-architecture", { value: element.value });
      }
      if (!fits) return reports.refuse(element, "EDOM", "nspawn-oci.architecture-byte-order", { value: element.value });
      filter.architectures.push(element.value);
    }
    return undefined;
  }),
  syscalls: jsonField.array((filter, { elements }, { reports }) => {
    for (const element of elements) {
      const draft: RuleDraft = { names: [], action: "", args: [] };
      const errno = failure(dispatchFields(element, ruleFields, draft, reports));
      if (errno !== undefined) return errno;
      if (draft.names.length === 0) return reports.refuse(element, "EINVAL", "nspawn-oci.no-system-calls");
      for (const name of draft.names) {
        if (systemCallIndex(name) === undefined) reports.diagnostics.push(unknownCall(name));
        else {
          const problem = problemOfRule(filter, draft);
          if (problem !== undefined) return problem;
        }
      }
      filter.rules.push(draft);
    }
    return undefined;
  }),
});

/** Origin: OCI runtime specification, "Seccomp"; oci_seccomp() at 257. */
export function readSeccomp(
  { settings }: OciReader,
  object: JsonObject,
  { variant, reports }: JsonFieldPlace,
): Errno | undefined {
  const defaultAction = object.get("defaultAction");
  if (defaultAction === undefined) return reports.refuse(variant, "EINVAL", "nspawn-oci.no-default-action");
  if (!(defaultAction instanceof JsonString)) {
    return reports.refuse(defaultAction, "EINVAL", "nspawn-oci.default-action-not-text");
  }
  const { value } = defaultAction;
  if (!seccompActions.has(value))
    return reports.refuse(defaultAction, "EINVAL", "nspawn-oci.unknown-action", { value });
  const filter: SeccompFilter = { defaultAction: value, architectures: [], rules: [] };
  const errno = failure(dispatchFields(object, filterFields, filter, reports));
  if (errno === undefined) settings.seccomp = filter;
  return errno;
}
