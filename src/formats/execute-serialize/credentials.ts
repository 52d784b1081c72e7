import { toBase64 } from "../../core/bytes.js";
import { decodeBase64 } from "../../text/binary-text.js";
import { Extract, readWords, WordReader } from "../../text/extract-word.js";
import { parseBoolean, yesNo } from "../../text/numbers.js";
import type { ContextBlock } from "./model.js";
import type { Row } from "./rows.js";

type ContextRow = Row<ContextBlock>;

const words = (value: string, count: number): (string | null)[] | null =>
  readWords(new WordReader(value), count, " ", Extract.DONT_COALESCE_SEPARATORS);

/** Three words, the last of which is a boolean. */
function threeWords(value: string): readonly [id: string, text: string, encrypted: string] | null {
  const parts = words(value, 3);
  if (parts === null) return null;
  const [id, text, encrypted] = parts;
  return id == null || text == null || encrypted == null ? null : [id, text, encrypted];
}

/** `id base64 encrypted`; the last one of an id counts. */
export const setCredentials: ContextRow = {
  key: "set-credentials",
  read(context, value) {
    const parts = threeWords(value);
    if (parts === null) return "EINVAL";
    const encrypted = parseBoolean(parts[2]);
    if (encrypted === null) return "EINVAL";
    const data = decodeBase64(parts[1]);
    if (typeof data === "string") return data;
    context.setCredentials.set(parts[0], { data, encrypted });
    return undefined;
  },
  write(context, put) {
    for (const [id, { data, encrypted }] of context.setCredentials) put(`${id} ${toBase64(data)} ${yesNo(encrypted)}`);
    return undefined;
  },
};

/** `id path encrypted`; the last one of an id counts. */
export const loadCredentials: ContextRow = {
  key: "load-credentials",
  read(context, value) {
    const parts = threeWords(value);
    if (parts === null) return "EINVAL";
    const encrypted = parseBoolean(parts[2]);
    if (encrypted === null) return "EINVAL";
    context.loadCredentials.set(parts[0], { path: parts[1], encrypted });
    return undefined;
  },
  write(context, put) {
    for (const [id, { path, encrypted }] of context.loadCredentials) put(`${id} ${path} ${yesNo(encrypted)}`);
    return undefined;
  },
};

/** `glob [new name]`; each pair is kept once. */
export const importCredentials: ContextRow = {
  key: "import-credentials",
  read(context, value) {
    const parts = words(value, 2);
    if (parts === null) return "EINVAL";
    const [glob, name] = parts;
    if (glob == null) return "EINVAL";
    const rename = name || null;
    context.importCredentials.set(`${glob}\0${rename ?? ""}`, { glob, rename });
    return undefined;
  },
  write(context, put) {
    for (const { glob, rename } of context.importCredentials.values())
      put(rename === null ? glob : `${glob} ${rename}`);
    return undefined;
  },
};
