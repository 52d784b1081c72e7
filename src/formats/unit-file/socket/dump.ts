import { yesNo } from "../../../text/numbers.js";
import { wholeSeconds } from "../common/dump.js";
import { dumpExecCommands } from "../exec/command.js";
import { dumpUnitCGroup, dumpUnitExec } from "../group-dump.js";
import { dumpKill } from "../kill/dump.js";
import type { Unit } from "../unit.js";
import { socketProtocolName } from "./protocols.js";
import { type SocketSettings, socketCommands } from "./settings.js";

const mode = (value: number): string => value.toString(8).padStart(4, "0");

/** Appends the settings of a socket as the unit dump has them. */
export function dumpSocket(unit: Unit, socket: SocketSettings, out: string[]): void {
  out.push(
    "\tSocket State: dead",
    "\tResult: success",
    "\tClean Result: success",
    `\tBindIPv6Only: ${socket.bindIPv6Only}`,
    `\tBacklog: ${socket.backlog}`,
    `\tSocketMode: ${mode(socket.socketMode)}`,
    `\tDirectoryMode: ${mode(socket.directoryMode)}`,
    `\tKeepAlive: ${yesNo(socket.keepAlive)}`,
    `\tNoDelay: ${yesNo(socket.noDelay)}`,
    `\tFreeBind: ${yesNo(socket.freeBind)}`,
    `\tTransparent: ${yesNo(socket.transparent)}`,
    `\tBroadcast: ${yesNo(socket.broadcast)}`,
    `\tPassCredentials: ${yesNo(socket.passCredentials)}`,
    `\tPassFileDescriptorsToExec: ${yesNo(socket.passFileDescriptorsToExec)}`,
    `\tPassSecurity: ${yesNo(socket.passSecurity)}`,
    `\tPassPacketInfo: ${yesNo(socket.passPacketInfo)}`,
    `\tTCPCongestion: ${socket.tcpCongestion ?? "n/a"}`,
    `\tRemoveOnStop: ${yesNo(socket.removeOnStop)}`,
    `\tWritable: ${yesNo(socket.writable)}`,
    `\tFileDescriptorName: ${socket.fileDescriptorName ?? (socket.accept ? "connection" : unit.name)}`,
    `\tSELinuxContextFromNet: ${yesNo(socket.seLinuxContextFromNet)}`,
  );
  if (socket.timestamping !== "off") out.push(`\tTimestamping: ${socket.timestamping}`);
  if (socket.bindToDevice !== null) out.push(`\tBindToDevice: ${socket.bindToDevice}`);
  if (socket.accept) {
    out.push(
      "\tAccepted: 0",
      "\tNConnections: 0",
      `\tMaxConnections: ${socket.maxConnections}`,
      `\tMaxConnectionsPerSource: ${socket.maxConnectionsPerSource}`,
    );
  } else out.push(`\tFlushPending: ${yesNo(socket.flushPending)}`);
  if (socket.priority >= 0) out.push(`\tPriority: ${socket.priority}`);
  if (socket.receiveBuffer > 0n) out.push(`\tReceiveBuffer: ${socket.receiveBuffer}`);
  if (socket.sendBuffer > 0n) out.push(`\tSendBuffer: ${socket.sendBuffer}`);
  if (socket.ipTOS >= 0) out.push(`\tIPTOS: ${socket.ipTOS}`);
  if (socket.ipTTL >= 0) out.push(`\tIPTTL: ${socket.ipTTL}`);
  if (socket.pipeSize > 0n) out.push(`\tPipeSize: ${socket.pipeSize}`);
  if (socket.mark >= 0) out.push(`\tMark: ${socket.mark}`);
  if (socket.messageQueueMaxMessages > 0n) out.push(`\tMessageQueueMaxMessages: ${socket.messageQueueMaxMessages}`);
  if (socket.messageQueueMessageSize > 0n) out.push(`\tMessageQueueMessageSize: ${socket.messageQueueMessageSize}`);
  if (socket.reusePort) out.push("\tReusePort: yes");
  if (socket.smackLabel !== null) out.push(`\tSmackLabel: ${socket.smackLabel}`);
  if (socket.smackLabelIPIn !== null) out.push(`\tSmackLabelIPIn: ${socket.smackLabelIPIn}`);
  if (socket.smackLabelIPOut !== null) out.push(`\tSmackLabelIPOut: ${socket.smackLabelIPOut}`);
  if (socket.user !== null || socket.group !== null) {
    out.push(`\tSocketUser: ${socket.user ?? "n/a"}`, `\tSocketGroup: ${socket.group ?? "n/a"}`);
  }
  if (socket.keepAliveTimeUsec > 0n) out.push(`\tKeepAliveTimeSec: ${wholeSeconds(socket.keepAliveTimeUsec)}`);
  if (socket.keepAliveIntervalUsec > 0n) {
    out.push(`\tKeepAliveIntervalSec: ${wholeSeconds(socket.keepAliveIntervalUsec)}`);
  }
  if (socket.keepAliveProbes > 0) out.push(`\tKeepAliveProbes: ${socket.keepAliveProbes}`);
  if (socket.deferAcceptUsec > 0n) out.push(`\tDeferAcceptSec: ${wholeSeconds(socket.deferAcceptUsec)}`);
  for (const { directive, address } of socket.ports) out.push(`\t${directive}: ${address}`);
  out.push(
    `\tTriggerLimitIntervalSec: ${wholeSeconds(socket.triggerLimitIntervalUsec)}`,
    `\tTriggerLimitBurst: ${socket.triggerLimitBurst}`,
    `\tPollLimitIntervalSec: ${wholeSeconds(socket.pollLimitIntervalUsec)}`,
    `\tPollLimitBurst: ${socket.pollLimitBurst}`,
    `\tSocketProtocol: ${socketProtocolName(socket.socketProtocol)}`,
  );
  if (socket.symlinks.length > 0) out.push(`\tSymlinks: ${socket.symlinks.join(" ")}`);
  out.push(`\tTimeoutSec: ${wholeSeconds(socket.timeoutUsec)}`);
  dumpUnitExec(unit, out);
  dumpKill(unit.kill!, out);
  for (const command of socketCommands) dumpExecCommands(command, socket.commands[command], out);
  dumpUnitCGroup(unit, out);
}
