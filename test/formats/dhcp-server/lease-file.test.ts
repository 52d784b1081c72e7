import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BoundLease,
  formatServerLeases,
  type LeaseClock,
  newServerState,
  parseServerLeases,
} from "../../../src/formats/dhcp-server/index.js";
import { USEC_INFINITY } from "../../../src/time/usec.js";
import { config, HOUR, ip } from "./clients.js";

const clock: LeaseClock = { bootId: new Uint8Array(16).fill(0xab), bootUsec: 2n * HOUR, realtimeUsec: 1000n * HOUR };

const lease = (host: number, changes: Partial<BoundLease> = {}): BoundLease => ({
  clientId: Uint8Array.of(1, 2, 3, 4, 5, host),
  address: ip(`10.0.0.${host}`),
  hardwareType: 1,
  hardwareAddress: Uint8Array.from([2, 3, 4, 5, host, ...new Array(11).fill(0)]),
  hardwareAddressLength: 6,
  gateway: ip("0.0.0.0"),
  hostname: null,
  expirationUsec: 3n * HOUR,
  ...changes,
});

const format = (...leases: readonly BoundLease[]): string => formatServerLeases(newServerState(config, leases), clock);

const read = (text: string, now: LeaseClock = clock): BoundLease[] | null => parseServerLeases(text, config, now);

/** The file of one lease, with something in it replaced. */
function damaged(from: RegExp, to: string): string {
  const text = format(lease(5, { hostname: "host" }));
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing to replace by ${to}`);
  return changed;
}

describe("formatServerLeases", () => {
  it("writes both clocks, and leases by address", () => {
    const text = format(lease(9), lease(5, { hostname: "host" }));
    expect(JSON.parse(text)).toEqual({
      BootID: "ab".repeat(16),
      Address: [10, 0, 0, 1],
      PrefixLength: 24,
      Leases: [
        {
          ClientId: [1, 2, 3, 4, 5, 5],
          Address: [10, 0, 0, 5],
          Hostname: "host",
          HardwareAddressType: 1,
          HardwareAddressLength: 6,
          HardwareAddress: [2, 3, 4, 5, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
          ExpirationUSec: 3 * 3600e6,
          ExpirationRealtimeUSec: 1001 * 3600e6,
        },
        expect.objectContaining({ Address: [10, 0, 0, 9] }),
      ],
    });
  });
});

describe("parseServerLeases", () => {
  it("reads back what was written", () => {
    const leases = [lease(5, { hostname: "host" }), lease(9, { expirationUsec: USEC_INFINITY })];
    expect(read(format(...leases))).toEqual(leases);
    expect(read(format())).toEqual([]);
  });

  it("goes by the time of day after a boot", () => {
    const rebooted: LeaseClock = { bootId: new Uint8Array(16), bootUsec: 60n, realtimeUsec: 1000n * HOUR + 60n };
    const leases = [lease(5), lease(9, { expirationUsec: USEC_INFINITY })];
    expect(read(format(...leases), rebooted)).toEqual([{ ...leases[0], expirationUsec: HOUR }, leases[1]]);
    expect(read(format(...leases), { ...rebooted, realtimeUsec: 1002n * HOUR })).toEqual([leases[1]]);
  });

  it("forgets the relay and leases that have ended", () => {
    expect(read(format(lease(5, { gateway: ip("10.0.0.77") })))).toEqual([lease(5)]);
    expect(read(format(lease(5)), { ...clock, bootUsec: 3n * HOUR })).toHaveLength(1);
    expect(read(format(lease(5)), { ...clock, bootUsec: 3n * HOUR + 1n })).toEqual([]);
  });

  it.each<[string, RegExp, string]>([
    ["no JSON", /\}\]\}$/, "}]"],
    ["no object", /^.*$/, "[]"],
    ["another server's leases", /"Address":\[10,0,0,1\]/, '"Address":[10,0,0,2]'],
    ["leases of another subnet", /"PrefixLength":24/, '"PrefixLength":25'],
    ["no prefix length", /"PrefixLength":24/, '"PrefixLength":"24"'],
    ["a prefix length above 32", /"PrefixLength":24/, '"PrefixLength":33'],
    ["no leases", /"Leases":\[.*\]/, '"Leases":{}'],
  ])("refuses %s", (_what, from, to) => {
    expect(read(damaged(from, to))).toBeNull();
  });

  it.each<[string, RegExp, string]>([
    ["that is no object", /"Leases":\[.*\]/, '"Leases":[1]'],
    ["without client", /"ClientId":\[[^\]]*\],/, ""],
    ["with a client of one byte", /"ClientId":\[[^\]]*\]/, '"ClientId":[1]'],
    ["with a client that is no list", /"ClientId":\[[^\]]*\]/, '"ClientId":"0101"'],
    ["with an address of three bytes", /"Address":\[10,0,0,5\]/, '"Address":[10,0,5]'],
    ["with an address out of range", /"Address":\[10,0,0,5\]/, '"Address":[10,0,0,256]'],
    ["with a negative byte", /"Address":\[10,0,0,5\]/, '"Address":[10,0,0,-5]'],
    ["without hardware address", /"HardwareAddress":/, '"Other":'],
    ["with a hardware address that is too short", /"HardwareAddress":\[2,/, '"HardwareAddress":['],
    ["with a hardware address that is too long", /"HardwareAddressLength":6/, '"HardwareAddressLength":17'],
    ["with a hardware type out of range", /"HardwareAddressType":1/, '"HardwareAddressType":256'],
    ["without time since boot", /"ExpirationUSec":\d+,/, ""],
    ["without time of day", /,"ExpirationRealtimeUSec":\d+/, ""],
  ])("leaves out a lease %s", (_what, from, to) => {
    expect(read(damaged(from, to))).toEqual([]);
  });

  it("leaves out a bad host name only", () => {
    expect(read(damaged(/"host"/, '"a..b"'))).toEqual([lease(5)]);
    expect(read(damaged(/"host"/, "1"))).toEqual([lease(5)]);
  });

  it("leaves out what repeats a client or an address", () => {
    const file = (...leases: readonly BoundLease[]): string =>
      format().replace("[]}", `[${leases.map((one) => /\[\{(.*)\}\]/.exec(format(one))![0].slice(1, -1)).join(",")}]}`);
    const other = lease(6, { address: ip("10.0.0.5") });
    expect(read(file(lease(5), other, lease(9)))).toEqual([lease(5), lease(9)]);
    expect(read(file(lease(5), lease(8, { clientId: lease(5).clientId })))).toEqual([lease(5)]);
  });

  it("takes any text", () => {
    const whole = format(lease(5, { hostname: "host" }), lease(9));
    const pieces = fc.constantFrom("[", "]", "{", "}", ",", "-1", "256", '"', "null", "1e3");
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(20), pieces, (at, count, piece) => {
        for (const found of read(whole.slice(0, at) + piece + whole.slice(at + count)) ?? []) {
          expect(found.address).toHaveLength(4);
          expect(found.hardwareAddress).toHaveLength(16);
        }
      }),
      { numRuns: 500 },
    );
  });
});
