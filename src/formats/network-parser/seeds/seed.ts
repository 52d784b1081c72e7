import type { Seed } from "../../../core/format.js";
import { encodeUtf8 } from "../../../core/utf8.js";

/** A seed of these lines. */
export const text = (name: string, ...lines: readonly string[]): Seed => ({
  name,
  bytes: encodeUtf8(`${lines.join("\n")}\n`),
});

/** A seed that matches one interface, and these lines behind it. */
export const network = (name: string, ...lines: readonly string[]): Seed =>
  text(name, "[Match]", "Name=eth0", ...lines);
