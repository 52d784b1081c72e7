import * as words from "../enums.js";
import { BOOLEAN, CPUS, oneOfOrBoolean, type SampleTable, samples } from "./samples.js";

const INTERFACE_PAIR = samples(["eth0", "eth0:host0", "averyverylong0"], ["bad/if", "eth0:bad/if", "a:b:c"]);

/** Value types of .nspawn files. */
export const nspawnSamples: SampleTable = {
  bind: samples(
    ["/a", "/a:/b", "+/a:/b", "/a:/b:idmap", "/a:/b:noidmap,rbind", ":/b", "/a\\:x:/b"],
    ["-/a", "/a::ro", "rel", "/a:rel", ""],
  ),
  "bind-user": samples(["foo", "foo bar", ""], ["1234", "bad:name"]),
  boot: BOOLEAN,
  capability: samples(["CAP_NET_ADMIN CAP_SYS_TIME", "5", "all", "CAP_KILL", ""], ["cap_kill CAP_X", "bogus"]),
  "cpu-affinity": CPUS,
  "expose-port": samples(
    ["80", "80:8080", "tcp:82", "udp:53:5353", "tcp:81:8081"],
    ["bogus:80", "0", "70000", "tcp:80:", ""],
  ),
  inaccessible: samples(["/a", "/a/../b"], ["rel", ""]),
  "ipvlan-iface-pair": INTERFACE_PAIR,
  "link-journal": samples(["no", "auto", "guest", "host", "try-guest", "try-host", "yes"], ["bogus", ""]),
  "machine-id": samples(
    ["0123456789abcdef0123456789abcdef", "01234567-89ab-cdef-0123-456789abcdef"],
    ["xyz", "00000000000000000000000000000000", ""],
  ),
  "macvlan-iface-pair": INTERFACE_PAIR,
  "network-iface-pair": INTERFACE_PAIR,
  "network-zone": samples(["z", "a-b", "foo", ""], ["bad zone", "averyveryverylongname0"]),
  overlay: samples(["/a:/b", "/a:/b:/c", "+/a::/c", "/a::/c", "-/a:/b", "/a\\:b:/c:/d"], ["/a", "::/x", ""]),
  "pivot-root": samples(["/new:/old", "/new"], ["/new:rel", "rel", ""]),
  "process-two": BOOLEAN,
  "resolv-conf": oneOfOrBoolean(words.resolvConfModeNspawn),
  "system-call-list": samples(["read write", "~@mount", "@system-service", "~read:EPERM", "read:kill", "~", ""]),
  "timezone-mode": oneOfOrBoolean(words.timezoneMode),
  tmpfs: samples(["/tmp", "/tmp:", "/tmp:size=10M"], ["rel", ""]),
  "user-namespace": samples(
    ["no", "yes", "pick", "identity", "65536", "65536:65536", "0", "0:65536"],
    ["managed", "-1", "1000:0", "bogus", "self", ""],
  ),
  "userns-chown": BOOLEAN,
  "userns-ownership": oneOfOrBoolean(words.userNamespaceOwnership),
  "veth-extra": samples(["foo", "foo:bar"], ["bad/if", "averyveryverylongname0", "foo:bar:baz", ""]),
  "volatile-mode": oneOfOrBoolean(words.volatileMode),
};
