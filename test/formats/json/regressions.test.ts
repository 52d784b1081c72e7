import { it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/json/definition.js";

/** What fuzzing found: the input, under a name that says what was wrong. */
it.each([
  ["laws: a whole real is none once its 21 decimals are read", '{"a":1.0,"5":92234775808.0}'],
  ["laws: DEL is written as it is, which cannot be read", '{"\\u007f":2}'],
  ["laws: objects with a repeated key are equal to nothing but themselves", '{"":2,"":6,"-":7}'],
])("%s", (_name, text) => {
  const input = encodeUtf8(text);
  checkLaws(definition, input, definition.run(input));
});
