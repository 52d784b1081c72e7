import { dispatchFields, type JsonField, JsonFields, jsonField } from "../../json/dispatch.js";
import { argumentsField, environmentField, failure, MANDATORY, type OciReader, pathField } from "./reader.js";
import { type HookKind, hookKinds, type OciHook } from "./settings.js";

const USEC_PER_SEC = 1_000_000n;
/** Longest timeout in seconds, so that its microseconds are a finite time. Origin: oci_hook_timeout() at 257. */
const TIMEOUT_MAX = (0xffff_ffff_ffff_ffffn - 1n) / USEC_PER_SEC;

type HookDraft = { -readonly [Key in keyof OciHook]: OciHook[Key] };

const hookFields = new JsonFields<HookDraft>({
  path: pathField((draft, path) => {
    draft.path = path;
  }, MANDATORY),
  args: argumentsField((draft, words) => {
    draft.args = words;
  }),
  env: environmentField((draft, assignments) => {
    draft.env = assignments;
  }),
  timeout: jsonField.unsigned((draft, seconds, { variant, reports }) => {
    if (seconds === 0n || seconds > TIMEOUT_MAX) return reports.refuse(variant, "ERANGE", "nspawn-oci.timeout-range");
    draft.timeoutUsec = seconds * USEC_PER_SEC;
    return undefined;
  }),
});

const hooksField = (kind: HookKind): JsonField<OciReader> =>
  jsonField.array(({ settings }: OciReader, { elements }, { reports }) => {
    for (const element of elements) {
      const draft: HookDraft = { path: "", args: null, env: [], timeoutUsec: null };
      const errno = failure(dispatchFields(element, hookFields, draft, reports));
      if (errno !== undefined) return errno;
      settings.hooks[kind].push(draft);
    }
    return undefined;
  });

/** Fields of `hooks`. Origin: OCI runtime specification, "POSIX-platform Hooks"; oci_hooks() at 257. */
export const hooksFields = new JsonFields<OciReader>(
  Object.fromEntries(hookKinds.map((kind) => [kind, hooksField(kind)])),
);
