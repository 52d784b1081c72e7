/** Wrong words on the command line or a missing file: reported without a stack, exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
