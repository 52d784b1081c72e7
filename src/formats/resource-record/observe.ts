import { toHex } from "../../core/bytes.js";
import { type Errno, ParseFailure } from "../../core/errno.js";
import type { Json } from "../../core/json.js";
import type { DnsResourceRecord, RecordJson } from "../../dns/record.js";
import {
  copyResourceRecord,
  isUnparsable,
  type RecordWire,
  recordToWire,
  resourceRecordEqual,
  resourceRecordToJson,
  resourceRecordToString,
} from "../../dns/resource-record.js";
import { displayDnsName } from "../../net/dns-name.js";
import { INPUT_MAX, parse } from "./parse.js";

/** Everything that can be said of a record. */
export interface RecordReport {
  readonly record: DnsResourceRecord;
  /** Bytes of input that the record took. */
  readonly length: number;
  readonly text: string;
  readonly json: RecordJson;
  readonly wire: RecordWire;
  readonly canonical: RecordWire;
  /** Whether a copy of the record is equal to it. */
  readonly copyEqual: boolean;
}

export type Outcome =
  | { readonly kind: "skipped" }
  | { readonly kind: "failed"; readonly errno: Errno }
  | { readonly kind: "parsed"; readonly report: RecordReport };

export function run(input: Uint8Array): Outcome {
  if (input.length > INPUT_MAX) return { kind: "skipped" };
  const parsed = parse(input);
  if (parsed instanceof ParseFailure) return { kind: "failed", errno: parsed.errno };
  const { record, length } = parsed;
  return {
    kind: "parsed",
    report: {
      record,
      length,
      text: resourceRecordToString(record),
      json: resourceRecordToJson(record),
      wire: recordToWire(record),
      canonical: recordToWire(record, true),
      copyEqual: resourceRecordEqual(record, copyResourceRecord(record)),
    },
  };
}

export function observe(input: Uint8Array): Json {
  const outcome = run(input);
  if (outcome.kind === "skipped") return { parse: "skipped" };
  if (outcome.kind === "failed") return { parse: outcome.errno };
  const { record, text, json, wire, canonical, copyEqual } = outcome.report;
  return {
    parse: "ok",
    name: displayDnsName(record.key.name),
    type: record.key.type,
    class: record.key.class,
    ttl: record.ttlSec,
    unparsable: isUnparsable(record),
    text,
    copyEqual,
    jsonResult: "ok",
    json,
    wire: toHex(wire.wire),
    wireRdataOffset: wire.rdataOffset,
    canonical: toHex(canonical.wire),
    canonicalRdataOffset: canonical.rdataOffset,
  };
}
