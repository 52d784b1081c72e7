import type { Binding, Bindings } from "../../../directives/assignment.js";
import { socketAddressBindIpv6Only } from "../../../directives/enums.js";
import { bool, iecSize, int, long, mode, sec, secFix0, string, unsigned } from "../../../directives/values.js";
import {
  fitsSocketType,
  formatSocketAddress,
  parseNetlinkAddress,
  parseSocketAddress,
  type SocketType,
} from "../../../net/socket-address.js";
import { EnumTable } from "../../../text/enum-table.js";
import { Extract, WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { FDNAME_MAX, isFdnameValid, isIfnameValid } from "../../../text/names.js";
import { isErrno, parseBoolean, parseUnsigned, UINT8_MAX } from "../../../text/numbers.js";
import { isPathAbsolute, PathCheck } from "../../../text/path.js";
import { isLoadableUnit } from "../common/add-dependency.js";
import { userOrGroup } from "../exec/accounts.js";
import { parseExecCommands } from "../exec/command.js";
import { SpecifierFailure, unitFullPrintf } from "../specifiers.js";
import type { UnitAssignment } from "../unit.js";
import { fromLegacyRun, resolvePath, resolvePathText, resolveUnitName, unitString } from "../values.js";
import { parseSocketProtocol } from "./protocols.js";
import type { SocketCommand, SocketSettings, SocketTimestamping } from "./settings.js";

/** Special files may be anywhere. */
const NO_CHECKS = 0;

type SocketBinding = Binding<SocketSettings, UnitAssignment>;

const command =
  (name: SocketCommand): SocketBinding =>
  (settings, value, at) =>
    parseExecCommands(settings.commands[name], value, at);

/** A file in the file system that is listened on. Origin: config_parse_socket_listen() at 257. */
function listenPath(checks: number, resolveLegacy: typeof fromLegacyRun = (_at, path) => path): SocketBinding {
  return (settings, value, at) => {
    if (value === "") {
      settings.ports = [];
      return undefined;
    }
    const path = resolvePath(at, value, PathCheck.ABSOLUTE | checks);
    if (path !== null) settings.ports.push({ directive: at.key, address: resolveLegacy(at, path) });
    return undefined;
  };
}

/** A socket address that sockets of one type can have; the directive decides the type, whatever the address says. Origin: config_parse_socket_listen() at 257. */
function listenAddress(type: SocketType): SocketBinding {
  return (settings, value, at) => {
    if (value === "") {
      settings.ports = [];
      return undefined;
    }
    const resolved = resolvePathText(at, value);
    if (resolved === null) return undefined;
    const text = isPathAbsolute(resolved) ? fromLegacyRun(at, resolved) : resolved;
    const address = parseSocketAddress(text);
    if (typeof address === "string") return at.warn("unit-file.bad-socket-address", text);
    if (!fitsSocketType(address, type)) return at.warn("unit-file.address-family-not-possible", text);
    settings.ports.push({ directive: at.key, address: formatSocketAddress(address) });
    return undefined;
  };
}

const listenNetlink: SocketBinding = (settings, value, at) => {
  if (value === "") {
    settings.ports = [];
    return undefined;
  }
  const text = resolvePathText(at, value);
  if (text === null) return undefined;
  const address = parseNetlinkAddress(text);
  if (typeof address === "string") return at.warn("unit-file.bad-socket-address", text);
  settings.ports.push({ directive: at.key, address: formatSocketAddress(address) });
  return undefined;
};

/** A protocol by name (in any case) or number, of those that a socket unit may choose. Origin: config_parse_socket_protocol() at 257. */
const socketProtocol: SocketBinding = (settings, value, at) => {
  const protocol = parseSocketProtocol(value);
  if (protocol === null) return at.warn("unit-file.socket-protocol-not-possible", value);
  settings.socketProtocol = protocol;
  return undefined;
};

const bindModes = new EnumTable(socketAddressBindIpv6Only);

/** A keyword, or a boolean from before there were keywords. Origin: config_parse_socket_bind() at 257. */
const bindIPv6Only: SocketBinding = (settings, value, at) => {
  if (bindModes.has(value)) {
    settings.bindIPv6Only = value;
    return undefined;
  }
  const flag = parseBoolean(value);
  if (flag === null) return at.warn("value.unknown-keyword", value);
  settings.bindIPv6Only = flag ? "ipv6-only" : "both";
  return undefined;
};

/** An interface name; empty or `*` for none. Origin: config_parse_socket_bindtodevice() at 257. */
const bindToDevice: SocketBinding = (settings, value, at) => {
  if (value === "" || value === "*") settings.bindToDevice = null;
  else if (isIfnameValid(value)) settings.bindToDevice = value;
  else at.warn("unit-file.bad-interface-name", value);
  return undefined;
};

const tosNames: ReadonlyMap<string, number> = new Map([
  ["low-delay", 16],
  ["throughput", 8],
  ["reliability", 4],
  ["low-cost", 2],
]);

/** A name or a number up to 255; empty for the kernel's default. Origin: config_parse_ip_tos() at 257. */
const ipTOS: SocketBinding = (settings, value, at) => {
  const tos = value === "" ? -1 : (tosNames.get(value) ?? parseUnsigned(value, UINT8_MAX));
  if (isErrno(tos)) return at.warn("value.unknown-keyword", value);
  settings.ipTOS = tos;
  return undefined;
};

/** Spellings of the resolutions of time stamps. Origin: systemd.socket(5), Timestamping=. */
const timestampings: ReadonlyMap<string, SocketTimestamping> = new Map([
  ["off", "off"],
  ["us", "us"],
  ["usec", "us"],
  ["µs", "us"],
  ["μs", "us"],
  ["ns", "ns"],
  ["nsec", "ns"],
]);

/** A resolution, or a boolean: the finest one, or none. Origin: socket_timestamping_from_string_harder() at 257. */
const timestamping: SocketBinding = (settings, value, at) => {
  const flag = parseBoolean(value);
  const result = timestampings.get(value) ?? (flag === null ? null : flag ? "ns" : "off");
  if (result === null) return at.warn("value.unknown-keyword", value);
  settings.timestamping = result;
  return undefined;
};

/** Absolute paths; a bad one ends the list. Origin: config_parse_unit_path_strv_printf() at 257. */
const symlinks: SocketBinding = (settings, value, at) => {
  if (value === "") {
    settings.symlinks = [];
    return undefined;
  }
  const words = new WordReader(value);
  for (;;) {
    const word = words.next(WHITESPACE, Extract.UNQUOTE);
    if (words.failed) return at.warn("value.bad-syntax", value);
    if (word === null) return undefined;
    const path = resolvePath(at, word);
    if (path === null) return undefined;
    settings.symlinks.push(path);
  }
};

/** Origin: config_parse_fdname() at 257. */
const fdName: SocketBinding = (settings, value, at) => {
  if (value === "") {
    settings.fileDescriptorName = null;
    return undefined;
  }
  const name = unitFullPrintf(at, value, FDNAME_MAX);
  if (name instanceof SpecifierFailure) return at.warn("unit-file.bad-specifier", value);
  if (!isFdnameValid(name)) return at.warn("unit-file.bad-fd-name", name);
  settings.fileDescriptorName = name;
  return undefined;
};

/** The service that the socket activates. Origin: config_parse_socket_service() at 257. */
const service: SocketBinding = (settings, value, at) => {
  const name = resolveUnitName(at, value);
  if (name === null) return undefined;
  if (!name.endsWith(".service")) return at.warn("unit-file.wrong-unit-type", name);
  if (!isLoadableUnit(name)) return at.warn("unit-file.bad-unit-name", name);
  settings.service = name;
  return undefined;
};

/** Directives of systemd.socket(5). */
export const socketBindings: Bindings<SocketSettings, UnitAssignment> = {
  ListenStream: listenAddress("stream"),
  ListenDatagram: listenAddress("dgram"),
  ListenSequentialPacket: listenAddress("seqpacket"),
  ListenFIFO: listenPath(PathCheck.NON_API_VFS, fromLegacyRun),
  ListenNetlink: listenNetlink,
  ListenSpecial: listenPath(NO_CHECKS),
  ListenMessageQueue: listenPath(PathCheck.NON_API_VFS),
  ListenUSBFunction: listenPath(PathCheck.NON_API_VFS),
  SocketProtocol: socketProtocol,
  BindIPv6Only: bindIPv6Only,
  Backlog: unsigned("backlog"),
  BindToDevice: bindToDevice,
  ExecStartPre: command("ExecStartPre"),
  ExecStartPost: command("ExecStartPost"),
  ExecStopPre: command("ExecStopPre"),
  ExecStopPost: command("ExecStopPost"),
  TimeoutSec: secFix0("timeoutUsec"),
  SocketUser: userOrGroup("user"),
  SocketGroup: userOrGroup("group"),
  SocketMode: mode("socketMode"),
  DirectoryMode: mode("directoryMode"),
  Accept: bool("accept"),
  FlushPending: bool("flushPending"),
  Writable: bool("writable"),
  MaxConnections: unsigned("maxConnections"),
  MaxConnectionsPerSource: unsigned("maxConnectionsPerSource"),
  KeepAlive: bool("keepAlive"),
  KeepAliveTimeSec: sec("keepAliveTimeUsec"),
  KeepAliveIntervalSec: sec("keepAliveIntervalUsec"),
  KeepAliveProbes: unsigned("keepAliveProbes"),
  DeferAcceptSec: sec("deferAcceptUsec"),
  NoDelay: bool("noDelay"),
  Priority: int("priority"),
  ReceiveBuffer: iecSize("receiveBuffer"),
  SendBuffer: iecSize("sendBuffer"),
  IPTOS: ipTOS,
  IPTTL: int("ipTTL"),
  Mark: int("mark"),
  PipeSize: iecSize("pipeSize"),
  FreeBind: bool("freeBind"),
  Transparent: bool("transparent"),
  Broadcast: bool("broadcast"),
  PassCredentials: bool("passCredentials"),
  PassFileDescriptorsToExec: bool("passFileDescriptorsToExec"),
  PassSecurity: bool("passSecurity"),
  PassPacketInfo: bool("passPacketInfo"),
  Timestamping: timestamping,
  TCPCongestion: string("tcpCongestion"),
  ReusePort: bool("reusePort"),
  MessageQueueMaxMessages: long("messageQueueMaxMessages"),
  MessageQueueMessageSize: long("messageQueueMessageSize"),
  RemoveOnStop: bool("removeOnStop"),
  Symlinks: symlinks,
  FileDescriptorName: fdName,
  Service: service,
  TriggerLimitIntervalSec: sec("triggerLimitIntervalUsec"),
  TriggerLimitBurst: unsigned("triggerLimitBurst"),
  PollLimitIntervalSec: sec("pollLimitIntervalUsec"),
  PollLimitBurst: unsigned("pollLimitBurst"),
  SmackLabel: unitString("smackLabel"),
  SmackLabelIPIn: unitString("smackLabelIPIn"),
  SmackLabelIPOut: unitString("smackLabelIPOut"),
  SELinuxContextFromNet: bool("seLinuxContextFromNet"),
};
