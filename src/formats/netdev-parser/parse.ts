import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import type { SectionDirectives } from "../../directives/section-directives.js";
import type { IniDocument } from "../../ini/document.js";
import { type IniNode, type IniSink, readIni, type SectionVerdict } from "../../ini/reader.js";
import { NetdevAssignment, type NetdevHost, unknownHost } from "./assignment.js";
import { commonSections, Netdev, type NetdevDirectives, type NetdevKind } from "./device.js";
import { deviceKinds, type SettingsOfKind } from "./kinds/index.js";
import { Verification } from "./verification.js";

/** A network device of a known kind. */
export type NetdevOfKind<Kind extends NetdevKind> = Omit<Netdev<SettingsOfKind[Kind]>, "kind" | "name"> & {
  readonly kind: Kind;
  readonly name: string;
};

/** A network device: `kind` tells which settings it has. */
export type NetworkDevice = { [Kind in NetdevKind]: NetdevOfKind<Kind> }[NetdevKind];

/** What {@link parseNetdevFile} makes of a file. */
export interface NetdevFile {
  /** 0 when the file can be used, else why not: `ENOENT` for an empty file, `ESTALE` for one that is meant for other machines. */
  readonly accepted: 0 | Errno;
  /** What the file describes, even if that cannot be used; `null` when reading stopped early or the file is skipped. */
  readonly device: NetworkDevice | null;
  readonly document: IniDocument;
  /** Reports in the order in which they come up; those about [Match] and [NetDev] may come twice. */
  readonly diagnostics: readonly Diagnostic[];
}

type Directives<File> = SectionDirectives<File, NetdevAssignment>;

const PRIVATE_MARK = "X-";
const WHOLE_FILE = 1;
/** What sections that the first reading skips are marked with in its list of sections, which takes a section so named as one of its own. */
const SKIP_MARK = "-";

const noDirectives: Directives<Netdev<unknown>> = new Map();

/** Sections of all kinds, which the first reading skips. */
const kindSections: ReadonlySet<string> = new Set(
  Object.values(deviceKinds).flatMap(({ sections }) => [...sections.keys()]),
);

/** Takes the assignments of one reading. */
class NetdevSink<Settings> implements IniSink {
  readonly #at: NetdevAssignment;
  #directives: Directives<Netdev<Settings>> = noDirectives;

  constructor(
    readonly device: Netdev<Settings>,
    /** Sections besides those of every kind; `null` skips those of all kinds. */
    readonly sections: ReadonlyMap<string, NetdevDirectives<Settings>> | null,
    diagnostics: Diagnostic[],
    host: NetdevHost,
  ) {
    this.#at = new NetdevAssignment(diagnostics, host);
  }

  /** Directives of a section that this reading knows. */
  #known(name: string): Directives<Netdev<Settings>> | undefined {
    const directives = commonSections.get(name);
    if (directives !== undefined || this.sections !== null) return directives ?? this.sections?.get(name);
    return name.startsWith(SKIP_MARK) && kindSections.has(name.slice(SKIP_MARK.length)) ? noDirectives : undefined;
  }

  section(name: string, line: number): SectionVerdict {
    const directives = this.#known(name);
    if (directives === undefined) {
      const isSkipped = name.startsWith(PRIVATE_MARK) || (this.sections === null && kindSections.has(name));
      return isSkipped ? "ignored" : "unknown";
    }
    this.#directives = directives;
    this.#at.section = name;
    this.#at.sectionLine = line;
    return "known";
  }

  assignment(key: string, value: string, node: IniNode): Errno | undefined {
    const directive = this.#directives.get(key);
    this.#at.node = node;
    if (directive !== undefined) return directive(this.device, value, this.#at);
    if (!key.startsWith(PRIVATE_MARK))
      this.#at.report(Severity.warning, "ini.unknown-key", { section: this.#at.section });
    return undefined;
  }
}

/** The two readings of a file and what they share. */
class NetdevReader {
  readonly diagnostics: Diagnostic[] = [];
  document: IniDocument;

  constructor(
    readonly bytes: Uint8Array,
    readonly host: NetdevHost,
  ) {
    this.document = { bytes, start: 0, nodes: [] };
  }

  #done(accepted: 0 | Errno, device: NetworkDevice | null = null): NetdevFile {
    const { document, diagnostics } = this;
    return { accepted, device, document, diagnostics };
  }

  /** A report about the whole file, which is not used. */
  #leave(accepted: Errno, level: Severity, code: string): NetdevFile {
    this.diagnostics.push({ code, level, line: null, params: {} });
    return this.#done(accepted);
  }

  /** Reads the file once; an errno when reading stopped. */
  #read<Settings>(
    device: Netdev<Settings>,
    sections: ReadonlyMap<string, NetdevDirectives<Settings>> | null,
  ): 0 | Errno {
    const { bytes, diagnostics, host } = this;
    const sink = new NetdevSink(device, sections, diagnostics, host);
    const { result, nodes, line } = readIni(bytes, 0, sink, diagnostics);
    this.document = { bytes, start: 0, nodes };
    if (result === WHOLE_FILE) return 0;
    diagnostics.push({ code: "netdev-parser.gave-up", level: Severity.warning, line, params: {} });
    return result;
  }

  read(): NetdevFile {
    if (this.bytes.length === 0) return this.#leave("ENOENT", Severity.debug, "netdev-parser.empty");
    const common = new Netdev(null);
    const stopped = this.#read(common, null);
    if (stopped !== 0) return this.#done(stopped);
    for (const [kind, condition] of common.conditions) {
      if (this.host.test(kind, condition) === condition.negate) {
        return this.#leave("ESTALE", Severity.debug, "netdev-parser.other-machine");
      }
    }
    if (common.kind === null) return this.#leave("EINVAL", Severity.warning, "netdev-parser.without-kind");
    if (common.name === null) return this.#leave("EINVAL", Severity.warning, "netdev-parser.without-name");
    return this.#readKind(common.kind);
  }

  #readKind<Kind extends NetdevKind>(kind: Kind): NetdevFile {
    const { create, sections, verify } = deviceKinds[kind];
    const device = new Netdev<SettingsOfKind[Kind]>(create());
    device.kind = kind;
    const stopped = this.#read(device, sections);
    if (stopped !== 0) return this.#done(stopped);
    const refused = verify?.(device, new Verification(this.diagnostics, this.host)) ?? 0;
    return this.#done(refused, device as unknown as NetworkDevice);
  }
}

/**
 * Reads a .netdev file into its document, the network device that it describes, and diagnostics.
 *
 * The file is read twice: first for what all kinds of device have, then with the sections of its kind; sections of other
 * kinds are reported then. A value that is refused is a diagnostic and reading goes on; in a section of which there may
 * be several it makes the whole section useless. An empty file, and one whose tests the machine does not pass, is
 * skipped. Never throws on any bytes; time is linear in their number.
 *
 * Origin: systemd.netdev(5), systemd.syntax(7); netdev_load_one() at 257.
 */
export function parseNetdevFile(bytes: Uint8Array, host: NetdevHost = unknownHost): NetdevFile {
  return new NetdevReader(bytes, host).read();
}
