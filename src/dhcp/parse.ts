import { attempt, type ParseFailure } from "../core/errno.js";
import { type DhcpMessage, parseDhcpMessage } from "./message.js";

/** Reads a DHCPv4 message from its `op` byte on; see {@link parseDhcpMessage} for what is refused. */
export const parse = (bytes: Uint8Array): DhcpMessage | ParseFailure => attempt(() => parseDhcpMessage(bytes));
