/** Longest input of the fuzz entry point. Origin: fuzz_journald_processing at 257. */
export const LENGTH_MAX = 65_536;

/** Longest header line, in bytes, its line feed included. Origin: STDOUT_STREAM_SETUP_PROTOCOL_LINE_MAX at 257. */
export const HEADER_LINE_MAX = 255;

/** Longest log line, in bytes, its end included: `LineMax=` of journald.conf(5) where nothing is configured. */
export const LOG_LINE_MAX = 48 * 1024;
