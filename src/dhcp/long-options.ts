import { joinBytes } from "../core/bytes.js";
import { DHCP_OPTION_DATA_MAX, type DhcpOption } from "./message.js";
import { DhcpOptionCode } from "./registry.js";

/**
 * Joins the data of options that appear more than once, at the place of the first; pads and end are left out.
 *
 * This is what a sender of long options means. systemd 257 reads each occurrence by itself, and so does this package's
 * lease; use this where the peer splits options. Origin: RFC 3396 section 7.
 */
export function joinLongOptions(options: readonly DhcpOption[]): DhcpOption[] {
  const parts = new Map<number, Uint8Array[]>();
  for (const { code, data } of options) {
    if (code === DhcpOptionCode.PAD || code === DhcpOptionCode.END) continue;
    const sameCode = parts.get(code);
    if (sameCode === undefined) parts.set(code, [data]);
    else sameCode.push(data);
  }
  return [...parts].map(([code, data]) => ({ code, data: data.length === 1 ? data[0]! : joinBytes(data) }));
}

/** Splits options above 255 bytes into consecutive ones of the same code. Origin: RFC 3396 section 5. */
export function splitLongOptions(options: readonly DhcpOption[]): DhcpOption[] {
  return options.flatMap((option) => {
    if (option.data.length <= DHCP_OPTION_DATA_MAX) return [option];
    const pieces: DhcpOption[] = [];
    for (let at = 0; at < option.data.length; at += DHCP_OPTION_DATA_MAX) {
      pieces.push({ code: option.code, data: option.data.subarray(at, at + DHCP_OPTION_DATA_MAX) });
    }
    return pieces;
  });
}
