import { isUpper } from "../core/ascii.js";
import { encodeUtf8 } from "../core/utf8.js";
import { ByteWriter } from "../core/writer.js";
import { type DnsName, encodeDnsName, encodedName } from "../net/dns-name.js";
import { POINTER_MARK, POINTER_TARGET_MAX } from "./reader.js";

/** Which names a {@link DnsWriter} writes in lower case. */
export type NameFolding =
  /** None: as they are. */
  | "none"
  /** The owner's and those that the DNSSEC canonical form lists (RFC 4034 section 6.2, RFC 6840 section 5.1). */
  | "canonical"
  /** All: two records are equal when what is written is. */
  | "all";

const LOWER_CASE_BIT = 0x20;
const CHARACTER_STRING_MAX = 0xff;

/**
 * {@link ByteWriter} with domain names and character strings. A name or string that has no wire form is caller misuse
 * (`TypeError`).
 */
export class DnsWriter extends ByteWriter {
  /** Offsets of the names written so far, by their text; `null` turns compression off. */
  readonly #offsets: Map<DnsName, number> | null;

  constructor(
    readonly folding: NameFolding = "none",
    compress = false,
  ) {
    super(256);
    this.#offsets = compress ? new Map() : null;
  }

  override reset(): this {
    this.#offsets?.clear();
    return super.reset();
  }

  /** An owner name, or a name in a record of RFC 1035: may be compressed, lower case in canonical form. */
  name(name: DnsName): this {
    return this.#write(name, this.folding !== "none", this.#offsets);
  }

  /** A name in a later record: never compressed (RFC 3597 section 4), lower case in canonical form. */
  uncompressedName(name: DnsName): this {
    return this.#write(name, this.folding !== "none", null);
  }

  /** A name that even the canonical form leaves as it is. */
  verbatimName(name: DnsName): this {
    return this.#write(name, this.folding === "all", null);
  }

  #write(name: DnsName, fold: boolean, offsets: Map<DnsName, number> | null): this {
    const prior = offsets?.get(name);
    if (prior !== undefined) return this.u16be((POINTER_MARK << 8) | prior);
    const length = encodeDnsName(name);
    if (length < 0) throw new TypeError(`not a domain name: ${name}`);
    const { wire } = encodedName;
    // Length bytes are at most 63: none is taken for a letter.
    if (fold) for (let i = 0; i < length; i++) if (isUpper(wire[i]!)) wire[i] = wire[i]! | LOWER_CASE_BIT;
    return offsets === null ? this.bytes(wire.subarray(0, length)) : this.#compress(name, length, offsets);
  }

  /** Writes {@link encodedName} up to the longest suffix that was written before, and remembers the new suffixes. */
  #compress(name: DnsName, length: number, offsets: Map<DnsName, number>): this {
    const { wire, labels, textStarts, wireStarts } = encodedName;
    const base = this.length;
    for (let i = 0; i < labels; i++) {
      const suffix = name.slice(textStarts[i]);
      const at = wireStarts[i]!;
      const prior = offsets.get(suffix);
      if (prior !== undefined) return this.bytes(wire.subarray(0, at)).u16be((POINTER_MARK << 8) | prior);
      if (base + at <= POINTER_TARGET_MAX) offsets.set(suffix, base + at);
    }
    return this.bytes(wire.subarray(0, length));
  }

  /** A character string: one length byte, at most 255 bytes (RFC 1035 section 3.3). */
  characterString(bytes: Uint8Array): this {
    if (bytes.length > CHARACTER_STRING_MAX)
      throw new TypeError(`a character string holds 255 bytes, not ${bytes.length}`);
    return this.u8(bytes.length).bytes(bytes);
  }

  text(text: string): this {
    return this.characterString(encodeUtf8(text));
  }
}
