export { ParseFailure } from "../../core/errno.js";
export { txtData, txtItems } from "../../dns/rdata/txt.js";
export type {
  AddressData,
  CaaData,
  DnskeyData,
  DnsResourceKey,
  DnsResourceRecord,
  DsData,
  GenericData,
  HinfoData,
  LocData,
  MxData,
  NameData,
  NaptrData,
  Nsec3Data,
  NsecData,
  OpenpgpkeyData,
  Rdata,
  RecordJson,
  RrsigData,
  SoaData,
  SrvData,
  SshfpData,
  SvcbData,
  SvcParam,
  TlsaData,
  TxtData,
} from "../../dns/record.js";
export {
  DnsClass,
  DnssecAlgorithm,
  DnsType,
  dnsTypeFromString,
  dnsTypeToString,
  SvcParamKey,
} from "../../dns/registry.js";
export {
  copyResourceRecord,
  isUnparsable,
  type RecordWire,
  readsBack,
  recordToWire as encode,
  resourceKeyEqual,
  resourceRecordEqual,
  resourceRecordToJson as toJson,
  resourceRecordToString as format,
} from "../../dns/resource-record.js";
export { type DnsName, dnsNameEqual, normalizeDnsName } from "../../net/dns-name.js";
export { type ParsedRecord, parse } from "./parse.js";
