import type { Json } from "../core/json.js";
import { capabilityNumbers } from "../text/capabilities.js";
import { capabilityNames } from "../text/capability-names.js";
import { formatRlimit } from "../text/rlimit.js";
import { formatSignal } from "../text/signal.js";
import type { CustomMount } from "./custom-mounts.js";
import {
  EVERY_CAPABILITY,
  type ExposedPort,
  type InterfacePair,
  type LinkJournal,
  type NspawnSettings,
} from "./settings.js";

/** Values of settings under systemd's own names, in the shape of the golden cases. */
export type SettingValues = { [name: string]: Json };

/** The id that no user and no group has. Origin: UID_INVALID at 257. */
const NO_ID = 0xffff_ffff;
/** What systemd's enumerations hold when nothing was set. */
const NO_ENUMERATION = -22;

/** Numbers of {@link LinkJournal}. */
const linkJournalNumbers: Readonly<Record<LinkJournal, number>> = { no: 0, auto: 1, host: 2, guest: 3 };

export const tristateValue = (flag: boolean | null): number => (flag === null ? -1 : flag ? 1 : 0);

/** Names of a mask, `null` for bits that have none; `null` when it has every bit. */
export const capabilityValue = (mask: bigint): Json =>
  mask === EVERY_CAPABILITY ? null : capabilityNumbers(mask).map((number) => capabilityNames[number] ?? null);

/** A list, `null` when it is empty. */
export const listValue = (list: readonly string[]): Json => (list.length === 0 ? null : [...list]);

const pairsValue = (pairs: readonly InterfacePair[]): Json => listValue(pairs.flat());

const mountValue = (mount: CustomMount): Json => ({
  type: mount.type,
  read_only: mount.readOnly,
  source: mount.source,
  destination: mount.destination,
  options: mount.options,
  work_dir: mount.workDir,
  lower: mount.lower === null ? null : [...mount.lower],
  type_argument: mount.typeArgument,
  graceful: mount.graceful,
  in_userns: mount.inUserNamespace,
});

const portValue = ({ protocol, hostPort, containerPort }: ExposedPort): Json => ({
  protocol,
  host_port: hostPort,
  container_port: containerPort,
});

/** Every setting that .nspawn files and OCI bundles share. */
export function settingValues(settings: NspawnSettings): SettingValues {
  return {
    start_mode: settings.startMode,
    ephemeral: tristateValue(settings.ephemeral),
    parameters: listValue(settings.parameters),
    environment: listValue(settings.environment),
    user: settings.user,
    capability: capabilityValue(settings.capability),
    drop_capability: capabilityValue(settings.dropCapability),
    ambient_capability: capabilityValue(settings.ambientCapability),
    kill_signal: settings.killSignal === null ? null : formatSignal(settings.killSignal),
    personality: settings.personality,
    machine_id: settings.machineId,
    working_directory: settings.workingDirectory,
    pivot_root_new: settings.pivotRootNew,
    pivot_root_old: settings.pivotRootOld,
    userns_mode: settings.userNamespaceMode,
    uid_shift: settings.uidShift ?? NO_ID,
    uid_range: settings.uidRange ?? NO_ID,
    notify_ready: tristateValue(settings.notifyReady),
    syscall_allow_list: listValue(settings.systemCallAllowList),
    syscall_deny_list: listValue(settings.systemCallDenyList),
    rlimit: Object.fromEntries(
      Array.from(settings.resourceLimits, ([resource, limit]) => [resource, formatRlimit(limit)]),
    ),
    hostname: settings.hostname,
    no_new_privileges: tristateValue(settings.noNewPrivileges),
    oom_score_adjust: settings.oomScoreAdjust,
    oom_score_adjust_set: settings.oomScoreAdjustSet,
    cpu_set: settings.cpuSet === null ? null : settings.cpuSet.toString(),
    resolv_conf: settings.resolvConf,
    link_journal: settings.linkJournal === null ? NO_ENUMERATION : linkJournalNumbers[settings.linkJournal],
    link_journal_try: settings.linkJournalTry,
    timezone: settings.timezone,
    suppress_sync: tristateValue(settings.suppressSync),
    read_only: tristateValue(settings.readOnly),
    volatile_mode: settings.volatileMode,
    custom_mounts: settings.customMounts.map(mountValue),
    userns_ownership: settings.userNamespaceOwnership,
    bind_user: listValue(settings.bindUser),
    private_network: tristateValue(settings.privateNetwork),
    network_veth: tristateValue(settings.networkVeth),
    network_bridge: settings.networkBridge,
    network_zone: settings.networkZone,
    network_interfaces: pairsValue(settings.networkInterfaces),
    network_macvlan: pairsValue(settings.networkMacvlan),
    network_ipvlan: pairsValue(settings.networkIpvlan),
    network_veth_extra: pairsValue(settings.networkVethExtra),
    expose_ports: Array.from(settings.exposePorts.values(), portValue).reverse(),
  };
}

/** The values that differ from a baseline with the same names. */
export function changedValues(baseline: SettingValues, values: SettingValues): SettingValues {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(baseline[name])),
  );
}
