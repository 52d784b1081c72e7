import { describe, expect, it } from "vitest";
import { HeaderFlag } from "../../../src/formats/dns-packet/index.js";
import { A, ANSWER, errnoOf, hex, message, parsed, QUESTION, texts } from "./messages.js";

/** RFC 9267 lists what DNS parsers forget to check; one block per section. */
const { QR } = HeaderFlag;

/** A reply whose one record has this owner name. */
const owned = (owner: string): Uint8Array => message(QR, [1, 1, 0, 0], QUESTION, owner, A);

describe("RFC 9267", () => {
  describe("section 2: compression pointers and their offsets", () => {
    it.each([
      ["to itself", "c015"],
      ["to a pointer back to itself", "0161 c015"],
      ["forward, inside the message", "c019"],
      ["forward, outside the message", "ffff"],
      ["into the header", "c004"],
    ])("refuses one that points %s", (_, owner) => {
      expect(errnoOf(owned(owner))).toBe("EBADMSG");
    });

    it("refuses two that point to each other", () => {
      // Offset 21: a pointer to 37; offset 37: a pointer to 21.
      expect(errnoOf(message(QR, [1, 2, 0, 0], QUESTION, `c025 ${A}`, `c015 ${A}`))).toBe("EBADMSG");
    });

    it("reads a pointer's 14 bits, not 8", () => {
      const filler = `00 ff00 0001 00000000 0100 ${"00".repeat(256)}`;
      const packet = parsed(
        message(QR, [1, 3, 0, 0], QUESTION, filler, `0162 00 ${A}`, `c120 ${A.replace("0a", "0b")}`),
      );
      expect(texts(packet).slice(1)).toEqual(["b IN A 10.0.0.1", "b IN A 11.0.0.1"]);
    });
  });

  describe("section 3: lengths of labels and names", () => {
    it.each([
      ["a label of 64 bytes", `40${"61".repeat(64)}00`],
      ["a label type that is reserved", "80 61 00"],
      ["a name of 256 bytes", `${`3f${"61".repeat(63)}`.repeat(3)}3e${"61".repeat(62)}00`],
    ])("refuses %s", (_, owner) => {
      expect(errnoOf(owned(owner))).toBe("EBADMSG");
    });

    it("refuses a label that is longer than the message", () => {
      expect(errnoOf(message(0, [1, 0, 0, 0], "3f 61"))).toBe("EMSGSIZE");
    });

    it("bounds what names grow to by pointers", () => {
      const grow = (steps: number): Uint8Array => {
        const label = `3f${"61".repeat(63)}`;
        const records: string[] = [];
        let at = 21;
        let target = 12;
        for (let i = 0; i < steps; i++) {
          records.push(`${label} ${(0xc000 | target).toString(16)} ${A}`);
          target = at;
          at += 64 + 2 + 14;
        }
        return message(QR, [1, steps, 0, 0], QUESTION, ...records);
      };
      expect(errnoOf(grow(3))).toBe("ok");
      expect(errnoOf(grow(4))).toBe("EBADMSG");
    });
  });

  describe("section 4: the byte that ends a name", () => {
    it("must be there", () => {
      expect(errnoOf(message(0, [1, 0, 0, 0], "0161"))).toBe("EMSGSIZE");
    });

    it("does not end a label: NUL bytes inside are kept", () => {
      expect(texts(parsed(owned("03610062 00")))).toEqual(["a\\000b IN A 10.0.0.1"]);
    });
  });

  describe("section 5: the length of data", () => {
    it.each([
      ["more than the message has", "c00c 0001 0001 00000000 0005 0a000001"],
      ["65535 bytes", "c00c 0001 0001 00000000 ffff 0a000001"],
      ["less than the contents need", "c00c 0001 0001 00000000 0003 0a000001"],
      ["less than a name in it needs", "c00c 0002 0001 00000000 0001 0161 00"],
    ])("refuses %s", (_, record) => {
      expect(errnoOf(message(QR, [1, 1, 0, 0], QUESTION, record))).toBe("EBADMSG");
    });

    it("refuses a TXT string that is longer than its record", () => {
      expect(errnoOf(message(QR, [1, 2, 0, 0], QUESTION, "c00c 0010 0001 00000000 0002 0561", ANSWER))).toBe("EBADMSG");
    });
  });

  describe("section 6: counts of records", () => {
    it("must not be higher than what follows", () => {
      expect(errnoOf(message(QR, [65535, 0, 0, 0], QUESTION))).toBe("EMSGSIZE");
      expect(errnoOf(message(QR, [1, 65535, 65535, 65535], QUESTION, ANSWER))).toBe("EMSGSIZE");
    });

    it("allocate nothing", () => {
      const started = performance.now();
      expect(errnoOf(hex(`0000 8000 ${"ffff".repeat(4)}`))).toBe("EMSGSIZE");
      expect(performance.now() - started).toBeLessThan(1000);
    });
  });
});
