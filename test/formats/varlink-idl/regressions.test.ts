import { it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/varlink-idl/definition.js";

/** What fuzzing found: the input, under a name that says what was wrong. */
it.each([["laws: a named type int is elementary once it is written", "interface a.b\ntype A(x: (y: (z:?[] int)))"]])(
  "%s",
  (_name, text) => {
    const input = encodeUtf8(text);
    checkLaws(definition, input, definition.run(input));
  },
);
