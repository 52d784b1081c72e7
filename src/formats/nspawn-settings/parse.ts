import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import type { IniDocument, IniSection } from "../../ini/document.js";
import { type IniNode, type IniSink, readIni, type SectionVerdict } from "../../ini/reader.js";
import { NspawnSettings } from "../../nspawn/settings.js";
import { NspawnAssignment, type NspawnBinding } from "./assignment.js";
import { execBindings } from "./exec.js";
import { filesBindings } from "./files.js";
import { networkBindings } from "./network.js";

/** What {@link parseNspawnSettings} makes of a file. */
export interface NspawnFile {
  /** 0, or the errno for which the file is refused as a whole. */
  readonly result: 0 | Errno;
  readonly document: IniDocument;
  /** `null` when the file is refused. */
  readonly settings: NspawnSettings | null;
  readonly diagnostics: readonly Diagnostic[];
}

export interface ParseNspawnOptions {
  /** Absolute path of the folder that relative source paths start at; `/` when absent. */
  readonly currentFolder?: string;
}

/** The directives of each section. */
export const nspawnSections: ReadonlyMap<string, ReadonlyMap<string, NspawnBinding>> = new Map(
  Object.entries({ Exec: execBindings, Network: networkBindings, Files: filesBindings }).map(([name, bindings]) => [
    name,
    new Map(Object.entries(bindings)),
  ]),
);

const PRIVATE_PREFIX = "X-";
const READ_WHOLE = 1;

class NspawnSink implements IniSink {
  readonly settings = new NspawnSettings();
  readonly #at: NspawnAssignment;
  #keys: ReadonlyMap<string, NspawnBinding> = new Map();

  constructor(diagnostics: Diagnostic[], currentFolder: string) {
    this.#at = new NspawnAssignment(diagnostics, currentFolder);
  }

  section(name: string): SectionVerdict {
    const keys = nspawnSections.get(name);
    if (keys === undefined) return name.startsWith(PRIVATE_PREFIX) ? "ignored" : "unknown";
    this.#keys = keys;
    this.#at.section = name;
    return "known";
  }

  assignment(key: string, value: string, node: IniNode): Errno | undefined {
    const binding = this.#keys.get(key);
    this.#at.node = node;
    if (binding !== undefined) return binding(this.settings, value, this.#at);
    if (!key.startsWith(PRIVATE_PREFIX)) {
      this.#at.report(Severity.warning, "ini.unknown-key", { section: this.#at.section });
    }
    return undefined;
  }
}

/** Sets mode and ownership of the user namespace where only one of them was given. Origin: settings_load() at 257. */
function completeUserNamespace(settings: NspawnSettings): void {
  if (settings.userNamespaceMode !== null) {
    settings.userNamespaceOwnership ??= settings.userNamespaceMode === "pick" ? "chown" : "off";
  } else if (settings.userNamespaceOwnership !== null) settings.userNamespaceMode = "no";
}

/**
 * The settings that sections say, as a file of them would: `null` when it would be refused. What is wrong with single
 * assignments is passed over.
 */
export function settingsOfSections(sections: readonly IniSection[], currentFolder = "/"): NspawnSettings | null {
  const sink = new NspawnSink([], currentFolder);
  for (const { name, assignments } of sections) {
    if (sink.section(name) !== "known") continue;
    for (const { key, value } of assignments) {
      const node: IniNode = { kind: "assignment", line: 0, start: 0, end: 0, name: key, value };
      if (sink.assignment(key, value, node) !== undefined) return null;
    }
  }
  completeUserNamespace(sink.settings);
  return sink.settings;
}

/**
 * Reads a .nspawn file into its document, the container's settings and diagnostics.
 *
 * A bad assignment is a diagnostic and reading goes on; lines that are too long or no UTF-8, broken section headers, bad
 * interface names and bad CPU numbers refuse the file, and there are no settings then. Never throws on any bytes; time
 * is linear in their number.
 *
 * Origin: systemd.nspawn(5), systemd.syntax(7); settings_load() at 257.
 *
 * ```ts
 * parseNspawnSettings(new TextEncoder().encode("[Exec]\nBoot=yes\n")).settings?.startMode; // "boot"
 * ```
 */
export function parseNspawnSettings(bytes: Uint8Array, options: ParseNspawnOptions = {}): NspawnFile {
  const diagnostics: Diagnostic[] = [];
  const sink = new NspawnSink(diagnostics, options.currentFolder ?? "/");
  const { result, nodes, line } = readIni(bytes, 0, sink, diagnostics);
  const document = { bytes, start: 0, nodes };
  if (result === READ_WHOLE) {
    completeUserNamespace(sink.settings);
    return { result: 0, document, settings: sink.settings, diagnostics };
  }
  if (result !== "ENOBUFS") {
    diagnostics.push({ code: "nspawn-settings.gave-up", level: Severity.warning, line, params: { errno: result } });
  }
  return { result, document, settings: null, diagnostics };
}
