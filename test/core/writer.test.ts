import fc from "fast-check";
import { expect, it } from "vitest";
import { fromLatin1, latin1 } from "../../src/core/utf8.js";
import { ByteWriter } from "../../src/core/writer.js";

it("joins texts and bytes of any length", () => {
  const part = fc.uint8Array({ maxLength: 80 }).map((bytes) => latin1(bytes));
  fc.assert(
    fc.property(fc.array(fc.tuple(part, fc.boolean())), (parts) => {
      const writer = new ByteWriter(1);
      for (const [text, asText] of parts) {
        if (asText) writer.latin1(text);
        else writer.bytes(fromLatin1(text));
      }
      expect(latin1(writer.finish())).toBe(parts.map(([text]) => text).join(""));
      expect(writer.reset().view().length).toBe(0);
    }),
  );
});
