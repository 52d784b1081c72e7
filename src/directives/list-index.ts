/** Lists shorter than this are walked. */
const MANY = 16;
const NOT_FOUND = -1;

/** What is known of one list: the places of its first `count` entries by their keys. */
interface Places {
  count: number;
  readonly byKey: Map<string | number, number>;
}

/**
 * Finds entries of lists by a key, so that a list with each key once, however long, is built in linear time. An entry may be
 * replaced by one of the same key, and entries may be appended; everything else takes a new list.
 */
export class ListIndex<Entry> {
  readonly #places = new WeakMap<readonly Entry[], Places>();

  constructor(readonly keyOf: (entry: Entry) => string | number) {}

  /** Where the entry with a key is in a list, or -1. */
  find(list: readonly Entry[], key: string | number): number {
    if (list.length < MANY) return list.findIndex((entry) => this.keyOf(entry) === key);
    let places = this.#places.get(list);
    if (places === undefined) {
      places = { count: 0, byKey: new Map() };
      this.#places.set(list, places);
    }
    for (; places.count < list.length; places.count++) {
      places.byKey.set(this.keyOf(list[places.count]!), places.count);
    }
    return places.byKey.get(key) ?? NOT_FOUND;
  }
}
