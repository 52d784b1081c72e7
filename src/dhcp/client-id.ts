/**
 * What a client goes by: a type byte and at least one byte of identifier, as option 61 carries it.
 * Origin: RFC 2132 section 9.14; MIN_CLIENT_ID_LEN and MAX_CLIENT_ID_LEN at 257.
 */
export type DhcpClientId = Uint8Array;

export const DHCP_CLIENT_ID_MIN = 2;
export const DHCP_CLIENT_ID_MAX = 255;

export const isClientIdLength = (length: number): boolean =>
  length >= DHCP_CLIENT_ID_MIN && length <= DHCP_CLIENT_ID_MAX;

/** The identifier made of a type and a hardware address, or `null` when the address is empty or too long. */
export function clientIdOf(type: number, address: Uint8Array): DhcpClientId | null {
  if (!isClientIdLength(1 + address.length)) return null;
  const id = new Uint8Array(1 + address.length);
  id[0] = type;
  id.set(address, 1);
  return id;
}
