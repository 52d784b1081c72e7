/** Pieces of messages for seeds. */
import { concatBytes } from "../core/bytes.js";
import type { Seed } from "../core/format.js";
import { encodeUtf8 } from "../core/utf8.js";
import { parseDnsName } from "../net/dns-name.js";
import { parseIpv4 } from "../net/in-addr.js";
import {
  type BootpFields,
  DHCP_CHADDR_LENGTH,
  DHCP_END,
  DHCP_PAD,
  DhcpField,
  type DhcpOption,
  dhcpOptionsLength,
  encodeDhcpMessage,
  newBootpFields,
  writeDhcpOptions,
} from "./message.js";
import { DhcpOptionCode, DhcpOverload, HardwareType } from "./registry.js";

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

/** Seeds of what every message can have, damaged or not: the options about the message itself, overload, pads, cuts. */
export function* messageSeeds(
  make: (options: readonly DhcpOption[], fields?: Partial<BootpFields>) => Uint8Array,
): Generator<Seed> {
  const { MESSAGE_TYPE, OVERLOAD, ERROR_MESSAGE, HOST_NAME, ROOT_PATH } = DhcpOptionCode;
  const file = sampleOverload(DhcpField.COOKIE - DhcpField.FILE, [sampleOption(HOST_NAME, "file")]);
  const sname = sampleOverload(DhcpField.FILE - DhcpField.SNAME, [sampleOption(ROOT_PATH, "/sname")]);
  const both = sampleOption(OVERLOAD, [DhcpOverload.FILE | DhcpOverload.SNAME]);
  yield { name: "message-overload", bytes: make([both], { file, sname }) };
  yield { name: "message-overload-two-bytes", bytes: make([sampleOption(OVERLOAD, [1, 1])]) };
  yield { name: "message-type-two-bytes", bytes: make([sampleOption(MESSAGE_TYPE, [2, 2])]) };
  yield { name: "message-error-text", bytes: make([sampleOption(ERROR_MESSAGE, "no thanks\0")]) };
  yield { name: "message-error-empty", bytes: make([sampleOption(ERROR_MESSAGE, "")]) };
  yield { name: "message-error-not-ascii", bytes: make([sampleOption(ERROR_MESSAGE, [0x6e, 0xff])]) };
  yield { name: "message-pads", bytes: make([DHCP_PAD, DHCP_PAD, DHCP_PAD]) };
  yield { name: "message-end-missing", bytes: make([]).subarray(0, -1) };
  yield { name: "message-option-without-length", bytes: make([sampleOption(HOST_NAME, "")]).subarray(0, -2) };
  yield { name: "message-option-cut", bytes: make([sampleOption(HOST_NAME, "host")]).subarray(0, -2) };
  yield { name: "message-header-cut", bytes: make([]).subarray(0, DhcpField.COOKIE) };
}
