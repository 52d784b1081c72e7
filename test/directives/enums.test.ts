import { describe, expect, it } from "vitest";
import * as enums from "../../src/directives/enums.js";
import { fileSystemGroups } from "../../src/directives/file-systems.js";
import { knownSystemCalls, systemCallGroups } from "../../src/directives/system-calls.js";
import { addressFamilyNumbers, arphrdNumbers, ipProtocolNumbers } from "../../src/net/protocol-names.js";
import { capabilityNames, secureBitNames } from "../../src/text/capability-names.js";
import { errnoNumbers } from "../../src/text/errno-names.js";

describe("enumerations", () => {
  it.each(Object.entries<readonly string[]>(enums))("%s has distinct words", (_, words) => {
    expect(words.length).toBeGreaterThan(1);
    expect(new Set(words).size).toBe(words.length);
    expect(words).not.toContain("");
  });
});

describe.each([
  ["system calls", systemCallGroups],
  ["file systems", fileSystemGroups],
] as [string, Readonly<Record<string, readonly string[]>>][])("groups of %s", (_, groups) => {
  it("name groups that exist, and never themselves", () => {
    const members = (name: string, above: readonly string[]): number => {
      expect(above, name).not.toContain(name);
      expect(Object.hasOwn(groups, name), name).toBe(true);
      let count = 0;
      for (const member of groups[name]!) count += member.startsWith("@") ? members(member, [...above, name]) : 1;
      return count;
    };
    for (const name of Object.keys(groups)) {
      expect(name.startsWith("@")).toBe(true);
      expect(members(name, [])).toBeGreaterThan(0);
    }
  });
});

describe("names", () => {
  it("are distinct", () => {
    for (const names of [knownSystemCalls, capabilityNames, secureBitNames] as readonly (readonly string[])[]) {
      expect(new Set(names).size).toBe(names.length);
    }
  });

  // errno(3), capabilities(7), address_families(7), if_arp.h, IANA protocol numbers
  it("have the numbers of Linux", () => {
    expect([errnoNumbers.EPERM, errnoNumbers.ENOENT, errnoNumbers.ETIMEDOUT]).toEqual([1, 2, 110]);
    expect([capabilityNames.indexOf("cap_net_admin"), capabilityNames.length]).toEqual([12, 41]);
    expect([addressFamilyNumbers.AF_UNIX, addressFamilyNumbers.AF_INET6]).toEqual([1, 10]);
    expect([arphrdNumbers.ETHER, ipProtocolNumbers.tcp, ipProtocolNumbers.udp]).toEqual([1, 6, 17]);
  });
});
