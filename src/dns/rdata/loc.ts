import { fail } from "../../core/errno.js";
import type { DnsReader } from "../reader.js";
import type { LocData } from "../record.js";
import type { RdataCodec } from "./codec.js";
import { generic } from "./generic.js";

const VERSION = 0;
/** Where latitude and longitude are zero. */
const ORIGIN = 0x80000000;
/** Centimetres from the altitude 0 to the reference spheroid. */
const SPHEROID = 10_000_000;
const MAX_DIGIT = 9;

/** A precision byte is two decimal digits; a zero mantissa has no exponent (RFC 1876 section 2). */
function readPrecision(reader: DnsReader): number {
  const byte = reader.u8();
  const mantissa = byte >> 4;
  const exponent = byte & 15;
  if (mantissa > MAX_DIGIT || exponent > MAX_DIGIT || (mantissa === 0 && exponent > 0)) {
    fail("EBADMSG", reader.offset - 1, "LOC precision is not two digits");
  }
  return byte;
}

/**
 * Degrees, minutes, seconds and hemisphere. The distance from the origin is a signed 32-bit number, so that the one value
 * which is 2^31 away prints negative.
 */
function angle(value: number, above: string, below: string): string {
  const distance = Math.abs(value - ORIGIN) | 0;
  const minutes = Math.trunc(distance / 60_000);
  const seconds = ((distance % 60_000) / 1000).toFixed(3);
  return `${Math.trunc(minutes / 60)} ${minutes % 60} ${seconds} ${value >= ORIGIN ? above : below}`;
}

const metres = (centimetres: number): string => `${(centimetres / 100).toFixed(2)}m`;
const precision = (byte: number): string => metres((byte >> 4) * 10 ** (byte & 15));

export const loc: RdataCodec<LocData> = {
  kind: "loc",
  read(reader, length) {
    if (reader.peekU8() !== VERSION) return generic.read(reader, length);
    reader.skip(1);
    return {
      kind: "loc",
      size: readPrecision(reader),
      horizontalPrecision: readPrecision(reader),
      verticalPrecision: readPrecision(reader),
      latitude: reader.u32be(),
      longitude: reader.u32be(),
      altitude: reader.u32be(),
    };
  },
  write: (writer, data) =>
    void writer
      .u8(VERSION)
      .u8(data.size)
      .u8(data.horizontalPrecision)
      .u8(data.verticalPrecision)
      .u32be(data.latitude)
      .u32be(data.longitude)
      .u32be(data.altitude),
  text: (data, prefix) =>
    `${prefix} ${angle(data.latitude, "N", "S")} ${angle(data.longitude, "E", "W")} ${metres(data.altitude - SPHEROID)} ` +
    `${precision(data.size)} ${precision(data.horizontalPrecision)} ${precision(data.verticalPrecision)}`,
  json: (data) => ({
    version: VERSION,
    size: data.size,
    horiz_pre: data.horizontalPrecision,
    vert_pre: data.verticalPrecision,
    latitude: data.latitude,
    longitude: data.longitude,
    altitude: data.altitude,
  }),
};
