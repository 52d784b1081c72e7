/** Service parameters for the seeds of formats with encrypted resolvers. */
import { concatBytes } from "../core/bytes.js";
import { fromLatin1 } from "../core/utf8.js";
import { ByteWriter } from "../core/writer.js";
import { SvcParamKey } from "./dns-resolver.js";

const param = (key: number, value: Uint8Array): Uint8Array =>
  new ByteWriter().u16be(key).u16be(value.length).bytes(value).finish();

const alpn = (...ids: readonly string[]): Uint8Array =>
  param(
    SvcParamKey.ALPN,
    concatBytes(...ids.map((id) => new ByteWriter().u8(id.length).bytes(fromLatin1(id)).finish())),
  );

const port = (value: number): Uint8Array => param(SvcParamKey.PORT, new ByteWriter().u16be(value).finish());
const dohPath = (path: string): Uint8Array => param(SvcParamKey.DOHPATH, fromLatin1(path));

/** Parameters by what they show; the first is the plain one. Those named `bad-…` are refused. */
export const svcParamsSamples: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ["dot", alpn("dot")],
  ["doh-with-path", concatBytes(alpn("h2", "h3"), dohPath("/dns-query{?dns}"))],
  ["all-transports-and-port", concatBytes(alpn("h2", "h3", "dot", "doq", "http/1.1"), port(853), dohPath("/q{?dns}"))],
  ["doh-with-empty-path", concatBytes(alpn("h2"), dohPath(""))],
  ["http-1-without-path", alpn("http/1.1", "dot")],
  ["unknown-alpn", alpn("foo")],
  ["unknown-key", concatBytes(alpn("dot"), param(100, fromLatin1("x")))],
  ["bad-doh-without-path", alpn("h2")],
  ["bad-path-characters", concatBytes(alpn("h2"), dohPath("/%20"))],
  ["bad-mandatory", concatBytes(param(SvcParamKey.MANDATORY, Uint8Array.of(0, 1)), alpn("dot"))],
  ["bad-order", concatBytes(port(853), alpn("dot"))],
  ["bad-port-zero", concatBytes(alpn("dot"), port(0))],
  ["bad-port-length", concatBytes(alpn("dot"), param(SvcParamKey.PORT, Uint8Array.of(1)))],
  ["bad-address-hint", concatBytes(alpn("dot"), param(SvcParamKey.IPV4HINT, Uint8Array.of(192, 0, 2, 1)))],
  ["bad-alpn-length", param(SvcParamKey.ALPN, Uint8Array.of(9, 0x64))],
  ["empty-alpn", concatBytes(param(SvcParamKey.ALPN, new Uint8Array(0)), port(0))],
  ["bad-no-alpn", port(853)],
  ["bad-key-cut", concatBytes(alpn("dot"), Uint8Array.of(0, 3, 0))],
  ["bad-value-cut", concatBytes(alpn("dot"), Uint8Array.of(0, 3, 0, 2, 3))],
];
