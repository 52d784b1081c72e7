import { isZero, u16beAt, u32beAt } from "../../core/bytes.js";
import type { Errno } from "../../core/errno.js";
import { clientIdOf, type DhcpClientId, isClientIdLength } from "../../dhcp/client-id.js";
import { DHCP_CHADDR_LENGTH, type DhcpMessage, type DhcpOption } from "../../dhcp/message.js";
import { DhcpOptionCode, HardwareType } from "../../dhcp/registry.js";
import { parseDhcpHostname } from "../../dhcp/text.js";
import { type InAddr, IPV4_LENGTH } from "../../net/in-addr.js";
import { USEC_INFINITY, USEC_PER_SEC, type Usec } from "../../time/usec.js";
import type { DhcpServerConfig } from "./state.js";
import { MESSAGE_HEADERS_LENGTH, OPTIONS_LENGTH_MIN, SECONDS_INFINITY } from "./tables.js";

/** A client's message as the server understands it. */
export interface DhcpRequest {
  readonly message: DhcpMessage;
  readonly clientId: DhcpClientId;
  readonly hardwareAddress: Uint8Array;
  /** 0.0.0.0 when not given; so is {@link serverIdentifier}. */
  readonly requestedAddress: InAddr;
  readonly serverIdentifier: InAddr;
  readonly lifetimeUsec: Usec;
  /** Room for the options of a reply, end option included. */
  readonly optionsLengthMax: number;
  readonly agentInformation: DhcpOption | null;
  readonly hostname: string | null;
  readonly rapidCommit: boolean;
}

type RequestDraft = { -readonly [Member in keyof DhcpRequest]: DhcpRequest[Member] };

const {
  IP_ADDRESS_LEASE_TIME,
  REQUESTED_IP_ADDRESS,
  SERVER_IDENTIFIER,
  CLIENT_IDENTIFIER,
  MAXIMUM_MESSAGE_SIZE,
  RELAY_AGENT_INFORMATION,
  HOST_NAME,
  RAPID_COMMIT,
} = DhcpOptionCode;

const UNSPECIFIED: InAddr = new Uint8Array(IPV4_LENGTH);
const NO_ID: DhcpClientId = new Uint8Array(0);

/** What one option says; data of a wrong length says nothing, nor does a size too small for any option. */
const readers: ReadonlyMap<number, (request: RequestDraft, option: DhcpOption) => void> = new Map([
  [
    IP_ADDRESS_LEASE_TIME,
    (request, { data }) => {
      if (data.length !== 4) return;
      const seconds = u32beAt(data, 0);
      request.lifetimeUsec = seconds === SECONDS_INFINITY ? USEC_INFINITY : BigInt(seconds * USEC_PER_SEC);
    },
  ],
  [
    REQUESTED_IP_ADDRESS,
    (request, { data }) => {
      if (data.length === IPV4_LENGTH) request.requestedAddress = data;
    },
  ],
  [
    SERVER_IDENTIFIER,
    (request, { data }) => {
      if (data.length === IPV4_LENGTH) request.serverIdentifier = data;
    },
  ],
  [
    CLIENT_IDENTIFIER,
    (request, { data }) => {
      if (isClientIdLength(data.length)) request.clientId = data;
    },
  ],
  [
    MAXIMUM_MESSAGE_SIZE,
    (request, { data }) => {
      const size = data.length === 2 ? u16beAt(data, 0) : 0;
      if (size >= MESSAGE_HEADERS_LENGTH) request.optionsLengthMax = size - MESSAGE_HEADERS_LENGTH;
    },
  ],
  [
    RELAY_AGENT_INFORMATION,
    (request, option) => {
      request.agentInformation = option;
    },
  ],
  [
    HOST_NAME,
    (request, { data }) => {
      const hostname = parseDhcpHostname(data);
      if (hostname !== false) request.hostname = hostname;
    },
  ],
  [
    RAPID_COMMIT,
    (request) => {
      request.rapidCommit = true;
    },
  ],
] as const satisfies readonly (readonly [number, (request: RequestDraft, option: DhcpOption) => void])[]);

/**
 * Reads a client's message and supplies what it leaves out; `EBADMSG` when the client cannot be told.
 *
 * Without client identifier the hardware address makes one; without hardware address an identifier of type Ethernet
 * supplies it. The lease time has a default and a limit. Malformed options are ignored; the last of repeated ones counts.
 * Origin: RFC 2131 section 4.3, RFC 4390, parse_request() and ensure_sane_request() at 257.
 */
export function readRequest(message: DhcpMessage, config: DhcpServerConfig): DhcpRequest | Errno {
  if (message.hlen > DHCP_CHADDR_LENGTH) return "EBADMSG";
  const request: RequestDraft = {
    message,
    clientId: NO_ID,
    hardwareAddress: message.chaddr.subarray(0, message.hlen),
    requestedAddress: UNSPECIFIED,
    serverIdentifier: UNSPECIFIED,
    lifetimeUsec: 0n,
    optionsLengthMax: 0,
    agentInformation: null,
    hostname: null,
    rapidCommit: false,
  };
  for (const option of message.options) readers.get(option.code)?.(request, option);
  for (const option of message.overloaded) readers.get(option.code)?.(request, option);

  if (request.clientId === NO_ID) {
    const id = clientIdOf(HardwareType.ETHERNET, request.hardwareAddress);
    if (id === null) return "EBADMSG";
    request.clientId = id;
  }
  if (isZero(request.hardwareAddress)) {
    const { clientId } = request;
    if (clientId[0] !== HardwareType.ETHERNET || clientId.length > 1 + DHCP_CHADDR_LENGTH) return "EBADMSG";
    request.hardwareAddress = clientId.subarray(1);
  }
  request.optionsLengthMax = Math.max(request.optionsLengthMax, OPTIONS_LENGTH_MIN);
  const second = BigInt(USEC_PER_SEC);
  if (request.lifetimeUsec === 0n) {
    request.lifetimeUsec = config.defaultLeaseTimeUsec > second ? config.defaultLeaseTimeUsec : second;
  }
  const limit = config.maxLeaseTimeUsec;
  if (limit > 0n && request.lifetimeUsec > limit) request.lifetimeUsec = limit;
  return request;
}

/** Codes of the options that {@link readRequest} reads. */
export const requestOptionCodes: readonly number[] = [...readers.keys()];
