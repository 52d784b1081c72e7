import { DirectiveTable } from "../directive-table.js";

/** Every key of .link files. Origin: systemd.link(5). */
export const linkTable = new DirectiveTable("link-parser", [
  [
    "Match",
    `
MACAddress hw-addrs
PermanentMACAddress hw-addrs
OriginalName match-ifnames
Path match-strings
Driver match-strings
Type match-strings
Kind match-strings
Property match-property
Host condition-string host
Virtualization condition-string virtualization
KernelCommandLine condition-string kernel-command-line
KernelVersion condition-string kernel-version
Credential condition-string credential
Architecture condition-string architecture
Firmware condition-string firmware
`,
  ],
  [
    "Link",
    `
Description string
Property udev-property
ImportProperty udev-property-name
UnsetProperty udev-property-name
MACAddressPolicy mac-address-policy
MACAddress hw-addr
NamePolicy name-policy
Name ifname
AlternativeName ifnames alternative
AlternativeNamesPolicy alternative-names-policy
Alias ifalias
TransmitQueues rx-tx-queues
ReceiveQueues rx-tx-queues
TransmitQueueLength txqueuelen
MTUBytes mtu unspec
BitsPerSecond size-si
Duplex duplex
AutoNegotiation tristate
WakeOnLan wake-on-lan
WakeOnLanPassword wake-on-lan-password
Port port
ReceiveChecksumOffload tristate
TransmitChecksumOffload tristate
GenericSegmentationOffload tristate
TCPSegmentationOffload tristate
TCP6SegmentationOffload tristate
UDPSegmentationOffload (legacy)
GenericReceiveOffload tristate
GenericReceiveOffloadHardware tristate
LargeReceiveOffload tristate
ReceiveVLANCTAGHardwareAcceleration tristate
TransmitVLANCTAGHardwareAcceleration tristate
ReceiveVLANCTAGFilter tristate
TransmitVLANSTAGHardwareAcceleration tristate
NTupleFilter tristate
RxChannels ring-buffer-or-channel
TxChannels ring-buffer-or-channel
OtherChannels ring-buffer-or-channel
CombinedChannels ring-buffer-or-channel
Advertise advertise
RxBufferSize ring-buffer-or-channel
RxMiniBufferSize ring-buffer-or-channel
RxJumboBufferSize ring-buffer-or-channel
TxBufferSize ring-buffer-or-channel
RxFlowControl tristate
TxFlowControl tristate
AutoNegotiationFlowControl tristate
GenericSegmentOffloadMaxBytes size
GenericSegmentOffloadMaxSegments uint32
RxCoalesceSec coalesce-time
RxMaxCoalescedFrames coalesce-count
RxCoalesceIrqSec coalesce-time
RxMaxCoalescedIrqFrames coalesce-count
TxCoalesceSec coalesce-time
TxMaxCoalescedFrames coalesce-count
TxCoalesceIrqSec coalesce-time
TxMaxCoalescedIrqFrames coalesce-count
StatisticsBlockCoalesceSec coalesce-time
UseAdaptiveRxCoalesce tristate
UseAdaptiveTxCoalesce tristate
CoalescePacketRateLow coalesce-count
RxCoalesceLowSec coalesce-time
RxMaxCoalescedLowFrames coalesce-count
TxCoalesceLowSec coalesce-time
TxMaxCoalescedLowFrames coalesce-count
CoalescePacketRateHigh coalesce-count
RxCoalesceHighSec coalesce-time
RxMaxCoalescedHighFrames coalesce-count
TxCoalesceHighSec coalesce-time
TxMaxCoalescedHighFrames coalesce-count
CoalescePacketRateSampleIntervalSec coalesce-time
ReceivePacketSteeringCPUMask rps-cpu-mask
MDI mdi-setting
SR-IOVVirtualFunctions sr-iov-num-vfs
`,
  ],
  [
    "SR-IOV",
    `
VirtualFunction sr-iov-uint32
VLANId sr-iov-uint32
QualityOfService sr-iov-uint32
VLANProtocol sr-iov-vlan-proto
MACSpoofCheck sr-iov-boolean
QueryReceiveSideScaling sr-iov-boolean
Trust sr-iov-boolean
LinkState sr-iov-link-state
MACAddress sr-iov-mac
`,
  ],
]);
