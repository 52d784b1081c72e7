import { LF } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import { type Law, LawViolation } from "../../core/format.js";
import { fromLatin1 } from "../../core/utf8.js";
import { escapeRawMatch, needsEscape } from "./format.js";
import type { Outcome } from "./observe.js";
import { type MatchComponent, MatchReader, MatchRefusal } from "./parse.js";

const NAME = "escaped-form-reads-back";
const LEAF = "[leaf] leaf\n";

function sameComponents(a: readonly MatchComponent[], b: readonly MatchComponent[] | MatchRefusal): boolean {
  if (b instanceof MatchRefusal || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i]!.key !== b[i]!.key || a[i]!.raw !== b[i]!.raw) return false;
  return true;
}

/** The normal form of a rule, with escapes where a value needs them, gives its components again. */
const escapedFormReadsBack: Law<Outcome> = {
  name: NAME,
  check(_input, { lines }) {
    let text = "";
    const rules: (readonly MatchComponent[])[] = [];
    for (let i = 0; i < lines.length; i++) {
      const { raw, components, string } = lines[i]!;
      if (components instanceof MatchRefusal || raw === string) continue;
      text += `${needsEscape(components) ? escapeRawMatch(components) : string}\n`;
      rules.push(components);
    }
    const bytes = fromLatin1(text);
    const reader = new MatchReader(bytes, text);
    let start = 0;
    for (let i = 0; i < rules.length; i++) {
      const end = indexOfByte(bytes, LF, start, bytes.length);
      if (!sameComponents(rules[i]!, reader.rule(start, end))) {
        throw new LawViolation(NAME, `${JSON.stringify(text.slice(start, end))} reads back differently`);
      }
      start = end + 1;
    }
  },
};

/** The dump has a leaf for each rule that was added. */
const leafForEachRule: Law<Outcome> = {
  name: "leaf-for-each-rule",
  check(_input, { tree, dump }) {
    let leaves = 0;
    for (let at = dump.indexOf(LEAF); at !== -1; at = dump.indexOf(LEAF, at + LEAF.length)) leaves++;
    if (leaves !== tree.size) throw new LawViolation("leaf-for-each-rule", `${leaves} leaves for ${tree.size} rules`);
  },
};

export const laws: readonly Law<Outcome>[] = [escapedFormReadsBack, leafForEachRule];
