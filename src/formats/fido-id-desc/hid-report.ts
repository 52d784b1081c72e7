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
const LAST_BYTE = 0xff;
/** Bytes of data that each size code stands for. */
const dataSizes: readonly number[] = [0, 1, 2, 4];

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

const SIZE_MASK = 3;
const TYPE_MASK = 3;
const TYPE_SHIFT = 2;
const TAG_SHIFT = 4;
const BYTE_BITS = 8;

/** The unsigned little-endian number in `size` bytes at `at`. */
export function itemValue(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let i = at + size - 1; i >= at; i--) value = (value << BYTE_BITS) | bytes[i]!;
  return value >>> 0;
}

function longItem(bytes: Uint8Array, offset: number): LongHidItem {
  const start = Math.min(offset + LONG_HEADER, bytes.length);
  const end = offset + LONG_HEADER + bytes[offset + 1]!;
  const tag = bytes[offset + 2] ?? 0;
  return { kind: "long", offset, tag, data: bytes.subarray(start, end), cut: end > bytes.length };
}

/**
 * What a visitor of items is given: the first byte's parts, and where the data stands. A visit that gives `true` ends
 * reading.
 */
export type HidItemVisitor = (head: number, offset: number, size: number) => boolean;

/**
 * Walks over the items of a descriptor. A short item whose data is missing ends in `EINVAL`, as does a long item without
 * its length; a long item that runs past the end is the last one. `null` when the end was reached, `true` when a visit
 * ended the walk.
 */
export function walkHidItems(bytes: Uint8Array, visit: HidItemVisitor): true | null | "EINVAL" {
  const { length } = bytes;
  let at = 0;
  while (at < length) {
    const head = bytes[at]!;
    if (head === LONG_ITEM) {
      if (at + 1 >= length) return "EINVAL";
      const size = bytes[at + 1]!;
      if (visit(head, at, size)) return true;
      at += LONG_HEADER + size;
      continue;
    }
    const size = dataSizes[head & SIZE_MASK]!;
    if (at + size >= length) return "EINVAL";
    if (visit(head, at, size)) return true;
    at += 1 + size;
  }
  return null;
}

/** Every item of a descriptor, or `EINVAL` for a broken one. */
export function parseHidReport(bytes: Uint8Array): readonly HidItem[] | "EINVAL" {
  const items: HidItem[] = [];
  const broken = walkHidItems(bytes, (head, offset, size) => {
    if (head === LONG_ITEM) items.push(longItem(bytes, offset));
    else {
      const type = (head >> TYPE_SHIFT) & TYPE_MASK;
      items.push({
        kind: "short",
        offset,
        type,
        tag: head >> TAG_SHIFT,
        size,
        value: itemValue(bytes, offset + 1, size),
      });
    }
    return false;
  });
  return broken === "EINVAL" ? broken : items;
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

const LONG_KIND = "long";
const ITEMS_SPACE = 64;

/** Appends an item as it was read. */
function writeItem(writer: ByteWriter, item: HidItem): void {
  if (item.kind === LONG_KIND) {
    writer.bytes(encodeLongItem(item.tag, item.data));
    return;
  }
  writer.u8((item.tag << TAG_SHIFT) | (item.type << TYPE_SHIFT) | sizeCodes.get(item.size)!);
  for (let i = 0; i < item.size; i++) writer.u8((item.value >>> (BYTE_BITS * i)) & LAST_BYTE);
}

/** Bytes of items as they were read; a cut long item is written with the data that there is. */
export function encodeHidItems(items: readonly HidItem[]): Uint8Array {
  const writer = new ByteWriter(ITEMS_SPACE);
  for (const item of items) writeItem(writer, item);
  return writer.finish();
}
