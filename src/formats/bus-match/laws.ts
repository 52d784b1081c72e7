import { type Law, LawViolation } from "../../core/format.js";
import { fromLatin1 } from "../../core/utf8.js";
import { escapeRawMatch, needsEscape } from "./format.js";
import type { MatchLine, Outcome } from "./observe.js";
import { type MatchComponent, MatchRefusal, parseMatchIn } from "./parse.js";

const NAME = "escaped-form-reads-back";
const LEAF = "[leaf] leaf\n";

function sameComponents(a: readonly MatchComponent[], b: readonly MatchComponent[] | MatchRefusal): boolean {
  if (b instanceof MatchRefusal || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i]!.key !== b[i]!.key || a[i]!.raw !== b[i]!.raw) return false;
  return true;
}

function checkLine({ raw, components, string }: MatchLine): void {
  if (components instanceof MatchRefusal) return;
  const escaped = needsEscape(components) ? escapeRawMatch(components) : string;
  if (escaped === raw) return;
  const bytes = fromLatin1(escaped);
  if (!sameComponents(components, parseMatchIn(bytes, escaped, 0, bytes.length))) {
    throw new LawViolation(NAME, `${JSON.stringify(escaped)} reads back differently`);
  }
}

/** The normal form of a rule, with escapes where a value needs them, gives its components again. */
const escapedFormReadsBack: Law<Outcome> = {
  name: NAME,
  check(_input, { lines }) {
    for (const line of lines) checkLine(line);
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
