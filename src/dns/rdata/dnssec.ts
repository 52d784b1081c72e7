import { toBase64, toHex } from "../../core/bytes.js";
import { fail } from "../../core/errno.js";
import type { DnskeyData, DsData, Nsec3Data, NsecData, RrsigData } from "../record.js";
import { dnssecAlgorithmToString, dnsTypeToString } from "../registry.js";
import { appendBase64, CONTINUATION, toBase32Hex } from "../text.js";
import { type RdataCodec, readSomeRest } from "./codec.js";
import { readTypeBitmap, typesText, writeTypeBitmap } from "./type-bitmap.js";

export const ds: RdataCodec<DsData> = {
  kind: "ds",
  read(reader, length) {
    const start = reader.offset;
    const keyTag = reader.u16be();
    const algorithm = reader.u8();
    const digestType = reader.u8();
    return { kind: "ds", keyTag, algorithm, digestType, digest: readSomeRest(reader, start, length) };
  },
  write: (writer, data) => void writer.u16be(data.keyTag).u8(data.algorithm).u8(data.digestType).bytes(data.digest),
  text: (data, prefix) => `${prefix} ${data.keyTag} ${data.algorithm} ${data.digestType} ${toHex(data.digest)}`,
  json: (data) => ({
    keyTag: data.keyTag,
    algorithm: data.algorithm,
    digestType: data.digestType,
    digest: toHex(data.digest),
  }),
};

/** Flags of a DNSKEY record (RFC 4034 section 2.1.1, RFC 5011 section 7) in the order in which they are printed. */
export const DnskeyFlag = { SEP: 0x0001, REVOKE: 0x0080, ZONE_KEY: 0x0100 } as const;

/**
 * The key tag of a key (RFC 4034 appendix B), without the exception for algorithm 1. The REVOKE bit counts as unset, so that
 * revoking a key does not change its tag. Origin: dnssec_keytag() at 257.
 */
export function dnskeyTag(data: DnskeyData): number {
  let sum = (data.flags & ~DnskeyFlag.REVOKE) + (data.protocol << 8) + data.algorithm;
  for (let i = 0; i < data.key.length; i++) sum += i % 2 === 0 ? data.key[i]! << 8 : data.key[i]!;
  return (sum + ((sum >> 16) & 0xffff)) & 0xffff;
}

export const dnskey: RdataCodec<DnskeyData> = {
  kind: "dnskey",
  read(reader, length) {
    const start = reader.offset;
    const flags = reader.u16be();
    const protocol = reader.u8();
    const algorithm = reader.u8();
    return { kind: "dnskey", flags, protocol, algorithm, key: readSomeRest(reader, start, length) };
  },
  write: (writer, data) => void writer.u16be(data.flags).u8(data.protocol).u8(data.algorithm).bytes(data.key),
  text(data, prefix) {
    const head = `${prefix} ${data.flags} ${data.protocol} ${dnssecAlgorithmToString(data.algorithm)}`;
    let flags = "";
    for (const [name, bit] of Object.entries(DnskeyFlag)) if ((data.flags & bit) !== 0) flags += ` ${name}`;
    const key = appendBase64(head, data.key);
    return `${key}${CONTINUATION}-- Flags:${flags}${CONTINUATION}-- Key tag: ${dnskeyTag(data)}`;
  },
  json: (data) => ({
    flags: data.flags,
    protocol: data.protocol,
    algorithm: data.algorithm,
    dnskey: toBase64(data.key),
  }),
};

/** Seconds since 1970 as `YYYYMMDDHHmmSS` in UTC (RFC 4034 section 3.2). */
function timeText(seconds: number): string {
  const iso = new Date(seconds * 1000).toISOString();
  return (
    iso.slice(0, 4) + iso.slice(5, 7) + iso.slice(8, 10) + iso.slice(11, 13) + iso.slice(14, 16) + iso.slice(17, 19)
  );
}

export const rrsig: RdataCodec<RrsigData> = {
  kind: "rrsig",
  read(reader, length) {
    const start = reader.offset;
    return {
      kind: "rrsig",
      typeCovered: reader.u16be(),
      algorithm: reader.u8(),
      labels: reader.u8(),
      originalTtlSec: reader.u32be(),
      expiration: reader.u32be(),
      inception: reader.u32be(),
      keyTag: reader.u16be(),
      signer: reader.plainName(),
      signature: readSomeRest(reader, start, length),
    };
  },
  write: (writer, data) =>
    void writer
      .u16be(data.typeCovered)
      .u8(data.algorithm)
      .u8(data.labels)
      .u32be(data.originalTtlSec)
      .u32be(data.expiration)
      .u32be(data.inception)
      .u16be(data.keyTag)
      .uncompressedName(data.signer)
      .bytes(data.signature),
  text(data, prefix) {
    const times = `${timeText(data.expiration)} ${timeText(data.inception)}`;
    const algorithm = dnssecAlgorithmToString(data.algorithm);
    const head = `${dnsTypeToString(data.typeCovered)} ${algorithm} ${data.labels} ${data.originalTtlSec} ${times}`;
    return appendBase64(`${prefix} ${head} ${data.keyTag} ${data.signer}`, data.signature);
  },
  json: (data) => ({
    typeCovered: data.typeCovered,
    algorithm: data.algorithm,
    labels: data.labels,
    originalTtl: data.originalTtlSec,
    expiration: data.expiration,
    inception: data.inception,
    keyTag: data.keyTag,
    signer: data.signer,
    signature: toBase64(data.signature),
  }),
};

export const nsec: RdataCodec<NsecData> = {
  kind: "nsec",
  read(reader, length) {
    const start = reader.offset;
    const nextDomain = reader.nsecName();
    const left = start + length - reader.offset;
    if (left < 0) fail("EBADMSG", reader.offset, "next domain name overruns its record");
    return { kind: "nsec", nextDomain, types: readTypeBitmap(reader, left) };
  },
  write(writer, data) {
    writer.verbatimName(data.nextDomain);
    writeTypeBitmap(writer, data.types);
  },
  text: (data, prefix) => `${prefix} ${data.nextDomain} ${typesText(data.types)}`,
  json: (data) => ({ nextDomain: data.nextDomain, types: data.types }),
};

export const nsec3: RdataCodec<Nsec3Data> = {
  kind: "nsec3",
  read(reader, length) {
    const start = reader.offset;
    const algorithm = reader.u8();
    const flags = reader.u8();
    const iterations = reader.u16be();
    const salt = reader.view(reader.u8());
    const nextHashedOwner = reader.view(reader.u8());
    if (nextHashedOwner.length === 0) fail("EBADMSG", reader.offset, "hashed owner name is empty");
    const left = start + length - reader.offset;
    if (left < 0) fail("EBADMSG", reader.offset, "hashed owner name overruns its record");
    return { kind: "nsec3", algorithm, flags, iterations, salt, nextHashedOwner, types: readTypeBitmap(reader, left) };
  },
  write(writer, data) {
    writer
      .u8(data.algorithm)
      .u8(data.flags)
      .u16be(data.iterations)
      .characterString(data.salt)
      .characterString(data.nextHashedOwner);
    writeTypeBitmap(writer, data.types);
  },
  text(data, prefix) {
    const salt = data.salt.length === 0 ? "-" : toHex(data.salt);
    const owner = toBase32Hex(data.nextHashedOwner);
    return `${prefix} ${data.algorithm} ${data.flags} ${data.iterations} ${salt} ${owner} ${typesText(data.types)}`;
  },
  json: (data) => ({
    algorithm: data.algorithm,
    flags: data.flags,
    iterations: data.iterations,
    salt: toHex(data.salt),
    hash: toBase32Hex(data.nextHashedOwner),
    types: data.types,
  }),
};
