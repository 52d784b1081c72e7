import { Severity } from "../../../core/diagnostics.js";
import type { Errno } from "../../../core/errno.js";
import type { Assignment, Binding, FieldOf } from "../../../directives/assignment.js";
import { type ImagePolicy, ImagePolicyFailure, parseImagePolicy } from "../../../directives/image-policy.js";
import { assign } from "../../../directives/values.js";

const codes = {
  ENOTUNIQ: "unit-file.image-policy-repeats",
  EBADSLT: "unit-file.image-policy-unknown-partition",
  EBADRQC: "unit-file.image-policy-unknown-flag",
  EINVAL: "unit-file.bad-image-policy",
} as const;

/** An image policy; a bad one is an error that ends the file. Origin: config_parse_image_policy() at 257. */
export function imagePolicy<Settings>(field: FieldOf<Settings, ImagePolicy | null>): Binding<Settings> {
  return (settings: Settings, value: string, at: Assignment): Errno | undefined => {
    const policy = value === "" ? null : parseImagePolicy(value);
    if (policy instanceof ImagePolicyFailure) {
      at.report(Severity.err, codes[policy.errno], { value });
      return policy.errno;
    }
    assign(settings, field, policy);
    return undefined;
  };
}
