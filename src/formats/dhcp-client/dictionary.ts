import type { DictionaryEntry } from "../../core/format.js";
import { dhcpDictionary } from "../../dhcp/dictionary.js";
import { DhcpOptionCode } from "../../dhcp/registry.js";
import { svcParamsDictionary } from "../../net/dns-resolver.js";
import { leaseOptionCodes } from "./options.js";

/** Option headers, and what the options with an inner structure hold. */
export function* dictionary(): Generator<DictionaryEntry> {
  yield* dhcpDictionary([...leaseOptionCodes, DhcpOptionCode.PRIVATE_BASE, DhcpOptionCode.PRIVATE_LAST]);
  yield* ["localhost", "example.com", "UTC", "Europe/Berlin", "https://example.com/api"];
  // Names in wire form: a label, a pointer to the start of the option.
  yield Uint8Array.of(3, 0x63, 0x6f, 0x6d, 0);
  yield Uint8Array.of(0xc0, 0);
  // A default route by option 121.
  yield Uint8Array.of(0, 192, 0, 2, 1);
  yield* svcParamsDictionary();
}
