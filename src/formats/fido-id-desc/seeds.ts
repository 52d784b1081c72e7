import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { FIDO_FULL_USAGE } from "./fido.js";
import { encodeLongItem, encodeShortItem, GLOBAL_USAGE_PAGE, ItemType, LOCAL_USAGE } from "./hid-report.js";

const FIDO_PAGE = 0xf1d0;

const page = (value: number, size?: number): Uint8Array =>
  encodeShortItem({ type: ItemType.global, tag: GLOBAL_USAGE_PAGE, value, ...(size === undefined ? {} : { size }) });
const usage = (value: number, size?: number): Uint8Array =>
  encodeShortItem({ type: ItemType.local, tag: LOCAL_USAGE, value, ...(size === undefined ? {} : { size }) });
const main = (tag: number, value: number, size = 1): Uint8Array =>
  encodeShortItem({ type: ItemType.main, tag, value, size });
const global = (tag: number, value: number, size = 1): Uint8Array =>
  encodeShortItem({ type: ItemType.global, tag, value, size });

const seed = (name: string, ...parts: readonly Uint8Array[]): Seed => ({ name, bytes: concatBytes(...parts) });

/** A token's whole descriptor, its parts, descriptors of other devices, and each kind of damage. */
export function fidoIdDescSeeds(): Iterable<Seed> {
  const token = [page(FIDO_PAGE), usage(1)];
  const report = [
    main(10, 1),
    usage(0x20),
    global(1, 0),
    global(2, 255, 2),
    global(7, 8),
    global(9, 64),
    main(8, 2),
    main(12, 0, 0),
  ];
  return [
    seed("token", ...token, ...report),
    seed("token-two-items", ...token),
    seed("token-full-usage", usage(FIDO_FULL_USAGE, 4)),
    seed("token-usage-of-two-bytes", page(FIDO_PAGE), usage(1, 2)),
    seed("token-second-usage", page(FIDO_PAGE), usage(2), usage(1)),
    seed("token-after-other-page", page(1), usage(6), ...token),
    seed("token-then-damage", ...token, new Uint8Array([0xff])),
    seed("upper-half-from-full-usage", usage(0xf1d0_0002, 4), usage(1, 1)),
    seed("page-alone", page(FIDO_PAGE)),
    seed("usage-alone", usage(1)),
    seed("other-usage", page(FIDO_PAGE), usage(2)),
    seed("other-page", page(0xf1d1), usage(1)),
    seed("page-of-no-bytes", page(FIDO_PAGE), page(0, 0), usage(1)),
    seed("usage-of-no-bytes", page(FIDO_PAGE), usage(0, 0)),
    seed("page-of-four-bytes", page(FIDO_PAGE, 4), usage(1)),
    seed("page-between", page(FIDO_PAGE), page(1), usage(1)),
    seed("keyboard", page(1), usage(6), main(10, 1), page(7), global(1, 0), main(8, 2), main(12, 0, 0)),
    seed(
      "mouse",
      page(1),
      usage(2),
      main(10, 1),
      usage(1),
      main(10, 0),
      page(9),
      main(8, 2),
      main(12, 0, 0),
      main(12, 0, 0),
    ),
    seed("push-and-pop", global(10, 0, 0), page(FIDO_PAGE), global(11, 0, 0), usage(1)),
    seed("long-item-before", encodeLongItem(1, new Uint8Array([1, 2, 3])), ...token),
    seed("long-item-empty", encodeLongItem(0, new Uint8Array()), ...token),
    seed("long-item-hides-token", encodeLongItem(1, concatBytes(...token))),
    seed("long-item-past-end", new Uint8Array([0xfe, 0x10, 0x01]), ...token),
    seed("long-item-without-tag", new Uint8Array([0xfe, 0x00])),
    seed("long-item-without-length", ...token.slice(0, 1), new Uint8Array([0xfe])),
    seed("data-missing-one", new Uint8Array([0x05])),
    seed("data-missing-two", new Uint8Array([0x06, 0xd0])),
    seed("data-missing-four", new Uint8Array([0x0b, 0x01, 0x00, 0xd0])),
    seed("reserved-type", new Uint8Array([0x0c, 0x0d, 0x01, 0xfc])),
    seed("empty"),
  ];
}
