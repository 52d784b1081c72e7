/** Identity associations: the addresses and prefixes in a message. */
import { u16beAt, u32beAt } from "../../core/bytes.js";
import type { Dhcp6Address, Dhcp6Prefix, IdentityAssociation } from "./lease.js";
import { type Dhcp6Option, parseWholeDhcp6Options } from "./message.js";
import { Dhcp6OptionCode, Dhcp6Status } from "./tables.js";

/** IAID, T1 and T2 (RFC 8415 section 21.4). */
const ASSOCIATION_HEADER_LENGTH = 12;
/** Address, preferred and valid lifetime (section 21.6). */
const ADDRESS_HEADER_LENGTH = 24;
/** Preferred and valid lifetime, prefix length, prefix (section 21.22). */
const PREFIX_HEADER_LENGTH = 25;
const STATUS_LENGTH = 2;

/** The code of a status option, or -1 when it is malformed. */
export const statusCodeOf = (data: Uint8Array): number => (data.length < STATUS_LENGTH ? -1 : u16beAt(data, 0));

/** Whether options hold no status but success; one that is malformed says nothing. */
const isSuccessful = (options: readonly Dhcp6Option[]): boolean =>
  options.every(({ code, data }) => code !== Dhcp6OptionCode.STATUS_CODE || statusCodeOf(data) <= Dhcp6Status.SUCCESS);

/** Whether lifetimes make sense, and the options behind a binding are well-formed and say success. */
function isBindingGood(data: Uint8Array, headerLength: number, preferredSec: number, validSec: number): boolean {
  if (validSec === 0 || preferredSec > validSec) return false;
  const options = parseWholeDhcp6Options(data, headerLength);
  return options !== null && isSuccessful(options);
}

function readAddress(data: Uint8Array): Dhcp6Address | null {
  if (data.length < ADDRESS_HEADER_LENGTH) return null;
  const preferredSec = u32beAt(data, 16);
  const validSec = u32beAt(data, 20);
  if (!isBindingGood(data, ADDRESS_HEADER_LENGTH, preferredSec, validSec)) return null;
  return { address: data.subarray(0, 16), preferredSec, validSec };
}

function readPrefix(data: Uint8Array): Dhcp6Prefix | null {
  if (data.length < PREFIX_HEADER_LENGTH) return null;
  const preferredSec = u32beAt(data, 0);
  const validSec = u32beAt(data, 4);
  if (!isBindingGood(data, PREFIX_HEADER_LENGTH, preferredSec, validSec)) return null;
  return { prefix: data.subarray(9, PREFIX_HEADER_LENGTH), prefixLength: data[8]!, preferredSec, validSec };
}

function readAssociation<Binding>(
  data: Uint8Array,
  iaid: number,
  bindingCode: number,
  readBinding: (data: Uint8Array) => Binding | null,
): IdentityAssociation<Binding> | null {
  if (data.length < ASSOCIATION_HEADER_LENGTH || u32beAt(data, 0) !== iaid) return null;
  const t1Sec = u32beAt(data, 4);
  const t2Sec = u32beAt(data, 8);
  if (t1Sec > t2Sec || (t1Sec === 0 && t2Sec > 0)) return null;
  const options = parseWholeDhcp6Options(data, ASSOCIATION_HEADER_LENGTH);
  if (options === null || !isSuccessful(options)) return null;
  const bindings: Binding[] = [];
  for (const option of options) {
    const binding = option.code === bindingCode ? readBinding(option.data) : null;
    if (binding !== null) bindings.push(binding);
  }
  return bindings.length === 0 ? null : { iaid, t1Sec, t2Sec, bindings: bindings.reverse() };
}

/**
 * Reads an IA_NA for the given IAID, or `null` when it is to be ignored.
 *
 * Ignored are another IAID, T1 above T2, T2 without T1, a status other than success, options that do not fill their place, and
 * an association without a usable address. Unusable are addresses with a valid lifetime of 0 or below the preferred one, or with such
 * options of their own. Origin: RFC 8415 section 18.2.10.1, dhcp6_option_parse_ia() at 257.
 */
export const readIaNa = (data: Uint8Array, iaid: number): IdentityAssociation<Dhcp6Address> | null =>
  readAssociation(data, iaid, Dhcp6OptionCode.IAADDR, readAddress);

/** Reads an IA_PD as {@link readIaNa} does an IA_NA. */
export const readIaPd = (data: Uint8Array, iaid: number): IdentityAssociation<Dhcp6Prefix> | null =>
  readAssociation(data, iaid, Dhcp6OptionCode.IAPREFIX, readPrefix);
