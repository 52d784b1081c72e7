/** Longest input of the fuzz target. Origin: systemd 257's fuzz-nspawn-settings. */
export const INPUT_MAX = 65_536;

/** What systemd puts in front of the name of a network zone to name its bridge. Origin: systemd.nspawn(5) Zone=. */
export const ZONE_PREFIX = "vz-";

/** What systemd puts in front of an interface's name to name the one inside, where that is not given. Origin: systemd.nspawn(5). */
export const pairPrefixes = { Interface: "", MACVLAN: "mv-", IPVLAN: "iv-" } as const;

/** Options of a temporary file system that has none of its own. Origin: systemd-nspawn(1) --tmpfs=. */
export const TMPFS_OPTIONS = "mode=0755";
