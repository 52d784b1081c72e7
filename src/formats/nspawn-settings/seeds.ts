import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { customMount } from "../../nspawn/custom-mounts.js";
import { EVERY_CAPABILITY, NspawnSettings, portKey } from "../../nspawn/settings.js";
import { formatNspawnSettings } from "./format.js";

const text = (name: string, ...lines: readonly string[]): Seed => ({
  name,
  bytes: encodeUtf8(`${lines.join("\n")}\n`),
});

const exec = (name: string, ...lines: readonly string[]): Seed => text(name, "[Exec]", ...lines);
const files = (name: string, ...lines: readonly string[]): Seed => text(name, "[Files]", ...lines);
const network = (name: string, ...lines: readonly string[]): Seed => text(name, "[Network]", ...lines);

function* frameSeeds(): Iterable<Seed> {
  yield text("frame-empty");
  yield text("frame-all-sections", "[Exec]", "Boot=yes", "[Files]", "ReadOnly=no", "[Network]", "Private=yes");
  yield text("frame-outside-section", "Boot=yes", "[Exec]");
  yield text("frame-unknown-section", "[Service]", "Boot=yes");
  yield text("frame-private-names", "[X-Mine]", "Boot=yes", "[Exec]", "X-Mine=1", "Mine=1");
  yield text("frame-section-unclosed", "[Exec", "Boot=yes");
  yield exec("frame-continuation", "Parameters=a \\", "# dropped", "  b \\", "c");
  yield exec("frame-no-equals", "Boot", "=yes", "Parameters=a b # c");
  yield {
    name: "frame-not-utf8",
    bytes: concatBytes(encodeUtf8("[Exec]\nUser="), new Uint8Array([0xff, 0xfe]), encodeUtf8("\nBoot=yes\n")),
  };
  yield { name: "frame-carriage-returns", bytes: encodeUtf8("\ufeff[Exec]\r\nBoot=yes\r[Files]\0ReadOnly=yes") };
}

function* execSeeds(): Iterable<Seed> {
  yield exec("exec-boot-then-process-two", "Boot=yes", "ProcessTwo=yes", "ProcessTwo=no", "Boot=no");
  yield exec("exec-process-two-then-boot", "ProcessTwo=no", "ProcessTwo=yes", "Boot=yes", "Boot=no", "ProcessTwo=no");
  yield exec(
    "exec-words",
    `Parameters=a "b c" 'd "e"' f\\ g ""`,
    "Environment=A=b",
    "Environment=",
    'Parameters="open',
  );
  yield exec("exec-user", "User=lennart", "User=a\tb", 'User=a"b', "User=with space", "User=");
  yield exec(
    "exec-capabilities",
    "Capability=CAP_KILL 5 cap_bpf 62",
    "AmbientCapability=all",
    "DropCapability=63 -1 X",
  );
  yield exec("exec-capability-bad-escape", "Capability=CAP_KILL \\  ");
  yield exec("exec-identity", "MachineID=01234567-89ab-cdef-0123-456789abcdef", "Personality=x86", "Personality=");
  yield exec("exec-machine-id-bad", `MachineID=${"0".repeat(32)}`, "MachineID=0123");
  yield exec("exec-working-directory", "WorkingDirectory=/a//b/./c/", "WorkingDirectory=", "WorkingDirectory=/d /");
  yield exec(
    "exec-working-directory-bad",
    "WorkingDirectory=a",
    "WorkingDirectory=/a/../b",
    `WorkingDirectory=/${"a".repeat(300)}`,
  );
  yield exec("exec-pivot-root", "PivotRoot=/new", "PivotRoot=/new:/old", "PivotRoot=/a\\:b:/c:d", "PivotRoot=/x ");
  yield exec(
    "exec-pivot-root-bad",
    "PivotRoot=/a/./b",
    "PivotRoot=/a:/b/../c",
    "PivotRoot=a",
    "PivotRoot=/a:b",
    "PivotRoot=/a\\",
  );
  for (const users of ["no", "yes", "pick", "identity", "131072", "131072:1024", "0:1"]) {
    yield exec(`exec-private-users-${users.replace(":", "-")}`, `PrivateUsers=${users}`);
  }
  yield exec(
    "exec-private-users-bad",
    ...["65535", "4294967295", "1:0", "4294967290:10", "1:x", "x:1", "01", "managed"].map(
      (users) => `PrivateUsers=${users}`,
    ),
  );
  yield exec(
    "exec-system-calls",
    "SystemCallFilter=@system-service read:EPERM",
    "SystemCallFilter=~@mount a\\ b ~c",
    "SystemCallFilter=a\\",
  );
  yield exec("exec-system-call-odd-words", "SystemCallFilter=a\\  \\~b", "SystemCallFilter=~\\~c");
  yield exec(
    "exec-limits",
    "LimitNOFILE=1024:2048",
    "LimitAS=1G:infinity",
    "LimitNICE=-5",
    "LimitCPU=10ms:2h",
    "LimitRTTIME=5s",
  );
  yield exec(
    "exec-limit-longest",
    "LimitCPU=18446744073709551614us",
    "LimitRTTIME=18446744073709551614us",
    "LimitCORE=2:1",
  );
  yield exec("exec-oom-score", "OOMScoreAdjust=-1000", "OOMScoreAdjust=", "OOMScoreAdjust=1001", "OOMScoreAdjust=x");
  yield exec("exec-cpu-affinity", "CPUAffinity=0-3,8", "CPUAffinity=", "CPUAffinity=5-4", "CPUAffinity=8191");
  yield exec("exec-cpu-affinity-bad", "Boot=yes", "CPUAffinity=x");
  yield exec("exec-cpu-affinity-too-large", "CPUAffinity=8192");
  yield exec(
    "exec-modes",
    "ResolvConf=yes",
    "Timezone=on",
    "LinkJournal=try-guest",
    "KillSignal=RTMIN+3",
    "Hostname=a.b",
  );
  for (const mode of ["no", "true", "guest", "host", "try-host", "try-auto"]) {
    yield exec(`exec-link-journal-${mode}`, `LinkJournal=${mode}`);
  }
}

function* filesSeeds(): Iterable<Seed> {
  yield files(
    "files-bind",
    "Bind=/a",
    "Bind=+/a",
    "Bind=/a:/b:rbind,idmap",
    "BindReadOnly=:/b",
    "Bind=rel:/b",
    "Bind=/a\\:x:/b ",
  );
  yield files("files-bind-blank-at-end", "Bind=/a:/b :", "PrivateUsersOwnership=map");
  yield files("files-bind-bad", "Bind=", "Bind=rel", "Bind=/a:rel", "Bind=+rel:/b", "Bind=/a:\\", "Bind=/a\\");
  yield files("files-tmpfs", "TemporaryFileSystem=/a", "TemporaryFileSystem=/b:size=10%", "TemporaryFileSystem=rel");
  yield files("files-inaccessible", "Inaccessible=/a/../b", "Inaccessible=rel");
  yield files(
    "files-overlay",
    "Overlay=/a:/b",
    "OverlayReadOnly=/a:/b:/c:/d",
    "Overlay=+/a::/c",
    "Overlay=rel:+/u",
    "Overlay=a\\:b:c:/d",
  );
  yield files(
    "files-overlay-bad",
    "Overlay=/a",
    "Overlay=::/c",
    "Overlay=/a:",
    "Overlay=/a:+x:/c",
    "Overlay=/a:/b:c",
    "Overlay=/a\\",
  );
  yield files("files-ownership", "PrivateUsersChown=yes", "PrivateUsersOwnership=yes", "PrivateUsersChown=x");
  yield files("files-bind-user", "BindUser=a b", "BindUser=", "BindUser=c 5 d", "BindUser=e \\");
  yield files("files-volatile", "ReadOnly=yes", "Volatile=overlay", "Volatile=yes", "Volatile=state");
}

function* networkSeeds(): Iterable<Seed> {
  yield network(
    "network-pairs",
    "Interface=eth0 eth1:host0",
    "MACVLAN=eth0 a:b",
    "IPVLAN=eth0:iv averyverylong0",
    "Interface=",
  );
  yield network("network-pair-backslash", "Interface=a\\\\\\\\b:c\\\\d", "VirtualEthernetExtra=a\\\\b:c\\\\d");
  yield network("network-pair-outside-bad", "Private=yes", "MACVLAN=eth0 bad/name");
  yield network("network-pair-inside-bad", "Interface=eth0:b:c");
  yield network("network-pair-bad-escape", "IPVLAN=eth0 \\");
  yield network("network-pair-empty-outside", "IPVLAN=:eth0");
  yield network(
    "network-veth",
    "VirtualEthernet=yes",
    "VirtualEthernetExtra=a",
    "VirtualEthernetExtra=a:b",
    "VirtualEthernetExtra=a:b/c",
  );
  yield network(
    "network-veth-bad",
    "VirtualEthernetExtra=a:b:c",
    "VirtualEthernetExtra=a:b:",
    "VirtualEthernetExtra=a:\\",
  );
  yield network("network-bridge", "Bridge=br0", "Bridge=", "Bridge=all", "Bridge=br\\");
  yield network("network-zone", "Zone=", "Zone=home", "Zone=twelve-chars", "Zone=thirteen-char");
  yield network(
    "network-ports",
    "Port=80",
    "Port=udp:53:5353",
    "Port=tcp:8080:80",
    "Port=tcp:80:81",
    "Port=0",
    "Port=65536",
    "Port=a:1",
  );
}

/** Settings as {@link formatNspawnSettings} writes them. */
function* writtenSeeds(): Iterable<Seed> {
  const settings = new NspawnSettings();
  settings.startMode = "pid2";
  settings.parameters = ["/bin/sh", "-c", `echo "it's"`];
  settings.capability = EVERY_CAPABILITY;
  settings.userNamespaceMode = "fixed";
  settings.uidShift = 0x2_0000;
  settings.uidRange = 0x1_0000;
  settings.userNamespaceOwnership = "map";
  settings.systemCallDenyList = ["@mount", "bpf"];
  settings.customMounts = [
    customMount("bind", "/srv", { source: "/srv/a:b", readOnly: true }),
    customMount("overlay", "/usr", { lower: ["/usr", "+/usr"], source: "/var/usr" }),
    customMount("tmpfs", "/tmp", { options: "size=1G" }),
  ];
  settings.networkMacvlan = [["eno1", "mv-eno1"]];
  const port = { protocol: "udp", hostPort: 53, containerPort: 5353 } as const;
  settings.exposePorts.set(portKey(port), port);
  yield { name: "written-settings", bytes: formatNspawnSettings(settings) };
}

/** A seed for each rule; those of single directives and value types come from scripts/generate-directives.ts. */
export function* seeds(): Iterable<Seed> {
  yield* frameSeeds();
  yield* execSeeds();
  yield* filesSeeds();
  yield* networkSeeds();
  yield* writtenSeeds();
}
