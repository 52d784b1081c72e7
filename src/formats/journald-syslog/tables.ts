/** Longest datagram worth fuzzing: the daemon takes any that the socket delivers. */
export const LENGTH_MAX = 65_536;
