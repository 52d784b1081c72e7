import { describe, expect, it } from "vitest";
import { Assignment } from "../../src/directives/assignment.js";
import { type NftSet, nftSets } from "../../src/directives/nft-set.js";

const binding = nftSets<{ sets: NftSet[] }>("sets", ["address", "prefix"]);

function read(...values: readonly string[]): { sets: NftSet[]; codes: readonly string[] } {
  const settings = { sets: [] as NftSet[] };
  const at = new Assignment([]);
  for (const value of values) binding(settings, value, at);
  return { sets: settings.sets, codes: at.diagnostics.map(({ code }) => code) };
}

const hosts: NftSet = { source: "address", protocol: "inet", table: "filter", set: "hosts" };

describe("sets of the packet filter", () => {
  it("are appended and reset", () => {
    expect(read("address:inet:filter:hosts")).toEqual({ sets: [hosts], codes: [] });
    expect(read("address:inet:filter:hosts", "prefix:ip6:t:s_1")).toMatchObject({ sets: [hosts, { set: "s_1" }] });
    expect(read("address:inet:filter:hosts", "").sets).toEqual([]);
  });

  it("have parts that any number of colons separate, with C escapes", () => {
    expect(read(":address::inet:filter:\\x68osts:")).toEqual({ sets: [hosts], codes: [] });
  });

  it.each([
    ["address:inet:filter:h\\osts", "value.bad-nft-set"],
    ["address:inet:filter", "value.bad-nft-set"],
    ["address:inet:filter:hosts:more", "value.bad-nft-set"],
    ["cgroup:inet:filter:hosts", "value.nft-source"],
    ["address:inet7:filter:hosts", "value.nft-protocol"],
    ["address:inet:1filter:hosts", "value.nft-name"],
    ["address:inet:filter:ho-sts", "value.nft-name"],
    [`address:inet:filter:${"x".repeat(32)}`, "value.nft-name"],
    ["'address:inet:filter:hosts", "value.bad-syntax"],
  ])("%s is refused", (value, code) => {
    expect(read(value)).toEqual({ sets: [], codes: [code] });
  });

  it("before a malformed one stay", () => {
    expect(read("address:inet:filter:hosts bogus address:inet:filter:more").sets).toEqual([hosts]);
  });
});
