// Kept out of Jazzer's instrumentation by its own mark of instrumented code, Fuzzer.coverageTracker.incrementCounter: what the
// harness does from time to time must not look like coverage of an input.

/** Built-in classes by global name; those that a release of Node lacks are passed over. */
const CLASSES = [
  "Object",
  "Function",
  "Array",
  "String",
  "Number",
  "Boolean",
  "Symbol",
  "BigInt",
  "Date",
  "RegExp",
  "Map",
  "Set",
  "WeakMap",
  "WeakSet",
  "WeakRef",
  "FinalizationRegistry",
  "Promise",
  "ArrayBuffer",
  "SharedArrayBuffer",
  "DataView",
  "Int8Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
  "Float32Array",
  "Float64Array",
  "BigInt64Array",
  "BigUint64Array",
] as const;

function* intrinsicPrototypes(): Generator<object> {
  const globals = globalThis as unknown as Readonly<Record<string, { prototype: object } | undefined>>;
  for (const name of CLASSES) {
    const prototype = globals[name]?.prototype;
    if (prototype !== undefined) yield prototype;
  }
  const unnamed = [
    Uint8Array.prototype,
    [].values(),
    new Map().values(),
    new Set().values(),
    ""[Symbol.iterator](),
    "".matchAll(/x/g),
    async () => {},
    function* () {},
    (function* () {})(),
    async function* () {},
    (async function* () {})(),
  ];
  for (const instance of unnamed) {
    for (
      let prototype: object | null = Object.getPrototypeOf(instance);
      prototype !== null;
      prototype = Object.getPrototypeOf(prototype)
    ) {
      yield prototype;
    }
  }
}

/** What classes written by hand assign on their instances and prototypes. */
const OVERRIDDEN = ["constructor", "toString", "toLocaleString", "valueOf"] as const;

/**
 * Makes a property of `Object.prototype` one that its heirs can still assign: once it is read-only, a plain assignment to
 * an heir fails too (silently outside strict mode), and libraries that Jazzer uses assign `toString` so.
 */
function allowOverride(key: (typeof OVERRIDDEN)[number]): void {
  const { prototype } = Object;
  const value: unknown = prototype[key];
  Object.defineProperty(prototype, key, {
    get: () => value,
    set(this: object, assigned: unknown) {
      if (this === prototype) throw new TypeError(`Cannot assign to read only property '${key}' of Object.prototype`);
      Object.defineProperty(this, key, { value: assigned, writable: true, enumerable: true, configurable: true });
    },
  });
}

/**
 * `Object.freeze`, step by step. The result is the same to the language, but V8 marks what `Object.freeze` made as having read-only
 * elements, and with such a prototype every store to a typed array takes the slow way: ten times the cost for each
 * coverage counter.
 */
function lock(prototype: object): void {
  for (const key of Reflect.ownKeys(prototype)) {
    const property = Object.getOwnPropertyDescriptor(prototype, key)!;
    const locked = "value" in property ? { writable: false, configurable: false } : { configurable: false };
    Object.defineProperty(prototype, key, locked);
  }
  Object.preventExtensions(prototype);
}

/**
 * Freezes `Object.prototype` and closes the prototypes of the language's other built-in classes: strict code that writes to the
 * one or adds to the others throws a `TypeError`. Objects that inherit from `Object.prototype` can still be given a
 * `toString`, `toLocaleString`, `valueOf` or `constructor`.
 *
 * The methods of the others stay writable: once V8 has seen them redefined it no longer inlines them, and targets that
 * work on strings, arrays and maps ran at half the speed. Replacing one is left to the sampled check.
 *
 * The prototypes of errors stay as they are: much CommonJS code sets `error.name` or `error.message` on an instance, which
 * fails once the prototype's own property is read-only.
 */
export function freezeIntrinsics(): void {
  for (const key of OVERRIDDEN) allowOverride(key);
  for (const prototype of intrinsicPrototypes()) {
    if (prototype === Object.prototype) lock(prototype);
    else Object.preventExtensions(prototype);
  }
}
