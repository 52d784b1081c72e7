import { formatJson } from "../../json/format.js";
import {
  JsonBoolean,
  JsonString,
  type JsonVariant,
  newArray,
  newInteger,
  newObject,
  newUnsigned,
} from "../../json/variant.js";
import type { CustomMount } from "../../nspawn/custom-mounts.js";
import { capabilityNumbers } from "../../text/capabilities.js";
import { capabilityNames } from "../../text/capability-names.js";
import { cgroupPathOfSlice } from "../../text/cgroup-path.js";
import { RLIM_INFINITY } from "../../text/rlimit.js";
import { deviceTypeOf } from "./devices.js";
import {
  type DeviceAmount,
  type DeviceNode,
  type DeviceRule,
  hookKinds,
  NO_LIMIT,
  type OciHook,
  type OciResources,
  type OciSettings,
  type SeccompArgument,
  type SeccompFilter,
  throttleKinds,
} from "./settings.js";
import { cloneFlags, MASKED_EQ, OCI_VERSION } from "./tables.js";

type Value = JsonVariant | string | number | bigint | boolean | readonly Value[];

/** A JSON value of what has a natural one. Numbers are whole and not below zero. */
function json(value: Value): JsonVariant {
  if (typeof value === "string") return new JsonString(value);
  if (typeof value === "boolean") return new JsonBoolean(value);
  if (typeof value === "number") return newUnsigned(BigInt(value));
  if (typeof value === "bigint") return newUnsigned(value);
  return isList(value) ? newArray(value.map(json))! : value;
}

const isList = (value: JsonVariant | readonly Value[]): value is readonly Value[] => Array.isArray(value);

/** A limit that is -1 where there is none. */
const limited = (limit: bigint): JsonVariant => (limit === NO_LIMIT ? newInteger(-1n) : newUnsigned(limit));

/** An object that is written field by field; what is `null` is left out. */
class Fields {
  readonly #keys: JsonString[] = [];
  readonly #values: JsonVariant[] = [];

  put(name: string, value: Value | null): this {
    if (value === null) return this;
    this.#keys.push(new JsonString(name));
    this.#values.push(json(value));
    return this;
  }

  /** Writes a list unless it is empty. */
  list(name: string, values: readonly Value[]): this {
    return values.length === 0 ? this : this.put(name, values);
  }

  /** Writes an object unless it has no fields. */
  object(name: string, fields: Fields): this {
    return fields.#keys.length === 0 ? this : this.put(name, fields.finish());
  }

  finish(): JsonVariant {
    return newObject(this.#keys, this.#values)!;
  }
}

const capabilityTexts = (mask: bigint | null): string[] | null =>
  mask === null ? null : capabilityNumbers(mask).map((number) => capabilityNames[number] ?? String(number));

function userFields({ uid, gid, supplementaryGids }: OciSettings): Fields {
  const fields = new Fields();
  if (uid === null && gid === null) return fields;
  if (uid === null || gid === null) throw new TypeError("a bundle names a user and a group, or none of them");
  return fields.put("uid", uid).put("gid", gid).list("additionalGids", supplementaryGids);
}

function processFields(settings: OciSettings): Fields {
  const { consoleMode, consoleHeight, consoleWidth, fullCapabilities: capabilities } = settings;
  return new Fields()
    .put("terminal", consoleMode === null ? null : false)
    .object("consoleSize", new Fields().put("height", consoleHeight).put("width", consoleWidth))
    .put("cwd", settings.workingDirectory)
    .list("env", settings.environment)
    .list("args", settings.parameters)
    .list(
      "rlimits",
      Array.from(settings.resourceLimits, ([resource, { soft, hard }]) =>
        new Fields().put("type", `RLIMIT_${resource}`).put("soft", rlimit(soft)).put("hard", rlimit(hard)).finish(),
      ),
    )
    .object(
      "capabilities",
      new Fields()
        .put("effective", capabilityTexts(capabilities.effective))
        .put("bounding", capabilityTexts(capabilities.bounding))
        .put("inheritable", capabilityTexts(capabilities.inheritable))
        .put("permitted", capabilityTexts(capabilities.permitted))
        .put("ambient", capabilityTexts(capabilities.ambient)),
    )
    .put("noNewPrivileges", settings.noNewPrivileges)
    .put("oomScoreAdj", settings.oomScoreAdjustSet ? newInteger(BigInt(settings.oomScoreAdjust)) : null)
    .object("user", userFields(settings));
}

const rlimit = (limit: bigint): JsonVariant => (limit === RLIM_INFINITY ? newInteger(-1n) : newUnsigned(limit));

/** Where a bundle lists a mount. */
type MountList = "mounts" | "maskedPaths" | "readonlyPaths";

function listOf({ type, readOnly, graceful, source, destination }: CustomMount): MountList {
  if (type === "inaccessible" && graceful) return "maskedPaths";
  if (type === "bind" && readOnly && source === `+${destination}`) return "readonlyPaths";
  if ((type === "bind" || type === "arbitrary") && !readOnly) return "mounts";
  throw new TypeError(`a bundle cannot describe the mount of ${destination}`);
}

const mountObject = ({ destination, source, options, typeArgument }: CustomMount): JsonVariant =>
  new Fields()
    .put("destination", destination)
    .put("type", typeArgument)
    .put("source", source)
    .put("options", options === null ? null : [options])
    .finish();

/** Mounts by the lists that hold them, in an order of the lists that keeps that of the mounts. */
function mountLists(mounts: readonly CustomMount[]): Map<MountList, Value[]> {
  const lists = new Map<MountList, Value[]>();
  let last: MountList | null = null;
  for (const mount of mounts) {
    const name = listOf(mount);
    const list = lists.get(name) ?? [];
    if (list.length > 0 && name !== last) throw new TypeError(`a bundle cannot keep the order of ${mount.destination}`);
    list.push(name === "mounts" ? mountObject(mount) : mount.destination);
    lists.set(name, list);
    last = name;
  }
  if ([...lists.keys()][1] === "mounts" && lists.size > 2)
    throw new TypeError("a bundle cannot keep the order of mounts");
  return lists;
}

function namespaceObjects(settings: OciSettings): Value[] {
  const { cloneNamespaces: flags, privateNetwork, userNamespaceMode, useCgroupNamespace } = settings;
  if (flags === null) return [];
  const wanted = [...cloneFlags].filter(([type, flag]) => {
    if (type === "mount") return true;
    if (type === "network") return privateNetwork === true;
    if (type === "user") return userNamespaceMode === "fixed";
    return type === "cgroup" ? useCgroupNamespace === true : (flags & flag) !== 0;
  });
  return wanted.map(([type]) =>
    new Fields()
      .put("type", type)
      .put("path", type === "network" ? settings.networkNamespacePath : null)
      .finish(),
  );
}

const MODE_BITS = 0o7777;

const nodeObject = ({ path, mode, major, minor, uid, gid }: DeviceNode): JsonVariant =>
  new Fields()
    .put("type", deviceTypeOf(mode) ?? "p")
    .put("path", path)
    .put("major", major)
    .put("minor", minor)
    .put("fileMode", mode & MODE_BITS)
    .put("uid", uid)
    .put("gid", gid)
    .finish();

const ruleObject = ({ type, major, minor, read, write, mknod }: DeviceRule): JsonVariant =>
  new Fields()
    .put("allow", true)
    .put("type", type)
    .put("major", major)
    .put("minor", minor)
    .put("access", `${read ? "r" : ""}${write ? "w" : ""}${mknod ? "m" : ""}`)
    .finish();

const amountObjects = (amounts: readonly DeviceAmount[], name: "weight" | "rate"): Value[] =>
  amounts.map(({ major, minor, amount }) =>
    new Fields().put("major", major).put("minor", minor).put(name, amount).finish(),
  );

function blockIoFields(resources: OciResources): Fields {
  const fields = new Fields()
    .put("weight", resources.blockIoWeight)
    .list("weightDevice", amountObjects(resources.blockIoDeviceWeights, "weight"));
  for (const kind of throttleKinds) fields.list(kind, amountObjects(resources.blockIoRates[kind], "rate"));
  return fields;
}

/** What a set without members is read from: a range that ends before it starts. */
const NO_CPU = "1-0";

function resourceFields({ resources, cpuSet }: OciSettings): Fields {
  const { devices, pidsLimit } = resources;
  const cpus = cpuSet === null ? null : cpuSet.toString() || NO_CPU;
  const { cpuShares, cpuQuota, cpuPeriod, memoryLimit, memoryReservation, memorySwap } = resources;
  return new Fields()
    .put("devices", devices === null ? null : devices.map(ruleObject))
    .object(
      "memory",
      new Fields().put("limit", memoryLimit).put("reservation", memoryReservation).put("swap", memorySwap),
    )
    .object(
      "cpu",
      new Fields().put("shares", cpuShares).put("quota", cpuQuota).put("period", cpuPeriod).put("cpus", cpus),
    )
    .object("blockIO", blockIoFields(resources))
    .object("pids", new Fields().put("limit", pidsLimit === null ? null : limited(pidsLimit)));
}

const argumentObject = ({ index, value, valueTwo, op }: SeccompArgument): JsonVariant =>
  new Fields()
    .put("index", index)
    .put("value", value)
    .put("valueTwo", valueTwo === 0n && op !== MASKED_EQ ? null : valueTwo)
    .put("op", op)
    .finish();

const filterObject = ({ defaultAction, architectures, rules }: SeccompFilter): JsonVariant =>
  new Fields()
    .put("defaultAction", defaultAction)
    .list("architectures", architectures)
    .list(
      "syscalls",
      rules.map(({ names, action, args }) =>
        new Fields().put("names", names).put("action", action).list("args", args.map(argumentObject)).finish(),
      ),
    )
    .finish();

function sysctlFields(settings: OciSettings): Fields {
  const fields = new Fields();
  for (const [name, value] of settings.sysctl) fields.put(name, value);
  return fields;
}

function mappingObject({ uidShift, uidRange }: OciSettings): Value[] {
  if (uidShift === null || uidRange === null) return [];
  return [new Fields().put("containerID", 0).put("hostID", uidShift).put("size", uidRange).finish()];
}

function linuxFields(settings: OciSettings, lists: ReadonlyMap<MountList, Value[]>): Fields {
  const { slice, seccomp } = settings;
  const fields = new Fields()
    .list("namespaces", namespaceObjects(settings))
    .list("uidMappings", mappingObject(settings))
    .list("devices", settings.extraNodes.map(nodeObject))
    .put("cgroupsPath", slice === null ? null : cgroupPathOfSlice(slice).slice(1))
    .object("resources", resourceFields(settings))
    .object("sysctl", sysctlFields(settings))
    .put("seccomp", seccomp === null ? null : filterObject(seccomp));
  for (const [name, list] of lists) if (name !== "mounts") fields.put(name, list);
  return fields;
}

const USEC_PER_SEC = 1_000_000n;

const hookObject = ({ path, args, env, timeoutUsec }: OciHook): JsonVariant =>
  new Fields()
    .put("path", path)
    .put("args", args)
    .list("env", env)
    .put("timeout", timeoutUsec === null ? null : timeoutUsec / USEC_PER_SEC)
    .finish();

/**
 * Writes settings as the `config.json` of a bundle, on one line. What `parseOciBundle` gave is read back to the same
 * settings; those that only .nspawn files have are left out.
 *
 * Throws `TypeError` for mounts that no bundle can list, or not in this order, and for half of a user and group.
 */
export function formatOciBundle(settings: OciSettings): string {
  const lists = mountLists(settings.customMounts);
  const mounts = lists.get("mounts") ?? [];
  const mountsComeFirst = [...lists.keys()][0] === "mounts";
  const hooks = new Fields();
  for (const kind of hookKinds) hooks.list(kind, settings.hooks[kind].map(hookObject));
  const bundle = new Fields()
    .put("ociVersion", OCI_VERSION)
    .object("process", processFields(settings))
    .object("root", new Fields().put("path", settings.root).put("readonly", settings.readOnly))
    .put("hostname", settings.hostname);
  if (mountsComeFirst) bundle.list("mounts", mounts);
  bundle.object("linux", linuxFields(settings, lists));
  if (!mountsComeFirst) bundle.list("mounts", mounts);
  return formatJson(bundle.object("hooks", hooks).finish());
}
