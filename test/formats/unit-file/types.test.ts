import { describe, expect, it } from "vitest";
import { parseOpenFile } from "../../../src/directives/open-file.js";
import { fstabNodeToDevice } from "../../../src/formats/unit-file/mount/bindings.js";
import { read, readOwn } from "./read.js";

describe("services", () => {
  it.each([
    ["TimeoutSec=0", "timeoutStopUsec", 0xffff_ffff_ffff_ffffn],
    ["TimeoutStartSec=5", "timeoutStopUsec", 90_000_000n],
    ["TimeoutAbortSec=0", "timeoutAbortUsec", 0n],
    ["PIDFile=x.pid", "pidFile", "/run/x.pid"],
    ["BusName=org.example.%p", "busName", "org.example.a"],
    ["ReloadSignal=SIGRTMAX-1", "reloadSignal", 63],
    ["Type=notify-reload", "type", "notify-reload"],
    ["FileDescriptorStorePreserve=true", "fdStorePreserve", "yes"],
  ] as const)("%s", (line, field, value) => {
    const { unit, reports } = readOwn("service", line);
    expect(reports).toEqual([]);
    expect(unit.service?.[field]).toBe(value);
  });

  it("move a PID file from /var/run to /run", () => {
    const { unit, reports } = readOwn("service", "PIDFile=/var/run/x.pid");
    expect(unit.service?.pidFile).toBe("/run/x.pid");
    expect(reports).toEqual(["unit-file.legacy-run@2"]);
  });

  it("stop at a PID file that is no path, not at an empty one", () => {
    expect(readOwn("service", "PIDFile=/run/../x", "Type=simple")).toMatchObject({
      result: "EINVAL",
      unit: { service: { type: null } },
    });
    expect(readOwn("service", "PIDFile=/run/x", "PIDFile=")).toMatchObject({
      result: 1,
      unit: { service: { pidFile: null } },
    });
  });

  it("collect exit statuses and signals, skipping what is neither", () => {
    const { unit, reports } = readOwn("service", "SuccessExitStatus=1 TEMPFAIL SIGKILL BOGUS 256");
    expect([...(unit.service?.successStatus.statuses ?? [])]).toEqual([1, 75]);
    expect([...(unit.service?.successStatus.signals ?? [])]).toEqual([9]);
    expect(reports).toEqual(["unit-file.not-exit-status@2", "unit-file.not-exit-status@2"]);
  });

  it("take sockets as three dependencies", () => {
    const { unit, reports } = readOwn("service", "Sockets=b.socket c.service");
    for (const kind of ["Wants", "After", "TriggeredBy"] as const) {
      expect(unit.common.dependencies.of(kind)).toEqual(["b.socket"]);
    }
    expect(reports).toEqual(["unit-file.wrong-unit-type@2"]);
  });

  it("take settings of [Unit] that used to be theirs", () => {
    const { unit } = readOwn("service", "StartLimitBurst=7", "FailureAction=reboot");
    expect(unit.common).toMatchObject({ startLimitBurst: 7, failureAction: "reboot" });
  });

  it.each([
    ["/etc/passwd", { fdName: "passwd", readOnly: false }],
    ["/x:n:read-only,graceful", { fdName: "n", readOnly: true, graceful: true }],
    ["/x::append", { fdName: "x", append: true }],
  ])("open file %s", (text, file) => {
    expect(parseOpenFile(text)).toMatchObject(file);
  });

  it.each(["relative", "/x:n:bogus", "/a:b:c:d", "/x:n:append,truncate", "/x\\:y", "/x:n:append,append"])(
    "refuse to open %s",
    (text) => expect(parseOpenFile(text)).toBe("EINVAL"),
  );
});

describe("sockets", () => {
  it.each([
    ["ListenStream=/run/x", "/run/x"],
    ["ListenStream=8080", "[::]:8080"],
    ["ListenDatagram=127.0.0.1:53", "127.0.0.1:53"],
    ["ListenSequentialPacket=@abstract", "@abstract"],
    ["ListenStream=vsock::1234", "vsock::1234"],
    ["ListenNetlink=kobject-uevent 1", "kobject-uevent 1"],
    ["ListenFIFO=/run/./f", "/run/f"],
  ])("%s", (line, address) => {
    const { unit, reports } = readOwn("socket", line);
    expect(reports).toEqual([]);
    expect(unit.socket?.ports).toEqual([{ directive: line.split("=")[0], address }]);
  });

  it.each([
    ["ListenStream=rel/path", "unit-file.bad-socket-address@2"],
    ["ListenSequentialPacket=1.2.3.4:1", "unit-file.address-family-not-possible@2"],
    ["ListenFIFO=rel", "unit-file.path-not-absolute@2"],
    ["SocketProtocol=tcp", "unit-file.socket-protocol-not-possible@2"],
    ["BindToDevice=bad/if", "unit-file.bad-interface-name@2"],
    ["FileDescriptorName=a:b", "unit-file.bad-fd-name@2"],
    ["Service=b.socket", "unit-file.wrong-unit-type@2"],
    ["IPTOS=256", "value.unknown-keyword@2"],
  ])("%s is refused", (line, report) => {
    expect(readOwn("socket", line).reports).toEqual([report]);
  });

  it("an empty assignment of any kind clears all addresses", () => {
    expect(readOwn("socket", "ListenStream=1", "ListenFIFO=").unit.socket?.ports).toEqual([]);
  });

  it("that accept show connections and name their descriptors so", () => {
    expect(readOwn("socket", "Accept=yes").dump).toEqual(
      expect.arrayContaining(["\tFileDescriptorName: connection", "\tMaxConnections: 64"]),
    );
  });

  it.each([
    ["BindIPv6Only=yes", "ipv6-only"],
    ["BindIPv6Only=no", "both"],
    ["BindIPv6Only=default", "default"],
  ])("%s", (line, value) => {
    expect(readOwn("socket", line).unit.socket?.bindIPv6Only).toBe(value);
  });
});

describe("mounts and swaps", () => {
  it.each([
    ["/dev/sda1", "/dev/sda1"],
    ["LABEL=a b", "/dev/disk/by-label/a\\x20b"],
    ['UUID="1234"', "/dev/disk/by-uuid/1234"],
    ["NOTATAG=x", "NOTATAG=x"],
  ])("node %s", (text, device) => {
    expect(fstabNodeToDevice(text)).toBe(device);
  });

  it("swap priorities go from -1 to 32767", () => {
    expect(readOwn("swap", "Priority=32767").unit.swap?.priority).toBe(32_767);
    expect(readOwn("swap", "Priority=32768").reports).toEqual(["unit-file.swap-priority-out-of-range@2"]);
    expect(readOwn("swap", "Priority=-2").reports).toEqual(["unit-file.swap-priority-out-of-range@2"]);
  });
});

describe("timers and paths", () => {
  it("an empty trigger clears those of every kind", () => {
    expect(readOwn("timer", "OnCalendar=daily", "OnBootSec=").unit.timer?.triggers).toEqual([]);
    expect(readOwn("path", "PathExists=/a", "PathChanged=").unit.path?.specs).toEqual([]);
  });

  it("list triggers with the last one first", () => {
    const { dump } = readOwn("timer", "OnBootSec=5min", "OnCalendar=daily", "OnActiveSec=0");
    expect(dump.slice(-3)).toEqual(["\tOnActiveSec: 0", "\tOnCalendar: *-*-* 00:00:00", "\tOnBootSec: 5min"]);
  });

  it.each([
    ["OnCalendar=whenever", "unit-file.not-calendar@2"],
    ["OnBootSec=-5", "value.not-timespan@2"],
    ["Unit=plain", "unit-file.bad-unit-name@2"],
    ["Unit=a.timer", "unit-file.triggers-itself@2"],
  ])("%s is refused", (line, report) => {
    expect(readOwn("timer", line).reports).toEqual([report]);
  });

  it("trigger one unit only", () => {
    const { unit, reports } = readOwn("path", "Unit=b.service", "Unit=c.service");
    expect(unit.path?.unit).toBe("b.service");
    expect(unit.common.dependencies.of("Triggers")).toEqual(["b.service"]);
    expect(reports).toEqual(["unit-file.second-trigger@3"]);
  });
});

describe("sections", () => {
  it("of other unit types are unknown", () => {
    expect(read("target", ["[Service]", "Type=simple", "[Target]", "Type=simple"]).reports).toEqual([
      "ini.unknown-section@1",
      "ini.unknown-key@4",
    ]);
  });

  it("[Install] is known and read by nothing", () => {
    expect(read("service", ["[Install]", "WantedBy=anything at all", "Widget=1"]).reports).toEqual([
      "ini.unknown-key@3",
    ]);
  });

  it("names from Object.prototype are unknown keys", () => {
    expect(readOwn("service", "__proto__=1", "constructor=2", "toString=3").reports).toEqual([
      "ini.unknown-key@2",
      "ini.unknown-key@3",
      "ini.unknown-key@4",
    ]);
  });
});
