import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Severity } from "../../src/core/diagnostics.js";
import { decodeUtf8, encodeUtf8 } from "../../src/core/utf8.js";
import { fileKinds, kindOfPath } from "../../src/formats/file-kinds.js";
import { findFormat } from "../../src/formats/registry.js";
import { type Problem, renderProblem, verifyFile } from "../../src/verify/index.js";

const problemsOf = async (
  path: string,
  text: string,
  severity: Severity = Severity.warning,
): Promise<readonly Problem[]> => (await verifyFile(encodeUtf8(text), { path, severity })).problems;

/** `line:column code "marked text"` of each problem. */
async function shown(path: string, text: string, severity?: Severity): Promise<string[]> {
  return (await problemsOf(path, text, severity)).map(({ code, range }) => {
    if (range === null) return code;
    const { line, column, start, end } = range;
    return `${line}:${column} ${code} "${decodeUtf8(encodeUtf8(text), start, end)}"`;
  });
}

const replacements = async (path: string, text: string): Promise<(string | null)[]> =>
  (await problemsOf(path, text)).map(({ replacement }) => replacement);

describe("places", () => {
  test("are those of the word in question", async () => {
    const text = "[Unit]\nAfter=c.service foo b.service foo\n[Servce]\nx\n[Service]\nUMask = 999\n";
    expect(await shown("a.service", text)).toEqual([
      '2:17 unit-file.bad-dependency "foo"',
      '2:31 unit-file.bad-dependency "foo"',
      '3:2 ini.unknown-section "Servce"',
      '6:9 value.not-mode "999"',
    ]);
  });

  test("are in the line of the word, where a value goes on over several lines", async () => {
    const text = "[Unit]\nAfter=c.service \\\n  é foo\n";
    const [first, second] = await problemsOf("a.service", text);
    expect(first?.range).toMatchObject({ line: 3, column: 3 });
    expect(second).toMatchObject({ reportedLine: 3, range: { line: 3, column: 5, endColumn: 8 } });
  });

  test("count UTF-16 code units", async () => {
    expect(await shown("a.service", "[Unit]\nAfter=c.service 😀 foo\n")).toEqual([
      '2:17 unit-file.bad-dependency "😀"',
      '2:20 unit-file.bad-dependency "foo"',
    ]);
  });

  test("are whole lines where no word is known", async () => {
    expect(await shown("a.service", "[Service]\n  nonsense  \r\n")).toEqual(['2:3 ini.no-equals "nonsense"']);
  });

  test("are found by the line where a format knows no more", async () => {
    expect(await shown("loader/entries/a.conf", "title x\nlinx /vmlinuz\nlinux /a/\n")).toEqual([
      '2:1 bootspec.unknown-field "linx"',
      '3:7 bootspec.path-is-folder "/a/"',
    ]);
  });

  test("are absent for what is about the file", async () => {
    expect(await shown("a.desktop", "[Desktop Entry\n")).toEqual([
      '1:1 ini.section-unclosed "[Desktop Entry"',
      '1:1 xdg-desktop.reading-stopped "[Desktop Entry"',
      "xdg-desktop.file-ignored",
    ]);
  });
});

describe("hints", () => {
  test("name the nearest key, section and word", async () => {
    expect(await replacements("a.service", "[Servce]\n[Service]\nrestart=no\nRestart=alwys\nPrivateTmp=yse\n")).toEqual(
      ["Service", "Restart", "always", "yes"],
    );
  });

  test("name the section that a key belongs in", async () => {
    const [problem] = await problemsOf("a.service", "[Service]\nWantedBy=multi-user.target\n");
    expect(problem).toMatchObject({
      code: "ini.unknown-key",
      replacement: null,
      hint: expect.stringContaining("[Install]"),
    });
  });

  test("name the nearest key of another section", async () => {
    const [problem] = await problemsOf("a.service", "[Service]\nWantdBy=multi-user.target\n");
    expect(problem?.hint).toMatch(/WantedBy=.*\[Install\]/);
  });

  test("list the words where there are few, and the sections", async () => {
    expect((await problemsOf("a.service", "[Service]\nKillMode=bogus\n"))[0]?.hint).toContain(
      "control-group, process, mixed, none",
    );
    expect((await problemsOf("a.timer", "[Bogus]\n"))[0]?.hint).toContain("[Unit], [Timer], [Install]");
  });

  test("know what another kind of file knows not", async () => {
    expect(await replacements("a.timer", "[Timer]\nOnCalender=daily\n")).toEqual(["OnCalendar"]);
    expect(await replacements("loader/loader.conf", "timeot 3\n")).toEqual(["timeout"]);
  });

  test("are none where nothing is near", async () => {
    const [problem] = await problemsOf("a.service", "[Service]\nQqqqqqqqqqqq=1\n");
    expect(problem).toMatchObject({ replacement: null, hint: expect.stringContaining("X-") });
  });
});

describe("kinds", () => {
  test.each([
    ["/etc/systemd/system/a.service", "service", "a.service"],
    ["a@.socket", "socket", "a@.socket"],
    ["x/foo.service.d/10.conf", "service", "foo.service"],
    ["x/service.d/10.conf", "service", "a.service"],
    ["./x/a.mount", "mount", "a.mount"],
    ["a.network", "network", "a.network"],
    ["a.netdev.d/x.conf", "netdev", "a.netdev"],
    ["/etc/udev/rules.d/50-x.rules", "udev-rules", "50-x.rules"],
    ["/etc/hosts", "hosts", "hosts"],
    ["etc/os-release", "environment", "os-release"],
    ["/usr/lib/environment.d/50.conf", "environment", "50.conf"],
    ["/boot/loader/entries/a+3.conf", "loader-entry", "a+3.conf"],
    ["/boot/loader/loader.conf", "loader", "loader.conf"],
    ["/run/udev/data/b8:0", "udev-data", "b8:0"],
    ["a.catalog", "catalog", "a.catalog"],
    ["io.x.varlink", "varlink", "io.x.varlink"],
    ["a.desktop", "desktop", "a.desktop"],
  ])("%s", (path, kind, name) => {
    const told = kindOfPath(path, true);
    expect([told?.kind.name, told?.name]).toEqual([kind, name]);
  });

  test.each([
    "a.txt",
    "service",
    ".d/x.conf",
    "foo.d/x.conf",
    "",
    "/",
    "dbus-1/services/a.service",
    "foo.service.d/x.txt",
  ])("none: %j", (path) => expect(kindOfPath(path)).toBeNull());

  test("that others use as well count for named files only", () => {
    for (const path of ["hosts", "x.rules", "x.env", "/etc/default/ssh", "a.json"]) {
      expect(kindOfPath(path)).not.toBeNull();
      expect(kindOfPath(path, true)).toBeNull();
    }
  });

  test("have a format that is there, and one name each", () => {
    for (const { slug } of fileKinds) expect(findFormat(slug), slug).toBeDefined();
    const names = fileKinds.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test("that are not known are the caller's mistake", async () => {
    await expect(verifyFile(new Uint8Array(), { path: "a.txt" })).rejects.toThrow(TypeError);
    await expect(verifyFile(new Uint8Array(), {})).rejects.toThrow(TypeError);
    await expect(verifyFile(new Uint8Array(), { kind: "odd" })).rejects.toThrow(TypeError);
  });

  test("override names", async () => {
    const { kind, problems } = await verifyFile(encodeUtf8("[Timer]\nOnCalendar=x\n"), {
      path: "a.service",
      kind: "timer",
    });
    expect([kind, problems.map(({ code }) => code)]).toEqual(["timer", ["unit-file.not-calendar"]]);
  });
});

describe("a file that is refused", () => {
  test("has an error, also where systemd reports at debug level only", async () => {
    const [problem] = await problemsOf("a.varlink", "interface x.y\n!\n");
    expect(problem?.severity).toBe(Severity.err);
  });

  test("says so where its format says nothing", async () => {
    const inputs = await Promise.all([problemsOf("a.json", "{"), problemsOf("a.env", "A=\0")]);
    for (const [problem] of inputs) expect(problem?.severity).toBe(Severity.err);
  });
});

test("templates are read for an instance", async () => {
  expect(await shown("a@.service", "[Service]\nExecStart=/bin/x %i %I\nSlice=a-%i.slice\n")).toEqual([]);
});

test("severities below the threshold are left out", async () => {
  const text = "[Unit]\nIgnoreOnSnapshot=yes\n";
  expect(await shown("a.service", text)).toEqual([]);
  expect(await shown("a.service", text, Severity.info)).toEqual(['2:1 value.support-removed "IgnoreOnSnapshot"']);
});

test("no bytes make it throw, all ranges lie inside, and nothing unsafe is rendered", async () => {
  const line = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }).map(encodeUtf8),
    fc.uint8Array({ maxLength: 30 }),
    fc.constantFrom("[Unit]", "[Service]", "After=x y", "Restart=x\\", "[Desktop Entry]", "title").map(encodeUtf8),
  );
  const end = fc.constantFrom("\n", "\r\n", "\r", "\0", "\n\n").map(encodeUtf8);
  const file = fc
    .array(fc.tuple(line, end), { maxLength: 12 })
    .map((lines) => new Uint8Array(lines.flat().flatMap((part) => [...part])));
  await fc.assert(
    fc.asyncProperty(file, fc.constantFrom(...fileKinds.map(({ name }) => name)), async (input, kind) => {
      const { problems } = await verifyFile(input, { kind, severity: Severity.debug });
      for (const problem of problems) {
        const { range } = problem;
        if (range !== null) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(input.length);
          expect(range.endColumn).toBeGreaterThanOrEqual(range.column);
          expect(range.line).toBe(1 + input.subarray(0, range.start).filter((c) => c === 10).length);
          expect(range.excerpt.start).toBeLessThanOrEqual(range.excerpt.text.length);
        }
        expect(renderProblem(problem, "a").replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }
    }),
    { numRuns: 300 },
  );
});

test("time stays linear: one long line, many problems", async () => {
  const words = `[Unit]\nAfter=${"x ".repeat(300_000)}\n`;
  const keys = `[Service]\n${"Restrat=1\n".repeat(100_000)}`;
  const started = performance.now();
  expect((await verifyFile(encodeUtf8(words), { path: "a.service" })).omitted).toBe(299_000);
  expect((await verifyFile(encodeUtf8(keys), { path: "a.service" })).omitted).toBe(99_000);
  expect(performance.now() - started).toBeLessThan(20_000);
});

describe("network devices", () => {
  const NETDEV = "[Match]\nHost=nobody\n[NetDev]\nName=wg0\nKind=wireguard\nMTUBytes=x\n";

  test("are checked whatever machine they are for, and reported on once", async () => {
    expect(await shown("wg.netdev", `${NETDEV}[WireGuard]\nPrivateKeyFile=/key\nListenPort=x\n`)).toEqual([
      expect.stringMatching(/^6:10 \S+ "x"$/),
      expect.stringMatching(/^9:12 \S+ "x"$/),
    ]);
  });

  test("may have any interface and user", async () => {
    const text =
      "[Match]\nName=a\n[Network]\nDNS=1.1.1.1%wlan7\n[RoutingPolicyRule]\nUser=somebody\nTable=1\nPriority=5\n";
    expect(await shown("a.network", text)).toEqual([]);
    expect(await shown("a.network", text.replace("somebody", "5-3"))).toEqual(['6:6 network-parser.not-user "5-3"']);
    expect(await shown("a.network.d/1.conf", "[Network]\nDHCP=yse\n")).toEqual(['2:6 value.unknown-keyword "yse"']);
  });

  test("have what is said about a section at its header", async () => {
    const text = "[Match]\nName=a\n[Network]\nDHCP=no\n[BridgeMDB]\nVLANId=5\n";
    expect(await shown("a.network", text)).toEqual(['5:1 network-parser.no-group "[BridgeMDB]"']);
  });

  test("need not be whole in drop-ins", async () => {
    expect(await shown("wg.netdev.d/1.conf", "[NetDev]\nMTUBytes=x\n")).toEqual([expect.stringMatching(/^2:10 /)]);
    expect((await shown("wg.netdev", "[NetDev]\nName=x\n")).length).toBe(1);
    expect(await shown("a.link.d/1.conf", "[Link]\nMTUBytes=1500\n")).toEqual([]);
    expect(await shown("a.link", "[Link]\nMTUBytes=1500\n")).toEqual(["link-parser.matches-nothing"]);
  });

  test("ask for nothing that only the machine knows", async () => {
    expect(await shown("a.link", "[Match]\nOriginalName=*\n[Link]\nWakeOnLan=secureon\n")).toEqual([]);
  });

  test("have hints", async () => {
    expect(await replacements("a.netdev", "[NetDev]\nName=x\nKind=vlna\n")).toContain("vlan");
    expect(await replacements("a.link", "[Match]\nOriginalNam=*\nType=x\n[Lnk]\n")).toEqual(["OriginalName", "Link"]);
    expect(await replacements("a.nspawn", "[Exec]\nBoot=yse\nPrivateUser=1\n")).toEqual(["yes", "PrivateUsers"]);
  });
});

describe("udev rules", () => {
  test("are looked at as udevadm verify does", async () => {
    const text = 'SUBSYTEM=="block", RUN{builtin}="kmd"\nKERNEL=="a", GOTO="x"\nKERNEL=="a",OPTIONS="wath", NAME="b"\n';
    expect(await shown("rules.d/a.rules", text)).toEqual([
      '1:1 udev-rules.unknown-key "SUBSYTEM"',
      '2:20 udev-rules.no-label "x"',
      '2:1 udev-rules.no-effect-left "KERNEL=="a", GOTO="x""',
      '3:22 udev-rules.unknown-option "wath"',
    ]);
    expect(await replacements("rules.d/a.rules", text)).toEqual(["SUBSYSTEM", null, null, "watch"]);
  });

  test("have users and groups that other machines may have", async () => {
    expect(await shown("a.rules", 'KERNEL=="a", OWNER="somebody", GROUP="some"\n')).toEqual([]);
  });

  test("have notices about style", async () => {
    expect(await shown("a.rules", 'KERNEL=="a",NAME="b"\n', Severity.notice)).toEqual([
      expect.stringMatching(/^1:12 udev-rules\.style-no-space-behind-comma/),
    ]);
  });
});

describe("OCI bundles", () => {
  const bundle = (more: string) => `{\n "ociVersion": "1.0.0",\n ${more}\n}\n`;

  test("have their places in the JSON text", async () => {
    expect(await shown("config.json", bundle('"process": {"cwd": "é\\"x", "args": 1}'))).toEqual([
      '3:21 nspawn-oci.path-not-absolute ""é\\"x""',
    ]);
    expect(await shown("config.json", bundle('"a": tru'))).toEqual(['3:7 json.bad-token ""']);
    expect(await shown("config.json", "{}")).toEqual(["nspawn-oci.not-bundle"]);
  });

  test("have hints", async () => {
    expect((await problemsOf("config.json", bundle('"proces": {}')))[0]?.hint).toContain("process");
    expect(await replacements("config.json", bundle('"linux": {"namespaces": [{"type": "networ"}]}'))).toEqual([
      "network",
    ]);
  });

  test("that are refused for a silent reason say it, whatever was told before", async () => {
    const text = bundle('"linux": {"resources": {"memory": {"swap": 5}, "bogus": 1}}');
    expect((await problemsOf("config.json", text)).map(({ severity }) => severity)).toEqual([3, 3]);
  });
});
