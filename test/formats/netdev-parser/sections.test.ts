import { describe, expect, it } from "vitest";
import { readKind } from "./read.js";

const KEY = "cGxlYXNlIHVzZSBhIHJlYWwga2V5IGluc3RlYWQhISE=";
const SECRET = "00112233445566778899aabbccddeeff";

describe("L2TP", () => {
  const tunnel = ["[L2TP]", "TunnelId=5", "PeerTunnelId=6", "Remote=192.0.2.2"];

  it("has ends of one family", () => {
    const { device } = readKind("l2tp", [...tunnel, "Local=192.0.2.1@eth0"]);
    expect(device?.settings).toMatchObject({ family: "ipv4", localInterface: "eth0", localType: null });
    expect(readKind("l2tp", [...tunnel, "Local=static@eth0"]).device?.settings.localType).toBe("static");
    expect(readKind("l2tp", [...tunnel, "Local=::1", "Local=0.0.0.0", "Local=auto@a/b", "Remote=::"]).reports).toEqual([
      "netdev-parser.other-family@8",
      "value.null-address@9",
      "value.not-interface-name@10",
      "value.null-address@11",
    ]);
    const turned = readKind("l2tp", [...tunnel, "Remote=", "Local=::1", "Remote=", "Remote=::2"]);
    expect(turned).toMatchObject({ accepted: 0, device: { settings: { family: "ipv6" } } });
  });

  it.each([
    [["[L2TP]", "TunnelId=5", "PeerTunnelId=6"], "netdev-parser.l2tp-without-family"],
    [["[L2TP]", "Local=::1"], "netdev-parser.l2tp-without-remote"],
    [["[L2TP]", "Remote=::1", "TunnelId=5"], "netdev-parser.l2tp-without-ids"],
  ])("%j is refused", (lines, code) => {
    expect(readKind("l2tp", lines)).toMatchObject({ accepted: "EINVAL", device: { kind: "l2tp" }, reports: [code] });
  });

  it("skips marks before an address, and gives up on a backslash at the end", () => {
    expect(readKind("l2tp", [...tunnel, "Local=@192.0.2.1@@eth0"]).device?.settings.localInterface).toBe("eth0");
    expect(readKind("l2tp", [...tunnel, "Local=@"]).reports).toEqual(["value.not-address@8"]);
    expect(readKind("l2tp", [...tunnel, "Local=192.0.2.1\\ "])).toEqual({
      accepted: "ENOMEM",
      device: null,
      reports: ["value.bad-syntax", "netdev-parser.gave-up@8"],
    });
  });

  it("drops sessions whose name is taken", () => {
    const session = (name: string): string[] => ["[L2TPSession]", `Name=${name}`, "SessionId=1", "PeerSessionId=2"];
    const lines = [...tunnel, ...session("s0"), ...session("test0"), ...session("s0"), ...session("s1")];
    const { device, reports } = readKind("l2tp", lines);
    expect([...device!.settings.sessions].map(({ name }) => name)).toEqual(["s0", "s1"]);
    expect(reports).toEqual(["netdev-parser.session-name-taken@12", "netdev-parser.session-name-taken@16"]);
  });

  it("drops sessions that are not whole, on their line", () => {
    const whole = ["[L2TPSession]", "Name=s0", "SessionId=1", "PeerSessionId=2"];
    const { device, reports } = readKind("l2tp", [
      ...tunnel,
      ...whole,
      "[L2TPSession]",
      "SessionId=1",
      "[L2TPSession]",
      "Name=s1",
      ...whole,
      "PeerSessionId=0",
    ]);
    expect(device?.settings.sessions.size).toBe(1);
    expect(reports).toEqual([
      "value.number-out-of-range@20",
      "netdev-parser.session-without-name@12",
      "netdev-parser.session-without-ids@14",
    ]);
  });
});

describe("MACsec", () => {
  const station = ["MACAddress=00:53:00:aa:bb:cc", "Port=5"];
  const channel = ["[MACsecReceiveChannel]", ...station];
  const transmit = ["[MACsecTransmitAssociation]", "PacketNumber=1", `Key=${SECRET}`];
  const receive = ["[MACsecReceiveAssociation]", ...station, `Key=${SECRET}`];

  it("drops channels that are not whole or there already", () => {
    const { device, reports } = readKind("macsec", [
      ...channel,
      ...channel,
      "[MACsecReceiveChannel]",
      station[0]!,
      "[MACsecReceiveChannel]",
      station[1]!,
      ...channel,
      "Port=0",
    ]);
    expect(device?.settings.receiveChannels.size).toBe(1);
    expect(reports).toEqual([
      "value.not-port@17",
      "netdev-parser.same-channel",
      "netdev-parser.macsec-without-port",
      "netdev-parser.macsec-without-address",
    ]);
  });

  it("numbers associations, four to a channel", () => {
    const lines = [...Array(5).fill(transmit).flat(), ...Array(5).fill(receive).flat()];
    const { device, reports } = readKind("macsec", lines);
    expect([...device!.settings.transmitAssociations].map(({ number }) => number)).toEqual([0, 1, 2, 3]);
    expect([...device!.settings.receiveAssociations].map(({ number }) => number)).toEqual([0, 1, 2, 3]);
    expect(reports).toEqual(["netdev-parser.too-many-associations", "netdev-parser.too-many-associations"]);
  });

  it("sends with one association, which is active", () => {
    const { device, reports } = readKind("macsec", [
      ...transmit,
      "UseForEncoding=no",
      ...transmit,
      "UseForEncoding=yes",
      ...transmit,
      "UseForEncoding=yes",
    ]);
    const { encodingAssociation, transmitAssociations } = device!.settings;
    expect(encodingAssociation).toBe(1);
    expect([...transmitAssociations].map(({ useForEncoding }) => useForEncoding)).toEqual([false, true, false]);
    expect([...transmitAssociations].map(({ activate }) => activate)).toEqual([null, true, true]);
    expect(reports).toEqual(["netdev-parser.two-encodings"]);
  });

  it.each([
    [transmit.slice(0, 2), "netdev-parser.macsec-without-key"],
    [["[MACsecTransmitAssociation]", `Key=${SECRET}`], "netdev-parser.without-packet-number"],
    [[...receive.slice(0, 2), `Key=${SECRET}`], "netdev-parser.macsec-without-port"],
    [["[MACsecReceiveAssociation]", station[1]!, `Key=${SECRET}`], "netdev-parser.macsec-without-address"],
  ])("%j is dropped", (lines, code) => {
    const { device, reports } = readKind("macsec", lines);
    expect(device?.settings.transmitAssociations.size).toBe(0);
    expect(device?.settings.receiveAssociations.size).toBe(0);
    expect(reports).toEqual([code]);
  });

  it("reads key files", () => {
    const lines = [...transmit, "KeyFile=/etc/key"];
    expect(readKind("macsec", lines).reports).toEqual(["netdev-parser.macsec-key-unreadable"]);
    expect(readKind("macsec", lines, { keyFile: () => "00" }).reports).toEqual(["netdev-parser.macsec-key-unreadable"]);
    expect(readKind("macsec", lines, { keyFile: () => "0x" }).reports).toEqual(["netdev-parser.macsec-key-unreadable"]);
    const { device } = readKind("macsec", lines, { keyFile: (path) => (path === "/etc/key" ? "ff".repeat(16) : null) });
    expect([...device!.settings.transmitAssociations][0]?.key).toEqual(new Uint8Array(16).fill(0xff));
  });

  it.each(["KeyFile=", "KeyFile=/dev/key", "Key=00", "KeyId=0", "Activate=x", "UseForEncoding=x", "PacketNumber=0"])(
    "%s makes the section useless",
    (line) => {
      const { device } = readKind("macsec", [...transmit, line]);
      expect(device?.settings.transmitAssociations.size).toBe(0);
    },
  );
});

describe("WireGuard", () => {
  const head = ["[WireGuard]", `PrivateKey=${KEY}`];
  const peer = ["[WireGuardPeer]", `PublicKey=${KEY}`];

  it("needs a private key", () => {
    expect(readKind("wireguard", []).reports).toEqual(["netdev-parser.without-private-key"]);
    const zeros = `PrivateKey=${"A".repeat(43)}=`;
    expect(readKind("wireguard", [...head, zeros]).reports).toEqual(["netdev-parser.without-private-key"]);
    const credential = { credential: (name: string) => (name === "secret" ? KEY : null) };
    expect(readKind("wireguard", ["[WireGuard]", "PrivateKey=@secret"], credential)).toMatchObject({ accepted: 0 });
    expect(readKind("wireguard", [...head, "PrivateKey=@other"], credential).reports).toEqual([
      "netdev-parser.no-credential@6",
    ]);
  });

  it("reads a private key from its file first", () => {
    const lines = [...head, "PrivateKeyFile=/etc//key"];
    expect(readKind("wireguard", lines)).toMatchObject({
      accepted: "ENOENT",
      reports: ["netdev-parser.private-key-unreadable"],
    });
    const keyFile = (path: string): string | null => (path === "/etc/key" ? `${KEY}\n` : null);
    expect(readKind("wireguard", lines, { keyFile })).toMatchObject({ accepted: 0, reports: [] });
    expect(readKind("wireguard", lines, { keyFile: () => "c2hvcnQ=" })).toMatchObject({ accepted: "EINVAL" });
    expect(readKind("wireguard", lines, { keyFile: () => "!" })).toMatchObject({ accepted: "EINVAL" });
  });

  it("drops peers without a key or with a refused setting, but not for a malformed key", () => {
    const { device, reports } = readKind("wireguard", [
      ...head,
      ...peer,
      "PresharedKey=!",
      "[WireGuardPeer]",
      "AllowedIPs=::/0",
      ...peer,
      "PersistentKeepalive=x",
      ...peer,
      "PresharedKeyFile=/etc/key",
      ...peer,
      "PublicKeyFile=/etc/key",
    ]);
    expect([...device!.settings.peers].map(({ line }) => line)).toEqual([6]);
    expect(reports).toEqual([
      "netdev-parser.not-base64@8",
      "value.number-out-of-range@13",
      "netdev-parser.peer-without-key",
      "netdev-parser.peer-key-unreadable",
      "netdev-parser.peer-key-unreadable",
    ]);
  });

  it.each(["/dev/null", "//proc/1/x", "/sys", "/proc"])("%s holds no keys", (path) => {
    expect(readKind("wireguard", [...head, `PrivateKeyFile=${path}`])).toMatchObject({
      accepted: 0,
      reports: ["netdev-parser.bad-path@6"],
    });
    for (const key of ["PublicKeyFile", "PresharedKeyFile"]) {
      const { device, reports } = readKind("wireguard", [...head, ...peer, `${key}=${path}`]);
      expect(device?.settings.peers.size).toBe(0);
      expect(reports).toEqual(["netdev-parser.bad-path@8"]);
    }
  });

  it("masks allowed addresses", () => {
    const { device, reports } = readKind("wireguard", [...head, ...peer, "AllowedIPs=192.0.2.9/24, ::1 bogus,::/0"]);
    expect([...device!.settings.peers][0]!.allowedIps.map(({ prefixLength }) => prefixLength)).toEqual([24, 128, 0]);
    expect(reports).toEqual(["netdev-parser.host-bits@8", "value.not-address-prefix@8"]);
  });

  it.each([
    ["192.0.2.1:1", { address: Uint8Array.of(192, 0, 2, 1), port: 1 }],
    ["192.0.2.1", { address: Uint8Array.of(192, 0, 2, 1), port: 0 }],
    ["vpn.example.com:5", { host: "vpn.example.com", port: 5 }],
    [":5", { host: "", port: 5 }],
  ])("Endpoint=%s", (value, endpoint) => {
    const { device } = readKind("wireguard", [...head, ...peer, `Endpoint=${value}`]);
    expect([...device!.settings.peers][0]?.endpoint).toEqual(endpoint);
  });

  it.each([
    ["example.com", "netdev-parser.endpoint-without-port"],
    ["a..b:1", "value.not-domain"],
    ["example.com:0", "value.not-port"],
    ["@secret", "netdev-parser.no-credential"],
  ])("Endpoint=%s is refused", (value, code) => {
    const { device, reports } = readKind("wireguard", [...head, ...peer, `Endpoint=${value}`]);
    expect(device?.settings.peers.size).toBe(0);
    expect(reports).toEqual([`${code}@8`]);
  });

  it.each([
    ["main", 254],
    ["off", 0],
    ["5", 5],
    ["", null],
  ])("peers: RouteTable=%s", (value, table) => {
    const { device } = readKind("wireguard", [...head, ...peer, "RouteTable=7", `RouteTable=${value}`]);
    expect([...device!.settings.peers][0]?.routeTable).toBe(table);
  });
});
