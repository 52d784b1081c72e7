import type { Json } from "../../core/json.js";
import { DHCP_CHADDR_LENGTH, DhcpField } from "../../dhcp/message.js";
import { HardwareType } from "../../dhcp/registry.js";
import { outgoingToJson } from "../../dhcp/send.js";
import type { Usec } from "../../time/usec.js";
import { formatServerLeases, type LeaseClock, parseServerLeases } from "./lease-file.js";
import { handleServerMessage, type ServerStep } from "./server.js";
import { type BoundLease, type DhcpServerConfig, newServerState, wholeSubnetPool } from "./state.js";

const HOUR: Usec = 3_600_000_000n;

/** The moment of every step of the fuzzer's server. */
export const fuzzerClock: LeaseClock = {
  bootId: new Uint8Array(16).fill(0x57),
  bootUsec: HOUR,
  realtimeUsec: 500_000n * HOUR,
};

/** The server of systemd's fuzzer: 10.0.0.1/24, the whole subnet as pool, two static leases. */
export const fuzzerConfig: DhcpServerConfig = {
  address: Uint8Array.of(10, 0, 0, 1),
  prefixLength: 24,
  ...wholeSubnetPool(24),
  defaultLeaseTimeUsec: HOUR,
  maxLeaseTimeUsec: 12n * HOUR,
  rapidCommit: true,
  bindToInterface: true,
  router: null,
  options: [],
  staticLeases: [
    { clientId: Uint8Array.of(2, 3), address: Uint8Array.of(10, 0, 0, 3) },
    { clientId: Uint8Array.of(2, 4), address: Uint8Array.of(10, 0, 0, 4) },
  ],
};

const boundLease = (host: number): BoundLease => ({
  clientId: Uint8Array.of(2, host),
  address: Uint8Array.of(10, 0, 0, host),
  hardwareType: HardwareType.ETHERNET,
  hardwareAddress: new Uint8Array(DHCP_CHADDR_LENGTH).fill(3),
  hardwareAddressLength: 6,
  gateway: new Uint8Array(4),
  hostname: null,
  expirationUsec: fuzzerClock.bootUsec + 24n * HOUR,
});

/** The server of systemd's fuzzer before the input: two clients hold addresses. */
export const fuzzerState = newServerState(fuzzerConfig, [boundLease(2), boundLease(3)]);

/** What a server makes of one input, `null` when the input is too short for it. */
export interface ServerOutcome {
  readonly step: ServerStep | null;
  /** The lease file afterwards, and what reading it gives. */
  readonly saved: string;
  readonly reloaded: readonly BoundLease[] | null;
}

/** Hands one input of at least 240 bytes to {@link fuzzerState}, saves the leases and reads them back. */
export function run(input: Uint8Array): ServerOutcome {
  if (input.length < DhcpField.OPTIONS) return { step: null, saved: "", reloaded: null };
  const step = handleServerMessage(fuzzerState, input, fuzzerClock.bootUsec);
  const saved = formatServerLeases(step.state, fuzzerClock);
  return { step, saved, reloaded: parseServerLeases(saved, fuzzerConfig, fuzzerClock) };
}

function savedLeaseToJson(lease: BoundLease): Json {
  const json: Record<string, Json> = {
    Address: [...lease.address],
    ClientId: [...lease.clientId],
    HardwareAddress: [...lease.hardwareAddress],
    HardwareAddressLength: lease.hardwareAddressLength,
    HardwareAddressType: lease.hardwareType,
  };
  if (lease.hostname !== null) json.Hostname = lease.hostname;
  return json;
}

/** {@link run} in the shape of a golden case. */
export function observe(input: Uint8Array): Json {
  const { step, reloaded } = run(input);
  if (step === null) return { result: "skipped" };
  return {
    result: step.result,
    sent: step.sent.map(outgoingToJson),
    savedLeases: {
      Address: [...fuzzerConfig.address],
      PrefixLength: fuzzerConfig.prefixLength,
      Leases: (reloaded ?? []).map(savedLeaseToJson),
    },
    reload: reloaded === null ? "EINVAL" : "ok",
    reloadedLeases: reloaded === null ? 0 : reloaded.length,
  };
}
