import { HASH, isWhitespace } from "../../core/ascii.js";
import { type Diagnostic, type DiagnosticParameter, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import { latin1 } from "../../core/utf8.js";
import { type InAddr, IPV4_LENGTH, IPV6_LENGTH, parseInAddr } from "../../net/in-addr.js";
import { isLocalhostAddr, isNullAddr } from "../../net/in-addr-prefix.js";
import { isLdhName } from "../../net/ldh-name.js";
import { isLocalhost } from "../../net/localhost.js";
import { Extract, WHITESPACE, WordReader } from "../../text/extract-word.js";
import { LineReader, type LONG_LINE_MAX, longLine } from "../../text/lines.js";
import type { EtcHostsCode } from "./diagnostics.js";
import { EtcHosts } from "./hosts.js";

export interface EtcHostsResult {
  /** Empty when `errno` is set. */
  readonly hosts: EtcHosts;
  readonly errno: Errno | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** 127.0.0.1 and ::1. */
const LOOPBACKS: readonly InAddr[] = [loopback(IPV4_LENGTH), loopback(IPV6_LENGTH)];

function loopback(length: number): InAddr {
  const address = new Uint8Array(length);
  if (length === IPV4_LENGTH) address[0] = 127;
  address[length - 1] = 1;
  return address;
}

/**
 * Parses a hosts file: an address and names per line, comments from `#` on, words as systemd splits them (a backslash takes
 * the next character as it is, quotes are ordinary).
 *
 * A line with a bad address is ignored, and so is a bad name; both are reported. A line longer than {@link LONG_LINE_MAX}
 * is `ENOBUFS`, and nothing is kept. Names of the null address are blocked. Loopback addresses that say nothing but what
 * is always known of localhost are left out. Linear time. Origin: hosts(5), etc_hosts_parse() at 257.
 */
export function parseEtcHosts(bytes: Uint8Array): EtcHostsResult {
  return new Parser(bytes).parse();
}

class Parser {
  readonly #hosts = new EtcHosts();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #lines: LineReader;

  constructor(readonly bytes: Uint8Array) {
    this.#lines = new LineReader(bytes);
  }

  parse(): EtcHostsResult {
    const lines = this.#lines;
    while (lines.next()) {
      const text = this.#content();
      if (text !== "") this.#parseLine(new WordReader(text));
    }
    if (lines.tooLong) {
      this.#diagnostics.push(longLine("etc-hosts.line-too-long" satisfies EtcHostsCode, lines));
      return { hosts: new EtcHosts(), errno: "ENOBUFS", diagnostics: this.#diagnostics };
    }
    stripLocalhost(this.#hosts);
    return { hosts: this.#hosts, errno: null, diagnostics: this.#diagnostics };
  }

  /** The current line without its comment and the white space around it: one code unit per byte, as names are ASCII. */
  #content(): string {
    const { bytes } = this;
    let { start, end } = this.#lines;
    const comment = bytes.subarray(start, end).indexOf(HASH);
    if (comment >= 0) end = start + comment;
    while (start < end && isWhitespace(bytes[start]!)) start++;
    while (end > start && isWhitespace(bytes[end - 1]!)) end--;
    return latin1(bytes, start, end);
  }

  #parseLine(words: WordReader): void {
    const next = (): string | null => words.next(WHITESPACE, Extract.RELAX);
    const text = next() ?? "";
    const address = parseInAddr(text);
    if (address === null) {
      this.#report(Severity.warning, "etc-hosts.bad-address", { address: text });
      return;
    }
    const item = isNullAddr(address) ? null : this.#hosts.addAddress(address);
    let found = false;
    for (let name = next(); name !== null; name = next()) {
      if (!isLdhName(name)) {
        this.#report(Severity.warning, "etc-hosts.bad-name", { name });
        continue;
      }
      found = true;
      if (item === null) this.#hosts.block(name);
      else this.#hosts.addName(item, name);
    }
    if (!found) this.#report(Severity.warning, "etc-hosts.no-name", {});
  }

  #report(level: Severity, code: EtcHostsCode, params: Readonly<Record<string, DiagnosticParameter>>): void {
    const { line, start, end } = this.#lines;
    this.#diagnostics.push({ code, level, line, span: { start, end }, params });
  }
}

/** Removes a loopback address that has local names only, provided that these lead to local addresses only. */
function stripLocalhost(hosts: EtcHosts): void {
  for (const loopback of LOOPBACKS) {
    const names = hosts.lookupAddress(loopback)?.names;
    if (names?.every(isLocalhost) && leadHome(hosts, names)) hosts.remove(loopback);
  }
}

/** A name that leads nowhere was removed with the other loopback address; then systemd looks no further. */
function leadHome(hosts: EtcHosts, names: readonly string[]): boolean {
  for (const name of names) {
    const addresses = hosts.lookupName(name)?.addresses;
    if (addresses === undefined) return true;
    if (!addresses.every(isLocalhostAddr)) return false;
  }
  return true;
}
