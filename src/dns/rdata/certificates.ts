import { toHex } from "../../core/bytes.js";
import type { CaaData, OpenpgpkeyData, SshfpData, TlsaData } from "../record.js";
import { appendBase64, CONTINUATION, octalText } from "../text.js";
import { type RdataCodec, readRest, readSomeRest } from "./codec.js";

export const sshfp: RdataCodec<SshfpData> = {
  kind: "sshfp",
  read(reader, length) {
    const start = reader.offset;
    const algorithm = reader.u8();
    const fingerprintType = reader.u8();
    return { kind: "sshfp", algorithm, fingerprintType, fingerprint: readSomeRest(reader, start, length) };
  },
  write: (writer, data) => void writer.u8(data.algorithm).u8(data.fingerprintType).bytes(data.fingerprint),
  text: (data, prefix) => `${prefix} ${data.algorithm} ${data.fingerprintType} ${toHex(data.fingerprint)}`,
  json: (data) => ({
    algorithm: data.algorithm,
    fptype: data.fingerprintType,
    fingerprint: toHex(data.fingerprint),
  }),
};

const PRIVATE_USE = 0xff;
/** Meanings of the first values of each field (RFC 6698 sections 2.1.1 to 2.1.3). */
const CERT_USAGES = [
  "CA constraint",
  "Service certificate constraint",
  "Trust anchor assertion",
  "Domain-issued certificate",
] as const;
const SELECTORS = ["Full Certificate", "SubjectPublicKeyInfo"] as const;
const MATCHING_TYPES = ["No hash used", "SHA-256", "SHA-512"] as const;

const meaning = (value: number, meanings: readonly string[]): string =>
  value === PRIVATE_USE ? "Private use" : (meanings[value] ?? "Unassigned");

export const tlsa: RdataCodec<TlsaData> = {
  kind: "tlsa",
  read(reader, length) {
    const start = reader.offset;
    const certUsage = reader.u8();
    const selector = reader.u8();
    const matchingType = reader.u8();
    return { kind: "tlsa", certUsage, selector, matchingType, data: readSomeRest(reader, start, length) };
  },
  write: (writer, data) => void writer.u8(data.certUsage).u8(data.selector).u8(data.matchingType).bytes(data.data),
  text: (data, prefix) =>
    `${prefix} ${data.certUsage} ${data.selector} ${data.matchingType} ${toHex(data.data)}` +
    `${CONTINUATION}-- Cert. usage: ${meaning(data.certUsage, CERT_USAGES)}` +
    `${CONTINUATION}-- Selector: ${meaning(data.selector, SELECTORS)}` +
    `${CONTINUATION}-- Matching type: ${meaning(data.matchingType, MATCHING_TYPES)}`,
  json: (data) => ({
    certUsage: data.certUsage,
    selector: data.selector,
    matchingType: data.matchingType,
    data: toHex(data.data),
  }),
};

/** The issuer must understand the tag (RFC 8659 section 4.1). */
const CAA_CRITICAL = 0x80;

function caaFlagsText(flags: number): string {
  if (flags === 0) return "";
  const others = flags & ~CAA_CRITICAL;
  const critical = (flags & CAA_CRITICAL) !== 0 ? " critical" : "";
  return `${CONTINUATION}-- Flags:${critical}${others !== 0 ? ` ${others}` : ""}`;
}

export const caa: RdataCodec<CaaData> = {
  kind: "caa",
  read(reader, length) {
    const start = reader.offset;
    const flags = reader.u8();
    const tag = reader.text();
    return { kind: "caa", flags, tag, value: readRest(reader, start, length) };
  },
  write: (writer, data) => void writer.u8(data.flags).text(data.tag).bytes(data.value),
  text: (data, prefix) => `${prefix} ${data.flags} ${data.tag} "${octalText(data.value)}"${caaFlagsText(data.flags)}`,
  json: (data) => ({ flags: data.flags, tag: data.tag, value: octalText(data.value) }),
};

export const openpgpkey: RdataCodec<OpenpgpkeyData> = {
  kind: "openpgpkey",
  read: (reader, length) => ({ kind: "openpgpkey", key: reader.view(length) }),
  write: (writer, data) => void writer.bytes(data.key),
  text: (data, prefix) => appendBase64(prefix, data.key),
  json: () => null,
};
