import fc from "fast-check";
import { isValidUnicode } from "../../src/core/utf8.js";
import { parseSignature, type TypeNode } from "../../src/dbus/signature.js";
import { TYPE_ARRAY } from "../../src/dbus/types.js";
import { type BusValue, BusVariant } from "../../src/dbus/values.js";

const basicCodes = [..."ybnqiuxtdsog"];

const { type } = fc.letrec<{ type: string }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    fc.constantFrom(...basicCodes, "v"),
    tie("type").map((element) => `a${element}`),
    fc.array(tie("type"), { minLength: 1, maxLength: 3 }).map((members) => `(${members.join("")})`),
    fc.tuple(fc.constantFrom(...basicCodes), tie("type")).map(([key, value]) => `a{${key}${value}}`),
  ),
}));

/** Valid signatures of up to four complete types, none with a file descriptor. */
export const signatures: fc.Arbitrary<string> = fc
  .array(type, { maxLength: 4 })
  .map((types) => types.join(""))
  .filter((signature) => signature.length <= 200);

const pathElement = fc.stringMatching(/^[A-Za-z0-9_]{1,4}$/);
export const objectPaths: fc.Arbitrary<string> = fc
  .array(pathElement, { maxLength: 3 })
  .map((elements) => `/${elements.join("/")}`);
export const dottedNames: fc.Arbitrary<string> = fc
  .array(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,4}$/), { minLength: 2, maxLength: 3 })
  .map((elements) => elements.join("."));

const text = fc
  .string({ unit: "binary", maxLength: 6 })
  .filter((value) => !value.includes("\0") && isValidUnicode(value));

const leaves: Readonly<Record<string, fc.Arbitrary<BusValue>>> = {
  y: fc.integer({ min: 0, max: 255 }),
  b: fc.boolean(),
  n: fc.integer({ min: -0x8000, max: 0x7fff }),
  q: fc.integer({ min: 0, max: 0xffff }),
  i: fc.integer({ min: -0x80000000, max: 0x7fffffff }),
  u: fc.integer({ min: 0, max: 0xffffffff }),
  x: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  t: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  d: fc.double(),
  s: text,
  o: objectPaths,
  g: signatures,
  v: fc
    .constantFrom("y", "s", "au", "a{sx}", "(db)")
    .chain((signature) => valueOfType(parseSignature(signature)![0]!).map((value) => new BusVariant(signature, value))),
};

/** A value of one type. */
export function valueOfType(node: TypeNode): fc.Arbitrary<BusValue> {
  const leaf = leaves[String.fromCharCode(node.code)];
  if (leaf !== undefined) return leaf;
  if (node.code !== TYPE_ARRAY) return fc.tuple(...node.members.map(valueOfType));
  return node.contents === "y"
    ? fc.uint8Array({ maxLength: 5 })
    : fc.array(valueOfType(node.members[0]!), { maxLength: 3 });
}

/** A signature and values for it. */
export const bodies: fc.Arbitrary<readonly [signature: string, values: readonly BusValue[]]> = signatures.chain(
  (signature) => fc.tuple(fc.constant(signature), fc.tuple(...parseSignature(signature)!.map(valueOfType))),
);
