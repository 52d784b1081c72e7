import { ParseFailure } from "../../../src/core/errno.js";
import type { BootpFields } from "../../../src/dhcp/message.js";
import { sampleAddresses, sampleMessage, sampleOption, sampleType } from "../../../src/dhcp/samples.js";
import { UDP_FRAME_HEADER_LENGTH } from "../../../src/dhcp/udp-frame.js";
import {
  BootpOp,
  type DhcpMessage,
  type DhcpOption,
  DhcpOptionCode,
  type DhcpServerConfig,
  type OutgoingMessage,
  parse,
  wholeSubnetPool,
} from "../../../src/formats/dhcp-server/index.js";

export const ip = (text: string): Uint8Array => sampleAddresses(text);

export const HOUR = 3_600_000_000n;

/** 10.0.0.1/24 with a pool of all other addresses, leases of an hour, and nothing else. */
export const config: DhcpServerConfig = {
  address: ip("10.0.0.1"),
  prefixLength: 24,
  ...wholeSubnetPool(24),
  defaultLeaseTimeUsec: HOUR,
  maxLeaseTimeUsec: 12n * HOUR,
  rapidCommit: true,
  bindToInterface: false,
  router: null,
  options: [],
  staticLeases: [],
};

/** A message of an Ethernet client. */
export const clientMessage = (
  type: number,
  options: readonly DhcpOption[] = [],
  fields: Partial<BootpFields> = {},
): Uint8Array => sampleMessage({ fields: { op: BootpOp.REQUEST, ...fields }, options: [sampleType(type), ...options] });

export const clientId = (...bytes: readonly number[]): DhcpOption =>
  sampleOption(DhcpOptionCode.CLIENT_IDENTIFIER, bytes);

export const requested = (address: string): DhcpOption =>
  sampleOption(DhcpOptionCode.REQUESTED_IP_ADDRESS, ip(address));

export const server = (address: string): DhcpOption => sampleOption(DhcpOptionCode.SERVER_IDENTIFIER, ip(address));

/** A sent message without its frame, read back. */
export function readSent(sent: OutgoingMessage | undefined): DhcpMessage {
  if (sent === undefined) throw new Error("nothing was sent");
  const message = parse(sent.how === "raw" ? sent.bytes.subarray(UDP_FRAME_HEADER_LENGTH) : sent.bytes);
  if (message instanceof ParseFailure) throw message;
  return message;
}

export const optionOf = (message: DhcpMessage, code: number): Uint8Array | undefined =>
  message.options.find((option) => option.code === code)?.data;
