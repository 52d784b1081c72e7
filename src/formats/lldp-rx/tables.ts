/** TLV types (IEEE 802.1AB-2016, table 8-1; `SD_LLDP_TYPE_*`). */
export const LldpTlvType = {
  end: 0,
  chassisId: 1,
  portId: 2,
  ttl: 3,
  portDescription: 4,
  systemName: 5,
  systemDescription: 6,
  systemCapabilities: 7,
  managementAddress: 8,
  private: 127,
} as const;

/** Subtypes of a chassis id (IEEE 802.1AB-2016, table 8-2). */
export const ChassisSubtype = {
  chassisComponent: 1,
  interfaceAlias: 2,
  portComponent: 3,
  macAddress: 4,
  networkAddress: 5,
  interfaceName: 6,
  locallyAssigned: 7,
} as const;

/** Subtypes of a port id (IEEE 802.1AB-2016, table 8-3). */
export const PortSubtype = {
  interfaceAlias: 1,
  portComponent: 2,
  macAddress: 3,
  networkAddress: 4,
  interfaceName: 5,
  agentCircuitId: 6,
  locallyAssigned: 7,
} as const;

/** Bits of the capability masks (IEEE 802.1AB-2016, table 8-4). */
export const LldpCapability = {
  other: 1 << 0,
  repeater: 1 << 1,
  bridge: 1 << 2,
  wlanAccessPoint: 1 << 3,
  router: 1 << 4,
  telephone: 1 << 5,
  docsisCableDevice: 1 << 6,
  station: 1 << 7,
  customerVlan: 1 << 8,
  serviceVlan: 1 << 9,
  twoPortMacRelay: 1 << 10,
} as const;

/** Organisations with TLVs of their own, as numbers of 24 bits. */
export const LldpOui = {
  /** IEEE 802.1 (IEEE 802.1Q-2014, annex D). */
  ieee8021: 0x0080c2,
  /** IEEE 802.3 (IEEE 802.3-2015, clause 79). */
  ieee8023: 0x00120f,
  /** IANA; subtype 1 is the MUD URL (RFC 8520, section 11). */
  iana: 0x00005e,
} as const;

export const MUD_SUBTYPE = 1;

/** Ethernet type of LLDP (IEEE 802.1AB-2016, section 7.3). */
export const ETHERTYPE_LLDP = 0x88cc;

/** Where frames are sent: the three group addresses that bridges of some kind do not forward (table 7-1). */
export const lldpGroups: readonly Uint8Array[] = [0x00, 0x03, 0x0e].map((last) =>
  Uint8Array.of(0x01, 0x80, 0xc2, 0x00, 0x00, last),
);

/** Bytes before the first TLV: two addresses and the Ethernet type. */
export const ETHER_HEADER_SIZE = 14;
/** Bytes of a TLV's header: 7 bits of type, 9 of length. */
export const TLV_HEADER_SIZE = 2;
/** Longest value: its length has nine bits. */
export const TLV_VALUE_MAX = 511;
/** Longest chassis or port id, subtype included (IEEE 802.1AB-2016, sections 8.5.2 and 8.5.3). */
export const ID_SIZE_MAX = 256;
/** Neighbours that a table holds unless told (`LLDP_DEFAULT_NEIGHBORS_MAX`). */
export const NEIGHBORS_MAX = 128;
