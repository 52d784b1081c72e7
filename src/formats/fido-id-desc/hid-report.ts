import { attempt, fail, type ParseFailure } from "../../core/errno.js";
import { ByteReader } from "../../core/reader.js";
import { ByteWriter } from "../../core/writer.js";

/**
 * Items of a HID report descriptor.
 *
 *     short item                          long item
 *     +------+------+------+              +------+--------+------+---- … ----+
 *     | tag  | type | size | data 0–4     | 0xfe | length | tag  | data 0–255 |
 *     +------+------+------+              +------+--------+------+---- … ----+
 *      4 bits 2 bits 2 bits                 1 byte  1 byte 1 byte
 *
 * Origin: Device Class Definition for HID 1.11, section 6.2.2.
 */
export const ItemType = { main: 0, global: 1, local: 2, reserved: 3 } as const;

/** Tag of the global item that names a usage page. */
export const GLOBAL_USAGE_PAGE = 0;
/** Tag of the local item that names a usage. */
export const LOCAL_USAGE = 0;

/** First byte of a long item. */
const LONG_ITEM = 0xfe;
/** Bytes of a long item before its data. */
const LONG_HEADER = 3;
const LONG_DATA_MAX = 255;
/** Bytes of data that each size code stands for. */
const dataSizes = [0, 1, 2, 4] as const;

export interface ShortHidItem {
  readonly kind: "short";
  /** Offset of the first byte. */
  readonly offset: number;
  readonly type: number;
  readonly tag: number;
  /** Bytes of data: 0, 1, 2 or 4. */
  readonly size: number;
  /** The data as an unsigned little-endian number; 0 where there is none. */
  readonly value: number;
}

export interface LongHidItem {
  readonly kind: "long";
  readonly offset: number;
  readonly tag: number;
  readonly data: Uint8Array;
  /** Whether the descriptor ends inside the item; then the data is what there is of it. */
  readonly cut: boolean;
}

export type HidItem = ShortHidItem | LongHidItem;

function readLongItem(reader: ByteReader, offset: number): LongHidItem {
  const length = reader.u8();
  const tag = reader.remaining > 0 ? reader.u8() : 0;
  const available = Math.min(length, reader.remaining);
  const cut = reader.offset - offset < LONG_HEADER || available < length;
  return { kind: "long", offset, tag, data: reader.view(available), cut };
}

function readShortItem(reader: ByteReader, offset: number, head: number): ShortHidItem {
  const size = dataSizes[(head & 3) as 0 | 1 | 2 | 3];
  if (reader.remaining < size) fail("EINVAL", offset, "data of a short item is missing");
  let value = 0;
  for (let i = 0; i < size; i++) value += reader.u8() * 2 ** (8 * i);
  return { kind: "short", offset, type: (head >> 2) & 3, tag: head >> 4, size, value };
}

/**
 * Reads items one after the other. A short item whose data is missing fails (`EINVAL`), as does a long item without its
 * length; a long item that runs past the end is cut and is the last one.
 */
export function* readHidItems(bytes: Uint8Array): Generator<HidItem, void> {
  const reader = new ByteReader(bytes, 0, bytes.length, "EINVAL");
  while (!reader.atEnd) {
    const offset = reader.offset;
    const head = reader.u8();
    yield head === LONG_ITEM ? readLongItem(reader, offset) : readShortItem(reader, offset, head);
  }
}

/** Every item of a descriptor, or the failure. */
export function parseHidReport(bytes: Uint8Array): readonly HidItem[] | ParseFailure {
  return attempt(() => [...readHidItems(bytes)]);
}

const sizeCodes: ReadonlyMap<number, number> = new Map(dataSizes.map((size, code) => [size, code]));

/** A short item to be encoded; `size` is the smallest that holds the value when absent. */
export interface ShortHidItemInput {
  readonly type: number;
  readonly tag: number;
  readonly value: number;
  readonly size?: number;
}

const smallestSize = (value: number): number => dataSizes.find((size) => value < 2 ** (8 * size)) ?? 4;

/** Bytes of a short item. Throws `TypeError` for a field that does not fit. */
export function encodeShortItem({ type, tag, value, size = smallestSize(value) }: ShortHidItemInput): Uint8Array {
  const code = sizeCodes.get(size);
  if (code === undefined || value < 0 || value >= 2 ** (8 * size))
    throw new TypeError(`${value} does not fit ${size} bytes`);
  if (type < 0 || type > 3 || tag < 0 || tag > 15) throw new TypeError(`no item has type ${type} and tag ${tag}`);
  const writer = new ByteWriter(5).u8((tag << 4) | (type << 2) | code);
  let rest = value;
  for (let i = 0; i < size; i++) {
    writer.u8(rest % 256);
    rest = Math.floor(rest / 256);
  }
  return writer.finish();
}

/** Bytes of a long item. Throws `TypeError` for more than 255 bytes of data. */
export function encodeLongItem(tag: number, data: Uint8Array): Uint8Array {
  if (data.length > LONG_DATA_MAX)
    throw new TypeError(`a long item has at most ${LONG_DATA_MAX} bytes, not ${data.length}`);
  return new ByteWriter().u8(LONG_ITEM).u8(data.length).u8(tag).bytes(data).finish();
}

/** Bytes of items as they were read; a cut long item is written cut. */
export function encodeHidItems(items: readonly HidItem[]): Uint8Array {
  const writer = new ByteWriter();
  for (const item of items) {
    if (item.kind === "short") writer.bytes(encodeShortItem(item));
    else writer.bytes(encodeLongItem(item.tag, item.data));
  }
  return writer.finish();
}
