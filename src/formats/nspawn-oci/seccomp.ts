import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import { systemCallIndex } from "../../directives/system-call-names.js";
import { knownSystemCalls } from "../../directives/system-calls.js";
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

const byIndex = (a: SeccompArgument, b: SeccompArgument): number => a.index - b.index;

/** A condition as a key; what is compared in full has no second value. */
const conditionKey = ({ index, op, value, valueTwo }: SeccompArgument): string =>
  `${index} ${op} ${value} ${op === MASKED_EQ ? valueTwo : ""};`;

/** What a filter does with one system call so far. */
class CallRules {
  /** Whether a rule without conditions covers every call. */
  #unconditional = false;
  /** Actions behind conditions in the order of their arguments, for each way into the rules that have any. */
  readonly #actions = new Map<string, Set<string>>();
  /** Ways at whose end a rule applies: conditions beyond that do not count. */
  readonly #ends = new Set<string>();

  /** Adds a rule; false when its conditions lead to, or into, a rule with another action. */
  add(action: string, args: readonly SeccompArgument[]): boolean {
    if (this.#unconditional) return true;
    if (args.length === 0) {
      this.#unconditional = true;
      return true;
    }
    const ways: string[] = [];
    let end = "";
    for (const argument of args.toSorted(byIndex)) {
      if (this.#ends.has(end)) return true;
      end += conditionKey(argument);
      ways.push(end);
    }
    const others = this.#actions.get(end);
    if (others !== undefined && (others.size > 1 || !others.has(action))) return false;
    this.#ends.add(end);
    for (const way of ways) {
      const actions = this.#actions.get(way);
      if (actions === undefined) this.#actions.set(way, new Set([action]));
      else actions.add(action);
    }
    return true;
  }
}

const nativeCalls: ReadonlySet<string> = new Set(knownSystemCalls);

/** A filter that is being read. */
class FilterDraft {
  readonly filter: SeccompFilter;
  readonly #calls = new Map<string, CallRules>();

  constructor(defaultAction: string) {
    this.filter = { defaultAction, architectures: [], rules: [] };
  }

  /** Why libseccomp refuses a rule for one call, `undefined` when it does not. Origin: seccomp_rule_add(3). */
  problemOfRule(name: string, { action, args }: RuleDraft): Errno | undefined {
    if (args.length > ARGUMENT_COUNT) return "EINVAL";
    const meaning = seccompActions.get(action)!;
    if (meaning === seccompActions.get(this.filter.defaultAction)) return "EACCES";
    const indexes = new Set(args.map(({ index }) => index));
    if (indexes.size < args.length || args.some(({ index }) => index >= ARGUMENT_COUNT)) return "EINVAL";
    if (!nativeCalls.has(name)) return undefined;
    let rules = this.#calls.get(name);
    if (rules === undefined) {
      rules = new CallRules();
      this.#calls.set(name, rules);
    }
    return rules.add(meaning, args) ? undefined : "EEXIST";
  }
}

const unknownCall = (name: string): Diagnostic => ({
  code: "nspawn-oci.unknown-system-call",
  level: Severity.debug,
  line: null,
  params: { value: name },
});

const filterFields = new JsonFields<FilterDraft>({
  defaultAction: jsonField.string(() => undefined, MANDATORY),
  architectures: jsonField.array(({ filter }, { elements }, { reports }) => {
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
  syscalls: jsonField.array((target, { elements }, { reports }) => {
    for (const element of elements) {
      const draft: RuleDraft = { names: [], action: "", args: [] };
      const errno = failure(dispatchFields(element, ruleFields, draft, reports));
      if (errno !== undefined) return errno;
      if (draft.names.length === 0) return reports.refuse(element, "EINVAL", "nspawn-oci.no-system-calls");
      for (const name of draft.names) {
        if (systemCallIndex(name) === undefined) reports.diagnostics.push(unknownCall(name));
        else {
          const problem = target.problemOfRule(name, draft);
          if (problem !== undefined) return problem;
        }
      }
      target.filter.rules.push(draft);
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
  const draft = new FilterDraft(value);
  const errno = failure(dispatchFields(object, filterFields, draft, reports));
  if (errno === undefined) settings.seccomp = draft.filter;
  return errno;
}
