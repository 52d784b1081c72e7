import type { DictionaryEntry } from "../../core/format.js";
import { ByteWriter } from "../../core/writer.js";
import { svcParamsDictionary } from "../../net/dns-resolver.js";
import { fuzzerConfig } from "./observe.js";
import { leaseOptionCodes } from "./parse.js";
import { Dhcp6MessageType, Dhcp6OptionCode, NtpSubOption } from "./tables.js";

/** Lengths that options usually have: empty, numbers, addresses, associations with one binding. */
const OPTION_LENGTHS = [0, 1, 2, 4, 16, 40, 41];

const header = (code: number, length: number): Uint8Array => new ByteWriter().u16be(code).u16be(length).finish();

/** Option headers, the client's identifiers, bindings, and the pieces of structured options. */
export function* dictionary(): Generator<DictionaryEntry> {
  for (const type of [Dhcp6MessageType.ADVERTISE, Dhcp6MessageType.REPLY]) yield Uint8Array.of(type, 0, 0, 0);
  for (const code of leaseOptionCodes) for (const length of OPTION_LENGTHS) yield header(code, length);
  const { duid, iaid } = fuzzerConfig;
  yield new ByteWriter().bytes(header(Dhcp6OptionCode.CLIENTID, duid.length)).bytes(duid).finish();
  yield new ByteWriter().u32be(iaid).finish();
  yield new ByteWriter().bytes(header(Dhcp6OptionCode.IAADDR, 24)).zeros(16).u32be(1).u32be(2).finish();
  yield new ByteWriter().bytes(header(Dhcp6OptionCode.IAPREFIX, 25)).u32be(1).u32be(2).u8(56).zeros(16).finish();
  for (const code of Object.values(NtpSubOption)) yield header(code, 16);
  yield* svcParamsDictionary();
}
