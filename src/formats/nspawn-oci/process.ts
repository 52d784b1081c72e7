import type { Errno } from "../../core/errno.js";
import { asUnsigned, dispatchFields, type JsonFieldPlace, JsonFields, jsonField } from "../../json/dispatch.js";
import { isNegative, type JsonArray, JsonString, type JsonVariant } from "../../json/variant.js";
import { EVERY_CAPABILITY } from "../../nspawn/settings.js";
import { parseCapability } from "../../text/capabilities.js";
import { RLIM_INFINITY, type RlimitResource, rlimitResources } from "../../text/rlimit.js";
import {
  argumentsField,
  environmentField,
  failure,
  idField,
  isIdValid,
  MANDATORY,
  type OciReader,
  objectField,
  PERMISSIVE,
  pathField,
  unsupportedField,
} from "./reader.js";
import type { OciCapabilities } from "./settings.js";

/** Largest size of a terminal. Origin: ioctl_tty(2) TIOCSWINSZ has unsigned shorts. */
const CONSOLE_SIZE_MAX = 0xffffn;

/** Origin: oci_console_dimension() at 257. */
const consoleDimension = (field: "consoleWidth" | "consoleHeight") =>
  jsonField.unsigned(({ settings }: OciReader, size, { variant, reports, name }) => {
    if (size === 0n) return reports.refuse(variant, "ERANGE", "nspawn-oci.console-too-small", { key: name });
    if (size > CONSOLE_SIZE_MAX)
      return reports.refuse(variant, "ERANGE", "nspawn-oci.console-too-large", { key: name });
    settings[field] = Number(size);
    return undefined;
  }, MANDATORY);

const consoleSizeFields = new JsonFields<OciReader>({
  height: consoleDimension("consoleHeight"),
  width: consoleDimension("consoleWidth"),
});

interface LimitDraft {
  resource: RlimitResource | null;
  soft: bigint;
  hard: bigint;
}

const LIMIT_PREFIX = "RLIMIT_";
const resources: ReadonlySet<string> = new Set(rlimitResources);

/** A limit; below zero there is none. Origin: oci_rlimit_value() at 257. */
const limitField = (field: "soft" | "hard") =>
  jsonField.number((draft: LimitDraft, number, { variant, reports }) => {
    const limit = isNegative(number) ? RLIM_INFINITY : asUnsigned(number);
    if (limit === null) return reports.refuse(variant, "ERANGE", "nspawn-oci.limit-not-unsigned");
    draft[field] = limit;
    return undefined;
  }, MANDATORY);

const limitFields = new JsonFields<LimitDraft>({
  soft: limitField("soft"),
  hard: limitField("hard"),
  type: jsonField.string((draft, name, { variant, reports }) => {
    const resource = name.startsWith(LIMIT_PREFIX) ? name.slice(LIMIT_PREFIX.length) : "";
    if (!resources.has(resource)) return reports.refuse(variant, "EINVAL", "nspawn-oci.unknown-limit", { value: name });
    draft.resource = resource as RlimitResource;
    return undefined;
  }, MANDATORY),
});

/** Origin: oci_rlimits() at 257. */
function readLimits({ settings }: OciReader, { elements }: JsonArray, { variant, reports }: JsonFieldPlace) {
  for (const element of elements) {
    const draft: LimitDraft = { resource: null, soft: RLIM_INFINITY, hard: RLIM_INFINITY };
    const errno = failure(dispatchFields(element, limitFields, draft, reports));
    if (errno !== undefined) return errno;
    const { resource, soft, hard } = draft;
    if (settings.resourceLimits.has(resource!)) return reports.refuse(variant, "EINVAL", "nspawn-oci.duplicate-limit");
    settings.resourceLimits.set(resource!, { soft, hard });
  }
  return undefined;
}

/** Capabilities by name or number. Origin: oci_capability_array() at 257. */
const capabilityField = (field: keyof OciCapabilities) =>
  jsonField.array((capabilities: OciCapabilities, { elements }, { variant, reports }) => {
    let mask = 0n;
    for (const element of elements) {
      if (!(element instanceof JsonString)) return reports.refuse(variant, "EINVAL", "nspawn-oci.capability-not-text");
      const capability = parseCapability(element.value);
      if (capability < 0) {
        return reports.refuse(variant, "EINVAL", "nspawn-oci.unknown-capability", { value: element.value });
      }
      mask |= 1n << BigInt(capability);
    }
    capabilities[field] = mask;
    return undefined;
  });

const capabilityFields = new JsonFields<OciCapabilities>({
  effective: capabilityField("effective"),
  bounding: capabilityField("bounding"),
  inheritable: capabilityField("inheritable"),
  permitted: capabilityField("permitted"),
  ambient: capabilityField("ambient"),
});

/** The bounding set says what .nspawn files say by two settings. Origin: oci_capabilities() at 257. */
function readCapabilities(
  { settings }: OciReader,
  variant: JsonVariant,
  { reports }: JsonFieldPlace,
): Errno | undefined {
  const errno = failure(dispatchFields(variant, capabilityFields, settings.fullCapabilities, reports));
  const { bounding } = settings.fullCapabilities;
  if (errno !== undefined || bounding === null) return errno;
  settings.capability = bounding;
  settings.dropCapability = EVERY_CAPABILITY & ~bounding;
  return undefined;
}

const OOM_SCORE_ADJ_MIN = -1000n;
const OOM_SCORE_ADJ_MAX = 1000n;

const userFields = new JsonFields<OciReader>({
  uid: idField(({ settings }, id) => {
    settings.uid = id;
  }, MANDATORY),
  gid: idField(({ settings }, id) => {
    settings.gid = id;
  }, MANDATORY),
  additionalGids: jsonField.array(({ settings }, { elements }, { variant, reports, name }) => {
    for (const element of elements) {
      const id = asUnsigned(element);
      if (id === null) return reports.refuse(variant, "EINVAL", "nspawn-oci.group-not-unsigned");
      if (!isIdValid(id)) return reports.refuse(element, "EINVAL", "nspawn-oci.not-id", { key: name });
      settings.supplementaryGids.push(Number(id));
    }
    return undefined;
  }),
});

/** Fields of `process`. Origin: OCI runtime specification, "Process"; oci_process() at 257. */
export const processFields = new JsonFields<OciReader>({
  terminal: jsonField.boolean(({ settings }, terminal) => {
    settings.consoleMode = terminal ? null : "pipe";
    return undefined;
  }),
  consoleSize: objectField(consoleSizeFields),
  cwd: pathField(({ settings }, path) => {
    settings.workingDirectory = path;
  }),
  env: environmentField(({ settings }, assignments) => {
    settings.environment = assignments;
  }),
  args: argumentsField(({ settings }, words) => {
    settings.parameters = words;
  }),
  rlimits: jsonField.array(readLimits),
  apparmorProfile: unsupportedField("string", PERMISSIVE),
  capabilities: jsonField.object(readCapabilities),
  noNewPrivileges: jsonField.boolean(({ settings }, flag) => {
    settings.noNewPrivileges = flag;
    return undefined;
  }),
  oomScoreAdj: jsonField.integer(({ settings }, score, { variant, reports }) => {
    if (score < OOM_SCORE_ADJ_MIN || score > OOM_SCORE_ADJ_MAX) {
      return reports.refuse(variant, "EINVAL", "nspawn-oci.oom-score-range", { value: score.toString() });
    }
    settings.oomScoreAdjust = Number(score);
    settings.oomScoreAdjustSet = true;
    return undefined;
  }),
  selinuxLabel: unsupportedField("string", PERMISSIVE),
  user: objectField(userFields),
});
