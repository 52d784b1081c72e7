import { DOT } from "../core/ascii.js";
import { latin1 } from "../core/utf8.js";
import { DNS_LABEL_MAX, type DnsName, escapeLabel } from "../net/dns-name.js";

const POINTER = 0xc0;
const POINTER_LOW_BITS = 0x3f;
/** Bytes that one byte of a label can take in text. */
const ESCAPED_BYTE_MAX = 4;
/**
 * Labels followed in one option: more than 255 bytes can ask for (64 labels and 63 pointers to them). In joined
 * options (RFC 3396) pointers to a long name could ask for the square of the length.
 */
const LABELS_MAX = 8192;

/**
 * The names of a domain search list, or `null` when it is malformed or empty.
 *
 * Names are in wire form and may end in a pointer to an earlier place in the option; pointers go strictly backwards.
 * Origin: RFC 3397 section 2, RFC 1035 section 4.1.4, dhcp_lease_parse_search_domains() at 257.
 */
export function parseSearchDomains(data: Uint8Array): DnsName[] | null {
  const end = data.length;
  if (end === 0) return null;
  const names: DnsName[] = [];
  const label = new Uint8Array(1 + ESCAPED_BYTE_MAX * DNS_LABEL_MAX);
  let labels = 0;
  let next = 0;
  while (next < end) {
    let at = next;
    let barrier = next;
    let resume = -1;
    let name = "";
    for (;;) {
      const size = data[at++]!;
      if (size === 0) break;
      if (size <= DNS_LABEL_MAX) {
        // There is at least an end to come, so that the next size can be read.
        if (at + size >= end || ++labels > LABELS_MAX) return null;
        const textStart = name === "" ? 1 : 0;
        label[0] = DOT;
        name += latin1(label, textStart, escapeLabel(data, at, at + size, label, 1));
        at += size;
      } else {
        if ((size & POINTER) !== POINTER || at >= end) return null;
        const target = ((size & POINTER_LOW_BITS) << 8) | data[at++]!;
        if (target >= barrier) return null;
        barrier = target;
        if (resume < 0) resume = at;
        at = target;
      }
    }
    names.push(name);
    next = resume < 0 ? at : resume;
  }
  return names;
}
