import { describe, expect, it } from "vitest";
import { toJson } from "../../../src/core/json.js";
import { read } from "./read.js";

const unit = (...lines: readonly string[]) => read("service", ["[Unit]", ...lines]);

describe("dependencies", () => {
  it("take several names, and add references to them", () => {
    const { unit: parsed, dump } = unit("Requires=b.service c.socket");
    expect(parsed.common.dependencies.of("Requires")).toEqual(["b.service", "c.socket"]);
    expect(parsed.common.dependencies.of("References")).toEqual(["b.service", "c.socket"]);
    expect(dump).toContain("\tRequires: b.service (origin-file)");
  });

  it("show by kind in JSON", () => {
    expect(toJson(unit("After=b.service").unit.common.dependencies)).toEqual({
      After: ["b.service"],
      References: ["b.service"],
    });
  });

  it("take templates as the instance of the unit's own name", () => {
    expect(unit("Wants=t@.service").unit.common.dependencies.of("Wants")).toEqual(["t@a.service"]);
    const instance = read("service", ["[Unit]", "Wants=t@.service u@%i.service"], "a@x.service");
    expect(instance.unit.common.dependencies.of("Wants")).toEqual(["t@x.service", "u@x.service"]);
  });

  it.each(["plain", "bad/name.service", '"quoted.service"', "a.widget", "@x.service"])("refuse %s", (name) => {
    expect(unit(`After=${name}`).reports).toEqual(["unit-file.bad-dependency@2"]);
  });

  it("are not emptied by an empty assignment", () => {
    expect(unit("After=b.service", "After=").unit.common.dependencies.of("After")).toEqual(["b.service"]);
  });

  it("on the unit itself are dropped, ordering ones with a report about no line", () => {
    expect(unit("Requires=a.service").reports).toEqual([]);
    expect(unit("After=a.service").reports).toEqual(["unit-file.dependency-self-reported@null"]);
  });

  it("cannot delay a device, nor catch the failure of what never fails", () => {
    expect(unit("Before=dev-sda.device").reports).toEqual(["unit-file.dependency-device-delayed@null"]);
    expect(read("slice", ["[Unit]", "OnFailure=b.service"]).reports).toEqual(["unit-file.dependency-cannot-fail@null"]);
  });

  it("of obsolete kinds are taken as their successors", () => {
    const { unit: parsed, reports } = unit("RequiresOverridable=b.service");
    expect(parsed.common.dependencies.of("Requires")).toEqual(["b.service"]);
    expect(reports).toEqual(["unit-file.obsolete-dependency@2"]);
  });
});

describe("mounts", () => {
  it("are absolute, normalised paths, quoted or escaped", () => {
    const { unit: parsed, reports } = unit('RequiresMountsFor=/b/./c/ "/with space" relative /x/../y');
    expect([...parsed.common.requiresMountsFor]).toEqual(["/b/c", "/with space"]);
    expect(reports).toEqual(["unit-file.path-not-absolute@2", "unit-file.path-not-normalized@2"]);
  });
});

describe("conditions", () => {
  it("have a trigger mark and a negation, in this order", () => {
    expect(unit("ConditionPathExists=|!/x").unit.common.conditions).toEqual([
      { kind: "PathExists", trigger: true, negate: true, parameter: "/x" },
    ]);
    expect(unit("ConditionPathExists=!|/x").reports).toEqual(["unit-file.path-not-absolute@2"]);
  });

  it("of every kind are cleared by an empty one", () => {
    const { unit: parsed } = unit("ConditionUser=root", "AssertUser=root", "ConditionHost=");
    expect(parsed.common.conditions).toEqual([]);
    expect(parsed.common.asserts).toHaveLength(1);
  });

  it("resolve specifiers", () => {
    expect(unit("ConditionHost=%p").unit.common.conditions[0]?.parameter).toBe("a");
    expect(unit("ConditionHost=%z").reports).toEqual(["unit-file.bad-specifier@2"]);
  });

  it("show in the dump with the last one first", () => {
    const { dump } = unit("ConditionUser=a", "ConditionUser=!b");
    expect(dump.filter((line) => line.includes("ConditionUser"))).toEqual([
      "\tConditionUser: !b untested",
      "\tConditionUser: a untested",
    ]);
  });
});

describe("values", () => {
  it("of documentation are references; a broken quote refuses all of them", () => {
    const { unit: parsed, reports } = unit("Documentation=man:x(1) nope https://x", 'Documentation=info:y "open');
    expect(parsed.common.documentation).toEqual(["man:x(1)", "https://x"]);
    expect(reports).toEqual(["unit-file.not-documentation@2", "value.bad-syntax@3"]);
    expect(unit("Documentation=man:x(1)", "Documentation=").unit.common.documentation).toEqual([]);
  });

  it.each([
    ["JobTimeoutSec=0", "jobTimeoutUsec", 0xffff_ffff_ffff_ffffn],
    ["JobTimeoutSec=1min", "jobRunningTimeoutUsec", 60_000_000n],
    ["StartLimitBurst=0x10", "startLimitBurst", 16],
    ["FailureActionExitStatus=255", "failureActionExitStatus", 255],
    ["FailureAction=halt-force", "failureAction", "halt-force"],
    ["OnFailureIsolate=yes", "onFailureJobMode", "isolate"],
    ["CollectMode=inactive-or-failed", "collectMode", "inactive-or-failed"],
    ["Description=%n", "description", "a.service"],
    ["SourcePath=/x/./y/", "sourcePath", "/x/y"],
  ] as const)("%s", (line, field, value) => {
    const { unit: parsed, reports } = unit(line);
    expect(reports).toEqual([]);
    expect(parsed.common[field]).toBe(value);
  });

  it("JobRunningTimeoutSec= wins over JobTimeoutSec=, whichever comes first", () => {
    expect(unit("JobRunningTimeoutSec=1", "JobTimeoutSec=2").unit.common.jobRunningTimeoutUsec).toBe(1_000_000n);
    expect(unit("JobTimeoutSec=2", "JobRunningTimeoutSec=1").unit.common.jobRunningTimeoutUsec).toBe(1_000_000n);
  });

  it.each([
    ["FailureActionExitStatus=256", "unit-file.not-exit-status@2"],
    ["StartLimitBurst=-1", "value.not-unsigned@2"],
    ["FailureAction=", "value.unknown-keyword@2"],
    ["SuccessAction=explode", "value.unknown-keyword@2"],
    ["RebootArgument=ü", "unit-file.bad-reboot-argument@2"],
    ["StopWhenUnneeded=maybe", "value.not-boolean@2"],
    ["IgnoreOnSnapshot=x", "value.support-removed@2"],
  ])("%s is refused", (line, report) => {
    expect(unit(line).reports).toEqual([report]);
  });
});
