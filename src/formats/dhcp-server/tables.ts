import { fromHex } from "../../core/bytes.js";
import { DhcpField } from "../../dhcp/message.js";
import { UDP_FRAME_HEADER_LENGTH } from "../../dhcp/udp-frame.js";

/** What a maximum message size counts before the options: IPv4, UDP and BOOTP. */
export const MESSAGE_HEADERS_LENGTH = UDP_FRAME_HEADER_LENGTH + DhcpField.OPTIONS;

/** Room for options that every client has: a message of 576 bytes (RFC 2131 section 2). Origin: DHCP_MIN_OPTIONS_SIZE at 257. */
export const OPTIONS_LENGTH_MIN = 576 - DhcpField.OPTIONS;

/** Key of the hash that scatters clients over the pool. Origin: HASH_KEY of sd-dhcp-server at 257. */
export const POOL_HASH_KEY = fromHex("0d1dfebdf124bdb347f1dd6e73219330")!;

/** An all-ones time: for ever (RFC 2131 section 3.3). */
export const SECONDS_INFINITY = 0xffffffff;
