/** Pieces of messages for seeds. */
import { concatBytes } from "../core/bytes.js";
import { encodeUtf8 } from "../core/utf8.js";
import { parseDnsName } from "../net/dns-name.js";
import { parseIpv4 } from "../net/in-addr.js";
import {
  type BootpFields,
  DHCP_CHADDR_LENGTH,
  DHCP_END,
  type DhcpOption,
  dhcpOptionsLength,
  encodeDhcpMessage,
  newBootpFields,
  writeDhcpOptions,
} from "./message.js";
import { DhcpOptionCode, HardwareType } from "./registry.js";

/** Addresses one after the other. */
export const sampleAddresses = (...texts: readonly string[]): Uint8Array =>
  concatBytes(...texts.map((text) => parseIpv4(text)!));

/** Domain names in wire form, one after the other. */
export const sampleNames = (...texts: readonly string[]): Uint8Array =>
  concatBytes(...texts.map((text) => parseDnsName(text)!));

/** A number of 32 bits. */
export const sampleNumber = (value: number): Uint8Array =>
  Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);

/** An option; texts are UTF-8. */
export const sampleOption = (code: number, data: Uint8Array | string | readonly number[]): DhcpOption => ({
  code,
  data: typeof data === "string" ? encodeUtf8(data) : Uint8Array.from(data),
});

/** The message type as an option. */
export const sampleType = (type: number): DhcpOption => sampleOption(DhcpOptionCode.MESSAGE_TYPE, [type]);

/** A field of a fixed length, zeros behind the given bytes. */
export function sampleField(length: number, bytes: Uint8Array): Uint8Array {
  const field = new Uint8Array(length);
  field.set(bytes);
  return field;
}

/** Options in a field of a fixed length: what the overload option announces. */
export function sampleOverload(length: number, options: readonly DhcpOption[]): Uint8Array {
  const bytes = new Uint8Array(dhcpOptionsLength(options));
  writeDhcpOptions(options, bytes, 0);
  return sampleField(length, bytes);
}

export const SAMPLE_HARDWARE_ADDRESS = Uint8Array.of(2, 0x11, 0x22, 0x33, 0x44, 0x55);

export interface SampleMessage {
  readonly fields: Partial<BootpFields>;
  readonly options: readonly DhcpOption[];
  /** Whether the end option is left out. */
  readonly endless?: boolean;
  readonly trailing?: Uint8Array;
}

/** An Ethernet client's message, or one for it. */
export function sampleMessage({ fields, options, endless, trailing }: SampleMessage): Uint8Array {
  return encodeDhcpMessage({
    ...newBootpFields({
      htype: HardwareType.ETHERNET,
      hlen: SAMPLE_HARDWARE_ADDRESS.length,
      xid: 2,
      chaddr: sampleField(DHCP_CHADDR_LENGTH, SAMPLE_HARDWARE_ADDRESS),
      ...fields,
    }),
    options: endless === true ? options : [...options, DHCP_END],
    ...(trailing !== undefined && { trailing }),
  });
}
