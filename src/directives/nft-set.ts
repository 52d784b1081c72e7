import { isAlpha, isAlphanumeric } from "../core/ascii.js";
import { EnumTable } from "../text/enum-table.js";
import { Extract, readWords, WHITESPACE, WordReader } from "../text/extract-word.js";
import type { Binding, FieldOf } from "./assignment.js";
import { nfproto, type nftSetSource } from "./enums.js";
import { assign } from "./values.js";

/** A set of the packet filter that something is to be entered in. Origin: NFTSet= in systemd.network(5), systemd.resource-control(5). */
export interface NftSet {
  readonly source: NftSource;
  readonly protocol: string;
  readonly table: string;
  readonly set: string;
}

export type NftSource = (typeof nftSetSource)[number];

const protocols = new EnumTable(nfproto);

/** Longest nft table or set name. Origin: NFT_SET_MAXNAMELEN of Linux, less the NUL. */
const NFT_NAME_MAX = 31;
const PARTS = 4;

/** Whether a text can name an nft table or set. Origin: nft_identifier_valid() at 257. */
export function isNftIdentifier(name: string): boolean {
  if (!name || name.length > NFT_NAME_MAX || !isAlpha(name.charCodeAt(0))) return false;
  for (let i = 1; i < name.length; i++) {
    if (!isAlphanumeric(name.charCodeAt(i)) && !"/\\_.".includes(name.charAt(i))) return false;
  }
  return true;
}

/**
 * `source:protocol:table:set`, several separated by white space, appended; an empty value resets. The first malformed
 * one ends the value. Origin: config_parse_nft_set() at 257.
 */
export function nftSets<Settings>(
  field: FieldOf<Settings, NftSet[]>,
  sources: readonly NftSource[],
): Binding<Settings> {
  const knownSources = new EnumTable(sources);
  return (settings, value, at) => {
    if (!value) {
      assign(settings, field, []);
      return undefined;
    }
    const list = settings[field] as unknown as NftSet[];
    const tuples = new WordReader(value);
    for (;;) {
      const tuple = tuples.next(WHITESPACE, Extract.UNQUOTE | Extract.RETAIN_ESCAPE);
      if (tuples.failed) return at.warn("value.bad-syntax", value);
      if (tuple === null) return undefined;
      const reader = new WordReader(tuple);
      const parts = readWords(reader, PARTS, ":", Extract.CUNESCAPE);
      const [sourceName = null, protocol = null, table = null, set = null] = parts ?? [];
      if (sourceName === null || protocol === null || table === null || set === null || !reader.restIsEmpty) {
        return at.warn("value.bad-nft-set", tuple);
      }
      const source = knownSources.parse(sourceName);
      if (source === null) return at.warn("value.nft-source", sourceName);
      if (!protocols.has(protocol)) return at.warn("value.nft-protocol", protocol);
      if (!isNftIdentifier(table)) return at.warn("value.nft-name", table);
      if (!isNftIdentifier(set)) return at.warn("value.nft-name", set);
      list.push({ source, protocol, table, set });
    }
  };
}
