import { cgroupController, cgroupIoLimitType } from "../../../directives/enums.js";
import { formatSocketBindRule } from "../../../directives/socket-bind.js";
import { formatInAddr } from "../../../net/in-addr.js";
import { formatBytes, yesNo } from "../../../text/numbers.js";
import { formatTimespan } from "../../../time/timespan.js";
import { USEC_INFINITY } from "../../../time/usec.js";
import { type CGroupController, type CGroupSettings, type CpuSetField, UNSET } from "./settings.js";

const UNSET_TEXT = UNSET.toString();

const numberText = (value: bigint): string => (value === UNSET ? UNSET_TEXT : value.toString());

function prefixLines(name: string, prefixes: CGroupSettings["ipAddressAllow"], out: string[]): void {
  const lines = prefixes.map(({ address, prefixLength }) => `\t${name}: ${formatInAddr(address)}/${prefixLength}`);
  for (const line of lines.sort()) out.push(line);
}

function tasksText(tasks: bigint | null): string {
  return tasks === null ? "{default}" : tasks.toString();
}

/** Appends the resource control settings as the unit dump has them. */
export function dumpCGroup(cgroup: CGroupSettings, out: string[]): void {
  const cpus = (field: CpuSetField): string => cgroup[field]?.toString() ?? "";
  out.push(
    `\tCPUAccounting: ${yesNo(cgroup.cpuAccounting)}`,
    `\tIOAccounting: ${yesNo(cgroup.ioAccounting)}`,
    `\tBlockIOAccounting: ${yesNo(cgroup.blockIOAccounting)}`,
    `\tMemoryAccounting: ${yesNo(cgroup.memoryAccounting)}`,
    `\tTasksAccounting: ${yesNo(cgroup.tasksAccounting)}`,
    `\tIPAccounting: ${yesNo(cgroup.ipAccounting)}`,
    `\tCPUWeight: ${numberText(cgroup.cpuWeight)}`,
    `\tStartupCPUWeight: ${numberText(cgroup.startupCPUWeight)}`,
    `\tCPUShares: ${numberText(cgroup.cpuShares)}`,
    `\tStartupCPUShares: ${numberText(cgroup.startupCPUShares)}`,
    `\tCPUQuotaPerSecSec: ${formatTimespan(cgroup.cpuQuotaPerSecUsec)}`,
    `\tCPUQuotaPeriodSec: ${formatTimespan(cgroup.cpuQuotaPeriodUsec)}`,
    `\tAllowedCPUs: ${cpus("allowedCPUs")}`,
    `\tStartupAllowedCPUs: ${cpus("startupAllowedCPUs")}`,
    `\tAllowedMemoryNodes: ${cpus("allowedMemoryNodes")}`,
    `\tStartupAllowedMemoryNodes: ${cpus("startupAllowedMemoryNodes")}`,
    `\tIOWeight: ${numberText(cgroup.ioWeight)}`,
    `\tStartupIOWeight: ${numberText(cgroup.startupIOWeight)}`,
    `\tBlockIOWeight: ${numberText(cgroup.blockIOWeight)}`,
    `\tStartupBlockIOWeight: ${numberText(cgroup.startupBlockIOWeight)}`,
    `\tDefaultMemoryMin: ${numberText(cgroup.defaultMemoryMin)}`,
    `\tDefaultMemoryLow: ${numberText(cgroup.defaultMemoryLow)}`,
    `\tMemoryMin: ${numberText(cgroup.memoryMin)}`,
    `\tMemoryLow: ${numberText(cgroup.memoryLow)}`,
    `\tStartupMemoryLow: ${numberText(cgroup.startupMemoryLow)}`,
    `\tMemoryHigh: ${numberText(cgroup.memoryHigh)}`,
    `\tStartupMemoryHigh: ${numberText(cgroup.startupMemoryHigh)}`,
    `\tMemoryMax: ${numberText(cgroup.memoryMax)}`,
    `\tStartupMemoryMax: ${numberText(cgroup.startupMemoryMax)}`,
    `\tMemorySwapMax: ${numberText(cgroup.memorySwapMax)}`,
    `\tStartupMemorySwapMax: ${numberText(cgroup.startupMemorySwapMax)}`,
    `\tMemoryZSwapMax: ${numberText(cgroup.memoryZSwapMax)}`,
    `\tStartupMemoryZSwapMax: ${numberText(cgroup.startupMemoryZSwapMax)}`,
    `\tMemoryZSwapWriteback: ${yesNo(cgroup.memoryZSwapWriteback)}`,
    `\tMemoryLimit: ${numberText(cgroup.memoryLimit)}`,
    `\tTasksMax: ${tasksText(cgroup.tasksMax)}`,
    `\tDevicePolicy: ${cgroup.devicePolicy}`,
    `\tDisableControllers: ${controllersText(cgroup.disableControllers)}`,
    `\tDelegate: ${delegateText(cgroup)}`,
    `\tManagedOOMSwap: ${cgroup.managedOOMSwap}`,
    `\tManagedOOMMemoryPressure: ${cgroup.managedOOMMemoryPressure}`,
    `\tManagedOOMMemoryPressureLimit: ${(cgroup.managedOOMMemoryPressureLimit / 100).toFixed(2)}%`,
    `\tManagedOOMPreference: ${cgroup.managedOOMPreference}`,
    `\tMemoryPressureWatch: ${cgroup.memoryPressureWatch}`,
    `\tCoredumpReceive: ${yesNo(cgroup.coredumpReceive)}`,
  );
  if (cgroup.delegateSubgroup !== null) out.push(`\tDelegateSubgroup: ${cgroup.delegateSubgroup}`);
  out.push(`\tMemoryPressureThresholdSec: ${formatTimespan(cgroup.memoryPressureThresholdUsec)}`);
  if (cgroup.managedOOMMemoryPressureDurationUsec !== USEC_INFINITY) {
    out.push(`\tManagedOOMMemoryPressureDurationSec: ${formatTimespan(cgroup.managedOOMMemoryPressureDurationUsec)}`);
  }
  dumpDevices(cgroup, out);
  prefixLines("IPAddressAllow", cgroup.ipAddressAllow, out);
  prefixLines("IPAddressDeny", cgroup.ipAddressDeny, out);
  for (const path of cgroup.ipIngressFilterPaths) out.push(`\tIPIngressFilterPath: ${path}`);
  for (const path of cgroup.ipEgressFilterPaths) out.push(`\tIPEgressFilterPath: ${path}`);
  dumpUnterminated(
    cgroup.bpfPrograms.map(({ attachType, path }) => `\tBPFProgram: ${attachType}:${path}`),
    cgroup,
    out,
  );
  for (const name of [...cgroup.restrictNetworkInterfaces].sort()) out.push(`\tRestrictNetworkInterfaces: ${name}`);
  for (const { source, protocol, table, set } of cgroup.nftSets) {
    out.push(`\tNFTSet: ${source}:${protocol}:${table}:${set}`);
  }
}

const controllersText = (set: ReadonlySet<CGroupController>): string =>
  set.size === 0 ? "" : cgroupController.filter((name) => set.has(name)).join(" ");

function delegateText(cgroup: CGroupSettings): string {
  if (!cgroup.delegate) return "no";
  return cgroup.delegateControllers.size === 0 ? "(none)" : controllersText(cgroup.delegateControllers);
}

/** Lines of the per-device settings. systemd ends no line after `BlockIODeviceWeight`, so the next text follows on it. */
function dumpDevices(cgroup: CGroupSettings, out: string[]): void {
  for (let i = cgroup.deviceAllow.length - 1; i >= 0; i--) {
    const { path, read, write, mknod } = cgroup.deviceAllow[i]!;
    out.push(`\tDeviceAllow: ${path} ${read ? "r" : ""}${write ? "w" : ""}${mknod ? "m" : ""}`);
  }
  for (const { path, weight } of cgroup.ioDeviceWeights) out.push(`\tIODeviceWeight: ${path} ${weight}`);
  for (const { path, targetUsec } of cgroup.ioDeviceLatencies) {
    out.push(`\tIODeviceLatencyTargetSec: ${path} ${formatTimespan(targetUsec)}`);
  }
  for (const { path, limits } of cgroup.ioDeviceLimits) {
    for (const kind of cgroupIoLimitType) {
      if (limits[kind] !== UNSET) out.push(`\t${kind}: ${path} ${formatBytes(limits[kind])}`);
    }
  }
  let open = "";
  for (const { path, weight } of cgroup.blockIODeviceWeights) open += `\tBlockIODeviceWeight: ${path} ${weight}`;
  for (const { path, readBps, writeBps } of cgroup.blockIOBandwidths) {
    if (readBps !== UNSET) {
      out.push(`${open}\tBlockIOReadBandwidth: ${path} ${formatBytes(readBps)}`);
      open = "";
    }
    if (writeBps !== UNSET) {
      out.push(`${open}\tBlockIOWriteBandwidth: ${path} ${formatBytes(writeBps)}`);
      open = "";
    }
  }
  if (open !== "") out.push(open);
}

/** BPF programs, which systemd prints without a line end, and the socket bind rules, last one first, which follow on the same line. */
function dumpUnterminated(programs: readonly string[], cgroup: CGroupSettings, out: string[]): void {
  let open = programs.join("");
  for (const [name, rules] of [
    ["SocketBindAllow", cgroup.socketBindAllow],
    ["SocketBindDeny", cgroup.socketBindDeny],
  ] as const) {
    if (rules.length === 0) continue;
    out.push(`${open}\t${name}: ${rules.map(formatSocketBindRule).reverse().join(" ")}`);
    open = "";
  }
  if (open !== "") out.push(open);
}
