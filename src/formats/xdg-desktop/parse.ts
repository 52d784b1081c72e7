import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import { type IniNode, type IniSink, readIni, type SectionVerdict } from "../../ini/reader.js";
import { parseBoolean } from "../../text/numbers.js";

/** What an autostart `.desktop` file says; `null` is not set. Origin: Desktop Entry Specification, Desktop Application Autostart Specification. */
export class DesktopEntry {
  type: string | null = null;
  name: string | null = null;
  exec: string | null = null;
  workingDirectory: string | null = null;
  onlyShowIn: readonly string[] | null = null;
  notShowIn: readonly string[] | null = null;
  tryExec: string | null = null;
  /** `AutostartCondition`, which GNOME knows. */
  autostartCondition: string | null = null;
  kdeAutostartCondition: string | null = null;
  gnomeAutostartPhase: string | null = null;
  hidden = false;
  systemdSkip = false;
}

export interface DesktopFile {
  /** 1 when the whole file was read; otherwise the entry counts as hidden. */
  readonly result: 1 | Errno;
  readonly entry: DesktopEntry;
  readonly nodes: readonly IniNode[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The only section that is read. */
export const DESKTOP_ENTRY_SECTION = "Desktop Entry";

type TextField =
  | "type"
  | "name"
  | "exec"
  | "workingDirectory"
  | "tryExec"
  | "autostartCondition"
  | "kdeAutostartCondition"
  | "gnomeAutostartPhase";

const textKeys: ReadonlyMap<string, TextField> = new Map([
  ["Type", "type"],
  ["Name", "name"],
  ["Exec", "exec"],
  ["Path", "workingDirectory"],
  ["TryExec", "tryExec"],
  ["AutostartCondition", "autostartCondition"],
  ["X-KDE-autostart-condition", "kdeAutostartCondition"],
  ["X-GNOME-Autostart-Phase", "gnomeAutostartPhase"],
]);
const listKeys: ReadonlyMap<string, "onlyShowIn" | "notShowIn"> = new Map([
  ["OnlyShowIn", "onlyShowIn"],
  ["NotShowIn", "notShowIn"],
]);
const flagKeys: ReadonlyMap<string, "hidden" | "systemdSkip"> = new Map([
  ["Hidden", "hidden"],
  ["X-systemd-skip", "systemdSkip"],
]);

/** Keys that are read. */
export const desktopEntryKeys: readonly string[] = [...textKeys.keys(), ...listKeys.keys(), ...flagKeys.keys()];

const escapes: ReadonlyMap<string, string> = new Map([
  ["s", " "],
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["\\", "\\"],
  [";", ";"],
]);

const BACKSLASH = "\\";

/** The escape in a text that is none, with its backslash; a backslash alone is one at the end. */
export class BadEscape {
  constructor(readonly sequence: string) {}
}

/**
 * Resolves the escapes `\s \n \t \r \\` of a value, and `\;`, which only lists need. Origin: Desktop Entry Specification,
 * "Possible value types".
 */
export function unescapeDesktopValue(text: string): string | BadEscape {
  let at = text.indexOf("\\");
  if (at < 0) return text;
  let result = "";
  let from = 0;
  while (at >= 0) {
    const letter = text.charAt(at + 1);
    const meant = escapes.get(letter);
    if (meant === undefined) return new BadEscape(`\\${letter}`);
    result += text.slice(from, at) + meant;
    from = at + 2;
    at = text.indexOf("\\", from);
  }
  return result + text.slice(from);
}

/** The members of a `;`-separated list, escapes resolved; empty ones are left out. */
export function parseDesktopList(text: string): readonly string[] | BadEscape {
  const members: string[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const c = text.charAt(at);
    if (c === "\\") at++;
    else if (c === ";" || at === text.length) {
      const member = unescapeDesktopValue(text.slice(start, at));
      if (member instanceof BadEscape) return member;
      if (member !== "") members.push(member);
      start = at + 1;
    }
  }
  const rest = text.slice(start);
  if (rest === "") return members;
  const last = unescapeDesktopValue(rest);
  if (last instanceof BadEscape) return last;
  members.push(last);
  return members;
}

class DesktopEntrySink implements IniSink {
  readonly relaxed = true;
  readonly entry = new DesktopEntry();

  constructor(readonly diagnostics: Diagnostic[]) {}

  section(name: string): SectionVerdict {
    return name === DESKTOP_ENTRY_SECTION ? "known" : "ignored";
  }

  #report(level: Severity, code: string, node: IniNode, params: Diagnostic["params"] = {}): void {
    const { line, start, end, name } = node;
    this.diagnostics.push({ code, level, line, span: { start, end }, params: { key: name, ...params } });
  }

  #badEscape(node: IniNode, { sequence }: BadEscape): Errno {
    this.#report(Severity.err, "xdg-desktop.bad-escape", node, { escape: sequence });
    return "EINVAL";
  }

  /** A list with an unknown escape is passed over; one that ends within an escape is as bad as a text with a bad one. */
  #badListEscape(node: IniNode, bad: BadEscape): Errno | undefined {
    if (bad.sequence === BACKSLASH) return this.#badEscape(node, bad);
    this.#report(Severity.warning, "xdg-desktop.bad-list-escape", node, { escape: bad.sequence });
    return undefined;
  }

  assignment(key: string, value: string, node: IniNode): Errno | undefined {
    const textField = textKeys.get(key);
    if (textField !== undefined) return this.#text(textField, value, node);
    const listField = listKeys.get(key);
    if (listField !== undefined) return this.#list(listField, value, node);
    const flagField = flagKeys.get(key);
    if (flagField === undefined) return undefined;
    const flag = parseBoolean(value);
    if (flag === null) {
      this.#report(Severity.err, "xdg-desktop.not-boolean", node, { value });
      return "EINVAL";
    }
    this.entry[flagField] = flag;
    return undefined;
  }

  #text(field: TextField, value: string, node: IniNode): Errno | undefined {
    if (this.entry[field] !== null) {
      this.#report(Severity.warning, "xdg-desktop.defined-twice", node);
      return undefined;
    }
    const text = unescapeDesktopValue(value);
    if (text instanceof BadEscape) return this.#badEscape(node, text);
    this.entry[field] = text;
    return undefined;
  }

  #list(field: "onlyShowIn" | "notShowIn", value: string, node: IniNode): Errno | undefined {
    if (this.entry[field] !== null) {
      this.#report(Severity.warning, "xdg-desktop.defined-twice", node);
      return undefined;
    }
    const list = parseDesktopList(value);
    if (list instanceof BadEscape) return this.#badListEscape(node, list);
    this.entry[field] = list;
    return undefined;
  }
}

/**
 * Reads an autostart entry: the section `[Desktop Entry]` of a `.desktop` file, in systemd's INI dialect.
 *
 * Other sections, unknown keys, translations (`Name[de]`) and lists with an unknown escape are passed over. The first value
 * of a key counts. A broken line, escape or boolean ends reading, and makes the entry hidden. Never throws; linear time.
 * Origin: Desktop Entry Specification; xdg_autostart_service_parse_desktop() of systemd 257.
 */
export function parseDesktopFile(bytes: Uint8Array): DesktopFile {
  const diagnostics: Diagnostic[] = [];
  const sink = new DesktopEntrySink(diagnostics);
  const { result, nodes } = readIni(bytes, 0, sink, diagnostics);
  if (result !== 1) {
    const line = diagnostics.at(-1)?.line ?? null;
    diagnostics.push({
      code: "xdg-desktop.reading-stopped",
      level: Severity.warning,
      line,
      params: { reason: result },
    });
    diagnostics.push({ code: "xdg-desktop.file-ignored", level: Severity.warning, line: null, params: {} });
    sink.entry.hidden = true;
  }
  return { result, entry: sink.entry, nodes, diagnostics };
}
