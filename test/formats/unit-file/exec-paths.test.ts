import { describe, expect, it } from "vitest";
import { readOwn } from "./read.js";

const service = (...lines: readonly string[]) => readOwn("service", ...lines);
/** What is set, as the dump prints it: the lines of one label. */
const lines = (label: string, ...assignments: readonly string[]) =>
  service(...assignments)
    .dump.filter((line) => line.startsWith(`\t${label}: `))
    .map((line) => line.slice(label.length + 3));

describe("WorkingDirectory", () => {
  it.each([
    ["/a//b/", "/a/b", false, false],
    ["-/a", "/a", false, true],
    ["~", null, true, false],
    ["-~", null, true, true],
    ["/%p", "/a", false, false],
  ])("%s", (value, path, home, missingOk) => {
    const { exec } = service(`WorkingDirectory=${value}`).unit;
    expect([exec?.workingDirectory, exec?.workingDirectoryHome, exec?.workingDirectoryMissingOk]).toEqual([
      path,
      home,
      missingOk,
    ]);
  });

  it.each(["relative", "/a/../b", "/%z", "%i"])("%s ends the file, but not after -", (value) => {
    expect(service(`WorkingDirectory=${value}`).result).toBe("ENOEXEC");
    const optional = service(`WorkingDirectory=-${value}`);
    expect([optional.result, optional.reports.length]).toEqual([1, 1]);
  });

  it("resets", () => {
    const { exec } = service("WorkingDirectory=/a", "WorkingDirectory=").unit;
    expect([exec?.workingDirectory, exec?.workingDirectoryHome]).toEqual([null, false]);
  });
});

describe("RootDirectory, RootImage and RootVerity", () => {
  it.each(["RootDirectory", "RootImage", "RootVerity"])("%s wants an absolute path", (key) => {
    expect(lines(key, `${key}=/usr//share/x`)).toEqual(["/usr/share/x"]);
    expect(service(`${key}=x`).result).toBe("ENOEXEC");
    expect(service(`${key}=/%z`).result).toBe("ENOEXEC");
    expect(service(`${key}=/a`, `${key}=%i`).reports).toEqual([]);
  });

  it("bring mounts of the system's own file systems along", () => {
    expect(lines("MountAPIVFS", "RootImage=/a.raw")).toEqual(["yes"]);
    expect(lines("MountAPIVFS", "RootDirectory=/a")).toEqual(["yes"]);
    expect(lines("MountAPIVFS", "RootDirectory=/")).toEqual(["no"]);
    expect(lines("MountAPIVFS", "RootDirectory=/a", "MountAPIVFS=no")).toEqual(["no"]);
    expect(lines("BindLogSockets", "RootDirectory=/a")).toEqual(["yes"]);
    expect(lines("BindLogSockets", "RootDirectory=/a", "BindLogSockets=no")).toEqual(["no"]);
    expect(lines("BindLogSockets", "BindLogSockets=no", "LogNamespace=x")).toEqual(["yes"]);
  });
});

describe("RootHash and RootHashSignature", () => {
  const hash = "d0".repeat(16);

  it("are a path or the bytes; the last one counts", () => {
    expect(lines("RootHash", `RootHash=${hash}`)).toEqual([hash]);
    expect(lines("RootHash", `RootHash=${hash}`, "RootHash=/a/../%n")).toEqual(["/a/../%n"]);
    expect(lines("RootHash", "RootHash=/a", `RootHash=${hash.slice(0, 16)} ${hash.slice(16)}`)).toEqual([hash]);
    expect(lines("RootHashSignature", "RootHashSignature=base64:aGVsbG8=")).toEqual(["base64:aGVsbG8="]);
    expect(lines("RootHashSignature", "RootHashSignature=base64:aGVsbG8=", "RootHashSignature=")).toEqual([]);
    expect(lines("RootHashSignature", "RootHashSignature=/a//b")).toEqual(["/a//b"]);
  });

  it.each([
    ["RootHash=d0", "unit-file.short-root-hash@2"],
    ["RootHash=xyz", "unit-file.bad-hex@2"],
    [`RootHash=${hash}0`, "unit-file.bad-hex@2"],
    ["RootHashSignature=aGVsbG8=", "unit-file.bad-root-hash-signature@2"],
    ["RootHashSignature=base64:!", "unit-file.bad-base64@2"],
  ])("%s is refused", (line, report) => {
    expect(service(line).reports).toEqual([report]);
  });
});

describe("lists of paths", () => {
  it.each([
    ["ReadWriteDirectories", "ReadWritePaths"],
    ["ReadOnlyDirectories", "ReadOnlyPaths"],
    ["InaccessibleDirectories", "InaccessiblePaths"],
    ["ExecPaths", "ExecPaths"],
    ["NoExecPaths", "NoExecPaths"],
    ["ExtensionDirectories", "ExtensionDirectories"],
  ])("%s", (key, label) => {
    expect(lines(label, `${key}=/a -/b/ +/c -+/./d "/e f"`)).toEqual(["/a -/b +/c -+/d /e f"]);
    expect(lines(label, `${key}=/a`, `${key}=`, `${key}=/b`)).toEqual(["/b"]);
  });

  it("skip what is not possible and go on", () => {
    const { unit, reports } = service("ReadWritePaths=rel +-/a /b/../c /%z /d");
    expect(unit.exec?.readWritePaths).toEqual(["/d"]);
    expect(reports).toEqual([
      "unit-file.path-not-absolute@2",
      "unit-file.path-not-absolute@2",
      "unit-file.path-not-normalized@2",
      "unit-file.bad-specifier@2",
    ]);
  });

  it("ExecSearchPath is separated by colons and ends at the first bad path", () => {
    expect(lines("ExecSearchPath", "ExecSearchPath=/usr/bin:/bin/")).toEqual(["/usr/bin /bin"]);
    const { unit, reports } = service("ExecSearchPath=/a::/b");
    expect([unit.exec?.execSearchPath, reports]).toEqual([["/a"], ["unit-file.path-not-absolute@2"]]);
  });
});

describe("bind mounts", () => {
  it.each([
    ["BindPaths=/a", ["/a:/a:rbind"]],
    ["BindPaths=/a:/b /c", ["/a:/b:rbind", "/c:/c:rbind"]],
    ["BindPaths=-/a:/b:norbind", ["-/a:/b:norbind"]],
    ["BindPaths=/a:/b:rbind", ["/a:/b:rbind"]],
    ['BindPaths="/a b:/c d"', ["/a b:/c d:/a b:/c d:rbind"]],
    ["BindPaths=/a\\:b:/c", ["/a:b:/c:rbind"]],
  ])("%s", (line, mounts) => {
    expect(lines("BindPaths", line)).toEqual(mounts);
  });

  it("an empty value of either directive drops the mounts of both", () => {
    expect(lines("BindPaths", "BindPaths=/a", "BindReadOnlyPaths=")).toEqual([]);
    expect(lines("BindReadOnlyPaths", "BindReadOnlyPaths=-/a:/b")).toEqual(["-/a:/b:rbind"]);
  });

  it.each([
    ["BindPaths=rel", "unit-file.path-not-absolute@2"],
    ["BindPaths=/a:", "unit-file.path-not-absolute@2"],
    ["BindPaths=/a:/b:ro", "unit-file.bad-bind-options@2"],
    ['BindPaths=/a:"/b', "value.bad-syntax@2"],
    ["BindPaths=/%z", "unit-file.bad-specifier@2"],
  ])("%s is refused", (line, report) => {
    expect(service(line).reports).toEqual([report]);
  });
});

describe("TemporaryFileSystem", () => {
  it("is a path with options", () => {
    expect(lines("TemporaryFileSystem", "TemporaryFileSystem=/tmp:size=10%,%p /a: /%p")).toEqual([
      "/tmp:size=10%,%p",
      "/a",
      "/a",
    ]);
    expect(service("TemporaryFileSystem=tmp").reports).toEqual(["unit-file.path-not-absolute@2"]);
  });
});

describe("images", () => {
  it.each([
    ["MountImages", "/a.raw:/mnt", ["/a.raw:/mnt"]],
    ["MountImages", "-/a:/b /c:/d:ro", ["-/a:/b", "/c:/d:root:ro"]],
    ["MountImages", "/a:/b:root:ro:home:nosuid", ["/a:/b:root:ro:home:nosuid"]],
    ["ExtensionImages", "/a.raw -/b.raw", ["/a.raw", "-/b.raw"]],
    ["ExtensionImages", "/a.raw:nodev", ["/a.raw:root:nodev"]],
    ["RootImageOptions", "ro", ["root:ro"]],
    ["RootImageOptions", "root:ro home:nosuid", ["root:ro home:nosuid"]],
  ])("%s=%s", (key, value, printed) => {
    expect(lines(key, `${key}=${value}`)).toEqual(printed);
  });

  it("options of the root image add up", () => {
    expect(lines("RootImageOptions", "RootImageOptions=root:ro", "RootImageOptions=usr:rw")).toEqual([
      "root:ro usr:rw",
    ]);
    expect(lines("RootImageOptions", "RootImageOptions=root:ro", "RootImageOptions=")).toEqual([]);
  });

  it.each([
    ["MountImages=/a", "unit-file.image-without-destination@2"],
    ["MountImages=/a:rel", "unit-file.path-not-absolute@2"],
    ["MountImages=rel:/b", "unit-file.path-not-absolute@2"],
    ["MountImages=/a:/b:bogus:ro", "unit-file.unknown-partition@2"],
    ["ExtensionImages=rel", "unit-file.path-not-absolute@2"],
    ['ExtensionImages="/a', "value.bad-syntax@2"],
    ["RootImageOptions=bogus:ro", "unit-file.unknown-partition@2"],
    ["RootImageOptions=a:b:c", "value.bad-syntax@2"],
  ])("%s is refused", (line, report) => {
    expect(service(line).reports).toEqual([report]);
  });
});

describe("image policies", () => {
  it("name what each partition may be", () => {
    const policy = service("RootImagePolicy=root=verity+signed:home=:=ignore").unit.exec?.rootImagePolicy;
    expect(policy?.partitions).toEqual(
      new Map([
        ["root", new Set(["verity", "signed"])],
        ["home", new Set()],
      ]),
    );
    expect(policy?.fallback).toEqual(new Set(["unused", "absent"]));
  });

  it.each(["*", "-", "~", ""])("%j is accepted", (value) => {
    expect(service(`MountImagePolicy=${value}`).reports).toEqual([]);
  });

  it.each([
    ["root=bogus", "EBADRQC", "unit-file.image-policy-unknown-flag"],
    ["bogus=verity", "EBADSLT", "unit-file.image-policy-unknown-partition"],
    ["root=verity:root=signed", "ENOTUNIQ", "unit-file.image-policy-repeats"],
    ["=verity:=signed", "ENOTUNIQ", "unit-file.image-policy-repeats"],
    ["root", "EINVAL", "unit-file.bad-image-policy"],
    ["root=verity:", "EINVAL", "unit-file.bad-image-policy"],
  ])("%s ends the file", (value, errno, code) => {
    const { result, reports } = service(`ExtensionImagePolicy=${value}`);
    expect([result, ...reports]).toEqual([errno, `${code}@2`]);
  });
});

describe("managed folders", () => {
  it.each(["RuntimeDirectory", "StateDirectory", "CacheDirectory", "LogsDirectory"])("%s", (key) => {
    expect(lines(key, `${key}=foo bar//baz %p`)).toEqual(["foo", "bar/baz", "a"]);
    expect(lines(key, `${key}=foo::ro`)).toEqual(["foo (ro)"]);
    expect(lines(`${key}Symlink`, `${key}=foo:x foo:y`)).toEqual(["foo:x", "foo:y"]);
    expect(lines(key, `${key}=foo`, `${key}=foo:x:ro`)).toEqual(["foo (ro)"]);
    expect(lines(key, `${key}=foo`, `${key}=`)).toEqual([]);
    expect(lines(`${key}Mode`, `${key}Mode=700`)).toEqual(["0700"]);
  });

  it.each([
    ["../x", "unit-file.path-not-normalized"],
    [".", "unit-file.path-not-normalized"],
    ["/abs", "unit-file.path-not-relative"],
    ["private", "unit-file.private-directory"],
    ["private/x", "unit-file.private-directory"],
    ["foo:../x", "unit-file.path-not-normalized"],
    ["foo:x:rw", "unit-file.bad-directory-flags"],
    [":x", "unit-file.path-invalid-length"],
    ['"foo', "value.bad-syntax"],
  ])("StateDirectory=%s is refused", (value, code) => {
    const { unit, reports } = service(`StateDirectory=${value}`);
    expect(reports).toEqual([`${code}@2`]);
    expect(unit.exec?.directories.StateDirectory.items.size).toBe(0);
  });

  it("ConfigurationDirectory takes no symbolic links", () => {
    expect(lines("ConfigurationDirectory", "ConfigurationDirectory=foo::ro")).toEqual(["foo (ro)"]);
    expect(service("ConfigurationDirectory=foo:x").reports).toEqual(["unit-file.no-directory-symlink@2"]);
  });
});
