import type { FormatDefinition } from "../core/format.js";

// biome-ignore lint/suspicious/noExplicitAny: outcomes differ by format; callers hand them back unopened
type Loaded = FormatDefinition<any>;

/** One row per format, sorted by slug; the definition is loaded on demand. */
export interface RegistryEntry {
  readonly slug: string;
  readonly load: () => Promise<Loaded>;
}

/**
 * The only list of formats. A test asserts that each has a target, a corpus, a dictionary and golden vectors.
 * `npm run new:format <slug>` adds a row.
 */
export const registry: readonly RegistryEntry[] = [
  // formats:begin
  { slug: "bootspec", load: async () => (await import("./bootspec/definition.js")).definition },
  { slug: "bus-match", load: async () => (await import("./bus-match/definition.js")).definition },
  { slug: "bus-message", load: async () => (await import("./bus-message/definition.js")).definition },
  { slug: "calendarspec", load: async () => (await import("./calendarspec/definition.js")).definition },
  { slug: "catalog", load: async () => (await import("./catalog/definition.js")).definition },
  { slug: "dhcp-client", load: async () => (await import("./dhcp-client/definition.js")).definition },
  { slug: "dhcp-server", load: async () => (await import("./dhcp-server/definition.js")).definition },
  { slug: "dhcp-server-relay", load: async () => (await import("./dhcp-server-relay/definition.js")).definition },
  { slug: "dhcp6-client", load: async () => (await import("./dhcp6-client/definition.js")).definition },
  { slug: "dns-packet", load: async () => (await import("./dns-packet/definition.js")).definition },
  { slug: "env-file", load: async () => (await import("./env-file/definition.js")).definition },
  { slug: "etc-hosts", load: async () => (await import("./etc-hosts/definition.js")).definition },
  { slug: "execute-serialize", load: async () => (await import("./execute-serialize/definition.js")).definition },
  { slug: "fido-id-desc", load: async () => (await import("./fido-id-desc/definition.js")).definition },
  { slug: "journal-remote", load: async () => (await import("./journal-remote/definition.js")).definition },
  { slug: "journald-audit", load: async () => (await import("./journald-audit/definition.js")).definition },
  { slug: "journald-kmsg", load: async () => (await import("./journald-kmsg/definition.js")).definition },
  { slug: "journald-native-fd", load: async () => (await import("./journald-native-fd/definition.js")).definition },
  { slug: "journald-stream", load: async () => (await import("./journald-stream/definition.js")).definition },
  { slug: "journald-syslog", load: async () => (await import("./journald-syslog/definition.js")).definition },
  { slug: "json", load: async () => (await import("./json/definition.js")).definition },
  { slug: "link-parser", load: async () => (await import("./link-parser/definition.js")).definition },
  { slug: "lldp-rx", load: async () => (await import("./lldp-rx/definition.js")).definition },
  { slug: "manager-serialize", load: async () => (await import("./manager-serialize/definition.js")).definition },
  { slug: "ndisc-rs", load: async () => (await import("./ndisc-rs/definition.js")).definition },
  { slug: "netdev-parser", load: async () => (await import("./netdev-parser/definition.js")).definition },
  { slug: "network-parser", load: async () => (await import("./network-parser/definition.js")).definition },
  { slug: "nspawn-oci", load: async () => (await import("./nspawn-oci/definition.js")).definition },
  { slug: "nspawn-settings", load: async () => (await import("./nspawn-settings/definition.js")).definition },
  { slug: "resource-record", load: async () => (await import("./resource-record/definition.js")).definition },
  { slug: "systemctl-parse-argv", load: async () => (await import("./systemctl-parse-argv/definition.js")).definition },
  { slug: "udev-database", load: async () => (await import("./udev-database/definition.js")).definition },
  { slug: "udev-rules", load: async () => (await import("./udev-rules/definition.js")).definition },
  { slug: "unit-file", load: async () => (await import("./unit-file/definition.js")).definition },
  { slug: "varlink", load: async () => (await import("./varlink/definition.js")).definition },
  { slug: "varlink-idl", load: async () => (await import("./varlink-idl/definition.js")).definition },
  { slug: "xdg-desktop", load: async () => (await import("./xdg-desktop/definition.js")).definition },
  // formats:end
];

/** Golden folders that are no fuzz target: what several formats share. */
export const vectorSets: readonly RegistryEntry[] = [
  { slug: "time", load: async () => (await import("../time/definition.js")).definition },
];

/** The entry of a slug, `fuzz-` allowed before it; `undefined` when there is none. */
export function findFormat(name: string): RegistryEntry | undefined {
  const slug = name.startsWith("fuzz-") ? name.slice(5) : name;
  return registry.find((entry) => entry.slug === slug) ?? vectorSets.find((entry) => entry.slug === slug);
}
