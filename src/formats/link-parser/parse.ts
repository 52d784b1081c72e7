import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import { dropInvalidSrIov } from "../../directives/sr-iov.js";
import type { IniDocument } from "../../ini/document.js";
import { type IniNode, type IniSink, readIni, type SectionVerdict } from "../../ini/reader.js";
import { LinkAssignment, type LinkHost, plainHost } from "./assignment.js";
import { Link } from "./link.js";
import { type LinkDirective, linkSections } from "./sections.js";
import { parseWakePassword } from "./wake-on-lan.js";

/** What {@link parseLinkFile} makes of a file. */
export interface LinkFile {
  /** 1 when the whole file was read; the errno for which reading stopped otherwise. What was read before counts. */
  readonly result: 1 | Errno;
  readonly document: IniDocument;
  readonly link: Link;
  readonly diagnostics: readonly Diagnostic[];
}

/** What {@link loadLinkFile} makes of a file. */
export interface LoadedLinkFile extends LinkFile {
  /** 0 when the file was read, else why not. */
  readonly accepted: 0 | Errno;
  /** Whether its settings can be applied to a device; a file that was read and cannot is skipped. */
  readonly stored: boolean;
}

const PRIVATE_MARK = "X-";
const WHOLE_FILE = 1;
/** The reason that the reader reports itself. */
const TOO_LONG = "ENOBUFS";
const noKeys: ReadonlyMap<string, LinkDirective> = new Map();

class LinkSink implements IniSink {
  readonly #at: LinkAssignment;
  #keys = noKeys;

  constructor(
    readonly link: Link,
    diagnostics: Diagnostic[],
    host: LinkHost,
  ) {
    this.#at = new LinkAssignment(diagnostics, host);
  }

  section(name: string, line: number): SectionVerdict {
    const keys = linkSections.get(name);
    if (keys === undefined) return name.startsWith(PRIVATE_MARK) ? "ignored" : "unknown";
    this.#keys = keys;
    this.#at.section = name;
    this.#at.sectionLine = line;
    return "known";
  }

  assignment(key: string, value: string, node: IniNode): Errno | undefined {
    const directive = this.#keys.get(key);
    this.#at.node = node;
    if (directive !== undefined) return directive(this.link, value, this.#at);
    if (!key.startsWith(PRIVATE_MARK)) {
      this.#at.report(Severity.warning, "ini.unknown-key", { section: this.#at.section });
    }
    return undefined;
  }
}

interface ReadLinkFile extends LinkFile {
  readonly diagnostics: Diagnostic[];
}

function read(bytes: Uint8Array, host: LinkHost): ReadLinkFile {
  const link = new Link();
  const diagnostics: Diagnostic[] = [];
  const { result, nodes, line } = readIni(bytes, 0, new LinkSink(link, diagnostics, host), diagnostics);
  if (result !== WHOLE_FILE && result !== TOO_LONG) {
    diagnostics.push({ code: "link-parser.gave-up", level: Severity.warning, line, params: {} });
  }
  return { result, document: { bytes, start: 0, nodes }, link, diagnostics };
}

/**
 * Reads a .link file into its document, the settings as they are written, and diagnostics.
 *
 * A value that is refused is a diagnostic and reading goes on; reading stops where {@link readIni} does. Never throws on
 * any bytes; time is linear in their number.
 *
 * Origin: systemd.link(5), systemd.syntax(7); config_parse() at 257.
 */
export const parseLinkFile = (bytes: Uint8Array, host: LinkHost = plainHost): LinkFile => read(bytes, host);

/** Finds the Wake-on-LAN password where it is not in the file, and asks for it when there is one. Origin: link_adjust_wol_options() at 257. */
function completeWakeOnLan({ wakeOnLan }: Link, host: LinkHost, diagnostics: Diagnostic[]): void {
  const { events, passwordFile } = wakeOnLan;
  const take = (text: string | null, code: string, params: Diagnostic["params"]): void => {
    wakeOnLan.password = text === null ? null : parseWakePassword(text);
    if (wakeOnLan.password === null) diagnostics.push({ code, level: Severity.warning, line: null, params });
  };
  if (passwordFile !== null) {
    take(host.passwordFile(passwordFile), "link-parser.no-password-file", { path: passwordFile });
  } else if (wakeOnLan.password === null && events?.has("secureon")) {
    take(host.passwordCredential(), "link-parser.no-password-credential", {});
  }
  if (wakeOnLan.password !== null) events?.add("secureon");
}

/**
 * Reads a .link file and checks what its settings say together: the Wake-on-LAN password is looked up, and [SR-IOV]
 * sections that cannot be meant are dropped. A file that is empty, or whose [Match] asks for nothing, is skipped. Tests
 * of the machine in [Match] are not made.
 *
 * Origin: link_load_one() at 257.
 */
export function loadLinkFile(bytes: Uint8Array, host: LinkHost = plainHost): LoadedLinkFile {
  const file = read(bytes, host);
  const { result, link, diagnostics } = file;
  const report = (level: Severity, code: string): void => {
    diagnostics.push({ code, level, line: null, params: {} });
  };
  if (!bytes.length) {
    report(Severity.debug, "link-parser.empty");
    return { ...file, accepted: 0, stored: false };
  }
  if (result !== WHOLE_FILE) return { ...file, accepted: result, stored: false };
  if (link.match.isEmpty && !link.conditions.size) {
    report(Severity.warning, "link-parser.matches-nothing");
    return { ...file, accepted: 0, stored: false };
  }
  const { macAddress, macAddressPolicy } = link.naming;
  if (macAddress !== null && macAddressPolicy !== "none") report(Severity.warning, "link-parser.address-unused");
  completeWakeOnLan(link, host, diagnostics);
  dropInvalidSrIov(link.srIov, diagnostics, link.queues.virtualFunctions);
  return { ...file, accepted: 0, stored: true };
}
