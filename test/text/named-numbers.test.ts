import { describe, expect, it } from "vitest";
import { EnumTable, NumberNames } from "../../src/text/enum-table.js";
import { errnoName, parseErrno } from "../../src/text/errno.js";
import { exitStatusName, parseExitStatus } from "../../src/text/exit-status.js";
import { formatRlimit, parseRlimit, RLIM_INFINITY } from "../../src/text/rlimit.js";
import { formatSignal, parseSignal, SIGRTMAX } from "../../src/text/signal.js";
import { formatLogFacility, formatLogLevel, parseLogFacility, parseLogLevel } from "../../src/text/syslog.js";

describe("tables", () => {
  it("look up exact words only", () => {
    const table = new EnumTable(["no", "yes"]);
    expect(["no", "yes", "YES", "", "__proto__", "constructor"].map((word) => table.indexOf(word))).toEqual([
      0, 1, -1, -1, -1, -1,
    ]);
    expect(table.parse("yes")).toBe("yes");
    expect(table.parse("toString")).toBeNull();
    expect(table.has("no")).toBe(true);
  });
  it("print the first of several names", () => {
    const names = new NumberNames({ EAGAIN: 11, EWOULDBLOCK: 11 });
    expect(names.numberOf("EWOULDBLOCK")).toBe(11);
    expect(names.nameOf(11)).toBe("EAGAIN");
    expect(names.nameOf(1)).toBeNull();
    expect(names.numberOf("hasOwnProperty")).toBe(-1);
  });
});

describe("signals", () => {
  it.each([
    ["SIGTERM", 15],
    ["TERM", 15],
    ["9", 9],
    ["64", 64],
    ["65", "ERANGE"],
    ["0", "ERANGE"],
    ["-1", "ERANGE"],
    ["SIG9", "EINVAL"],
    ["sigterm", "EINVAL"],
    ["SIGSIGTERM", "EINVAL"],
    ["RTMIN", 34],
    ["SIGRTMIN+3", 37],
    ["RTMIN+30", 64],
    ["RTMIN+31", "ERANGE"],
    ["RTMIN3", "EINVAL"],
    ["RTMIN-1", "EINVAL"],
    ["RTMAX", 64],
    ["SIGRTMAX-30", 34],
    ["RTMAX-31", "ERANGE"],
    ["RTMAX+1", "EINVAL"],
    ["RTMIN+", "EINVAL"],
    ["", "EINVAL"],
  ])("%j is %j", (text, signal) => {
    expect(parseSignal(text)).toBe(signal);
  });
  it("print a name that reads back", () => {
    for (let signal = 1; signal <= SIGRTMAX; signal++) expect(parseSignal(formatSignal(signal))).toBe(signal);
    expect([formatSignal(34), formatSignal(32)]).toEqual(["RTMIN+0", "32"]);
  });
});

describe("exit statuses, errors, syslog", () => {
  it.each([
    [parseExitStatus, "TEMPFAIL", 75],
    [parseExitStatus, "CHDIR", 200],
    [parseExitStatus, "255", 255],
    [parseExitStatus, "256", "ERANGE"],
    [parseExitStatus, "tempfail", "EINVAL"],
    [parseErrno, "ENOENT", 2],
    [parseErrno, "EWOULDBLOCK", 11],
    [parseErrno, "EDEADLOCK", 35],
    [parseErrno, "ENOTSUP", 95],
    [parseErrno, "4095", 4095],
    [parseErrno, "4096", "ERANGE"],
    [parseErrno, "-1", "ERANGE"],
    [parseErrno, "enoent", 2],
    [parseErrno, "eno", "EINVAL"],
    [parseLogLevel, "warning", 4],
    [parseLogLevel, "7", 7],
    [parseLogLevel, "8", "EINVAL"],
    [parseLogFacility, "local7", 23],
    [parseLogFacility, "12", 12],
    [parseLogFacility, "", "EINVAL"],
    [parseLogFacility, "128", "EINVAL"],
  ] as const)("%o of %j is %j", (parse, text, result) => {
    expect(parse(text)).toBe(result);
  });
  it("have names", () => {
    expect([exitStatusName(200), exitStatusName(199)]).toEqual(["CHDIR", null]);
    expect([errnoName(11), errnoName(9999)]).toEqual(["EAGAIN", null]);
    expect([formatLogLevel(3), formatLogFacility(3), formatLogFacility(13)]).toEqual(["err", "daemon", "13"]);
  });
});

describe("resource limits", () => {
  it.each([
    ["NOFILE", "1024", "1024"],
    ["NOFILE", "1024:infinity", "1024:infinity"],
    ["NOFILE", "infinity", "infinity"],
    ["NOFILE", "5K", "EINVAL"],
    ["NOFILE", "18446744073709551615", "ERANGE"],
    ["AS", "5K", "5120"],
    ["AS", "1G:2G", "1073741824:2147483648"],
    ["AS", "2G:1G", "EILSEQ"],
    ["AS", "-1", "ERANGE"],
    ["AS", ":5", "EINVAL"],
    ["AS", "5:", "EINVAL"],
    ["AS", "1:2:3", "EINVAL"],
    ["AS", "", "EINVAL"],
    ["CPU", "5", "5"],
    ["CPU", "10ms:1min", "1:60"],
    ["CPU", "infinity", "infinity"],
    ["CPU", "1x", "EINVAL"],
    ["RTTIME", "5", "5"],
    ["RTTIME", "1s", "1000000"],
    ["NICE", "+19", "1"],
    ["NICE", "+20", "ERANGE"],
    ["NICE", "-20", "40"],
    ["NICE", "-21", "ERANGE"],
    ["NICE", "40", "40"],
    ["NICE", "41", "ERANGE"],
    ["NICE", "infinity", "EINVAL"],
  ] as const)("%s=%s is %s", (resource, text, result) => {
    const limit = parseRlimit(resource, text);
    expect(typeof limit === "string" ? limit : formatRlimit(limit)).toBe(result);
  });
  it("are the largest number when infinite", () => {
    expect(parseRlimit("STACK", "infinity")).toEqual({ soft: RLIM_INFINITY, hard: RLIM_INFINITY });
  });
});
