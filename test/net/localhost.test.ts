import { describe, expect, it } from "vitest";
import { isLocalhost } from "../../src/net/localhost.js";

describe("isLocalhost", () => {
  it("takes the local names of any case, those below them, and a dot at the end", () => {
    for (const name of ["localhost", "LocalHost.", "a.localhost", "localhost.localdomain", "x.localhost.localdomain."])
      expect(isLocalhost(name)).toBe(true);
  });

  it("does not take names that only look local", () => {
    for (const name of ["localhosts", "mylocalhost", "localhost.example", "localdomain", "", "."])
      expect(isLocalhost(name)).toBe(false);
  });
});
