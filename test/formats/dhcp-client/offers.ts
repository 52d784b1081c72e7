import { ParseFailure } from "../../../src/core/errno.js";
import type { BootpFields, DhcpOption } from "../../../src/dhcp/message.js";
import { sampleAddresses, sampleMessage, sampleNumber, sampleOption, sampleType } from "../../../src/dhcp/samples.js";
import {
  acceptOffer,
  BootpOp,
  type DhcpClientOptions,
  type DhcpLease,
  type DhcpMessage,
  DhcpMessageType,
  DhcpOptionCode,
  parse,
} from "../../../src/formats/dhcp-client/index.js";

/** What every lease needs: who gives it, and for an hour. */
export const REQUIRED: readonly DhcpOption[] = [
  sampleOption(DhcpOptionCode.SERVER_IDENTIFIER, sampleAddresses("192.0.2.1")),
  sampleOption(DhcpOptionCode.IP_ADDRESS_LEASE_TIME, sampleNumber(3600)),
];

type Fields = Partial<BootpFields>;

/** A message of a server for 192.0.2.100. */
export const serverBytes = (options: readonly DhcpOption[], fields: Fields = {}): Uint8Array =>
  sampleMessage({ fields: { op: BootpOp.REPLY, yiaddr: sampleAddresses("192.0.2.100"), ...fields }, options });

/** An offer of everything that a lease needs, and of what the options say. */
export const offerBytes = (options: readonly DhcpOption[], fields: Fields = {}): Uint8Array =>
  serverBytes([sampleType(DhcpMessageType.OFFER), ...REQUIRED, ...options], fields);

function parsed(bytes: Uint8Array): DhcpMessage {
  const message = parse(bytes);
  if (message instanceof ParseFailure) throw message;
  return message;
}

export const serverMessage = (options: readonly DhcpOption[], fields: Fields = {}): DhcpMessage =>
  parsed(serverBytes(options, fields));

export const offerOf = (options: readonly DhcpOption[], fields: Fields = {}): DhcpMessage =>
  parsed(offerBytes(options, fields));

export const PLAIN_CLIENT: DhcpClientOptions = { clientId: null, rapidCommit: false, ipv6OnlyPreferred: true };

/** The lease of such an offer, and how many of its options were ignored. */
export function leaseOf(
  options: readonly DhcpOption[],
  fields: Fields = {},
): { readonly lease: DhcpLease; readonly ignored: number } {
  const accepted = acceptOffer(offerOf(options, fields), PLAIN_CLIENT);
  if (typeof accepted === "string") throw new Error(accepted);
  return { lease: accepted.lease, ignored: accepted.ignored.length };
}
