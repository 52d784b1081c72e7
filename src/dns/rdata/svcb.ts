import { toBase64 } from "../../core/bytes.js";
import { fail } from "../../core/errno.js";
import { displayDnsName } from "../../net/dns-name.js";
import { formatIpv4, formatIpv6, IPV4_LENGTH, IPV6_LENGTH } from "../../net/in-addr.js";
import type { SvcbData, SvcParam } from "../record.js";
import { SvcParamKey, svcParamKeyToString } from "../registry.js";
import { cText, svcParamText } from "../text.js";
import type { RdataCodec } from "./codec.js";

const PORT_LENGTH = 2;

/** An `alpn` value is a sequence of character strings, at least one (RFC 9460 section 7.1.1). */
function isValidAlpn(value: Uint8Array): boolean {
  let at = 0;
  while (at < value.length) at += 1 + value[at]!;
  return at === value.length && at > 0;
}

/** Whether a value has the form of its key; of unknown keys, and of those with free values, any has. */
function isValidValue(key: number, value: Uint8Array): boolean {
  if (key === SvcParamKey.alpn) return isValidAlpn(value);
  if (key === SvcParamKey["no-default-alpn"]) return value.length === 0;
  if (key === SvcParamKey.port) return value.length === PORT_LENGTH;
  if (key === SvcParamKey.ipv4hint) return value.length % IPV4_LENGTH === 0;
  if (key === SvcParamKey.ipv6hint) return value.length % IPV6_LENGTH === 0;
  return true;
}

function alpnText(value: Uint8Array): string {
  const identifiers: string[] = [];
  for (let at = 0; at < value.length; ) {
    const start = at + 1;
    at = start + value[at]!;
    identifiers.push(cText(value, start, at));
  }
  return `"${identifiers.join(",")}"`;
}

function addressesText(value: Uint8Array, size: number, format: (bytes: Uint8Array, at: number) => string): string {
  const addresses: string[] = [];
  for (let at = 0; at < value.length; at += size) addresses.push(format(value, at));
  return addresses.join(",");
}

function valueText(key: number, value: Uint8Array): string {
  if (key === SvcParamKey.alpn) return alpnText(value);
  if (key === SvcParamKey.port) return String((value[0]! << 8) | value[1]!);
  if (key === SvcParamKey.ipv4hint) return addressesText(value, IPV4_LENGTH, formatIpv4);
  if (key === SvcParamKey.ipv6hint) return addressesText(value, IPV6_LENGTH, formatIpv6);
  return `"${svcParamText(value)}"`;
}

function paramText({ key, value }: SvcParam): string {
  const name = svcParamKeyToString(key);
  return value.length === 0 ? name : `${name}=${valueText(key, value)}`;
}

export const svcb: RdataCodec<SvcbData> = {
  kind: "svcb",
  read(reader, length) {
    const start = reader.offset;
    const priority = reader.u16be();
    const target = reader.plainName();
    const params: SvcParam[] = [];
    let previous = -1;
    while (reader.offset - start < length) {
      const key = reader.u16be();
      if (key <= previous) fail("EBADMSG", reader.offset - 2, "SVCB parameter keys do not ascend");
      previous = key;
      const value = reader.view(reader.u16be());
      if (!isValidValue(key, value)) fail("EBADMSG", reader.offset, `value of SVCB parameter ${key} is malformed`);
      params.push({ key, value });
    }
    return { kind: "svcb", priority, target, params };
  },
  write(writer, data) {
    writer.u16be(data.priority).verbatimName(data.target);
    let previous = -1;
    for (const { key, value } of data.params) {
      if (key <= previous || !isValidValue(key, value))
        throw new TypeError(`SVCB parameter ${key} is misplaced or malformed`);
      previous = key;
      writer.u16be(key).u16be(value.length).bytes(value);
    }
  },
  text: (data, prefix) =>
    `${prefix} ${data.priority} ${displayDnsName(data.target)} ${data.params.map(paramText).join(" ")}`,
  json: (data) => ({
    priority: data.priority,
    target: data.target,
    svcparams:
      data.params.length === 0
        ? null
        : Object.fromEntries(data.params.map(({ key, value }) => [svcParamKeyToString(key), toBase64(value)])),
  }),
};
