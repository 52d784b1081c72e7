import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { formatLinkFile, type LinkFileSection } from "./format.js";
import { linkModes } from "./link-modes.js";
import { wakeEvents } from "./wake-on-lan.js";

const text = (name: string, ...lines: readonly string[]): Seed => ({
  name,
  bytes: encodeUtf8(`${lines.join("\n")}\n`),
});

const section = (name: string, lines: readonly string[]): LinkFileSection => ({
  name,
  assignments: lines.map((line) => {
    const equals = line.indexOf("=");
    return { key: line.slice(0, equals), value: line.slice(equals + 1) };
  }),
});

/** A file that matches one interface, with the given lines in [Link] and further sections behind it. */
const link = (name: string, lines: readonly string[], ...more: readonly (readonly string[])[]): Seed => ({
  name,
  bytes: formatLinkFile([
    section("Match", ["OriginalName=eth0"]),
    section("Link", lines),
    ...more.map((functionLines) => section("SR-IOV", functionLines)),
  ]),
});

/** Where reading stops, and what is skipped. */
const frameSeeds = (): Seed[] => [
  { name: "frame-empty", bytes: new Uint8Array() },
  text("frame-blank", "", " "),
  text("frame-comments", "# hash", "; semicolon", "[Match]", "  # indented", "OriginalName=eth*"),
  text("frame-continuation", "[Match]", "OriginalName=eth* \\", "# dropped", "  wlan*", "[Link]", "Name=lan0 \\"),
  text("frame-outside-section", "OriginalName=eth0", "[Match]", "Driver=e1000"),
  text("frame-section-unclosed", "[Match]", "OriginalName=eth0", "[Link", "Name=lan0"),
  text("frame-section-unsafe", "[Match]", "OriginalName=eth0", '[Li"nk]', "Name=lan0"),
  text("frame-unknown-section", "[Widget]", "Foo=bar", "[X-Private]", "Foo=bar", "[Match]", "OriginalName=*"),
  text("frame-unknown-key", "[Match]", "Widget=1", "X-Widget=2", "=no key", "no equals", "OriginalName=*"),
  {
    name: "frame-not-utf8",
    bytes: concatBytes(encodeUtf8("[Match]\nOriginalName=*\n[Link]\nDescription="), Uint8Array.of(0xff, 0x0a)),
  },
  text("frame-matches-nothing", "[Match]", "OriginalName=eth0", "OriginalName=", "[Link]", "Name=lan0"),
];

const matchSeeds = (): Seed[] => [
  text(
    "match-device",
    "[Match]",
    "MACAddress=00:11:22:33:44:55 0011.2233.4466",
    "PermanentMACAddress=00-11-22-33-44-77",
    "Path=pci-0000:02:00.0-*",
    'Driver="a b" e1000*',
    "Type=!wlan loopback",
    "Kind=veth",
    "Property=ID_PATH=pci-* !A=1",
  ),
  text("match-broken", "[Match]", "OriginalName=eth*\\ ", 'Driver="open', "MACAddress=bogus", "Property=FOO", "Type=!"),
  text("match-property-line-break", "[Match]", "OriginalName=*", "Property=a\\nb\\n c\\r\\nd"),
  text(
    "match-machine",
    "[Match]",
    "Host=box",
    "Virtualization=!container",
    "KernelCommandLine=debug",
    "KernelVersion=>=6.1",
    "Credential=x",
    "Architecture=x86-64",
    "Firmware=uefi",
    "Firmware=",
  ),
];

const namingSeeds = (): Seed[] => [
  link("naming-persistent", [
    "NamePolicy=keep kernel database onboard slot path",
    "AlternativeNamesPolicy=database onboard slot path mac",
    "MACAddressPolicy=persistent",
  ]),
  link("naming-fixed", [
    "Name=dmz0",
    "AlternativeName=dmz0-alt outer",
    "AlternativeName=dmz0-alt",
    "Alias=to the outside",
  ]),
  link("naming-policy-twice", ["NamePolicy=slot slot path", "NamePolicy=bogus", "AlternativeNamesPolicy=keep mac mac"]),
  link("naming-policy-malformed", ["NamePolicy=slot", "NamePolicy=path \\"]),
  link("naming-alias-too-long", [`Alias=${"x".repeat(256)}`, `Alias=${"x".repeat(255)}`]),
  link("naming-address", ["MACAddress=00:11:22:33:44:55", "MACAddressPolicy=none"]),
  link("naming-address-unused", ["MACAddress=00:11:22:33:44:55", "MACAddressPolicy=random"]),
];

const propertySeeds = (): Seed[] => [
  link("property-replaced", ["Property=A=1 B=2", "Property=A=3", "ImportProperty=A A B", "UnsetProperty=C"]),
  link("property-reserved", ["Property=IFINDEX=2 SYNTH_ARG_X=1", "ImportProperty=MINOR", "UnsetProperty=SYNTH_ARG_Y"]),
  link("property-escapes", ['Property="A=two words" B=\\x41\\tb C=\\u00e9', "Property=D=\\q"]),
  link("property-line-break", ["Property=a\\nb c\\n", "ImportProperty=a\\r\\rb", "Property=A=%z\\nx"]),
  link("property-specifiers", ["Property=A=%a B=%m C=%T D=%V E=%% F=%H", "ImportProperty=%n", "UnsetProperty=X%z"]),
];

const hardwareSeeds = (): Seed[] => [
  link("transmission", ["BitsPerSecond=1G", "Duplex=full", "AutoNegotiation=no", "Port=fibre", "MDI=crossover"]),
  link("transmission-every-mode", [`Advertise=${linkModes.join(" ")}`]),
  link("transmission-modes", ["Advertise=1000baset-full", "Advertise=10baset-half bogus", "Advertise=tp \\"]),
  link("flow-control", ["RxFlowControl=1", "TxFlowControl=0", "AutoNegotiationFlowControl="]),
  link("queues", ["TransmitQueues=4096", "ReceiveQueues=4097", "TransmitQueueLength=0", "MTUBytes=9K"]),
  link("buffers", ["RxBufferSize=max", "TxBufferSize=0", "RxChannels=4", "CombinedChannels=max", "CombinedChannels="]),
  link("steering", [
    "ReceivePacketSteeringCPUMask=0-3,5",
    "ReceivePacketSteeringCPUMask=all",
    "ReceivePacketSteeringCPUMask=disable",
    "ReceivePacketSteeringCPUMask=7 3-1",
    "ReceivePacketSteeringCPUMask=f",
    "ReceivePacketSteeringCPUMask=,",
  ]),
  link("offload", ["TCPSegmentationOffload=yes", "UDPSegmentationOffload=yes", "GenericSegmentOffloadMaxBytes=64K"]),
  link("coalesce", [
    "RxCoalesceSec=50us",
    "RxMaxCoalescedFrames=64",
    "TxCoalesceSec=4294967295us",
    "TxCoalesceIrqSec=4294967296us",
    "StatisticsBlockCoalesceSec=0",
    "UseAdaptiveRxCoalesce=yes",
    "CoalescePacketRateHigh=5",
  ]),
];

const wakeSeeds = (): Seed[] => [
  link("wake-every-event", [`WakeOnLan=${Object.keys(wakeEvents).join(" ")}`, "WakeOnLanPassword=00:11:22:33:44:55"]),
  link("wake-added", ["WakeOnLan=phy", "WakeOnLan=magic", "WakeOnLan=off", "WakeOnLan=arp"]),
  link("wake-unknown", ["WakeOnLan=bogus", "WakeOnLanPassword=bogus"]),
  link("wake-malformed", ["WakeOnLan=magic", "WakeOnLan=phy \\"]),
  link("wake-password-asks-for-it", ["WakeOnLan=magic", "WakeOnLanPassword=00-11-22-33-44-55"]),
  link("wake-password-file", ["WakeOnLan=secureon", "WakeOnLanPassword=/etc/wol.password"]),
  link("wake-password-file-relative", ["WakeOnLanPassword=/a/../b", "WakeOnLanPassword=wol.password"]),
  link("wake-password-missing", ["WakeOnLan=magic secureon"]),
];

const virtualFunctionSeeds = (): Seed[] => [
  link(
    "sr-iov",
    ["SR-IOVVirtualFunctions=4"],
    [
      "VirtualFunction=0",
      "VLANId=5",
      "QualityOfService=1",
      "VLANProtocol=802.1ad",
      "MACSpoofCheck=yes",
      "QueryReceiveSideScaling=no",
      "Trust=yes",
      "LinkState=auto",
      "MACAddress=00:11:22:33:44:55",
    ],
    ["VirtualFunction=1"],
  ),
  link("sr-iov-beyond-functions", ["SR-IOVVirtualFunctions=2"], ["VirtualFunction=2"], ["VirtualFunction=1"]),
  link("sr-iov-conflict", [], ["VirtualFunction=1", "Trust=yes"], ["VirtualFunction=1", "Trust=no"]),
  link("sr-iov-no-function", [], ["Trust=yes"]),
  link("sr-iov-refused", [], ["VirtualFunction=1", "VLANId=4096"], ["VirtualFunction=2147483647"]),
];

/** Files that each show one rule; what single directives take is in the seeds that are made from their table. */
export const linkSeeds = (): Iterable<Seed> => [
  ...frameSeeds(),
  ...matchSeeds(),
  ...namingSeeds(),
  ...propertySeeds(),
  ...hardwareSeeds(),
  ...wakeSeeds(),
  ...virtualFunctionSeeds(),
];
