import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { decodeUtf8, encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/manager-serialize/definition.js";
import {
  formatManagerState,
  type ParseManagerStateOptions,
  parseManagerState,
} from "../../../src/formats/manager-serialize/index.js";
import { observeManagerSerialize } from "../../../src/formats/manager-serialize/observe.js";
import { LONG_LINE_MAX } from "../../../src/text/lines.js";

function read(text: string, options: ParseManagerStateOptions = {}) {
  const { state, diagnostics, error } = parseManagerState(encodeUtf8(text), options);
  const reports = diagnostics.map(({ code, level }) => `${level} ${code.slice(code.indexOf(".") + 1)}`);
  const lines = (switchingRoot = false) => decodeUtf8(formatManagerState(state, { switchingRoot })).split("\n");
  return {
    state,
    reports,
    error,
    lines,
    lineOf: (key: string) => lines().filter((line) => line.startsWith(`${key}=`)),
  };
}

const everyone = { hasProcess: () => true };

describe("the header", () => {
  it("takes the largest job id, adds counters up, keeps the taint", () => {
    const { state } = read(
      "current-job-id=9\ncurrent-job-id=2\nn-failed-jobs=1\nn-failed-jobs=4294967295\ntaint-logged=1\ntaint-logged=0\n",
    );
    expect(state).toMatchObject({ currentJobId: 9, failedJobs: 0, taintLogged: true });
  });

  it("reports what does not fit at notice level", () => {
    expect(read("current-job-id=x\nprevious-objective=nap\ndump-ratelimit=1\nbogus\n").reports).toEqual([
      "5 bad-header-value",
      "5 bad-header-value",
      "5 bad-rate-limit",
      "5 unknown-header",
    ]);
    expect(read("kdbus-fd=1\nready-sent=yes\n").reports).toEqual([]);
  });

  it("assigns each name of the environment once, in its first place", () => {
    const { state, reports } = read("env=A=1\nenv=B=x\\x20y\nenv=A=3\nenv=C\nenv=D=\\\n");
    expect(state.environment).toEqual(["A=3", "B=x y"]);
    expect(reports).toEqual(["3 no-assignment", "5 environment-skipped", "3 bad-escape", "5 environment-skipped"]);
  });

  it("leaves the environment out for another root folder", () => {
    const { lines } = read("env=A=1\n");
    expect(lines()).toContain("env=A=1");
    expect(lines(true)).not.toContain("env=A=1");
  });

  it("lowers the log level for what follows", () => {
    expect(read("notify-fd=x\nlog-level-override=4\nnotify-fd=x\nuser-lookup=x\n").reports).toEqual([
      "7 not-a-descriptor",
      "4 descriptors-missing",
    ]);
    expect(read("log-target-override=null\nbogus=1\n").reports).toEqual([]);
  });

  it("opens a watchdog device for the runtime watchdog only, when the time-out is another", () => {
    expect(
      read("runtime-watchdog-overridden=5\nruntime-watchdog-overridden=5\nreboot-watchdog-overridden=5\n").reports,
    ).toEqual(["7 no-watchdog"]);
    expect(read("runtime-watchdog-overridden=0\n").reports).toEqual([]);
  });

  it("keeps one runtime for each id", () => {
    const { lineOf, reports } = read(
      "exec-runtime=a tmp-dir=/x y\nexec-runtime=a\nexec-runtime=b ipcns-socket-0=7 x\n\nc.service\ntmp-dir=/z\n",
    );
    expect(lineOf("exec-runtime")).toEqual(["exec-runtime=a tmp-dir=/x", "exec-runtime=c.service tmp-dir=/z"]);
    expect(reports).toEqual(["7 runtime-exists", "7 descriptor-not-passed"]);
  });

  it("wants three words for a dynamic user", () => {
    expect(read("dynamic-user=a 1 2\n").reports).toEqual(["7 descriptor-not-passed"]);
    expect(read("dynamic-user=a 1 2 3\ndynamic-user=a 1\n").reports).toEqual([]);
  });
});

describe("units", () => {
  it("come with the slices, targets and scopes that they need", () => {
    expect([...read("\na-b.slice\n").state.units.keys()]).toEqual([
      "a-b.slice",
      "a.slice",
      "-.slice",
      "shutdown.target",
    ]);
    expect([...read("\na.scope\n").state.units.keys()]).toEqual([
      "a.scope",
      "system.slice",
      "-.slice",
      "shutdown.target",
    ]);
    expect([...read("\n-.mount\n").state.units.keys()]).toEqual(["-.mount", "-.slice"]);
    expect(read("\ninit.scope\n").state.units.get("init.scope")?.transient).toBe(true);
    expect([...read("\na.service\n").state.units.keys()]).toEqual(["a.service"]);
  });

  it("with names that are none are skipped with what belongs to them", () => {
    const { state, reports } = read("\n\nx=1\n\na@.service\nx=1\n\nb@c.mount\n\nd.service\n");
    expect([...state.units.keys()]).toEqual(["d.service"]);
    expect(reports).toEqual(["5 unit-not-loaded", "5 unit-not-loaded", "7 no-instances", "5 unit-not-loaded"]);
  });

  it("slices that are no place, devices that are no path", () => {
    expect(read("\na--b.slice\n\n\n").reports[0]).toBe("7 bad-slice-name");
    expect(read("\ndev--x.device\n").reports).toEqual(["7 no-device-path"]);
  });

  it("read twice add to what is there", () => {
    expect(read("\na.socket\nn-accepted=1\n\na.socket\nn-accepted=2\n").lineOf("n-accepted")).toEqual(["n-accepted=3"]);
  });

  it("mounts and automounts are not written for another root folder", () => {
    const { lines } = read("\na.mount\n\nb.automount\n\nc.swap\n");
    expect(lines(true).filter((line) => /^[abc]\./.test(line))).toEqual(["c.swap"]);
  });

  it("results keep a failure, states wait to be taken up", () => {
    const { state, lineOf } = read("\na.service\nresult=timeout\nresult=success\nstate=running\n");
    expect(lineOf("result")).toEqual(["result=timeout"]);
    expect(lineOf("state")).toEqual(["state=dead"]);
    expect(state.units.get("a.service")?.details.restoredState).toBe("running");
  });

  it("no two have the same invocation id or control group", () => {
    const id = "invocation-id=0123456789abcdef0123456789abcdef";
    const { lineOf, reports } = read(`\na.service\n${id}\ncgroup=/x\n\nb.service\n${id}\ncgroup=/x/\n`);
    expect([...lineOf("invocation-id"), ...lineOf("cgroup")]).toEqual([id, "cgroup=/x"]);
    expect(reports).toEqual(["3 cgroup-not-watched", "4 invocation-taken", "7 cgroup-taken"]);
  });

  it("control groups with a component above 255 bytes are the same only letter by letter from there on", () => {
    const long = "x".repeat(256);
    const second = (path: string) =>
      read(`\na.service\ncgroup=/y/${long}\n\nb.service\ncgroup=${path}\n`).reports.at(-1);
    expect(["/y/./", "/y/"].map((folder) => second(folder + long))).toEqual(["7 cgroup-taken", "7 cgroup-taken"]);
    expect(second(`/y/${long}/`)).toBe("3 cgroup-not-watched");
  });

  it("a control group drops what was known of the one before; one that is realized is set up anew", () => {
    const { state } = read("\na.service\ncpu-usage-base=5\ncgroup=/x\ncgroup-realized=yes\ncgroup-invalidated-mask=\n");
    expect(state.units.get("a.service")?.cgroup).toMatchObject({ cpuUsageBase: 0n, invalidatedMask: 0x1fff });
    expect(read("\na.timer\ncgroup=/x\n").reports).toEqual(["7 unknown-key"]);
  });

  it("the first reference to a user looks for the firewall", () => {
    expect(read("\na.swap\nref-uid=5\nref-gid=5\nref-uid=6\n\nb.swap\nref-uid=5\n").reports).toEqual([
      "7 firewall",
      "4 already-referenced",
    ]);
    expect(read("\na.target\nref-uid=5\n").reports).toEqual([]);
  });
});

describe("processes", () => {
  it("are referred to by descriptors, whose copies are handed over", () => {
    const { lineOf } = read("\na.service\ncontrol-pid=7\ncontrol-pid=8\n", everyone);
    expect(lineOf("control-pid")).toEqual(["control-pid=@4:7", "control-pid=7"]);
  });

  it("in a scope each have a descriptor of their own, once", () => {
    const { lineOf } = read("\na.scope\npids=7\npids=7\n", everyone);
    expect(lineOf("pids")).toEqual(["pids=@3:7", "pids=7"]);
  });

  it("main processes of others are warned about, and the first process is none", () => {
    const { reports, lineOf } = read("\na.service\nmain-pid=1\nmain-pid=7\n", everyone);
    expect(reports).toEqual(["4 foreign-process"]);
    expect(lineOf("main-exec-status-pid")).toEqual(["main-exec-status-pid=7"]);
  });

  it("that are gone are not referred to", () => {
    expect(read("\na.swap\ncontrol-pid=7\n").reports).toEqual(["7 process-gone", "7 process-unusable"]);
    expect(read("\na.swap\ncontrol-pid=@5:7\ncontrol-pid=@\n").reports).toEqual([
      "7 descriptor-not-passed",
      "7 bad-pid",
    ]);
  });
});

describe("items of services", () => {
  it("commands have vanished, unless they are malformed", () => {
    const commands = ["ExecStart 0 /x x", "ExecStop +1 /x 'x y'", "ExecStart 0 /x", "ExecStart 0 /x 'x", "Exec 0 /x x"];
    expect(read(`\na.service\n${commands.map((command) => `main-command=${command}\n`).join("")}`).reports).toEqual([
      "4 command-vanished",
      "7 command-vanished",
      "7 bad-value",
      "7 bad-value",
      "7 bad-value",
    ]);
  });

  it("the main process's end is written with its time", () => {
    const { lines } = read("\na.service\nmain-exec-status-pid=5\nmain-exec-status-code=1\n");
    expect(lines().filter((line) => line.startsWith("main-exec"))).toEqual(["main-exec-status-pid=5"]);
    const ended = read("\na.service\nmain-exec-status-pid=5\nmain-exec-status-code=1\nmain-exec-status-exit=1 2\n");
    expect(ended.lineOf("main-exec-status-code")).toEqual(["main-exec-status-code=1"]);
  });

  it("a connection brings its socket unit along", () => {
    const { state, reports } = read("\na.service\naccept-socket=b.socket\naccept-socket=c@.socket\naccept-socket=d\n");
    expect([...state.units.keys()]).toEqual(["a.service", "b.socket"]);
    expect(reports).toEqual(["7 bad-value", "7 not-a-socket-unit"]);
  });
});

describe("jobs", () => {
  it("get the next id when they have none", () => {
    const { state, lines } = read("\na.service\njob\njob-type=stop\n\njob\njob-type=nop\njob-id=7\n\n");
    expect(state.currentJobId).toBe(2);
    expect(lines().filter((line) => line.startsWith("job-id"))).toEqual(["job-id=1", "job-id=7"]);
  });

  it("do not get the id of another job, and the first one behind the last", () => {
    const jobs = "\na.path\njob\njob-type=stop\njob-id=1\n\njob\njob-type=nop\n\n\n";
    expect(read(jobs).state.units.get("a.path")?.nopJob?.id).toBe(2);
    const { state } = read(`current-job-id=4294967295\n${jobs}`);
    expect([state.units.get("a.path")?.nopJob?.id, state.currentJobId]).toEqual([4_294_967_295, 1]);
  });

  it("are not handed to another root folder", () => {
    const { lines } = read("\na.path\njob\njob-type=stop\n\n");
    expect(lines()).toContain("job");
    expect(lines(true)).not.toContain("job");
  });

  it("that cannot be installed end their unit", () => {
    const { state, reports } = read(
      "\na.service\njob\n\ntransient=yes\n\nb.service\njob\njob-type=try-restart\n\n\nc.service\n",
    );
    expect(state.units.get("a.service")?.transient).toBe(false);
    expect(reports).toEqual([
      "7 job-without-type",
      "5 unit-skipped",
      "7 bad-job-value",
      "7 job-without-type",
      "5 unit-skipped",
    ]);
    expect([...state.units.keys()]).toEqual(["a.service", "b.service", "c.service"]);
  });

  it("exist once for each unit and id", () => {
    expect(read("\na.service\njob\njob-type=stop\n\njob\njob-type=start\n\n\n").reports).toEqual([
      "7 job-installed",
      "7 job-exists",
      "5 unit-skipped",
    ]);
    expect(
      read("\na.path\njob\njob-type=stop\njob-id=5\n\n\nb.path\njob\njob-type=stop\njob-id=5\n\n").reports,
    ).toContain("7 job-id-taken");
  });
});

describe("limits", () => {
  it("a line that is too long fails the whole", () => {
    const long = "x".repeat(LONG_LINE_MAX);
    for (const text of [long, `\na.service\n${long}`, `\na.service\njob\n${long}`, `\n${long}`]) {
      const { error, reports } = read(text);
      expect([error, reports.at(-1)]).toEqual(["ENOBUFS", "3 line-too-long"]);
    }
  });

  it("a manager takes 131072 units", () => {
    const names = Array.from({ length: 131_073 }, (_, index) => `${index}.target\n\n`).join("");
    const { state, reports } = read(`\n${names}`);
    expect(state.units.size).toBe(131_072);
    expect(reports).toEqual(["4 too-many-units", "5 unit-not-loaded"]);
  });

  it("the target ignores what is longer than 65536 bytes", () => {
    expect(observeManagerSerialize(new Uint8Array(65_537))).toEqual({ ignored: true });
  });

  it("names from the input are ordinary names", () => {
    expect(read("__proto__=1\n\nconstructor.service\n__proto__=1\nconstructor=2\n").reports).toEqual([
      "5 unknown-header",
      "7 unknown-key",
      "7 unknown-key",
    ]);
  });
});

describe("laws", () => {
  const pieces = fc.constantFrom(
    ...[...definition.dictionary()].filter((entry): entry is string => typeof entry === "string"),
    "\n",
    "\n\n",
    "x",
    " ",
    "\\",
    "1 2",
    "5",
  );

  it("hold for items put together at random", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const input = encodeUtf8(parts.join(""));
        checkLaws(definition, input, definition.run(input));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["an empty mask is not written, which reads as all controllers", "\na.scope\ncgroup-invalidated-mask=\n"],
    ["a unit that another brings along comes earlier", "\na.service\n\n-.slice\n\na.service\naccept-socket=b.socket\n"],
    ["white space behind the id of a runtime is lost", "exec-runtime=b\t tmp-ime=c\n"],
  ])("hold for what fuzzing found: %s", (_, text) => {
    const input = encodeUtf8(text);
    checkLaws(definition, input, definition.run(input));
  });

  it("hold for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (input) => checkLaws(definition, input, definition.run(input))),
    );
  });

  it("hold for the committed seeds", () => {
    for (const { bytes } of definition.seeds()) checkLaws(definition, bytes, definition.run(bytes));
  });
});
