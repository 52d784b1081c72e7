import { toBase64 } from "../../core/bytes.js";
import type { Diagnostic } from "../../core/diagnostics.js";
import type { Diagnosis, SourceFile } from "../../core/format.js";
import type { NetdevHost } from "./assignment.js";
import { WIREGUARD_KEY_LENGTH } from "./kinds/wireguard-keys.js";
import { parseNetdevFile } from "./parse.js";

const SOME_KEY = toBase64(new Uint8Array(WIREGUARD_KEY_LENGTH).fill(1));

/** A machine that passes all tests and has all credentials. */
const willingHost: NetdevHost = {
  test: (_, { negate }) => !negate,
  credential: () => SOME_KEY,
  keyFile: () => null,
};

/** A file that is skipped is not wrong. */
const EMPTY = "netdev-parser.empty";

/** Reports that depend on what else is on the machine. */
const codesOfTheMachine: ReadonlySet<string> = new Set([
  "netdev-parser.macsec-key-unreadable",
  "netdev-parser.private-key-unreadable",
  "netdev-parser.peer-key-unreadable",
]);

/** What a drop-in may leave to the file that it belongs to. */
const codesOfWholeFiles: ReadonlySet<string> = new Set(["netdev-parser.without-kind", "netdev-parser.without-name"]);

/** Reports once: those about [Match] and [NetDev] come up in both readings of the file. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const byIdentity = new Map(
    diagnostics.map((one) => [JSON.stringify([one.code, one.span?.start, one.line, one.params]), one]),
  );
  return [...byIdentity.values()];
}

/**
 * What is wrong with a .netdev file on a machine that has everything that the file asks for. A drop-in that does not say the kind of its
 * device is read only for what all kinds have.
 */
export function diagnoseNetdevFile(input: Uint8Array, { isDropIn }: SourceFile): Diagnosis {
  const { accepted, diagnostics } = parseNetdevFile(input, willingHost);
  const isExcused = ({ code }: Diagnostic): boolean =>
    code === EMPTY || codesOfTheMachine.has(code) || (isDropIn && codesOfWholeFiles.has(code));
  const kept = withoutRepeats(diagnostics).filter((diagnostic) => !isExcused(diagnostic));
  return { diagnostics: kept, error: accepted === 0 || diagnostics.some(isExcused) ? null : accepted };
}
