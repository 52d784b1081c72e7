import { iecSize, retired, tristate, unsigned } from "../../directives/values.js";
import type { LinkBindings } from "./assignment.js";

/** Work that the card does instead of the kernel. Origin: systemd.link(5). `null` leaves it to the kernel. */
export class OffloadSettings {
  receiveChecksum: boolean | null = null;
  transmitChecksum: boolean | null = null;
  genericSegmentation: boolean | null = null;
  tcpSegmentation: boolean | null = null;
  tcp6Segmentation: boolean | null = null;
  genericReceive: boolean | null = null;
  genericReceiveHardware: boolean | null = null;
  largeReceive: boolean | null = null;
  receiveVlanCtag: boolean | null = null;
  transmitVlanCtag: boolean | null = null;
  receiveVlanCtagFilter: boolean | null = null;
  transmitVlanStag: boolean | null = null;
  nTupleFilter: boolean | null = null;
  /** 0 leaves it alone. */
  genericSegmentMaxBytes = 0n;
  /** 0 leaves it alone. */
  genericSegmentMaxSegments = 0;
}

/** Directives of [Link] about offloading. */
export const offloadBindings: LinkBindings<OffloadSettings> = {
  ReceiveChecksumOffload: tristate("receiveChecksum"),
  TransmitChecksumOffload: tristate("transmitChecksum"),
  GenericSegmentationOffload: tristate("genericSegmentation"),
  TCPSegmentationOffload: tristate("tcpSegmentation"),
  TCP6SegmentationOffload: tristate("tcp6Segmentation"),
  UDPSegmentationOffload: retired("legacy"),
  GenericReceiveOffload: tristate("genericReceive"),
  GenericReceiveOffloadHardware: tristate("genericReceiveHardware"),
  LargeReceiveOffload: tristate("largeReceive"),
  ReceiveVLANCTAGHardwareAcceleration: tristate("receiveVlanCtag"),
  TransmitVLANCTAGHardwareAcceleration: tristate("transmitVlanCtag"),
  ReceiveVLANCTAGFilter: tristate("receiveVlanCtagFilter"),
  TransmitVLANSTAGHardwareAcceleration: tristate("transmitVlanStag"),
  NTupleFilter: tristate("nTupleFilter"),
  GenericSegmentOffloadMaxBytes: iecSize("genericSegmentMaxBytes"),
  GenericSegmentOffloadMaxSegments: unsigned("genericSegmentMaxSegments"),
};
