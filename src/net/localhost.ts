const LOCAL_NAMES = ["localhost", "localhost.localdomain"];

/** Whether a name means this host, whatever its case, with or without a dot at its end. Origin: RFC 6761 section 6.3, is_localhost() at 257. */
export function isLocalhost(name: string): boolean {
  const lower = name.toLowerCase();
  const bare = lower.endsWith(".") ? lower.slice(0, -1) : lower;
  return LOCAL_NAMES.some((local) => bare === local || bare.endsWith(`.${local}`));
}
