/** Reads the markup that pages are made of, and nothing else: what is not plainly well-formed and expected throws. */

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface Markup {
  readonly elements: readonly Element[];
  /** All text, entities resolved. */
  readonly text: string;
}

const VOID = new Set(["meta", "link", "line", "polyline", "circle"]);
const NAMES = new Set(
  (
    "html head meta title link body a header nav ul li main h1 h2 h3 p dl div dt dd table caption thead tbody tr th td " +
    "span code time figure figcaption svg desc line text polyline circle details summary form button pre"
  ).split(" "),
);
const ATTRIBUTES = new Set(
  (
    "lang charset name content rel href class id tabindex aria-label aria-current aria-labelledby role scope datetime " +
    "viewBox x x1 x2 y y1 y2 cx cy r points fill text-anchor method action"
  ).split(" "),
);
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

function resolveEntities(text: string): string {
  if (/[<>]/.test(text)) throw new Error(`raw markup in text: ${text}`);
  return text.replaceAll(/&([^;]*;?)/g, (whole, name: string) => {
    const character = name.endsWith(";") ? ENTITIES[name.slice(0, -1)] : undefined;
    if (character === undefined) throw new Error(`a bare ampersand: ${whole}`);
    return character;
  });
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, value] of text.matchAll(/ ([A-Za-z][A-Za-z0-9-]*)="([^"]*)"/g)) {
    if (!ATTRIBUTES.has(name!)) throw new Error(`unexpected attribute ${name}`);
    attributes.set(name!, resolveEntities(value!));
  }
  return attributes;
}

/** @throws Error for a name of an element or attribute that no template has, and for what is not balanced */
export function readMarkup(page: string): Markup {
  const elements: Element[] = [];
  const open: string[] = [];
  let text = "";
  let rest = page.replace(/^<!doctype html>/, "");
  while (rest !== "") {
    const plain = /^[^<]+/.exec(rest)?.[0];
    if (plain !== undefined) {
      text += resolveEntities(plain);
      rest = rest.slice(plain.length);
      continue;
    }
    const tag = /^<(\/?)([a-z][a-z0-9]*)((?: [A-Za-z][A-Za-z0-9-]*="[^"<>]*")*)(\/?)>/.exec(rest);
    if (tag === null) throw new Error(`no tag: ${rest.slice(0, 80)}`);
    const [whole, closing, name, attributes] = tag;
    if (!NAMES.has(name!)) throw new Error(`unexpected element ${name}`);
    if (closing === "/") {
      if (open.pop() !== name) throw new Error(`${name} is closed but was not open`);
    } else {
      elements.push({ name: name!, attributes: attributesOf(attributes!) });
      if (!VOID.has(name!)) open.push(name!);
    }
    rest = rest.slice(whole.length);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(" ")}`);
  return { elements, text };
}
