import type { socketAddressBindIpv6Only, socketTimestamping } from "../../../directives/enums.js";
import { USEC_INFINITY, type Usec } from "../../../time/usec.js";
import type { ExecCommand } from "../exec/command.js";

/** What a socket unit listens on, with the directive that said so and the text of the dump. */
export interface SocketPort {
  readonly directive: string;
  readonly address: string;
}

export const socketCommands = ["ExecStartPre", "ExecStartPost", "ExecStopPre", "ExecStopPost"] as const;

export type SocketCommand = (typeof socketCommands)[number];
export type BindIPv6Only = (typeof socketAddressBindIpv6Only)[number];
export type SocketTimestamping = (typeof socketTimestamping)[number];

/** Largest value of an unsigned setting: not set, or no limit. */
export const UNSIGNED_UNSET = 0xffff_ffff;

/** Settings of the [Socket] section. Sizes in bytes, times in microseconds; -1 and `null` are unset. Origin: systemd.socket(5). */
export class SocketSettings {
  readonly commands: Record<SocketCommand, ExecCommand[]> = {
    ExecStartPre: [],
    ExecStartPost: [],
    ExecStopPre: [],
    ExecStopPost: [],
  };
  ports: SocketPort[] = [];
  /** IP protocol number; 0 is the address family's own. */
  socketProtocol = 0;
  bindIPv6Only: BindIPv6Only = "default";
  backlog = 0x7fff_ffff;
  bindToDevice: string | null = null;
  timeoutUsec: Usec = 90_000_000n;
  user: string | null = null;
  group: string | null = null;
  socketMode = 0o666;
  directoryMode = 0o755;
  accept = false;
  flushPending = false;
  writable = false;
  maxConnections = 64;
  maxConnectionsPerSource = 0;
  keepAlive = false;
  keepAliveTimeUsec: Usec = 0n;
  keepAliveIntervalUsec: Usec = 0n;
  keepAliveProbes = 0;
  deferAcceptUsec: Usec = 0n;
  noDelay = false;
  priority = -1;
  receiveBuffer = 0n;
  sendBuffer = 0n;
  ipTOS = -1;
  ipTTL = -1;
  mark = -1;
  pipeSize = 0n;
  freeBind = false;
  transparent = false;
  broadcast = false;
  passCredentials = false;
  passFileDescriptorsToExec = false;
  passSecurity = false;
  passPacketInfo = false;
  timestamping: SocketTimestamping = "off";
  tcpCongestion: string | null = null;
  reusePort = false;
  messageQueueMaxMessages = 0n;
  messageQueueMessageSize = 0n;
  removeOnStop = false;
  symlinks: string[] = [];
  fileDescriptorName: string | null = null;
  triggerLimitIntervalUsec: Usec = USEC_INFINITY;
  triggerLimitBurst = UNSIGNED_UNSET;
  pollLimitIntervalUsec: Usec = USEC_INFINITY;
  pollLimitBurst = UNSIGNED_UNSET;
  smackLabel: string | null = null;
  smackLabelIPIn: string | null = null;
  smackLabelIPOut: string | null = null;
  seLinuxContextFromNet = false;
  /** The service that connections go to, when one was named. */
  service: string | null = null;
}
