/** The two kinds of a BOOTP message (RFC 951 section 3). */
export const BootpOp = { REQUEST: 1, REPLY: 2 } as const;

/** DHCP message types (RFC 2132 section 9.6, RFC 3203, RFC 4388, RFC 6926, RFC 7724). */
export const DhcpMessageType = {
  DISCOVER: 1,
  OFFER: 2,
  REQUEST: 3,
  DECLINE: 4,
  ACK: 5,
  NAK: 6,
  RELEASE: 7,
  INFORM: 8,
  FORCERENEW: 9,
  LEASEQUERY: 10,
  LEASEUNASSIGNED: 11,
  LEASEUNKNOWN: 12,
  LEASEACTIVE: 13,
  BULKLEASEQUERY: 14,
  LEASEQUERYDONE: 15,
  ACTIVELEASEQUERY: 16,
  LEASEQUERYSTATUS: 17,
  TLS: 18,
} as const;

/** DHCP option codes that this package knows (IANA "BOOTP Vendor Extensions and DHCP Options"). */
export const DhcpOptionCode = {
  PAD: 0,
  SUBNET_MASK: 1,
  ROUTER: 3,
  DOMAIN_NAME_SERVER: 6,
  LPR_SERVER: 9,
  HOST_NAME: 12,
  DOMAIN_NAME: 15,
  ROOT_PATH: 17,
  INTERFACE_MTU: 26,
  BROADCAST_ADDRESS: 28,
  STATIC_ROUTE: 33,
  NTP_SERVER: 42,
  VENDOR_SPECIFIC: 43,
  REQUESTED_IP_ADDRESS: 50,
  IP_ADDRESS_LEASE_TIME: 51,
  OVERLOAD: 52,
  MESSAGE_TYPE: 53,
  SERVER_IDENTIFIER: 54,
  PARAMETER_REQUEST_LIST: 55,
  ERROR_MESSAGE: 56,
  MAXIMUM_MESSAGE_SIZE: 57,
  RENEWAL_TIME: 58,
  REBINDING_TIME: 59,
  VENDOR_CLASS_IDENTIFIER: 60,
  CLIENT_IDENTIFIER: 61,
  SMTP_SERVER: 69,
  POP3_SERVER: 70,
  RAPID_COMMIT: 80,
  RELAY_AGENT_INFORMATION: 82,
  TZDB_TIMEZONE: 101,
  IPV6_ONLY_PREFERRED: 108,
  CAPTIVE_PORTAL: 114,
  DOMAIN_SEARCH: 119,
  SIP_SERVER: 120,
  CLASSLESS_STATIC_ROUTE: 121,
  V4_DNR: 162,
  SIXRD: 212,
  PRIVATE_BASE: 224,
  PRIVATE_LAST: 254,
  END: 255,
} as const;

/** Bits of the overload option (RFC 2132 section 9.3). */
export const DhcpOverload = { FILE: 1, SNAME: 2 } as const;

/** Sub-options of the relay agent information (RFC 3046 section 2.0). */
export const RelayAgentSubOption = { CIRCUIT_ID: 1, REMOTE_ID: 2 } as const;

/** UDP ports (RFC 2131 section 4.1). */
export const DHCP_PORT_SERVER = 67;
export const DHCP_PORT_CLIENT = 68;

/** Hardware types (IANA "ARP Hardware Types"). */
export const HardwareType = { ETHERNET: 1, INFINIBAND: 32 } as const;

const namesOf = (table: Readonly<Record<string, number>>): ReadonlyMap<number, string> =>
  new Map(Object.entries(table).map(([name, value]) => [value, name]));

const messageTypeNames = namesOf(DhcpMessageType);
const optionNames = namesOf(DhcpOptionCode);

/** `OFFER` for 2; the number itself for a type without a name. */
export const dhcpMessageTypeName = (type: number): string => messageTypeNames.get(type) ?? String(type);

/** `SUBNET_MASK` for 1; the number itself for a code without a name. */
export const dhcpOptionName = (code: number): string => optionNames.get(code) ?? String(code);
