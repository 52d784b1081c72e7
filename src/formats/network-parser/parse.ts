import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import type { IniDocument } from "../../ini/document.js";
import { type IniNode, type IniSink, readIni, type SectionVerdict } from "../../ini/reader.js";
import { NetworkAssignment, type NetworkHost, plainHost } from "./assignment.js";
import { Network } from "./network.js";
import { type NetworkDirective, networkSections } from "./sections.js";
import { type NetworkVerdict, verifyNetwork } from "./verify.js";

/** What is read of one file. */
export interface ReadFile {
  /** 1 when the whole file was read; the errno for which reading stopped otherwise. What was read before counts. */
  readonly result: 1 | Errno;
  readonly document: IniDocument;
  readonly diagnostics: readonly Diagnostic[];
}

/** What {@link parseNetworkFile} makes of a file. */
export interface NetworkFile extends ReadFile {
  readonly network: Network;
}

/** What {@link loadNetworkFile} makes of a file. */
export interface LoadedNetworkFile extends NetworkFile {
  /** The drop-ins that were read, up to the first that is refused. */
  readonly dropIns: readonly ReadFile[];
  /** 0 when there is nothing against the files, else why they cannot be used. */
  readonly accepted: 0 | Errno;
  /** Whether the file is empty: all that it says is that others of its name are not to be used. */
  readonly masked: boolean;
  /** Reports about what settings say together; empty when reading stopped. */
  readonly verification: readonly Diagnostic[];
}

/** What {@link loadNetworkFile} reads besides the file. */
export interface LoadNetworkOptions {
  /** {@link plainHost} when absent. */
  readonly host?: NetworkHost;
  /** Contents of the `.conf` files below `<name>.network.d`, in the order of their names. */
  readonly dropIns?: readonly Uint8Array[];
}

const PRIVATE_MARK = "X-";
const noKeys: ReadonlyMap<string, NetworkDirective> = new Map();

class NetworkSink implements IniSink {
  readonly #at: NetworkAssignment;
  #keys = noKeys;

  constructor(
    readonly network: Network,
    diagnostics: Diagnostic[],
    host: NetworkHost,
  ) {
    this.#at = new NetworkAssignment(network, diagnostics, host);
  }

  section(name: string, line: number): SectionVerdict {
    const keys = networkSections.get(name);
    if (keys === undefined) return name.startsWith(PRIVATE_MARK) ? "ignored" : "unknown";
    this.#keys = keys;
    this.#at.section = name;
    this.#at.sectionLine = line;
    return "known";
  }

  assignment(key: string, value: string, node: IniNode): Errno | undefined {
    const directive = this.#keys.get(key);
    this.#at.node = node;
    if (directive !== undefined) return directive(this.network, value, this.#at);
    if (!key.startsWith(PRIVATE_MARK))
      this.#at.report(Severity.warning, "ini.unknown-key", { section: this.#at.section });
    return undefined;
  }
}

const WHOLE_FILE = 1;
/** The reason that the reader reports itself. */
const TOO_LONG = "ENOBUFS";

function readInto(network: Network, bytes: Uint8Array, host: NetworkHost): ReadFile {
  const diagnostics: Diagnostic[] = [];
  const { result, nodes, line } = readIni(bytes, 0, new NetworkSink(network, diagnostics, host), diagnostics);
  if (result !== WHOLE_FILE && result !== TOO_LONG) {
    diagnostics.push({ code: "network-parser.gave-up", level: Severity.warning, line, params: {} });
  }
  return { result, document: { bytes, start: 0, nodes }, diagnostics };
}

/**
 * Reads a .network file into its document, the settings as they are written, and diagnostics.
 *
 * A value that is refused is a diagnostic and reading goes on; in a section of which there may be several it makes the
 * whole section useless. Reading stops where {@link readIni} does, and at a DHCP option of an unknown type. Never throws
 * on any bytes; time is linear in their number.
 *
 * Origin: systemd.network(5), systemd.syntax(7); config_parse() and network_load_one() at 257.
 */
export function parseNetworkFile(bytes: Uint8Array, host: NetworkHost = plainHost): NetworkFile {
  const network = new Network();
  const { result, document, diagnostics } = readInto(network, bytes, host);
  return { result, document, network, diagnostics };
}

const EMPTY_FILE: Diagnostic = { code: "network-parser.empty", level: Severity.debug, line: null, params: {} };

/** Reads drop-ins until one is refused. */
function readDropIns(network: Network, files: readonly Uint8Array[], host: NetworkHost): ReadFile[] {
  const read: ReadFile[] = [];
  for (const bytes of files) {
    for (const sections of network.repeatedSections) sections.startFile();
    const file = readInto(network, bytes, host);
    read.push(file);
    if (file.result !== WHOLE_FILE) break;
  }
  return read;
}

/**
 * Reads a .network file and its drop-ins, and checks what their settings say together: the settings are completed and
 * what contradicts itself is dropped. An empty file masks others of its name; it is accepted without settings.
 *
 * A drop-in is read as if it stood behind the file: what it sets supersedes what was set before, an empty value resets
 * lists, and sections of which there may be several are further ones. A drop-in that cannot be read makes all unusable.
 *
 * Origin: systemd.network(5); config_parse_many(), network_load_one() and network_verify() at 257.
 *
 * @example loadNetworkFile(bytes, { dropIns: [encodeUtf8("[Network]\nDHCP=no\n")] }).network.general.dhcp // 0
 */
export function loadNetworkFile(bytes: Uint8Array, options: LoadNetworkOptions = {}): LoadedNetworkFile {
  const { host = plainHost, dropIns: files = [] } = options;
  const file = parseNetworkFile(bytes, host);
  const { result, document, network } = file;
  const masked = !bytes.length;
  const diagnostics = masked ? [...file.diagnostics, EMPTY_FILE] : file.diagnostics;
  const dropIns = masked || result !== WHOLE_FILE ? [] : readDropIns(network, files, host);
  const last = dropIns.at(-1)?.result ?? result;
  const verdict: NetworkVerdict =
    masked || last !== WHOLE_FILE
      ? { accepted: last === WHOLE_FILE ? 0 : last, diagnostics: [] }
      : verifyNetwork(network);
  const { accepted, diagnostics: verification } = verdict;
  return { result, document, network, diagnostics, dropIns, accepted, masked, verification };
}
