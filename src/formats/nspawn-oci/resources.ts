import { Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import { type CpuSet, parseCpuSet } from "../../directives/cpu-set.js";
import { asUnsigned, dispatchFields, type JsonFieldPlace, JsonFields, jsonField } from "../../json/dispatch.js";
import { isNegative, type JsonArray, type JsonObject, type JsonVariant } from "../../json/variant.js";
import { deviceNumberField } from "./devices.js";
import { failure, MANDATORY, type OciReader, objectField, PERMISSIVE, unsupportedField } from "./reader.js";
import { type DeviceRule, NO_LIMIT, type ThrottleKind } from "./settings.js";

type RuleDraft = { -readonly [Key in keyof DeviceRule]: DeviceRule[Key] | null } & { allow: boolean };

const rights: ReadonlyMap<string, "read" | "write" | "mknod"> = new Map([
  ["r", "read"],
  ["w", "write"],
  ["m", "mknod"],
]);

const ruleFields = new JsonFields<RuleDraft>({
  allow: jsonField.boolean((draft, allow) => {
    draft.allow = allow;
    return undefined;
  }, MANDATORY),
  type: jsonField.string((draft, type, { variant, reports }) => {
    if (type !== "c" && type !== "b")
      return reports.refuse(variant, "EINVAL", "nspawn-oci.unknown-device-type", { value: type });
    draft.type = type;
    return undefined;
  }),
  major: deviceNumberField("major", (draft, number) => {
    draft.major = number;
  }),
  minor: deviceNumberField("minor", (draft, number) => {
    draft.minor = number;
  }),
  access: jsonField.string((draft, access, { variant, reports }) => {
    for (const letter of access) {
      const right = rights.get(letter);
      if (right === undefined)
        return reports.refuse(variant, "EINVAL", "nspawn-oci.bad-device-access", { value: letter });
      draft[right] = true;
    }
    return undefined;
  }),
});

const isEveryRight = ({ read, write, mknod }: RuleDraft): boolean => read === true && write === true && mknod === true;
const isNoRight = ({ read, write, mknod }: RuleDraft): boolean => !(read || write || mknod);
const isAnyDevice = ({ type, major, minor }: RuleDraft): boolean => type === null && major === null && minor === null;

/** Why a rule that allows something cannot be followed, or `null`. */
function problemOfRule(draft: RuleDraft): string | null {
  if (draft.minor !== null && draft.major === null) return "nspawn-oci.minor-without-major";
  if (draft.major !== null && draft.type === null) return "nspawn-oci.major-without-type";
  return draft.type === null && !isEveryRight(draft) ? "nspawn-oci.device-without-type" : null;
}

/**
 * Which devices may be used. What is taken away is passed over: nothing is allowed to begin with. Once everything is
 * allowed, nothing is limited. Origin: OCI runtime specification, "Allowed Device list"; oci_cgroup_devices() at 257.
 */
function readDeviceRules(
  reader: OciReader,
  { elements }: JsonArray,
  { variant, reports }: JsonFieldPlace,
): Errno | undefined {
  const rules: DeviceRule[] = [];
  let allowsAll = false;
  for (const element of elements) {
    const draft: RuleDraft = {
      allow: false,
      type: null,
      major: null,
      minor: null,
      read: false,
      write: false,
      mknod: false,
    };
    const errno = failure(dispatchFields(element, ruleFields, draft, reports));
    if (errno !== undefined) return errno;
    if (!draft.allow) {
      if (!(isEveryRight(draft) && isAnyDevice(draft))) reports.add(variant, "nspawn-oci.device-denied");
      continue;
    }
    if (isNoRight(draft)) {
      reports.add(variant, "nspawn-oci.device-without-access", {}, Severity.err);
      continue;
    }
    const problem = problemOfRule(draft);
    if (problem !== null) return reports.refuse(variant, "EOPNOTSUPP", problem);
    const { type, major, minor, read, write, mknod } = draft;
    if (type === null) allowsAll = true;
    else rules.push({ type, major, minor, read: read === true, write: write === true, mknod: mknod === true });
  }
  if (allowsAll) return undefined;
  reader.settings.resources.devices = rules;
  return reader.needProperties();
}

interface MemoryDraft {
  limit: bigint | null;
  reservation: bigint | null;
  swap: bigint | null;
}

/** An amount of memory; below zero there is no limit. Origin: oci_cgroup_memory_limit() at 257. */
const memoryField = (field: keyof MemoryDraft) =>
  jsonField.number((draft: MemoryDraft, number, { variant, reports }) => {
    const limit = isNegative(number) ? null : asUnsigned(number);
    if (limit === null && !isNegative(number))
      return reports.refuse(variant, "EINVAL", "nspawn-oci.memory-not-unsigned");
    if (limit === NO_LIMIT) return reports.refuse(variant, "ERANGE", "nspawn-oci.memory-range");
    draft[field] = limit;
    return undefined;
  });

const memoryFields = new JsonFields<MemoryDraft>({
  limit: memoryField("limit"),
  reservation: memoryField("reservation"),
  swap: memoryField("swap"),
  kernel: unsupportedField("number", PERMISSIVE),
  kernelTCP: unsupportedField("number", PERMISSIVE),
  // Spelled like this in systemd: the specification's own name is no field.
  swapiness: unsupportedField("number", PERMISSIVE),
  disableOOMKiller: unsupportedField("boolean", PERMISSIVE),
});

/** Origin: OCI runtime specification, "Memory"; oci_cgroup_memory() at 257. */
function readMemory(reader: OciReader, object: JsonObject, { variant, reports }: JsonFieldPlace): Errno | undefined {
  const draft: MemoryDraft = { limit: null, reservation: null, swap: null };
  const errno = failure(dispatchFields(object, memoryFields, draft, reports));
  if (errno !== undefined) return errno;
  const { limit, reservation, swap } = draft;
  const { resources } = reader.settings;
  resources.memoryLimit = limit;
  resources.memoryReservation = reservation;
  if (swap !== null) {
    if (limit === null) reports.add(variant, "nspawn-oci.swap-without-memory", {}, Severity.err);
    else if (swap < limit) reports.add(variant, "nspawn-oci.swap-below-memory", {}, Severity.err);
    else resources.memorySwap = swap;
  }
  return limit === null && reservation === null ? undefined : reader.needProperties();
}

interface CpuDraft {
  shares: bigint | null;
  quota: bigint | null;
  period: bigint | null;
  cpus: CpuSet | null;
}

/** Origin: CGROUP_CPU_SHARES_MIN, CGROUP_CPU_SHARES_MAX at 257. */
const CPU_SHARES_MIN = 2n;
const CPU_SHARES_MAX = 262_144n;

/** Origin: oci_cgroup_cpu_quota() at 257. */
const cpuTimeField = (field: "quota" | "period") =>
  jsonField.unsigned((draft: CpuDraft, time, { variant, reports }) => {
    if (time === 0n || time === NO_LIMIT) return reports.refuse(variant, "ERANGE", "nspawn-oci.cpu-time-range");
    draft[field] = time;
    return undefined;
  });

const cpuFields = new JsonFields<CpuDraft>({
  shares: jsonField.unsigned((draft, shares, { variant, reports }) => {
    if (shares < CPU_SHARES_MIN || shares > CPU_SHARES_MAX)
      return reports.refuse(variant, "ERANGE", "nspawn-oci.cpu-shares-range");
    draft.shares = shares;
    return undefined;
  }),
  quota: cpuTimeField("quota"),
  period: cpuTimeField("period"),
  realtimeRuntime: unsupportedField("unsigned"),
  realtimePeriod: unsupportedField("unsigned"),
  cpus: jsonField.string((draft, text, { variant, reports }) => {
    const set = parseCpuSet(text);
    if (typeof set === "string") return reports.refuse(variant, set, "nspawn-oci.bad-cpus", { value: text });
    draft.cpus = set;
    return undefined;
  }),
  mems: unsupportedField("string"),
});

/** Origin: OCI runtime specification, "CPU"; oci_cgroup_cpu() at 257. */
function readCpu(reader: OciReader, object: JsonObject, { variant, reports }: JsonFieldPlace): Errno | undefined {
  const draft: CpuDraft = { shares: null, quota: null, period: null, cpus: null };
  const errno = failure(dispatchFields(object, cpuFields, draft, reports));
  if (errno !== undefined) return errno;
  const { shares, quota, period, cpus } = draft;
  const { settings } = reader;
  settings.cpuSet = cpus;
  settings.resources.cpuShares = shares;
  const missing = shares === null ? undefined : reader.needProperties();
  if (missing !== undefined) return missing;
  if ((quota === null) !== (period === null)) return reports.refuse(variant, "EINVAL", "nspawn-oci.cpu-quota-alone");
  if (quota === null) return undefined;
  settings.resources.cpuQuota = quota;
  settings.resources.cpuPeriod = period;
  return reader.needProperties();
}

/** Origin: CGROUP_BLKIO_WEIGHT_MIN, CGROUP_BLKIO_WEIGHT_MAX at 257. */
const WEIGHT_MIN = 10n;
const WEIGHT_MAX = 1000n;
const isWeightValid = (weight: bigint): boolean => weight >= WEIGHT_MIN && weight <= WEIGHT_MAX;

interface AmountDraft {
  major: number;
  minor: number;
  amount: bigint | null;
}

const blockDeviceFields = {
  major: deviceNumberField<AmountDraft>(
    "major",
    (draft, number) => {
      draft.major = number;
    },
    MANDATORY,
  ),
  minor: deviceNumberField<AmountDraft>(
    "minor",
    (draft, number) => {
      draft.minor = number;
    },
    MANDATORY,
  ),
};

const takeAmount = (draft: AmountDraft, amount: bigint): undefined => {
  draft.amount = amount;
};

const deviceWeightFields = new JsonFields<AmountDraft>({
  ...blockDeviceFields,
  weight: jsonField.unsigned(takeAmount),
  leafWeight: unsupportedField("integer", PERMISSIVE),
});

/** Origin: oci_cgroup_block_io_weight_device() at 257. */
function readDeviceWeights(
  reader: OciReader,
  { elements }: JsonArray,
  { variant, reports }: JsonFieldPlace,
): Errno | undefined {
  for (const element of elements) {
    const draft: AmountDraft = { major: 0, minor: 0, amount: null };
    const errno = failure(dispatchFields(element, deviceWeightFields, draft, reports));
    if (errno !== undefined) return errno;
    const { major, minor, amount } = draft;
    if (amount === null || amount === NO_LIMIT) continue;
    if (!isWeightValid(amount)) return reports.refuse(variant, "ERANGE", "nspawn-oci.device-weight-range");
    reader.settings.resources.blockIoDeviceWeights.push({ major, minor, amount });
    const missing = reader.needProperties();
    if (missing !== undefined) return missing;
  }
  return undefined;
}

const rateFields = new JsonFields<AmountDraft>({
  ...blockDeviceFields,
  rate: jsonField.unsigned(takeAmount, MANDATORY),
});

/** Origin: oci_cgroup_block_io_throttle() at 257. */
const ratesField = (kind: ThrottleKind) =>
  jsonField.array((reader: OciReader, { elements }, { variant, reports }) => {
    for (const element of elements) {
      const draft: AmountDraft = { major: 0, minor: 0, amount: null };
      const errno = failure(dispatchFields(element, rateFields, draft, reports));
      if (errno !== undefined) return errno;
      const { major, minor, amount } = draft;
      if (amount === NO_LIMIT) return reports.refuse(variant, "ERANGE", "nspawn-oci.device-rate-range");
      reader.settings.resources.blockIoRates[kind].push({ major, minor, amount: amount! });
      const missing = reader.needProperties();
      if (missing !== undefined) return missing;
    }
    return undefined;
  });

const blockIoFields = new JsonFields<OciReader>({
  weight: jsonField.unsigned((reader, weight, { variant, reports }) => {
    if (!isWeightValid(weight)) return reports.refuse(variant, "ERANGE", "nspawn-oci.weight-range");
    reader.settings.resources.blockIoWeight = weight;
    return reader.needProperties();
  }),
  leafWeight: unsupportedField("unsigned", PERMISSIVE),
  weightDevice: jsonField.array(readDeviceWeights),
  throttleReadBpsDevice: ratesField("throttleReadBpsDevice"),
  throttleWriteBpsDevice: ratesField("throttleWriteBpsDevice"),
  throttleReadIOPSDevice: ratesField("throttleReadIOPSDevice"),
  throttleWriteIOPSDevice: ratesField("throttleWriteIOPSDevice"),
});

const pidsFields = new JsonFields<{ limit: JsonVariant | null }>({
  limit: jsonField.number((draft, number) => {
    draft.limit = number;
    return undefined;
  }, MANDATORY),
});

/** The number of processes; below zero there is no limit. Origin: OCI runtime specification, "PIDs"; oci_cgroup_pids() at 257. */
function readPids(reader: OciReader, object: JsonObject, { reports }: JsonFieldPlace): Errno | undefined {
  const draft: { limit: JsonVariant | null } = { limit: null };
  const errno = failure(dispatchFields(object, pidsFields, draft, reports));
  if (errno !== undefined) return errno;
  const limit = isNegative(draft.limit!) ? NO_LIMIT : asUnsigned(draft.limit!);
  if (limit === null) return reports.refuse(draft.limit!, "EINVAL", "nspawn-oci.pids-not-unsigned");
  reader.settings.resources.pidsLimit = limit;
  return reader.needProperties();
}

/** Fields of `linux.resources`. Origin: OCI runtime specification, "Control groups"; oci_resources() at 257. */
export const resourcesFields = new JsonFields<OciReader>({
  devices: jsonField.array(readDeviceRules),
  memory: jsonField.object(readMemory),
  cpu: jsonField.object(readCpu),
  blockIO: objectField(blockIoFields),
  hugepageLimits: unsupportedField("array"),
  network: unsupportedField("object"),
  pids: jsonField.object(readPids),
  rdma: unsupportedField("object"),
});
