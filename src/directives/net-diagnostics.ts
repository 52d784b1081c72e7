import type { DiagnosticTable } from "../core/diagnostics.js";

/** Reports of the value parsers that the network dialects (.network, .netdev, .link) share. */
export const netValueDiagnostics = {
  "value.not-hardware-address": {
    message: "{value} in {key}= is no hardware address, skipping it",
    help: "For example 00:53:00:12:34:56.",
  },
  "value.not-interface-name": { message: "{value} in {key}= cannot be the name of a network interface, skipping it" },
  "value.not-interface": { message: "{key}= wants the name or number of a network interface, not {value}" },
  "value.not-property": {
    message: "{value} in {key}= is no assignment of a device property, skipping it",
    help: "For example ID_NET_DRIVER=virtio_net.",
  },
  "value.not-address": { message: "{key}= wants an IP address of its family, not {value}" },
  "value.null-address": { message: "{key}= does not take the all-zero address" },
  "value.not-address-prefix": { message: "{value} in {key}= is no address prefix of its family, skipping it" },
  "value.not-mtu": { message: "{key}= wants a size in bytes, not {value}", help: "For example 1500 or 9K." },
  "value.mtu-out-of-range": { message: "{key}= is out of range for an MTU of its family: {value}" },
  "value.not-hostname": { message: "{key}= wants a host name, not {value}" },
  "value.not-domain": { message: "{value} in {key}= is no domain name, skipping it" },
  "value.not-url": { message: "{key}= wants a URL of at most 255 bytes that begins with http:// or https://" },
  "value.not-vlan-id": { message: "{key}= wants a VLAN identifier from 0 to 4094, not {value}" },
  "value.not-share": { message: "{key}= wants a share such as 87.5%, not {value}" },
  "value.not-port": { message: "{key}= wants a port from 1 to 65535, not {value}" },
  "value.number-out-of-range": { message: "{key}= is out of range: {value}" },
  "value.not-sr-iov": { message: "{key}= does not take {value} for a virtual function" },
} as const satisfies DiagnosticTable;
