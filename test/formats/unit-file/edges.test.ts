import { describe, expect, it } from "vitest";
import { Severity } from "../../../src/core/diagnostics.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { observeUnitFile } from "../../../src/formats/unit-file/observe.js";
import { parseUnitFile } from "../../../src/formats/unit-file/parse.js";
import type { UnitType } from "../../../src/formats/unit-file/unit-types.js";
import { read, readOwn } from "./read.js";

const linesOf = (type: UnitType, label: string, ...assignments: readonly string[]): string[] =>
  readOwn(type, ...assignments)
    .dump.filter((line) => line.startsWith(`\t${label}: `))
    .map((line) => line.slice(label.length + 3));
const levels = (type: UnitType, ...lines: readonly string[]): Severity[] =>
  parseUnitFile(encodeUtf8(lines.join("\n")), { type }).diagnostics.map(({ level }) => level);

describe("what [Unit] has", () => {
  const unit = (...lines: readonly string[]) => read("service", ["[Unit]", ...lines]);

  it("Documentation= resolves specifiers before it is split: one that fails refuses all, none left resets", () => {
    expect(unit("Documentation=%z man:x(1)").reports).toEqual(["unit-file.bad-specifier@2"]);
    expect(unit("Documentation=man:x(1)", "Documentation=%i")).toMatchObject({
      reports: [],
      unit: { common: { documentation: [] } },
    });
    expect(unit("Documentation=man:%p(1)").unit.common.documentation).toEqual(["man:a(1)"]);
  });

  it("Documentation= is ASCII", () => {
    expect(unit("Documentation=https://example.com/ü").reports).toEqual(["unit-file.not-documentation@2"]);
  });

  it.each([
    ["ConditionHost=| ! foo", { trigger: true, negate: true, parameter: "foo" }],
    ["ConditionHost=!\tfoo", { trigger: false, negate: true, parameter: "foo" }],
    ["ConditionHost=! |foo", { trigger: false, negate: true, parameter: "|foo" }],
  ])("%s: white space may follow the marks", (line, condition) => {
    expect(unit(line).unit.common.conditions).toMatchObject([condition]);
  });

  it("white space after the marks is part of a path", () => {
    expect(unit("ConditionPathExists=! /x").reports).toEqual(["unit-file.path-not-absolute@2"]);
  });

  it("reboot arguments that resolve to nothing are none", () => {
    expect(unit("JobTimeoutRebootArgument=x", "JobTimeoutRebootArgument=%i").dump).toEqual(unit().dump);
  });

  it.each(["After=a@%n.service", "Wants=a@x%i.service", "After=a@x-%N.service"])("%s would go on for ever", (line) => {
    expect(unit(line).reports).toEqual(["unit-file.dependency-instantiates-itself@2"]);
    expect(levels("service", "[Unit]", line)).toEqual([Severity.debug]);
  });

  it.each(["After=x@y.mount", "Wants=x@.device", "Before=x@y.slice", "Wants=x@y.scope"])(
    "%s: units of that type have no templates",
    (line) => expect(unit(line).reports).toEqual(["unit-file.bad-dependency@2"]),
  );

  it.each(["After=x@y.target", "Wants=x@.timer", "Before=x@y.path"])("%s: units of that type have", (line) => {
    expect(unit(line).reports).toEqual([]);
  });

  it.each([
    "After=b@%n.service",
    "After=a@%n.socket",
    "After=a@x.service",
    "After=a@%%n.service",
    "After=a@%p.service",
  ])("%s does not", (line) => expect(unit(line).reports).not.toContain("unit-file.dependency-instantiates-itself@2"));
});

describe("paths", () => {
  it("that are no UTF-8 are an error, where others are a warning", () => {
    expect(levels("service", "[Service]", "StateDirectory=\\xff")).toEqual([Severity.err]);
    expect(levels("service", "[Service]", "StateDirectory=/a")).toEqual([Severity.warning]);
  });

  it.each([
    ["service", "PIDFile=/proc/x"],
    ["socket", "ListenFIFO=/dev/x"],
    ["socket", "ListenMessageQueue=/sys/x"],
    ["socket", "ListenUSBFunction=/proc/x"],
    ["service", "MountImages=/proc/x:/y"],
    ["service", "MountImages=/dev/x:/sys/y"],
    ["service", "ExtensionImages=/dev/x"],
  ] as const)("%s: %s lies below the kernel's file systems", (type, line) => {
    expect(readOwn(type, line).reports).toEqual(["unit-file.path-below-api-vfs@2"]);
  });

  it.each([
    ["socket", "ListenSpecial=/proc/x"],
    ["socket", "ListenStream=/dev/x"],
    ["service", "MountImages=/dev/x:/dev/y"],
  ] as const)("%s: %s may lie there", (type, line) => {
    expect(readOwn(type, line).reports).toEqual([]);
  });

  it.each([
    ["socket", "ListenStream", "/var/run//./x", "/run/x"],
    ["socket", "ListenDatagram", "/var//run/x/", "/run/x/"],
    ["socket", "ListenFIFO", "/var/run/x", "/run/x"],
    ["service", "PIDFile", "/var/run/x", "/run/x"],
    ["service", "PIDFile", "/var/run", "/run/"],
  ] as const)("%s: %s=%s is rewritten to %s", (type, key, value, path) => {
    expect(readOwn(type, `${key}=${value}`).reports).toEqual(["unit-file.legacy-run@2"]);
    expect(linesOf(type, key, `${key}=${value}`)).toEqual([path]);
  });

  it.each(["@/var/run/x", "/var/runner/x", "/run/var/run/x"])("ListenStream=%s is not rewritten", (address) => {
    expect(readOwn("socket", `ListenStream=${address}`).reports).toEqual([]);
    expect(linesOf("socket", "ListenStream", `ListenStream=${address}`)).toEqual([address]);
  });

  it("that specifiers make longer than a path are refused with what stands before them", () => {
    const long = `/${"x".repeat(254)}`.repeat(17).slice(0, 4095);
    expect(readOwn("service", `EnvironmentFile=${long}`).reports).toEqual([]);
    expect(readOwn("service", `EnvironmentFile=-${long}`).reports).toEqual(["unit-file.bad-specifier@2"]);
    expect(readOwn("service", `BindPaths=-${long}`).reports).toEqual(["unit-file.bad-specifier@2"]);
    expect(readOwn("mount", `What=${"x".repeat(4095)}`).reports).toEqual([]);
    expect(readOwn("mount", `What=${"x".repeat(4096)}`).reports).toEqual(["unit-file.path-invalid-length@2"]);
  });

  it("Symlinks= and BindPaths= take a backslash away", () => {
    expect(linesOf("socket", "Symlinks", 'Symlinks=/x\\x20y "/a b"')).toEqual(["/xx20y /a b"]);
    expect(linesOf("service", "BindPaths", "BindPaths=/a\\q:/b\\ c")).toEqual(["/aq:/b c:rbind"]);
  });

  it("DeviceAllow= takes /dev itself", () => {
    expect(readOwn("service", "DeviceAllow=/dev r").reports).toEqual([]);
    expect(readOwn("service", "DeviceAllow=/devices r").reports).toEqual(["unit-file.not-device-node@2"]);
  });
});

describe("sockets", () => {
  it("have the type that the directive says", () => {
    expect(linesOf("socket", "ListenStream", "ListenStream=vsock-dgram:2:5")).toEqual(["vsock:2:5"]);
    expect(linesOf("socket", "ListenDatagram", "ListenDatagram=vsock-stream:2:5")).toEqual(["vsock:2:5"]);
    expect(readOwn("socket", "ListenSequentialPacket=vsock:2:5").reports).toEqual([
      "unit-file.address-family-not-possible@2",
    ]);
  });

  it.each([
    ["SocketProtocol=132", "SocketProtocol", "sctp"],
    ["SocketProtocol=262", "SocketProtocol", "mptcp"],
    ["SocketProtocol=UDPLite", "SocketProtocol", "udplite"],
    ["Timestamping=yes", "Timestamping", "ns"],
    ["Timestamping=nsec", "Timestamping", "ns"],
    ["Timestamping=usec", "Timestamping", "us"],
  ])("%s", (line, label, value) => {
    expect(readOwn("socket", line).reports).toEqual([]);
    expect(linesOf("socket", label, line)).toEqual([value]);
  });

  it.each([
    ["SocketProtocol=0", "unit-file.socket-protocol-not-possible@2"],
    ["SocketProtocol=ip", "unit-file.socket-protocol-not-possible@2"],
    ["BindToDevice=sixteen-letters0", "unit-file.bad-interface-name@2"],
  ])("%s is refused", (line, report) => {
    expect(readOwn("socket", line).reports).toEqual([report]);
  });

  it("Sockets= reports a name that is none for each of its two uses", () => {
    expect(readOwn("service", "Sockets=b/d.socket").reports).toEqual([
      "unit-file.bad-dependency@2",
      "unit-file.bad-dependency@2",
    ]);
  });
});

describe("processes", () => {
  it("a command may have an empty zeroth argument", () => {
    const { dump, reports } = readOwn("service", 'ExecStart=@/bin/x ""');
    expect(reports).toEqual([]);
    expect(dump).toContain('\t\tCommand Line: ""');
  });

  it("UnsetEnvironment= takes escapes, PassEnvironment= takes backslashes away", () => {
    expect(linesOf("service", "UnsetEnvironment", "UnsetEnvironment=\\x41=\\x42")).toEqual(["A=B"]);
    expect(linesOf("service", "PassEnvironment", "PassEnvironment=\\x41")).toEqual(["x41"]);
  });

  it("files that have no name to show are opened, but not shown", () => {
    const { unit, dump, reports } = readOwn("service", "OpenFile=/:x", "OpenFile=/a/..:y", "OpenFile=/a:..");
    expect([reports, unit.service?.openFiles.length]).toEqual([[], 3]);
    expect(dump.filter((line) => line.includes("Open File"))).toEqual(["\tOpen File: /a:.."]);
    expect(readOwn("service", "OpenFile=/a/..", "OpenFile=/").reports).toEqual([
      "unit-file.bad-open-file@2",
      "unit-file.bad-open-file@3",
    ]);
  });

  it("RootImageOptions= takes runs of colons as one, and escapes", () => {
    expect(readOwn("service", "RootImageOptions=:ro home::rw").dump).toContain("\tRootImageOptions: root:ro home:rw");
    expect(readOwn("service", "RootImageOptions=root\\:ro").dump).toContain("\tRootImageOptions: root:root:ro");
  });

  it("KillMode=none is reported and taken", () => {
    expect(readOwn("service", "KillMode=none")).toMatchObject({
      reports: ["unit-file.kill-mode-none@2"],
      unit: { kill: { killMode: "none" } },
    });
    expect(readOwn("service", "KillMode=none", "KillMode=").unit.kill?.killMode).toBe("control-group");
  });

  it.each([
    ["RestrictAddressFamilies=af_unix Af_Inet"],
    ["SystemCallErrorNumber=eperm"],
    ["SystemCallFilter=~write:eperm"],
    ["SystemCallLog=read:EPERM :x"],
    ["ImportCredential=a:%z"],
  ])("%s is taken without a report", (line) => {
    expect(readOwn("service", line).reports).toEqual([]);
  });

  it.each(["a]", "a]*", "[a", "a?", "*a", "a**"])("ImportCredential=%s is no glob", (glob) => {
    expect(readOwn("service", `ImportCredential=${glob}`).reports).toEqual(["unit-file.bad-credential-name@2"]);
  });

  it("a call that a filter allows can be given an error of its own after ~", () => {
    const filter = (...values: readonly string[]): string[] =>
      linesOf("service", "SystemCallFilter", ...values.map((value) => `SystemCallFilter=${value}`))[0]!.split(" ");
    expect(filter("read write", "~write:EPERM read")).toContain("write:EPERM");
    expect(filter("read write", "~write:EPERM write")).not.toContain("write:EPERM");
  });

  it("CPUAffinity= and AllowedCPUs= resolve specifiers", () => {
    expect(readOwn("service", "CPUAffinity=%z", "AllowedCPUs=%z").reports).toEqual([
      "unit-file.bad-specifier@2",
      "unit-file.bad-specifier@3",
    ]);
    expect(linesOf("service", "CPUAffinity", "CPUAffinity=1", "CPUAffinity=%i")).toEqual([]);
    expect(linesOf("service", "AllowedCPUs", "AllowedCPUs=%U-3")).toEqual(["0-3"]);
  });

  it("an empty WorkingDirectory= takes back that it may be missing", () => {
    const { unit } = readOwn("service", "WorkingDirectory=-/x", "WorkingDirectory=");
    expect(unit.exec).toMatchObject({ workingDirectory: null, workingDirectoryMissingOk: false });
  });
});

describe("resources", () => {
  it("slices are not made from templates", () => {
    expect(readOwn("service", "Slice=a@b.slice").reports).toEqual(["unit-file.bad-slice@2"]);
  });

  it("MemoryLimit= names its successor only with a value that is taken", () => {
    expect(readOwn("service", "MemoryLimit=abc").reports).toEqual(["value.not-size@2"]);
    expect(readOwn("service", "MemoryLimit=0").reports).toEqual(["unit-file.limit-out-of-range@2"]);
    expect(readOwn("service", "MemoryLimit=").reports).toEqual(["unit-file.superseded@2"]);
  });

  it("TasksMax= may be no tasks as a percentage, not as a number", () => {
    expect(readOwn("service", "TasksMax=0%").reports).toEqual([]);
    expect(readOwn("service", "TasksMax=0").reports).toEqual(["unit-file.limit-out-of-range@2"]);
  });

  it("SocketBindAllow= shows the last rule first, and all ports as any", () => {
    expect(
      linesOf("service", "SocketBindAllow", "SocketBindAllow=80", "SocketBindAllow=0-65535", "SocketBindAllow=tcp"),
    ).toEqual(["tcp:any any 80"]);
  });

  it("ManagedOOMMemoryPressureDurationSec= shows fractions of a second", () => {
    const line = "ManagedOOMMemoryPressureDurationSec=1500ms";
    expect(linesOf("service", "ManagedOOMMemoryPressureDurationSec", line)).toEqual(["1.500000s"]);
  });
});

describe("the dump", () => {
  it("has texts with line feeds on several lines", () => {
    const { dump } = readOwn("service", 'Environment="A=x\\n\\ny"');
    const at = dump.indexOf("\tEnvironment: A=x");
    expect(dump.slice(at, at + 3)).toEqual(["\tEnvironment: A=x", "", "y"]);
  });

  it("has bytes that are no UTF-8 in base64 where it is recorded", () => {
    const { dump_changes: changes } = observeUnitFile(encodeUtf8("service\n[Service]\nLogExtraFields=A=\\xff\n")) as {
      dump_changes: [number, number, unknown[]][];
    };
    expect(changes[0]![2]).toEqual([{ base64: "CUxvZ0V4dHJhRmllbGRzOiBBPf8=" }]);
  });
});
