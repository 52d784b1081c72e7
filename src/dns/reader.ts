import { DEL, DOT, NUL } from "../core/ascii.js";
import { fail } from "../core/errno.js";
import { ByteReader } from "../core/reader.js";
import { decodeUtf8, isValidUtf8, latin1 } from "../core/utf8.js";
import {
  DNS_LABEL_MAX,
  DNS_NAME_TEXT_MAX,
  DNS_ROOT,
  DNS_WIRE_NAME_MAX,
  type DnsName,
  escapeLabel,
} from "../net/dns-name.js";

/** Bytes in a message header; no compression pointer reaches into it (RFC 1035 section 4.1.1). */
export const DNS_HEADER_SIZE = 12;
/** A label whose two top bits are set is a pointer; the other 14 bits are its target (RFC 1035 section 4.1.4). */
export const POINTER_MARK = 0xc0;
export const POINTER_TARGET_MAX = 0x3fff;
const POINTER_HIGH_BITS = 0x3f;

/** Where names may contain compression pointers. */
export type NameCompression =
  /** Nowhere: a record on its own has nothing to point to. */
  | "refused"
  /** Where RFC 1035, and systemd for SRV and DNAME, allow it. */
  | "dns"
  /** Also in NSEC records (RFC 6762 section 18.14). */
  | "mdns";

const REFUSED: NameCompression = "refused";
const MULTICAST: NameCompression = "mdns";
/** Length byte of the root label, which ends a name. */
const ROOT_LABEL = 0;
const NOWHERE = -1;

interface KnownName {
  readonly name: DnsName;
  /** Bytes in uncompressed wire form. */
  readonly wireLength: number;
}

/** The text of the name in progress, each label with a dot behind it. */
const text = new Uint8Array(DNS_NAME_TEXT_MAX);

/**
 * Bounds-checked cursor over a DNS message: {@link ByteReader} with domain names and character strings.
 *
 * Data that ends early fails with `EMSGSIZE`, everything else that is malformed with `EBADMSG`. Compression pointers go
 * strictly backwards: each must point before the place where the run of labels that holds it began. What a pointer's
 * target spells is remembered, so chains of pointers cost linear time in the size of the message.
 *
 * Origin: RFC 1035 section 4.1.4, RFC 9267 sections 2 and 3, dns_packet_read_name() at 257.
 */
export class DnsReader extends ByteReader {
  /** Names that were read before, by the offset at which they start. */
  readonly #known: Map<number, KnownName> | null;

  /** Whether the message is one of multicast DNS. */
  readonly multicast: boolean;

  constructor(bytes: Uint8Array, start: number, compression: NameCompression) {
    super(bytes, start, bytes.length, "EMSGSIZE");
    this.#known = compression === REFUSED ? null : new Map();
    this.multicast = compression === MULTICAST;
  }

  /** A domain name whose owner may be compressed. */
  name(): DnsName {
    return this.#name(this.#known);
  }

  /** A domain name that must be spelled out (RFC 3597 section 4). */
  plainName(): DnsName {
    return this.#name(null);
  }

  /** The next domain name of an NSEC record, which only multicast DNS compresses. */
  nsecName(): DnsName {
    return this.#name(this.multicast ? this.#known : null);
  }

  #name(known: Map<number, KnownName> | null): DnsName {
    const { bytes, end } = this;
    const start = this.offset;
    let at = start;
    let barrier = start;
    let after = NOWHERE;
    let textLength = 0;
    let wireLength = 1;
    let suffix: DnsName = DNS_ROOT;
    let jumps: number[] | null = null;
    for (;;) {
      if (at >= end) this.#endsEarly(at);
      const size = bytes[at++]!;
      if (size === ROOT_LABEL) break;
      if (size <= DNS_LABEL_MAX) {
        if (at + size > end) this.#endsEarly(at);
        wireLength += 1 + size;
        if (wireLength > DNS_WIRE_NAME_MAX) fail("EBADMSG", start, "domain name above 255 bytes");
        textLength = escapeLabel(bytes, at, at + size, text, textLength);
        text[textLength++] = DOT;
        at += size;
        continue;
      }
      if (known === null || size < POINTER_MARK) fail("EBADMSG", at - 1, "label type is not allowed here");
      if (at >= end) this.#endsEarly(at);
      const target = ((size & POINTER_HIGH_BITS) << 8) | bytes[at++]!;
      if (target < DNS_HEADER_SIZE || target >= barrier) {
        fail("EBADMSG", at - 2, "compression pointer does not point to a prior name");
      }
      if (after === NOWHERE) after = at;
      const prior = known.get(target);
      if (prior !== undefined) {
        wireLength += prior.wireLength - 1;
        if (wireLength > DNS_WIRE_NAME_MAX) fail("EBADMSG", start, "domain name above 255 bytes");
        suffix = prior.name;
        break;
      }
      jumps ??= [];
      jumps.push(target, textLength, wireLength);
      barrier = target;
      at = target;
    }
    const labels =
      suffix === DNS_ROOT && textLength > 0 ? latin1(text, 0, textLength - 1) : latin1(text, 0, textLength);
    const name = labels + suffix;
    this.skip((after === NOWHERE ? at : after) - start);
    if (this.#known !== null) {
      this.#known.set(start, { name, wireLength });
      if (jumps !== null) {
        for (let i = 0; i < jumps.length; i += 3) {
          this.#known.set(jumps[i]!, { name: name.slice(jumps[i + 1]!), wireLength: wireLength - jumps[i + 2]! + 1 });
        }
      }
    }
    return name;
  }

  #endsEarly(at: number): never {
    return fail(this.shortErrno, at, "domain name ends early");
  }

  /**
   * A character string that must be text: `EINVAL` when it holds a NUL, `EBADMSG` when it is not valid UTF-8.
   * Origin: RFC 1035 section 3.3, dns_packet_read_string() at 257.
   */
  text(): string {
    const length = this.u8();
    const start = this.offset;
    this.skip(length);
    const { bytes } = this;
    const end = start + length;
    let ascii = true;
    for (let i = start; i < end; i++) {
      const c = bytes[i]!;
      if (c === NUL) fail("EINVAL", i, "character string holds a NUL");
      if (c > DEL) ascii = false;
    }
    if (ascii) return latin1(bytes, start, end);
    if (!isValidUtf8(bytes, start, end)) fail("EBADMSG", start, "character string is not UTF-8");
    return decodeUtf8(bytes, start, end);
  }
}
