import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromLatin1 } from "../../../src/core/utf8.js";
import { BusVariant, createMessage, dump, dumpTo, marshal } from "../../../src/formats/bus-message/index.js";
import { bodies } from "../../dbus/arbitraries.js";

const call = { type: "method_call", cookie: 1, path: "/a", member: "M" } as const;

describe("dump", () => {
  it("shows the header's names in a fixed order and the body by type", () => {
    const message = createMessage({
      ...call,
      sender: ":1.2",
      destination: "a.b",
      interface: "c.d",
      signature: "ya{sv}(xb)",
      values: [7, [["k", new BusVariant("as", ["x"])]], [-(2n ** 63n), true]],
    });
    expect(dump(message)).toEqual({
      result: "ok",
      text: `> Type=method_call  Endian=l  Flags=0  Version=1 Cookie=1
  Sender=:1.2  Destination=a.b  Path=/a  Interface=c.d  Member=M
  MESSAGE "ya{sv}(xb)" {
          BYTE 7;
          ARRAY "{sv}" {
                  DICT_ENTRY "sv" {
                          STRING "k";
                          VARIANT "as" {
                                  ARRAY "s" {
                                          STRING "x";
                                  };
                          };
                  };
          };
          STRUCT "xb" {
                  INT64 -9223372036854775808;
                  BOOLEAN true;
          };
  };

`,
    });
  });

  it("names no type above 4, shows the cookie 2^32-1 as -1 and leaves out an empty second line", () => {
    const { text } = dump(createMessage({ type: 9, cookie: 0xffffffff, replyCookie: 0xffffffff }));
    expect(text.split("\n").slice(0, 2)).toEqual([
      "> Type=(unknown)  Endian=l  Flags=0  Version=1 Cookie=-1  ReplyCookie=4294967295",
      '  MESSAGE "" {',
    ]);
  });

  it("shows an error's text, or n/a", () => {
    const error = { type: "error", cookie: 1, replyCookie: 2, errorName: "a.b" } as const;
    expect(dump(createMessage({ ...error, signature: "s", values: ["no"] })).text).toContain(
      '\n  ErrorName=a.b  ErrorMessage="no"\n',
    );
    expect(dump(createMessage(error)).text).toContain('\n  ErrorName=a.b  ErrorMessage="n/a"\n');
  });

  it("ends where the body cannot be read", () => {
    const message = { ...createMessage(call), signature: "ai", body: fromLatin1("\x05\0\0\0\x01\0\0\0\x02\0\0\0") };
    const { text, result } = dump(message);
    expect(result).toBe("EBUSY");
    expect(text.endsWith("INT32 2;\n")).toBe(true);
  });

  it("is the same for both byte orders but for their letter", () => {
    fc.assert(
      fc.property(bodies, ([signature, values]) => {
        const little = dump(createMessage({ ...call, signature, values }));
        const big = dump(createMessage({ ...call, signature, values, endian: "B" }));
        expect(big.text).toBe(little.text.replace("Endian=l", "Endian=B"));
      }),
    );
  });

  it("comes in pieces that make the whole", () => {
    const values = [new Uint8Array(20_000)];
    const message = { ...createMessage(call), signature: "ay", body: marshal("ay", values, "l") };
    const pieces: string[] = [];
    expect(dumpTo(message, (piece) => pieces.push(piece))).toBe("ok");
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join("")).toBe(dump(message).text);
  });
});
