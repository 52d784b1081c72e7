/** Smallest MTU that a lease has; a smaller one that the server gives becomes this. Origin: DHCP_MIN_PACKET_SIZE at 257. */
export const MTU_MIN = 604;

/** Bits of an IPv4 and of an IPv6 address. */
export const IPV4_BITS = 32;
export const IPV6_BITS = 128;

/** The value that means for ever in a time of 32 bits (RFC 2131 section 3.3). */
export const SECONDS_INFINITY = 0xffffffff;

/** Encoding byte of the SIP servers option: a list of addresses (RFC 3361 section 3.2). */
export const SIP_ADDRESSES = 1;

/** Bytes of a 6rd option before its border relays (RFC 5969 section 7.1.1). */
export const SIXRD_HEADER_LENGTH = 18;
