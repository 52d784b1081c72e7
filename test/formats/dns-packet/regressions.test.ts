import { describe, expect, it } from "vitest";
import { fromBase64 } from "../../../src/core/bytes.js";
import { checkLaws } from "../../../src/core/format.js";
import { definition } from "../../../src/formats/dns-packet/definition.js";
import { texts } from "./messages.js";

/** Inputs that once broke a law, named for how they were found. */
const inputs: Readonly<Record<string, string>> = {
  // A LOC record without data is read by looking at the byte behind it; at the end of a message there is none.
  "fuzzing: empty LOC before trailing bytes":
    "EjSBgAABAAEAAAAAA3d3dwcAagABcGxlA2NvbQAAAQABBGhvc3TAEAAdAAEAHAABAAAOEAAQIPEBDbgAAAAAAAAAAAAAAAE=",
};

describe("regressions", () => {
  it.each(Object.entries(inputs))("%s", (_, base64) => {
    const input = fromBase64(base64)!;
    const outcome = definition.run(input);
    checkLaws(definition, input, outcome);
    expect(outcome.kind === "parsed" ? texts(outcome.report.packet) : outcome).toEqual([
      "host.\\000j\\000\\001ple.com IN LOC \\# 0",
    ]);
  });
});
