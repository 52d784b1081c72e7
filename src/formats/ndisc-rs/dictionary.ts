import type { DictionaryEntry } from "../../core/format.js";
import { svcParamsDictionary } from "../../net/dns-resolver.js";
import { headerSizes, NdiscOptionType } from "./tables.js";

/** Usual lengths of options, in units of eight bytes. */
const units: ReadonlyMap<number, readonly number[]> = new Map([
  [NdiscOptionType.prefixInformation, [4]],
  [NdiscOptionType.redirectedHeader, [6]],
  [NdiscOptionType.routeInformation, [1, 2, 3]],
  [NdiscOptionType.recursiveDnsServers, [3, 5]],
  [NdiscOptionType.dnsSearchList, [2, 3]],
  [NdiscOptionType.captivePortal, [2, 4]],
  [NdiscOptionType.pref64, [2]],
  [NdiscOptionType.encryptedDns, [6, 7, 11]],
]);

/** Starts of messages and options, addresses with a meaning, lifetimes, and service parameters. */
export function* dictionary(): Generator<DictionaryEntry> {
  for (const type of headerSizes.keys()) yield Uint8Array.of(type, 0, 0, 0);
  for (const type of Object.values(NdiscOptionType)) {
    for (const length of units.get(type) ?? [1]) yield Uint8Array.of(type, length);
  }
  yield Uint8Array.of(NdiscOptionType.prefixInformation, 4, 64, 0xc0);
  yield Uint8Array.of(0x20, 0x01, 0x0d, 0xb8);
  yield Uint8Array.of(0xfe, 0x80, 0, 0, 0, 0, 0, 0);
  yield Uint8Array.of(0xff, 0x02);
  yield Uint8Array.of(0, 0x64, 0xff, 0x9b);
  yield Uint8Array.of(0xff, 0xff, 0xff, 0xff);
  yield Uint8Array.of(7, 0x65, 0x78, 0x61, 0x6d, 0x70, 0x6c, 0x65, 3, 0x63, 0x6f, 0x6d, 0);
  yield "https://";
  yield* svcParamsDictionary();
}
