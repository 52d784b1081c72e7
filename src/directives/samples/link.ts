import * as words from "../enums.js";
import { CPUS, oneOf, type SampleTable, samples } from "./samples.js";

/** Value types of .link files. */
export const linkSamples: SampleTable = {
  advertise: samples(
    ["10baset-half 100baset-full", "40000basekr4-full", "1000baset-full", "tp", ""],
    ["bogus", "autoneg bogus"],
  ),
  "alternative-names-policy": samples(
    [words.alternativeNamesPolicy.join(" "), ...words.alternativeNamesPolicy, ""],
    ["bogus path"],
  ),
  "coalesce-count": samples(["0", "5", "4294967295", ""], ["4294967296", "bogus"]),
  "coalesce-time": samples(["1s", "50us", ""], ["infinity", "2h", "bogus"]),
  duplex: oneOf(words.duplex),
  ifalias: samples(["hello", ""], ["café"]),
  ifnames: samples(["averyveryverylongname0", "eth0 eth1", "altname123", ""], ["bad/name"]),
  "mac-address-policy": oneOf(words.macAddressPolicy),
  "mdi-setting": samples(["mdi", "mdi-x", "mdix", "auto", "straight", "crossover", ""], ["bogus"]),
  "name-policy": samples([words.namePolicy.join(" "), ...words.namePolicy, ""], ["bogus"]),
  port: oneOf(words.port),
  "ring-buffer-or-channel": samples(["1", "max", "4294967295", ""], ["0", "bogus", "4294967296"]),
  "rps-cpu-mask": samples(["disable", "all", ...CPUS.valid], ["f", "3-1"]),
  "rx-tx-queues": samples(["1", "4096", ""], ["0", "4097", "bogus"]),
  "sr-iov-num-vfs": samples(["0", "1", "2147483647", ""], ["2147483648", "bogus"]),
  txqueuelen: samples(["0", "1000", "4294967294", ""], ["4294967295", "bogus"]),
  "udev-property": samples(["FOO=bar", "A=1 B=2", '"A=x y"', ""], ["FOO", "=x", "1A=2"]),
  "udev-property-name": samples(["FOO", "A B", ""], ["A=1", "bad name!", "1A"]),
  "wake-on-lan": samples(
    ["unicast multicast broadcast", "off", "magic secureon", "phy", "arp", ""],
    ["bogus", "phy bogus"],
  ),
  "wake-on-lan-password": samples(["aa-bb-cc-dd-ee-ff", "aa:bb:cc:dd:ee:ff", ""], ["bogus"]),
};
