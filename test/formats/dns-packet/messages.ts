import { fromHex } from "../../../src/core/bytes.js";
import { ParseFailure } from "../../../src/core/errno.js";
import { type DnsPacket, type ParseOptions, parse } from "../../../src/formats/dns-packet/index.js";
import { format } from "../../../src/formats/resource-record/index.js";

export const hex = (text: string): Uint8Array => fromHex(text.replaceAll(" ", ""))!;
export const u16 = (value: number): string => value.toString(16).padStart(4, "0");

/** A message of id 1234 with the given flags, counts and body. */
export const message = (flags: number, counts: readonly number[], ...body: readonly string[]): Uint8Array =>
  hex(`1234 ${u16(flags)} ${counts.map(u16).join("")} ${body.join("")}`);

/** `com IN A` at offset 12; what follows starts at offset 21. */
export const QUESTION = "03636f6d00 0001 0001";
export const A = "0001 0001 0000003c 0004 0a000001";
export const ANSWER = `c00c ${A}`;
export const OPT = "00 0029 04d0 00008000 0000";

export function parsed(input: Uint8Array, options?: ParseOptions): DnsPacket {
  const packet = parse(input, options);
  if (packet instanceof ParseFailure) throw packet;
  return packet;
}

export function errnoOf(input: Uint8Array, options?: ParseOptions): string {
  const packet = parse(input, options);
  return packet instanceof ParseFailure ? packet.errno : "ok";
}

export const texts = (packet: DnsPacket): string[] => packet.answer.map((item) => format(item.record));
