import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { decodeUtf8, encodeUtf8 } from "../../../src/core/utf8.js";
import type { Directive } from "../../../src/directives/directive-table.js";
import { nspawnTable } from "../../../src/directives/tables/nspawn.js";
import { samplesOf } from "../../../src/directives/value-types.js";
import { definition } from "../../../src/formats/nspawn-settings/definition.js";
import {
  customMount,
  EVERY_CAPABILITY,
  formatNspawnSettings,
  NspawnSettings,
  parseNspawnSettings,
} from "../../../src/formats/nspawn-settings/index.js";
import { nspawnSections } from "../../../src/formats/nspawn-settings/parse.js";

const read = (...lines: readonly string[]) => parseNspawnSettings(encodeUtf8(`${lines.join("\n")}\n`));

/**
 * What is set by lines of one section, and the reports as `code@line`. White space at the end of a line keeps a last
 * backslash from joining it with the next one.
 */
function section(name: string, ...lines: readonly string[]) {
  const { result, settings, diagnostics } = read(`[${name}]`, ...lines.map((line) => `${line} `));
  return { result, settings, reports: diagnostics.map(({ code, line }) => `${code}@${line}`) };
}

const written = (settings: NspawnSettings): string => decodeUtf8(formatNspawnSettings(settings));

/** The laws, and that settings are read back from the bytes of a file as well. */
function check(text: string): void {
  const bytes = encodeUtf8(text);
  checkLaws(definition, bytes, definition.run(bytes));
  const { settings } = parseNspawnSettings(bytes);
  if (settings === null) return;
  expect(parseNspawnSettings(formatNspawnSettings(settings)).settings).toEqual(settings);
}

describe("the tables", () => {
  const reported = ({ section: name, name: key }: Directive, value: string): boolean =>
    section(name, `${key}=${value}`).reports.length > 0;

  it("and the parser have the same keys", () => {
    for (const [name, keys] of nspawnSections) {
      const listed = nspawnTable.sections.get(name)?.map((row) => row.name) ?? [];
      expect([...keys.keys()].sort(), name).toEqual([...listed].sort());
    }
    expect([...nspawnSections.keys()].sort()).toEqual([...nspawnTable.sections.keys()].sort());
  });

  it.each(nspawnTable.rows.map((row) => [`${row.section}.${row.name}`, row] as const))(
    "have samples of %s",
    (_, row) => {
      const { valid, invalid } = samplesOf(row.type!, row.variant);
      for (const value of valid) expect(reported(row, value), value).toBe(false);
      for (const value of invalid) expect(reported(row, value), value).toBe(true);
    },
  );
});

describe("[Exec]", () => {
  it.each([
    [["Boot=yes", "ProcessTwo=yes"], "boot", ["nspawn-settings.conflicting-start@3"]],
    [["ProcessTwo=yes", "Boot=yes"], "pid2", ["nspawn-settings.conflicting-start@3"]],
    [["Boot=no", "ProcessTwo=no"], "pid1", []],
    [["Boot=no", "Boot=yes"], "boot", []],
    [["Boot=yes", "Boot=no"], "boot", ["nspawn-settings.conflicting-start@3"]],
    [["Boot=yes", "ProcessTwo=no"], "boot", []],
    [["Boot=2"], null, ["value.not-boolean@2"]],
  ] as const)("%j starts %s", (lines, startMode, reports) => {
    const { settings, reports: seen } = section("Exec", ...lines);
    expect(settings?.startMode).toBe(startMode);
    expect(seen).toEqual(reports);
  });

  it("adds capabilities, by name, number, and all", () => {
    const { settings, reports } = section(
      "Exec",
      "Capability=CAP_KILL 62",
      "DropCapability=all 1",
      "AmbientCapability=63 x",
    );
    expect(settings).toMatchObject({
      capability: (1n << 5n) | (1n << 62n),
      dropCapability: EVERY_CAPABILITY,
      ambientCapability: 0n,
    });
    expect(reports).toEqual(["nspawn-settings.unknown-capability@4", "nspawn-settings.unknown-capability@4"]);
  });

  it("takes nothing of a capability list that is malformed", () => {
    const { settings, reports } = section("Exec", "Capability=CAP_KILL \\ ");
    expect(settings?.capability).toBe(0n);
    expect(reports).toEqual(["value.bad-syntax@2"]);
  });

  it.each([
    ["no", "no", null, 65_536],
    ["on", "fixed", null, 65_536],
    ["pick", "pick", null, 65_536],
    ["identity", "fixed", 0, 65_536],
    ["0", "no", null, 65_536],
    ["0:1", "fixed", 0, 1],
    ["7", "fixed", 7, 65_536],
    ["4294901760:65535", "fixed", 4_294_901_760, 65_535],
  ])("PrivateUsers=%s", (value, userNamespaceMode, uidShift, uidRange) => {
    const { settings, reports } = section("Exec", `PrivateUsers=${value}`);
    expect(settings).toMatchObject({ userNamespaceMode, uidShift, uidRange });
    expect(reports).toEqual([]);
  });

  it.each([
    ["65535", "not-uid-shift"],
    ["-1", "not-uid-shift"],
    ["managed", "not-uid-shift"],
    [":1", "not-uid-shift"],
    ["1:", "not-uid-range"],
    ["x:x", "not-uid-range"],
    ["1:0", "empty-uid-range"],
    ["4294901760:65536", "empty-uid-range"],
  ])("PrivateUsers=%s is refused", (value, code) => {
    const { settings, reports } = section("Exec", `PrivateUsers=${value}`);
    expect(settings?.userNamespaceMode).toBeNull();
    expect(reports).toEqual([`nspawn-settings.${code}@2`]);
  });

  it("completes mode and ownership of the user namespace from each other", () => {
    expect(section("Exec", "PrivateUsers=pick").settings?.userNamespaceOwnership).toBe("chown");
    expect(section("Exec", "PrivateUsers=no").settings?.userNamespaceOwnership).toBe("off");
    expect(section("Files", "PrivateUsersOwnership=auto").settings?.userNamespaceMode).toBe("no");
  });

  it("keeps a score that is unset again", () => {
    const { settings } = section("Exec", "OOMScoreAdjust=5", "OOMScoreAdjust=");
    expect(settings).toMatchObject({ oomScoreAdjust: 5, oomScoreAdjustSet: false });
  });

  it("wants roots that are absolute and normalized", () => {
    for (const value of ["/a/./b", "/a/..", "/a//b", "a", "/a:b", "/a:/b/.", ""]) {
      expect(section("Exec", `PivotRoot=${value}`).reports, value).toEqual(["nspawn-settings.bad-pivot-root@2"]);
    }
    expect(section("Exec", "PivotRoot=/a\\:b/:/c:d").settings).toMatchObject({
      pivotRootNew: "/a:b/",
      pivotRootOld: "/c:d",
    });
  });

  it.each([
    ["x", "EINVAL"],
    ["1-99999999999999999999x", "ERANGE"],
    ["8192", "ERANGE"],
    ['"1', "EINVAL"],
  ])("CPUAffinity=%s ends the file", (value, result) => {
    const { result: seen, settings, reports } = section("Exec", "Boot=yes", `CPUAffinity=${value}`, "User=x");
    expect(seen).toBe(result);
    expect(settings).toBeNull();
    expect(reports).toHaveLength(2);
    expect(reports[1]).toBe("nspawn-settings.gave-up@3");
  });

  it("links the journal by mode or boolean", () => {
    expect(section("Exec", "LinkJournal=true").settings).toMatchObject({ linkJournal: "auto", linkJournalTry: false });
    expect(section("Exec", "LinkJournal=try-host", "LinkJournal=0").settings).toMatchObject({
      linkJournal: "no",
      linkJournalTry: false,
    });
    expect(section("Exec", "LinkJournal=try-auto").reports).toEqual(["value.unknown-keyword@2"]);
  });
});

describe("[Files]", () => {
  it.each([
    ["Bind=/a", customMount("bind", "/a", { source: "/a" })],
    ["Bind=+/a", customMount("bind", "/a", { source: "+/a" })],
    ["BindReadOnly=:/b", customMount("bind", "/b", { readOnly: true })],
    ["Bind=rel:/b:x:y", customMount("bind", "/b", { source: "/home/rel", options: "x:y" })],
    ["Bind=/a\\:b:/c:", customMount("bind", "/c", { source: "/a:b" })],
    ["TemporaryFileSystem=/t:", customMount("tmpfs", "/t", { options: "mode=0755" })],
    ["Inaccessible=/x/../y", customMount("inaccessible", "/x/../y")],
    ["Overlay=/a:+/b", customMount("overlay", "/b", { lower: ["/a"], source: "+/b" })],
    ["Overlay=a:b", customMount("overlay", "/home/b", { lower: ["/home/a"], source: "/home/b" })],
    ["OverlayReadOnly=/a:b::/c", customMount("overlay", "/c", { lower: ["/a", "/home/b"], readOnly: true })],
  ])("%s", (line, mount) => {
    const { settings } = parseNspawnSettings(encodeUtf8(`[Files]\n${line}\n`), { currentFolder: "/home" });
    expect(settings?.customMounts).toEqual([mount]);
  });

  it.each([
    ...[
      "Bind=",
      "Bind=rel",
      "Bind=/a:rel",
      "Bind=/a:",
      "Bind=+a:/b",
      "Bind=/a\\",
      "Bind=/a:/b\\",
      "TemporaryFileSystem=t\\",
    ],
    ...[
      "Overlay=/a",
      "Overlay=/a:",
      "Overlay=:/a",
      "Overlay=/a:+b",
      "Overlay=+a:/b:/c",
      "Overlay=/a:+b:/c",
      "Overlay=/a:/b:c",
    ],
  ])("%s is refused", (line) => {
    const { settings, reports } = section("Files", line);
    expect(settings?.customMounts).toEqual([]);
    expect(reports).toEqual(["nspawn-settings.bad-mount@2"]);
  });

  it("keeps users in front of a bad one", () => {
    const { settings, reports } = section("Files", "BindUser=a 5 b", "BindUser=c");
    expect(settings?.bindUser).toEqual(["a", "c"]);
    expect(reports).toEqual(["nspawn-settings.bad-user-name@2"]);
  });
});

describe("[Network]", () => {
  it("names the inside of pairs", () => {
    const { settings } = section("Network", "Interface=a b:c", "MACVLAN=averyverylong0", "IPVLAN=a b:");
    expect(settings).toMatchObject({
      networkInterfaces: [
        ["a", "a"],
        ["b", "c"],
      ],
      networkMacvlan: [["averyverylong0", "mv-averyverylong0"]],
      networkIpvlan: [
        ["a", "iv-a"],
        ["b", "iv-b"],
      ],
    });
  });

  it.each(["bad/name", "a:b:c", "a:b/c", ":a", "\\", "a\\\\\\"])("Interface=%s ends the file", (value) => {
    const { result, settings, reports } = section("Network", `Interface=${value}`);
    expect(result).toBe("EINVAL");
    expect(settings).toBeNull();
    expect(reports[0]).toMatch(/@null$/);
    expect(reports[1]).toBe("nspawn-settings.gave-up@2");
  });

  it("passes over a second extra name that is none", () => {
    const { settings, reports } = section(
      "Network",
      ...["a:b", "a:b/c", "a", "a:", "a:b:", "a:b:c"].map((v) => `VirtualEthernetExtra=${v}`),
    );
    expect(settings?.networkVethExtra).toEqual([
      ["a", "b"],
      ["a", "a"],
      ["a", "a"],
      ["a", "a"],
    ]);
    expect(reports).toEqual(["nspawn-settings.bad-interface-pair@6", "nspawn-settings.bad-interface-pair@7"]);
  });

  it("leads a port of the host to one place", () => {
    const { settings, reports } = section(
      "Network",
      ...["80", "udp:80:81", "tcp:80:82", "0", "x:1", "1:"].map((v) => `Port=${v}`),
    );
    expect([...settings!.exposePorts.values()]).toEqual([
      { protocol: "tcp", hostPort: 80, containerPort: 80 },
      { protocol: "udp", hostPort: 80, containerPort: 81 },
    ]);
    expect(reports).toEqual([
      "nspawn-settings.duplicate-port@4",
      "nspawn-settings.bad-port@5",
      "nspawn-settings.bad-port@6",
      "nspawn-settings.bad-port@7",
    ]);
  });
});

describe("files that are refused", () => {
  it.each([
    ["[Exec", "EBADMSG"],
    ["[Exec]\nBoot=yes\n\ud800", "EINVAL"],
  ])("%j", (text, result) => {
    const {
      result: seen,
      settings,
      diagnostics,
    } = parseNspawnSettings(
      text.endsWith("\ud800") ? new Uint8Array([...encodeUtf8(text.slice(0, -1)), 0xff]) : encodeUtf8(text),
    );
    expect(seen).toBe(result);
    expect(settings).toBeNull();
    expect(diagnostics.at(-1)?.code).toBe("nspawn-settings.gave-up");
  });

  it("of a line that is too long say so once", () => {
    const { result, diagnostics } = parseNspawnSettings(new Uint8Array(1 << 20).fill(0x61));
    expect(result).toBe("ENOBUFS");
    expect(diagnostics.map(({ code }) => code)).toEqual(["ini.line-too-long"]);
  });
});

describe("writing", () => {
  it("starts from nothing", () => {
    expect(written(new NspawnSettings())).toBe("");
  });

  it.each([
    ["a b", '"a b"'],
    ["", '""'],
    [`it's "so"`, `"it's "'"'"so"'"'`],
    ["\\", "\\"],
  ])("quotes the word %j", (word, quoted) => {
    const settings = new NspawnSettings();
    settings.parameters = [word];
    expect(written(settings).trimEnd()).toBe(`[Exec]\nParameters=${quoted}`);
    check(written(settings));
  });

  it("refuses what no file can say", () => {
    const arbitrary = new NspawnSettings();
    arbitrary.customMounts = [customMount("arbitrary", "/a", { typeArgument: "ext4" })];
    expect(() => formatNspawnSettings(arbitrary)).toThrow(TypeError);
    const broken = new NspawnSettings();
    broken.user = "a\nb";
    expect(() => formatNspawnSettings(broken)).toThrow(TypeError);
  });
});

describe("the laws", () => {
  const fragments = [...definition.dictionary()].map((token) =>
    typeof token === "string" ? token : decodeUtf8(token),
  );
  const value = fc.array(fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 3 })), { maxLength: 6 });
  const line = fc.oneof(
    fc.constantFrom("[Exec]", "[Files]", "[Network]", "[X-Y]"),
    fc
      .tuple(fc.constantFrom(...nspawnTable.rows), value)
      .map(([row, parts]) => `[${row.section}]\n${row.name}=${parts.join("")}`),
    fc
      .constantFrom(...nspawnTable.rows)
      .chain((row) =>
        fc.constantFrom(...samplesOf(row.type!, row.variant).valid).map((v) => `[${row.section}]\n${row.name}=${v}`),
      ),
  );

  it("hold for every seed", () => {
    for (const { bytes } of definition.seeds()) checkLaws(definition, bytes, definition.run(bytes));
  });

  it("hold for what seeds are written as", () => {
    for (const { bytes } of definition.seeds()) {
      const { settings } = parseNspawnSettings(bytes);
      if (settings !== null) check(written(settings));
    }
  });

  it("hold for files of any directives", () => {
    fc.assert(fc.property(fc.array(line, { maxLength: 12 }), (lines) => check(`${lines.join("\n")}\n`)));
  });

  it("hold for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => checkLaws(definition, bytes, definition.run(bytes))));
  });
});
