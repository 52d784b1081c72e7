/** Names of the errno values that systemd's parsers return, as the golden cases write them. */
export type Errno =
  | "E2BIG"
  | "EACCES"
  | "EADDRNOTAVAIL"
  | "EADDRINUSE"
  | "EAFNOSUPPORT"
  | "EAGAIN"
  | "EBADF"
  | "EBADFD"
  | "EBADMSG"
  | "EBADR"
  | "EBADRQC"
  | "EBADSLT"
  | "EBUSY"
  | "ECHRNG"
  | "ECONNRESET"
  | "EDOM"
  | "EEXIST"
  | "EFBIG"
  | "EHOSTDOWN"
  | "EILSEQ"
  | "EINVAL"
  | "EIO"
  | "EISDIR"
  | "ELNRNG"
  | "ELOOP"
  | "EMEDIUMTYPE"
  | "EMSGSIZE"
  | "ENAMETOOLONG"
  | "ENETUNREACH"
  | "ENOBUFS"
  | "ENODATA"
  | "ENODEV"
  | "ENOEXEC"
  | "ENOENT"
  | "ENOKEY"
  | "ENOMEDIUM"
  | "ENOMEM"
  | "ENOMSG"
  | "ENOTDIR"
  | "ENOTUNIQ"
  | "ENXIO"
  | "EOPNOTSUPP"
  | "EOVERFLOW"
  | "EPERM"
  | "EPIPE"
  | "EPROTO"
  | "EPROTONOSUPPORT"
  | "EPROTOTYPE"
  | "ERANGE"
  | "EREMOTE"
  | "ESRCH"
  | "ESTALE"
  | "ETIME"
  | "ETIMEDOUT"
  | "ETOOMANYREFS"
  | "EUCLEAN"
  | "EXDEV";

/**
 * Malformed input, unwound from inside a parser to its entry point. Entry points catch this class only and turn it
 * into their result; anything else that escapes a parser is a bug.
 */
export class ParseFailure extends Error {
  override readonly name = "ParseFailure";
  constructor(
    readonly errno: Errno,
    /** Byte offset in the input where the reason was seen. */
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

/** Makes a failure without a stack trace: it says what is wrong with the input, and a trace costs more than a parse. */
export function withoutTrace<Failure extends ParseFailure>(make: () => Failure): Failure {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  const failure = make();
  Error.stackTraceLimit = limit;
  return failure;
}

/** Fails the parse in progress. */
export function fail(errno: Errno, offset: number, message: string): never {
  throw withoutTrace(() => new ParseFailure(errno, offset, message));
}

/** Runs a parser body: its value, or the failure that it raised. Everything that is no {@link ParseFailure} passes through. */
export function attempt<T>(body: () => T): T | ParseFailure {
  try {
    return body();
  } catch (error) {
    if (error instanceof ParseFailure) return error;
    throw error;
  }
}
