import type { Rdata } from "../record.js";
import { DnsType } from "../registry.js";
import { dname, hinfo, ipv4Address, ipv6Address, mx, name, soa } from "./basic.js";
import { caa, openpgpkey, sshfp, tlsa } from "./certificates.js";
import type { RdataCodec } from "./codec.js";
import { dnskey, ds, nsec, nsec3, rrsig } from "./dnssec.js";
import { generic } from "./generic.js";
import { loc } from "./loc.js";
import { naptr, srv } from "./service.js";
import { svcb } from "./svcb.js";
import { txt } from "./txt.js";

// biome-ignore lint/suspicious/noExplicitAny: a codec is only given data of its own kind, see codecOf
type AnyCodec = RdataCodec<any>;

const codecs: ReadonlyMap<number, AnyCodec> = new Map<number, AnyCodec>([
  [DnsType.A, ipv4Address],
  [DnsType.NS, name],
  [DnsType.CNAME, name],
  [DnsType.SOA, soa],
  [DnsType.PTR, name],
  [DnsType.HINFO, hinfo],
  [DnsType.MX, mx],
  [DnsType.TXT, txt],
  [DnsType.AAAA, ipv6Address],
  [DnsType.LOC, loc],
  [DnsType.SRV, srv],
  [DnsType.NAPTR, naptr],
  [DnsType.DNAME, dname],
  [DnsType.DS, ds],
  [DnsType.SSHFP, sshfp],
  [DnsType.RRSIG, rrsig],
  [DnsType.NSEC, nsec],
  [DnsType.DNSKEY, dnskey],
  [DnsType.NSEC3, nsec3],
  [DnsType.TLSA, tlsa],
  [DnsType.OPENPGPKEY, openpgpkey],
  [DnsType.SVCB, svcb],
  [DnsType.HTTPS, svcb],
  [DnsType.SPF, txt],
  [DnsType.CAA, caa],
]);

/** The codec that reads the data of a type: the generic one where systemd does not take the type apart. */
export function codecOfType(type: number): AnyCodec {
  return codecs.get(type) ?? generic;
}

/** The codec of given data; data that does not belong to the type is caller misuse (`TypeError`). */
export function codecOf(type: number, data: Rdata): AnyCodec {
  if (data.kind === generic.kind) return generic;
  const codec = codecOfType(type);
  if (codec.kind !== data.kind) throw new TypeError(`${data.kind} data in a record of type ${type}`);
  return codec;
}
