import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatImagePolicy,
  ImagePolicyFailure,
  parseImagePolicy,
  partitionPolicyWords,
} from "../../src/directives/image-policy.js";

function read(text: string): string {
  const policy = parseImagePolicy(text);
  return policy instanceof ImagePolicyFailure ? `${policy.errno} ${policy.fault}` : formatImagePolicy(policy);
}

const EVERYTHING = "verity+signed+encrypted+unprotected+unused+absent";

describe("an image policy", () => {
  it.each([
    ["*", `=${EVERYTHING}`],
    ["-", "=unused+absent"],
    ["", "=unused+absent"],
    ["~", "=absent"],
    ["root=verity", "root=verity:=unused+absent"],
    [
      "=-:var=open:root=growfs-on+read-only-off+growfs-off",
      `root=read-only-off+growfs-off+growfs-on:var=${EVERYTHING}:=-`,
    ],
    [" root \t=\n verity + ignore ", "root=verity+unused+absent:=unused+absent"],
    ["root= - :usr=", "root=-:usr=-:=unused+absent"],
    ["root=\\verity", "root=verity:=unused+absent"],
  ])("%j is %s", (text, all) => expect(read(text)).toBe(all));

  it.each([
    ["help", "EINVAL no-equals"],
    ["root=verity:", "EINVAL no-equals"],
    [" ", "EINVAL no-equals"],
    ["root=-:root=bogus", "ENOTUNIQ repeated-partition"],
    ["=-:=bogus", "ENOTUNIQ repeated-partition"],
    ["bogus=bogus", "EBADSLT unknown-partition"],
    ["root=bogus", "EBADRQC unknown-flag"],
    ["root=verity++signed", "EBADRQC unknown-flag"],
    ["root=verity\\\\", "EINVAL bad-flags"],
    ["root=verity\\", "EINVAL malformed"],
    ["root\\\\", "EINVAL malformed"],
  ])("%j is refused: %s", (text, fault) => expect(read(text)).toBe(fault));

  it("reads back as it is written", () => {
    const flags = fc.array(fc.constantFrom(...partitionPolicyWords)).map((words) => words.join("+"));
    const rule = fc.tuple(fc.constantFrom("root", "usr", "home", "var", ""), flags).map((parts) => parts.join("="));
    fc.assert(
      fc.property(
        fc.array(rule).map((rules) => rules.join(":")),
        (text) => {
          const policy = parseImagePolicy(text);
          if (!(policy instanceof ImagePolicyFailure))
            expect(read(formatImagePolicy(policy))).toBe(formatImagePolicy(policy));
        },
      ),
    );
  });
});
