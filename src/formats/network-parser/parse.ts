import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import type { IniDocument } from "../../ini/document.js";
import { type IniNode, type IniSink, readIni, type SectionVerdict } from "../../ini/reader.js";
import { NetworkAssignment, type NetworkHost, plainHost } from "./assignment.js";
import { Network } from "./network.js";
import { type NetworkDirective, networkSections } from "./sections.js";
import { type NetworkVerdict, verifyNetwork } from "./verify.js";

/** What {@link parseNetworkFile} makes of a file. */
export interface NetworkFile {
  /** 1 when the whole file was read; the errno for which reading stopped otherwise. What was read before counts. */
  readonly result: 1 | Errno;
  readonly document: IniDocument;
  readonly network: Network;
  readonly diagnostics: readonly Diagnostic[];
}

/** What {@link loadNetworkFile} makes of a file. */
export interface LoadedNetworkFile extends NetworkFile {
  /** 0 when there is nothing against the file, else why it cannot be used. */
  readonly accepted: 0 | Errno;
  /** Whether the file is empty: all that it says is that others of its name are not to be used. */
  readonly masked: boolean;
  /** Reports about what settings say together; empty when reading stopped. */
  readonly verification: readonly Diagnostic[];
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
  const diagnostics: Diagnostic[] = [];
  const { result, nodes, line } = readIni(bytes, 0, new NetworkSink(network, diagnostics, host), diagnostics);
  if (result !== WHOLE_FILE) {
    diagnostics.push({ code: "network-parser.gave-up", level: Severity.warning, line, params: {} });
  }
  return { result, document: { bytes, start: 0, nodes }, network, diagnostics };
}

/**
 * Reads a .network file and checks what its settings say together: the settings are completed and what contradicts
 * itself is dropped. An empty file masks others of its name; it is accepted without settings.
 *
 * Origin: network_load_one(), network_verify() at 257.
 */
export function loadNetworkFile(bytes: Uint8Array, host: NetworkHost = plainHost): LoadedNetworkFile {
  const { result, document, network, diagnostics } = parseNetworkFile(bytes, host);
  const masked = !bytes.length;
  const verdict: NetworkVerdict =
    masked || result !== WHOLE_FILE
      ? { accepted: result === WHOLE_FILE ? 0 : result, diagnostics: [] }
      : verifyNetwork(network);
  const { accepted, diagnostics: verification } = verdict;
  return { result, document, network, diagnostics, accepted, masked, verification };
}
