import type { IpFamily } from "../../net/in-addr-prefix.js";

/** Choices of address families as bits. Origin: AddressFamily at 257. */
export const Families = {
  NONE: 0,
  IPV4: 1,
  IPV6: 2,
  BOTH: 3,
} as const;

/** Bits of {@link Families}. */
export type Families = number;

const IPV4_VERSION = 4;
const IPV6_VERSION = 6;
const UNSPECIFIED = 0;

/** 4, 6, or 0 for none in particular. */
export const familyVersion = (family: IpFamily | null): number =>
  family === null ? UNSPECIFIED : family === "ipv4" ? IPV4_VERSION : IPV6_VERSION;

/** Choices by name. Origin: the address family tables at 257. */
export const familiesByName: ReadonlyMap<string, Families> = new Map([
  ["no", Families.NONE],
  ["ipv4", Families.IPV4],
  ["ipv6", Families.IPV6],
  ["yes", Families.BOTH],
]);

const names: ReadonlyMap<Families, string> = new Map([...familiesByName].map(([name, families]) => [families, name]));

/** Name of a choice that {@link familiesByName} has. */
export const familiesName = (families: Families): string => names.get(families)!;
