import type { Errno } from "../../../core/errno.js";
import { decodeBase64 } from "../../../text/binary-text.js";
import { checkPath, PathCheck } from "../../../text/path.js";
import type { NetdevAssignment, NetdevHost } from "../assignment.js";

/** Bytes of a WireGuard key. Origin: WG_KEY_LEN of Linux. */
export const WIREGUARD_KEY_LENGTH = 32;

const CREDENTIAL = "@";

/** A key of zeros is no key. */
const keyOrNone = (key: Uint8Array): Uint8Array | null => (key.every((byte) => byte === 0) ? null : key);

/**
 * Reads a key: base64, or `@` and the name of a credential that holds it; an empty value is no key. `undefined` after a
 * report. Origin: wireguard_decode_key_and_warn() at 257.
 */
export function decodeKey(value: string, at: NetdevAssignment): Uint8Array | null | undefined {
  if (!value) return null;
  const text = value.startsWith(CREDENTIAL) ? at.host.credential(value.slice(1)) : value;
  if (text === null) return at.remark("netdev-parser.no-credential", value);
  const key = decodeBase64(text);
  if (typeof key === "string") return at.remark("netdev-parser.not-base64", value);
  if (key.length !== WIREGUARD_KEY_LENGTH) return at.remark("netdev-parser.key-length", value);
  return keyOrNone(key);
}

/** Checks the path of a key file, which cannot be below `/dev`, `/proc` or `/sys`; an empty value is none. `undefined` after a report. */
export function keyFilePath(value: string, at: NetdevAssignment): string | null | undefined {
  if (!value) return null;
  const checked = checkPath(value, PathCheck.ABSOLUTE | PathCheck.NON_API_VFS);
  return "path" in checked ? checked.path : at.warn("netdev-parser.bad-path", value);
}

/** The key that a file holds, or why there is none. Origin: wireguard_read_key_file() at 257. */
export function readKeyFile(path: string, host: NetdevHost): Uint8Array | null | Errno {
  const text = host.keyFile(path);
  if (text === null) return "ENOENT";
  const key = decodeBase64(text);
  if (typeof key === "string" || key.length !== WIREGUARD_KEY_LENGTH) return "EINVAL";
  return keyOrNone(key);
}
