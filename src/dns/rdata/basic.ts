import { formatInAddr, IPV4_LENGTH, IPV6_LENGTH } from "../../net/in-addr.js";
import type { DnsReader } from "../reader.js";
import type { AddressData, HinfoData, MxData, NameData, SoaData } from "../record.js";
import type { RdataCodec } from "./codec.js";

const addressOf = (length: number): RdataCodec<AddressData> => ({
  kind: "address",
  read: (reader) => ({ kind: "address", address: reader.view(length) }),
  write(writer, { address }) {
    if (address.length !== length)
      throw new TypeError(`an address of this type has ${length} bytes, not ${address.length}`);
    writer.bytes(address);
  },
  text: (data, prefix) => `${prefix} ${formatInAddr(data.address)}`,
  json: (data) => ({ address: Array.from(data.address) }),
});

export const ipv4Address = addressOf(IPV4_LENGTH);
export const ipv6Address = addressOf(IPV6_LENGTH);

const readName = (reader: DnsReader): NameData => ({ kind: "name", name: reader.name() });
const nameText = (data: NameData, prefix: string): string => `${prefix} ${data.name}`;

/** NS, CNAME and PTR. */
export const name: RdataCodec<NameData> = {
  kind: "name",
  read: readName,
  write: (writer, data) => void writer.name(data.name),
  text: nameText,
  json: (data) => ({ name: data.name }),
};

/** DNAME: read like the others, but never written compressed (RFC 6672 section 2.5). */
export const dname: RdataCodec<NameData> = {
  ...name,
  write: (writer, data) => void writer.uncompressedName(data.name),
};

export const soa: RdataCodec<SoaData> = {
  kind: "soa",
  read: (reader) => ({
    kind: "soa",
    mname: reader.name(),
    rname: reader.name(),
    serial: reader.u32be(),
    refreshSec: reader.u32be(),
    retrySec: reader.u32be(),
    expireSec: reader.u32be(),
    minimumSec: reader.u32be(),
  }),
  write: (writer, data) =>
    void writer
      .name(data.mname)
      .name(data.rname)
      .u32be(data.serial)
      .u32be(data.refreshSec)
      .u32be(data.retrySec)
      .u32be(data.expireSec)
      .u32be(data.minimumSec),
  text: (data, prefix) =>
    `${prefix} ${data.mname} ${data.rname} ${data.serial} ${data.refreshSec} ${data.retrySec} ${data.expireSec} ${data.minimumSec}`,
  // There is no member for the retry interval: systemd prints it as `expire`.
  json: (data) => ({
    mname: data.mname,
    rname: data.rname,
    serial: data.serial,
    refresh: data.refreshSec,
    expire: data.retrySec,
    minimum: data.minimumSec,
  }),
};

export const hinfo: RdataCodec<HinfoData> = {
  kind: "hinfo",
  read: (reader) => ({ kind: "hinfo", cpu: reader.text(), os: reader.text() }),
  write: (writer, data) => void writer.text(data.cpu).text(data.os),
  text: (data, prefix) => `${prefix} ${data.cpu} ${data.os}`,
  json: (data) => ({ cpu: data.cpu, os: data.os }),
};

export const mx: RdataCodec<MxData> = {
  kind: "mx",
  read: (reader) => ({ kind: "mx", priority: reader.u16be(), exchange: reader.name() }),
  write: (writer, data) => void writer.u16be(data.priority).name(data.exchange),
  text: (data, prefix) => `${prefix} ${data.priority} ${data.exchange}`,
  json: (data) => ({ priority: data.priority, exchange: data.exchange }),
};
