/** The letters of the entries, and names that devices have. */
export function udevDatabaseDictionary(): Iterable<string> {
  return [
    ..."GQSEILWV".split("").map((letter) => `\n${letter}:`),
    "E:USEC_INITIALIZED=",
    "E:.",
    "ID_FS_UUID=",
    "SYSTEMD_WANTS=",
    "disk/by-id/",
    "../",
    "systemd",
    "18446744073709551615",
    "-2147483648",
    "0x",
  ];
}
