import { latin1 } from "../../core/utf8.js";
import type { InAddr } from "../../net/in-addr.js";
import { ldhNameKey as nameKey } from "../../net/ldh-name.js";

/** An address and what it is called. */
export interface HostAddress {
  readonly address: InAddr;
  /** The first name listed for it; `null` when it never got one. */
  readonly canonicalName: string | null;
  /** All names, each in the spelling that was seen first with this address. */
  readonly names: readonly string[];
}

/** A name and where it leads. */
export interface HostName {
  /** In the spelling that was seen first. */
  readonly name: string;
  readonly addresses: readonly InAddr[];
}

const addressKey = (address: InAddr): string => latin1(address);

interface AddressItem {
  readonly address: InAddr;
  canonicalName: string | null;
  readonly namesByKey: Map<string, string>;
}

interface NameItem {
  readonly name: string;
  readonly addressesByKey: Map<string, InAddr>;
}

/** A hosts file: names by address, addresses by name, and the names that lead nowhere on purpose. */
export class EtcHosts {
  readonly #byAddress = new Map<string, AddressItem>();
  readonly #byName = new Map<string, NameItem>();
  readonly #noAddress = new Map<string, string>();

  /** Notes an address, which may stay without a name. */
  addAddress(address: InAddr): AddressItem {
    const key = addressKey(address);
    let item = this.#byAddress.get(key);
    if (item === undefined) {
      item = { address, canonicalName: null, namesByKey: new Map() };
      this.#byAddress.set(key, item);
    }
    return item;
  }

  /** Maps a name to an address, and the address to the name. */
  addName(item: AddressItem, name: string): void {
    const key = nameKey(name);
    item.canonicalName ??= name;
    if (item.namesByKey.has(key)) return;
    item.namesByKey.set(key, name);
    const known = this.#byName.get(key);
    if (known === undefined) {
      this.#byName.set(key, { name, addressesByKey: new Map([[addressKey(item.address), item.address]]) });
    } else known.addressesByKey.set(addressKey(item.address), item.address);
  }

  /** Maps a name to nothing, as a line with 0.0.0.0 or :: does. */
  block(name: string): void {
    const key = nameKey(name);
    if (!this.#noAddress.has(key)) this.#noAddress.set(key, name);
  }

  /** What an address is called, or `undefined` when the file does not have it. */
  lookupAddress(address: InAddr): HostAddress | undefined {
    const item = this.#byAddress.get(addressKey(address));
    return item === undefined ? undefined : hostAddress(item);
  }

  /** Where a name leads, or `undefined` when the file does not have it. */
  lookupName(name: string): HostName | undefined {
    const item = this.#byName.get(nameKey(name));
    return item === undefined ? undefined : hostName(item);
  }

  /** Whether a name is mapped to nothing. */
  isBlocked(name: string): boolean {
    return this.#noAddress.has(nameKey(name));
  }

  /** All addresses, in the order of the file. */
  *addresses(): Iterable<HostAddress> {
    for (const item of this.#byAddress.values()) yield hostAddress(item);
  }

  /** All names that have addresses, in the order of the file. */
  *names(): Iterable<HostName> {
    for (const item of this.#byName.values()) yield hostName(item);
  }

  /** All names that are mapped to nothing, in the order of the file. */
  blocked(): Iterable<string> {
    return this.#noAddress.values();
  }

  /** Forgets an address and, whatever other addresses they have, its names. */
  remove(address: InAddr): void {
    const key = addressKey(address);
    for (const name of this.#byAddress.get(key)?.namesByKey.keys() ?? []) this.#byName.delete(name);
    this.#byAddress.delete(key);
  }
}

const hostAddress = ({ address, canonicalName, namesByKey }: AddressItem): HostAddress => ({
  address,
  canonicalName,
  names: [...namesByKey.values()],
});

const hostName = ({ name, addressesByKey }: NameItem): HostName => ({ name, addresses: [...addressesByKey.values()] });
