import { printable } from "../../text/printable.js";

/** Markup that is safe to send as it is. Only {@link html} makes it. */
class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

export type Html = Markup;

/** What may stand in a template: markup, text and numbers that are escaped, lists of them; nothing for `null` and `false`. */
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for element content and quoted attributes. Control and invisible characters become visible escapes. */
export function escapeHtml(text: string): string {
  return printable(text, true).replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);
}

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Markup) return value.text;
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  return value.map(render).join("");
}

/**
 * A template whose values are escaped, whatever they are; markup from another `html` template stays. Attributes must be quoted
 * in the template, and no value may stand where a name of a tag or attribute does.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = strings[0]!;
  values.forEach((value, index) => {
    text += render(value) + strings[index + 1]!;
  });
  return new Markup(text);
}
