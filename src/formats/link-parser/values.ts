import { exactNumber } from "../../core/json.js";
import { formatHwAddr } from "../../net/hw-addr.js";
import { Link } from "./link.js";
import type { MdiSetting } from "./transmission.js";
import { modeBits } from "./transmission.js";
import { wakeBits } from "./wake-on-lan.js";

/** A setting as the golden cases write it. */
export type RecordedValue = string | number | readonly (string | number)[] | null;

/** What a number of the kernel says where it is left alone. */
const UNCHANGED = 0xffff_ffff;

/** The kernel's numbers. Origin: ETH_TP_MDI_* of linux/ethtool.h. */
const mdiNumbers: Readonly<Record<MdiSetting, number>> = { mdi: 1, "mdi-x": 2, auto: 3 };

const list = (items: readonly string[]): readonly string[] | null => (items.length ? items : null);
const tristate = (flag: boolean | null): number => (flag === null ? -1 : flag ? 1 : 0);

/** Settings that the golden cases record, by their names there. */
const recorded: readonly (readonly [key: string, value: (link: Link) => RecordedValue])[] = [
  ["Match.OriginalName", ({ match }) => list(match.name)],
  ["Match.Path", ({ match }) => list(match.path)],
  ["Match.Driver", ({ match }) => list(match.driver)],
  ["Match.Type", ({ match }) => list(match.type)],
  ["Match.Kind", ({ match }) => list(match.kind)],
  ["Match.Property", ({ match }) => list(match.property)],
  ["Link.Description", ({ naming }) => naming.description],
  ["Link.Property", ({ properties }) => list([...properties.set].map(([name, value]) => `${name}=${value}`))],
  ["Link.ImportProperty", ({ properties }) => list(properties.import)],
  ["Link.UnsetProperty", ({ properties }) => list(properties.unset)],
  ["Link.MACAddressPolicy", ({ naming }) => naming.macAddressPolicy],
  ["Link.MACAddress", ({ naming: { macAddress } }) => (macAddress === null ? null : formatHwAddr(macAddress))],
  ["NamePolicy", ({ naming }) => list(naming.namePolicy)],
  ["Link.Name", ({ naming }) => naming.name],
  ["Link.AlternativeName", ({ naming }) => list([...naming.alternativeNames])],
  ["AlternativeNamesPolicy", ({ naming }) => list(naming.alternativeNamesPolicy)],
  ["Link.Alias", ({ naming }) => naming.alias],
  ["Link.TransmitQueues", ({ queues }) => queues.transmitQueues ?? 0],
  ["Link.ReceiveQueues", ({ queues }) => queues.receiveQueues ?? 0],
  ["Link.TransmitQueueLength", ({ queues }) => queues.transmitQueueLength ?? UNCHANGED],
  ["Link.MTUBytes", ({ queues }) => queues.mtuBytes],
  ["Link.BitsPerSecond", ({ transmission }) => exactNumber(transmission.bitsPerSecond)],
  ["Link.Duplex", ({ transmission }) => transmission.duplex],
  ["Link.AutoNegotiation", ({ transmission }) => tristate(transmission.autoNegotiation)],
  ["Link.WakeOnLan", ({ wakeOnLan: { events } }) => (events === null ? UNCHANGED : wakeBits(events))],
  ["Link.Port", ({ transmission }) => transmission.port],
  ["Link.ReceiveChecksumOffload", ({ offload }) => tristate(offload.receiveChecksum)],
  ["Link.TransmitChecksumOffload", ({ offload }) => tristate(offload.transmitChecksum)],
  ["Link.GenericSegmentationOffload", ({ offload }) => tristate(offload.genericSegmentation)],
  ["Link.TCPSegmentationOffload", ({ offload }) => tristate(offload.tcpSegmentation)],
  ["Link.TCP6SegmentationOffload", ({ offload }) => tristate(offload.tcp6Segmentation)],
  ["Link.GenericReceiveOffload", ({ offload }) => tristate(offload.genericReceive)],
  ["Link.GenericReceiveOffloadHardware", ({ offload }) => tristate(offload.genericReceiveHardware)],
  ["Link.LargeReceiveOffload", ({ offload }) => tristate(offload.largeReceive)],
  ["Link.ReceiveVLANCTAGHardwareAcceleration", ({ offload }) => tristate(offload.receiveVlanCtag)],
  ["Link.TransmitVLANCTAGHardwareAcceleration", ({ offload }) => tristate(offload.transmitVlanCtag)],
  ["Link.ReceiveVLANCTAGFilter", ({ offload }) => tristate(offload.receiveVlanCtagFilter)],
  ["Link.TransmitVLANSTAGHardwareAcceleration", ({ offload }) => tristate(offload.transmitVlanStag)],
  ["Link.NTupleFilter", ({ offload }) => tristate(offload.nTupleFilter)],
  ["Link.RxFlowControl", ({ transmission }) => tristate(transmission.rxFlowControl)],
  ["Link.TxFlowControl", ({ transmission }) => tristate(transmission.txFlowControl)],
  ["Link.AutoNegotiationFlowControl", ({ transmission }) => tristate(transmission.autoNegotiationFlowControl)],
  ["Link.GenericSegmentOffloadMaxBytes", ({ offload }) => exactNumber(offload.genericSegmentMaxBytes)],
  ["Link.GenericSegmentOffloadMaxSegments", ({ offload }) => offload.genericSegmentMaxSegments],
  ["Link.UseAdaptiveRxCoalesce", ({ coalesce }) => tristate(coalesce.adaptiveRx)],
  ["Link.UseAdaptiveTxCoalesce", ({ coalesce }) => tristate(coalesce.adaptiveTx)],
  ["Link.MDI", ({ transmission: { mdi } }) => (mdi === null ? 0 : mdiNumbers[mdi])],
  ["Link.SR-IOVVirtualFunctions", ({ queues }) => queues.virtualFunctions ?? UNCHANGED],
  ["Advertise", ({ transmission: { advertise } }) => (advertise.size ? modeBits(advertise) : null)],
  ["n_sr_iov", ({ srIov }) => srIov.size],
];

/** What the golden cases compare with: the settings of a file that says `OriginalName=eth0` and nothing else. */
function baselineLink(): Link {
  const link = new Link();
  link.match.name = ["eth0"];
  return link;
}

const baseline = recorded.map(([, value]) => value(baselineLink()));

const isSame = (a: RecordedValue, b: RecordedValue): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    typeof a === "object" &&
    typeof b === "object" &&
    a.length === b.length &&
    a.every((item, index) => item === b[index]));

/** Recorded settings that differ from those of the baseline, by name. */
export function changedValues(link: Link): [key: string, value: RecordedValue][] {
  const changed: [key: string, value: RecordedValue][] = [];
  for (let i = 0; i < recorded.length; i++) {
    const [key, read] = recorded[i]!;
    const value = read(link);
    if (!isSame(value, baseline[i]!)) changed.push([key, value]);
  }
  return changed;
}
