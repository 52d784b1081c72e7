import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { toHex } from "../../src/core/bytes.js";
import { sha256 } from "../../src/core/sha256.js";
import { encodeUtf8 } from "../../src/core/utf8.js";

it("gives the digests of FIPS 180-4's examples", () => {
  expect(toHex(sha256(encodeUtf8("abc")))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(toHex(sha256(encodeUtf8("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")))).toBe(
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  );
});

it("agrees with Node's own at every length around a block", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(toHex(sha256(bytes))).toBe(createHash("sha256").update(bytes).digest("hex"));
    }),
  );
});
