import { describe, expect, it } from "vitest";
import { fromHex } from "../../../src/core/bytes.js";
import { checkLaws } from "../../../src/core/format.js";
import { definition } from "../../../src/formats/resource-record/definition.js";

describe("regressions", () => {
  it("fuzzing of messages: a LOC record without data is read by the byte behind it, and has no wire form of its own", () => {
    const read = (behind: string): unknown => {
      const input = fromHex(`00001d0001000000000000${behind}`)!;
      const outcome = definition.run(input);
      checkLaws(definition, input, outcome);
      return definition.observe(input);
    };
    expect(read("01")).toMatchObject({ parse: "ok", text: ". IN LOC \\# 0", unparsable: true, copyEqual: true });
    expect(read("00")).toMatchObject({ parse: "EMSGSIZE" });
    expect(read("")).toMatchObject({ parse: "EMSGSIZE" });
    expect(read("00121613800000008000000000989680")).toMatchObject({ parse: "EBADMSG" });
  });
});
