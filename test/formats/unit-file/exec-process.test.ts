import { describe, expect, it } from "vitest";
import { SYSCALL_KILL } from "../../../src/formats/unit-file/exec/system-call-set.js";
import { readOwn } from "./read.js";

const service = (...lines: readonly string[]) => readOwn("service", ...lines);
const exec = (...lines: readonly string[]) => service(...lines).unit.exec!;
const lines = (label: string, ...assignments: readonly string[]) =>
  service(...assignments)
    .dump.filter((line) => line.startsWith(`\t${label}: `))
    .map((line) => line.slice(label.length + 3));
const refused = (line: string, ...codes: readonly string[]) => {
  const { result, reports, dump } = service(line);
  expect(result).toBe(1);
  expect(reports).toEqual(codes.map((code) => `${code}@2`));
  expect(dump).toEqual(service().dump);
};

describe("accounts", () => {
  it.each(["root", "0", "1000", "foo bar", "_x", "1foo", "üser", "foo.bar", "a".repeat(40), "%p"])(
    "User=%s",
    (name) => {
      const { result, reports } = service(`User=${name}`, `Group=${name}`);
      expect([result, reports]).toEqual([1, []]);
    },
  );

  it.each(["4294967295", "65535", "-1", "a:b", "a/b", ".", "%i", "%z"])("User=%s ends the file", (name) => {
    const { result, reports } = service(`User=${name}`);
    expect([result, reports.length]).toEqual(["ENOEXEC", 1]);
  });

  it("warns of nobody as user, not as group", () => {
    expect(service("User=nobody").reports).toEqual(["unit-file.nobody-as-user@2"]);
    expect(service("Group=nobody").reports).toEqual([]);
  });

  it("SupplementaryGroups adds up", () => {
    expect(lines("SupplementaryGroups", "SupplementaryGroups=a b", "SupplementaryGroups=c")).toEqual(["a b c"]);
    expect(lines("SupplementaryGroups", "SupplementaryGroups=a", "SupplementaryGroups=")).toEqual([]);
    const { unit, result } = service("SupplementaryGroups=a b:c d");
    expect([unit.exec?.supplementaryGroups, result]).toEqual([["a"], "ENOEXEC"]);
  });

  it("DynamicUser ends the file when it is no boolean", () => {
    expect(service("DynamicUser=maybe")).toMatchObject({ result: "ENOEXEC", reports: ["value.not-boolean@2"] });
  });
});

describe("scheduling", () => {
  it.each([
    ["Nice=-20", "nice", -20],
    ["Nice=19", "nice", 19],
    ["OOMScoreAdjust=-1000", "oomScoreAdjust", -1000],
    ["IOSchedulingPriority=0", "ioSchedulingPriority", 0],
    ["CPUSchedulingPriority=99", "cpuSchedulingPriority", 99],
    ["CoredumpFilter=default", "coredumpFilter", 0x33n],
    ["CoredumpFilter=shared-anonymous elf-headers", "coredumpFilter", 0x12n],
    ["CoredumpFilter=all", "coredumpFilter", 0xffff_ffff_ffff_ffffn],
    ["CoredumpFilter=f0", "coredumpFilter", 0xf0n],
    ["TimerSlackNSec=1us", "timerSlackNSec", 1000n],
  ] as const)("%s", (line, field, value) => {
    expect(exec(line)[field]).toBe(value);
  });

  it.each([
    ["Nice=20", "unit-file.nice-range"],
    ["Nice=x", "value.not-integer"],
    ["OOMScoreAdjust=1001", "unit-file.oom-score-range"],
    ["CoredumpFilter=bogus", "unit-file.bad-coredump-filter"],
    ["IOSchedulingClass=bogus", "unit-file.bad-io-class"],
    ["IOSchedulingClass=9", "unit-file.bad-io-class"],
    ["IOSchedulingPriority=8", "unit-file.bad-io-priority"],
    ["CPUSchedulingPolicy=bogus", "unit-file.bad-scheduling-policy"],
    ["CPUSchedulingPriority=100", "unit-file.scheduling-priority-range"],
    ["CPUSchedulingPriority=", "value.not-integer"],
    ["CPUAffinity=x", "value.not-cpu"],
    ["CPUAffinity=0-8192", "value.cpu-too-large"],
    ["NUMAPolicy=bogus", "value.unknown-keyword"],
    ["TimerSlackNSec=", "value.not-timespan"],
  ])("%s is refused", (line, code) => refused(line, code));

  it("coredump filters add up until they are reset", () => {
    expect(exec("CoredumpFilter=1", "CoredumpFilter=2").coredumpFilter).toBe(3n);
    expect(exec("CoredumpFilter=1", "CoredumpFilter=").coredumpFilter).toBeNull();
  });

  it("the I/O class none is the default", () => {
    expect(
      lines("IOSchedulingClass", "IOSchedulingClass=idle", "IOSchedulingPriority=7", "IOSchedulingClass=none"),
    ).toEqual(["best-effort"]);
    expect(lines("IOPriority", "IOSchedulingPriority=7", "IOSchedulingClass=0")).toEqual(["4"]);
    expect(lines("IOSchedulingClass", "IOSchedulingClass=4")).toEqual(["4"]);
    expect(lines("IOSchedulingClass", "IOSchedulingClass=idle", "IOSchedulingClass=")).toEqual([]);
  });

  it("the CPU policy bounds the priority", () => {
    expect(lines("CPUSchedulingPriority", "CPUSchedulingPolicy=fifo")).toEqual(["1"]);
    expect(lines("CPUSchedulingPriority", "CPUSchedulingPriority=50", "CPUSchedulingPolicy=idle")).toEqual(["0"]);
    expect(lines("CPUSchedulingPriority", "CPUSchedulingPolicy=idle", "CPUSchedulingPriority=50")).toEqual(["50"]);
    expect(lines("CPUSchedulingPolicy", "CPUSchedulingPolicy=2")).toEqual(["rr"]);
    expect(lines("CPUSchedulingPolicy", "CPUSchedulingPolicy=rr", "CPUSchedulingPolicy=")).toEqual([]);
  });

  it("CPU numbers add up, fall silent after a reset, and go on behind a range that falls", () => {
    expect(lines("CPUAffinity", "CPUAffinity=0-2,5", "CPUAffinity=4")).toEqual(["0-2 4-5"]);
    expect(lines("CPUAffinity", "CPUAffinity=0", "CPUAffinity=")).toEqual([]);
    expect(lines("CPUAffinity", "CPUAffinity=0", "CPUAffinity=numa")).toEqual([]);
    expect(lines("CPUAffinity", "CPUAffinity=3-1 7")).toEqual(["7"]);
    expect(lines("CPUAffinity", "CPUAffinity=3-1")).toEqual([""]);
  });

  it("a NUMA mask without a policy is preferred", () => {
    expect(lines("NUMAPolicy", "NUMAMask=0")).toEqual(["preferred"]);
    expect(lines("NUMAMask", "NUMAPolicy=bind")).toEqual([""]);
    expect(lines("NUMAMask", "NUMAMask=all")).toEqual(["0"]);
    expect(lines("NUMAPolicy", "NUMAPolicy=bind", "NUMAPolicy=")).toEqual([]);
    expect(service("NUMAMask=x").reports).toEqual(["value.not-cpu@2", "unit-file.bad-numa-mask@2"]);
  });
});

describe("resource limits", () => {
  it.each([
    ["LimitNOFILE=1024:4096", "4096", "1024"],
    ["LimitCORE=infinity", "18446744073709551615", "18446744073709551615"],
    ["LimitMEMLOCK=1M", "1048576", "1048576"],
    ["LimitRTTIME=5s", "5000000", "5000000"],
    ["LimitCPU=10", "10", "10"],
    ["LimitNICE=+3", "17", "17"],
  ])("%s", (line, hard, soft) => {
    const label = line.slice(0, line.indexOf("="));
    expect([lines(label, line), lines(`${label}Soft`, line)]).toEqual([[hard], [soft]]);
  });

  it.each([
    ["LimitNOFILE=200:100", "value.soft-above-hard"],
    ["LimitNOFILE=5K", "value.not-resource-limit"],
    ["LimitNICE=+20", "value.not-resource-limit"],
    ["LimitCPU=", "value.not-resource-limit"],
  ])("%s is refused", (line, code) => refused(line, code));
});

describe("environment", () => {
  it("replaces variables in their place", () => {
    expect(lines("Environment", 'Environment=A=1 "B=2 3"', "Environment=C=\\x41 A=%n")).toEqual([
      "A=a.service",
      "B=2 3",
      "C=A",
    ]);
    expect(lines("Environment", "Environment=A=1", "Environment=", "Environment=B=")).toEqual(["B="]);
  });

  it("skips what is no assignment and goes on", () => {
    const { reports } = service("Environment=A =x 1A=2 %z B=2");
    expect(reports).toEqual([
      "unit-file.bad-environment@2",
      "unit-file.bad-environment@2",
      "unit-file.bad-environment@2",
      "unit-file.bad-specifier@2",
    ]);
    expect(lines("Environment", "Environment=A =x 1A=2 %z B=2")).toEqual(["B=2"]);
  });

  it("keeps names once", () => {
    expect(lines("PassEnvironment", "PassEnvironment=A B", "PassEnvironment=B C 1BAD")).toEqual(["A", "B", "C"]);
    expect(lines("UnsetEnvironment", "UnsetEnvironment=A=1 A A")).toEqual(["A=1", "A"]);
    expect(lines("PassEnvironment", "PassEnvironment=A", "PassEnvironment=")).toEqual([]);
  });

  it("environment files are absolute paths", () => {
    expect(lines("EnvironmentFile", "EnvironmentFile=/a//b", "EnvironmentFile=-/%p")).toEqual(["/a/b", "-/a"]);
    refused("EnvironmentFile=-", "unit-file.path-not-absolute");
    refused("EnvironmentFile=a", "unit-file.path-not-absolute");
  });
});

describe("capabilities and secure bits", () => {
  it("add up, and take away after ~", () => {
    expect(
      lines("CapabilityBoundingSet", "CapabilityBoundingSet=cap_net_admin CAP_KILL", "CapabilityBoundingSet=~CAP_KILL"),
    ).toEqual(["cap_net_admin"]);
    expect(lines("CapabilityBoundingSet", "CapabilityBoundingSet=CAP_KILL", "CapabilityBoundingSet=")).toEqual([""]);
    expect(lines("AmbientCapabilities", "AmbientCapabilities=5 CAP_BOGUS")).toEqual(["cap_kill"]);
    expect(lines("AmbientCapabilities", "AmbientCapabilities=CAP_KILL", "AmbientCapabilities=")).toEqual([]);
  });

  it("~ alone is all of them, which as bounding set restricts nothing", () => {
    const all = lines("AmbientCapabilities", "AmbientCapabilities=~")[0]!.split(" ");
    expect([all.length, all[0], all.at(-1)]).toEqual([41, "cap_chown", "cap_checkpoint_restore"]);
    expect(lines("CapabilityBoundingSet", "CapabilityBoundingSet=~CAP_KILL")[0]!.split(" ")).toEqual(
      all.filter((name) => name !== "cap_kill"),
    );
    expect(lines("CapabilityBoundingSet", "CapabilityBoundingSet=CAP_KILL", "CapabilityBoundingSet=~")).toEqual([]);
    expect(lines("CapabilityBoundingSet", "CapabilityBoundingSet=~5", "CapabilityBoundingSet=5")).toEqual([]);
    expect(lines("CapabilityBoundingSet", "CapabilityBoundingSet=~", "CapabilityBoundingSet=~5 5")).toHaveLength(1);
  });

  it("secure bits replace each other and pass over what is unknown", () => {
    expect(lines("Secure Bits", "SecureBits=keep-caps", "SecureBits=noroot bogus keep-caps-locked")).toEqual([
      "keep-caps-locked noroot",
    ]);
    expect(lines("Secure Bits", "SecureBits=keep-caps", "SecureBits=")).toEqual([]);
  });
});

describe("labels", () => {
  it.each(["SELinuxContext", "SmackProcessLabel"])("%s", (key) => {
    expect(lines(key, `${key}=-%p`)).toEqual(["-a"]);
    expect(lines(key, `${key}=x`, `${key}=`)).toEqual([]);
    expect(service(`${key}=%z`).result).toBe("ENOEXEC");
    refused(`${key}=-%z`, "unit-file.bad-specifier");
  });

  it.each([
    ["PAMName=x", "value.not-built-in"],
    ["AppArmorProfile=x", "value.not-built-in"],
    ["Capabilities=x", "value.support-removed"],
  ])("%s has no effect", (line, code) => refused(line, code));
});

describe("credentials", () => {
  it("are set, loaded and imported", () => {
    const unit = exec(
      "SetCredential=a:x\\ty:z",
      "SetCredentialEncrypted=b:aGVsbG8=",
      "LoadCredential=c:/etc/c",
      "LoadCredential=%p",
      "LoadCredentialEncrypted=d:other",
      "ImportCredential=e.*",
      "ImportCredential=f*:g.",
    );
    expect(unit.setCredentials.get("a")).toEqual({ data: new TextEncoder().encode("x\ty:z"), encrypted: false });
    expect(unit.setCredentials.get("b")).toEqual({ data: new TextEncoder().encode("hello"), encrypted: true });
    expect([...unit.loadCredentials]).toEqual([
      ["c", { source: "/etc/c", encrypted: false }],
      ["a", { source: "a", encrypted: false }],
      ["d", { source: "other", encrypted: true }],
    ]);
    expect([...unit.importCredentials]).toEqual([
      ["e.*", null],
      ["f*", "g."],
    ]);
  });

  it.each([
    ["SetCredential=foo", "unit-file.credential-without-data"],
    ["SetCredential=foo:", "unit-file.credential-without-data"],
    ["SetCredential=a/b:x", "unit-file.bad-credential-name"],
    ["SetCredential=:x", "unit-file.bad-credential-name"],
    ["SetCredential=a:\\q", "unit-file.bad-escape"],
    ["SetCredentialEncrypted=a:b", "unit-file.bad-base64"],
    ["LoadCredential=:/x", "unit-file.bad-credential-name"],
    ["LoadCredential=a:/b/../c", "unit-file.bad-credential-source"],
    ["LoadCredential=a:b:c", "unit-file.bad-credential-source"],
    ["ImportCredential=a?", "unit-file.bad-credential-name"],
    [`ImportCredential=${"x".repeat(256)}`, "unit-file.bad-specifier"],
  ])("%s is refused", (line, code) => refused(line, code));

  it.each(["SetCredential", "LoadCredential", "ImportCredential"])("%s resets", (key) => {
    const unit = exec(`${key}=a:b`, `${key}=`);
    expect([unit.setCredentials.size, unit.loadCredentials.size, unit.importCredentials.size]).toEqual([0, 0, 0]);
  });
});

describe("system calls", () => {
  const filter = (...values: readonly string[]) =>
    lines("SystemCallFilter", ...values.map((value) => `SystemCallFilter=${value}`))[0];

  it("an allow list starts with @default", () => {
    expect(filter("read")).toMatch(/^arch_prctl brk .* read /);
    expect(filter("read", "~read")).not.toMatch(/ read /);
    expect(filter("read", "")).toBeUndefined();
  });

  it("a list of what is forbidden starts empty and keeps errors", () => {
    expect(filter("~")).toBe("~");
    expect(filter("~open read:EPERM dup dup2:kill")).toBe("~dup dup2:kill open read:EPERM");
    expect(filter("~dup:1 dup2")).toBe("~dup2 dup:EPERM");
    expect(filter("~@swap", "swapon")).toBe("~swapoff");
    expect(filter("~no_such_call sys_debug_setcontext")).toBe("~switch_endian");
  });

  it.each([
    ["SystemCallFilter=~read:bogus", "unit-file.bad-system-call"],
    ["SystemCallFilter=~:EPERM", "unit-file.bad-system-call"],
    ["SystemCallFilter=read:EPERM", "unit-file.allowed-call-with-error"],
    ["SystemCallFilter=@bogus", "unit-file.unknown-system-call-group"],
    ["SystemCallLog=@bogus", "unit-file.unknown-system-call-group"],
    ["SystemCallArchitectures=bogus", "unit-file.unknown-architecture"],
    ["SystemCallErrorNumber=0", "unit-file.bad-errno"],
    ["SystemCallErrorNumber=4096", "unit-file.bad-errno"],
  ])("%s is reported", (line, code) => {
    expect(service(line).reports).toEqual([`${code}@2`]);
  });

  it("architectures and the error number", () => {
    expect(lines("SystemCallArchitectures", "SystemCallArchitectures=x86-64 native x86")).toEqual([
      "native x86 x86-64",
    ]);
    expect(lines("SystemCallArchitectures", "SystemCallArchitectures=x86", "SystemCallArchitectures=")).toEqual([]);
    expect(lines("SystemCallErrorNumber", "SystemCallErrorNumber=ENOSYS")).toEqual(["ENOSYS"]);
    expect(exec("SystemCallErrorNumber=1", "SystemCallErrorNumber=").systemCallErrorNumber).toBe(SYSCALL_KILL);
  });
});

describe("restrictions", () => {
  it.each([
    ["PrivateTmp=yes", "PrivateTmp", "connected"],
    ["PrivateTmp=disconnected", "PrivateTmp", "disconnected"],
    ["PrivateUsers=true", "PrivateUsers", "self"],
    ["PrivatePIDs=on", "PrivatePIDs", "yes"],
    ["ProtectSystem=1", "ProtectSystem", "yes"],
    ["ProtectHome=tmpfs", "ProtectHome", "tmpfs"],
    ["ProtectControlGroups=private", "ProtectControlGroups", "private"],
    ["ProtectProc=invisible", "ProtectProc", "invisible"],
    ["ProcSubset=pid", "ProcSubset", "pid"],
    ["KeyringMode=inherit", "KeyringMode", "inherit"],
    ["RuntimeDirectoryPreserve=restart", "RuntimeDirectoryPreserve", "restart"],
    ["Personality=x86", "Personality", "x86"],
    ["NetworkNamespacePath=/run/netns/x", "NetworkNamespacePath", "/run/netns/x"],
    ["ProtectHostname=y", "ProtectHostname", "yes"],
    ["MemoryKSM=n", "MemoryKSM", "no"],
    ["UMask=7", "UMask", "0007"],
  ])("%s", (line, label, value) => {
    expect(lines(label, line)).toEqual([value]);
  });

  it.each([
    "PrivateTmp=",
    "PrivateUsers=pick",
    "ProtectProc=yes",
    "KeyringMode=",
    "Personality=arm64",
    "MountFlags=bogus",
  ])("%s is refused", (line) => refused(line, "value.unknown-keyword"));

  it("namespaces", () => {
    const namespaces = (...values: readonly string[]) =>
      lines("RestrictNamespaces", ...values.map((value) => `RestrictNamespaces=${value}`))[0];
    expect(namespaces("yes")).toBe("n/a");
    expect(namespaces("no")).toBeUndefined();
    expect(namespaces("net", "~pid")).toBe("net");
    expect(namespaces("net mnt", "ipc")).toBe("ipc net mnt");
    expect(namespaces("~user")).toBe("cgroup ipc net mnt pid uts");
    expect(namespaces("yes", "")).toBeUndefined();
    refused("RestrictNamespaces=bogus", "unit-file.unknown-namespace");
  });

  it("address families", () => {
    const unit = exec("RestrictAddressFamilies=AF_UNIX AF_INET", "RestrictAddressFamilies=~AF_INET");
    expect([unit.addressFamilies, unit.addressFamiliesAllowList]).toEqual([new Set([1]), true]);
    const none = exec("RestrictAddressFamilies=AF_UNIX", "RestrictAddressFamilies=none");
    expect([none.addressFamilies, none.addressFamiliesAllowList]).toEqual([null, true]);
    const aliases = exec("RestrictAddressFamilies=AF_LOCAL AF_FILE AF_ROUTE");
    expect(aliases.addressFamilies).toEqual(new Set([1, 16]));
    expect(service("RestrictAddressFamilies=bogus").reports).toEqual(["unit-file.unknown-address-family@2"]);
  });

  it("file systems", () => {
    const unit = exec("RestrictFileSystems=@temporary ext4", "RestrictFileSystems=~ramfs");
    expect([unit.fileSystems, unit.fileSystemsAllowList]).toEqual([new Set(["tmpfs", "ext4"]), true]);
    expect(service("RestrictFileSystems=@bogus").reports).toEqual(["unit-file.unknown-file-system-group@2"]);
  });
});

describe("streams", () => {
  it.each([
    ["StandardInput=fd:x", "StandardInputFileDescriptorName", "x"],
    ["StandardInput=fd:", "StandardInputFileDescriptorName", "stdin"],
    ["StandardOutput=fd", "StandardOutputFileDescriptorName", "stdout"],
    ["StandardInput=file:/a", "StandardInputFile", "/a"],
    ["StandardInput=file", "StandardInputFile", "(null)"],
    ["StandardOutput=file:/%p", "StandardOutputFile", "/a"],
    ["StandardOutput=append:/a", "StandardOutputFileToAppend", "/a"],
    ["StandardError=truncate:/a", "StandardErrorFileToTruncate", "/a"],
    ["StandardError=kmsg+console", "StandardError", "kmsg+console"],
  ])("%s", (line, label, value) => {
    expect(lines(label, line)).toEqual([value]);
  });

  it("syslog is the journal of today", () => {
    const { reports } = service("StandardOutput=syslog+console");
    expect(reports).toEqual(["unit-file.obsolete-stream@2"]);
    expect(lines("StandardOutput", "StandardOutput=syslog")).toEqual(["journal"]);
  });

  it.each([
    ["StandardInput=bogus", "unit-file.bad-stream"],
    ["StandardOutput=syslogx", "unit-file.bad-stream"],
    ["StandardOutput=file:rel", "unit-file.path-not-absolute"],
    ["StandardError=fd:a:b", "unit-file.bad-fd-name"],
    ["StandardInput=fd:%z", "unit-file.bad-specifier"],
    ["TTYPath=tty1", "unit-file.path-not-absolute"],
    ["TTYRows=-1", "value.not-unsigned"],
    ["StandardInputData=!!!", "unit-file.bad-base64"],
    ["StandardInputText=%z", "unit-file.bad-specifier"],
    ["StandardInputText=\\q", "unit-file.bad-escape"],
  ])("%s is refused", (line, code) => refused(line, code));

  it("data for standard input adds up", () => {
    const unit = exec("StandardInputText=a\\tb", "StandardInputData=aGVs bG8=");
    expect(unit.standardInputData.map((part) => new TextDecoder().decode(part))).toEqual(["a\tb\n", "hello"]);
    expect(unit.standardInputLength).toBe(9);
    expect(exec("StandardInputText=a", "StandardInputText=").standardInputLength).toBe(0);
  });

  it("a terminal's settings show with its path", () => {
    expect(lines("TTYRows", "TTYPath=/dev/tty1", "TTYRows=24")).toEqual(["24"]);
    expect(lines("TTYRows", "TTYPath=/dev/tty1", "TTYRows=24", "TTYRows=")).toEqual(["4294967295"]);
    expect(lines("TTYRows", "TTYRows=24")).toEqual([]);
  });
});

describe("logging", () => {
  it("facility and level show where the output goes to the journal", () => {
    expect(lines("SyslogFacility", "StandardError=journal", "SyslogFacility=local7")).toEqual(["local7"]);
    expect(lines("SyslogFacility", "StandardOutput=kmsg", "SyslogFacility=99")).toEqual(["99"]);
    expect(lines("SyslogLevel", "SyslogLevel=3")).toEqual([]);
    expect(lines("LogLevelMax", "LogLevelMax=3")).toEqual(["err"]);
  });

  it.each([
    ["SyslogLevel=8", "value.not-syslog-level"],
    ["LogLevelMax=", "value.not-syslog-level"],
    ["SyslogFacility=bogus", "value.not-syslog-facility"],
    ["LogExtraFields=FOO", "unit-file.log-field-without-value"],
    ["LogExtraFields=_FOO=x", "unit-file.bad-log-field"],
    ["LogNamespace=a/b", "unit-file.bad-log-namespace"],
    ["LogNamespace=a b", "unit-file.bad-log-namespace"],
    [`LogNamespace=${"x".repeat(223)}`, "unit-file.bad-log-namespace"],
    ["LogFilterPatterns=~", "unit-file.empty-pattern"],
    ["LogRateLimitBurst=-1", "value.not-unsigned"],
  ])("%s is refused", (line, code) => refused(line, code));

  it("fields and patterns add up", () => {
    expect(lines("LogExtraFields", 'LogExtraFields="FOO=a b"', "LogExtraFields=FOO=%n")).toEqual([
      "FOO=a b",
      "FOO=a.service",
    ]);
    expect(lines("LogFilterPatterns", "LogFilterPatterns=~b", "LogFilterPatterns=a", "LogFilterPatterns=[")).toEqual([
      "a ~b",
    ]);
    expect(lines("LogFilterPatterns", "LogFilterPatterns=a", "LogFilterPatterns=")).toEqual([]);
  });
});
