/**
 * Text that a terminal shows as it is: control characters, invisible and bidirectional formatting characters, lone surrogates and
 * code points that are not assigned become `\xHH` or `\u{H…}`. Line ends stay on demand.
 */
export function printable(text: string, lines = false): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu, (character) => {
    if (character === "\n" && lines) return character;
    const code = character.codePointAt(0)!;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
  });
}

/** JSON in which the characters that {@link printable} replaces are escaped; the value stays the same. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu, (character) => {
    let escaped = "";
    for (let i = 0; i < character.length; i++) {
      escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`;
    }
    return escaped;
  });
}

/** At most `length` characters of a text; three dots say that there was more. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length);
  const last = head.charCodeAt(length - 1);
  // Not the first half of a pair alone.
  return `${last >= 0xd800 && last < 0xdc00 ? head.slice(0, -1) : head}…`;
}
