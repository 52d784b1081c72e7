import { createHash, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import { ServiceError } from "../error.js";

/** Headers of every answer: no script at all, styles from here only, no frame, no address told to others. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

/** Shortest token that is taken. */
const MIN_TOKEN_LENGTH = 16;

/** Does an address to listen on reach no other machine? */
export function isLoopback(host: string): boolean {
  if (host === "localhost" || host === "::1") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}

/** @throws ServiceError `bad-configuration` for an address that others reach without a token, and for a short token */
export function checkAccess(host: string, token: string | null): void {
  if (token !== null && token.length < MIN_TOKEN_LENGTH) {
    throw new ServiceError("bad-configuration", `dashboard.token: needs ${MIN_TOKEN_LENGTH} characters at least`);
  }
  if (token === null && !isLoopback(host)) {
    throw new ServiceError(
      "bad-configuration",
      `dashboard.host: ${host} can be reached from other machines, which demands dashboard.token or dashboard.tokenEnv`,
    );
  }
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Does an `Authorization` header carry the token: as a bearer token, or as the password of Basic authentication? */
export function isAuthorized(header: string | undefined, token: string): boolean {
  const [scheme, credentials] = (header ?? "").split(" ", 2);
  let given: string;
  if (scheme?.toLowerCase() === "bearer") given = credentials ?? "";
  else if (scheme?.toLowerCase() === "basic") {
    const pair = Buffer.from(credentials ?? "", "base64").toString("utf8");
    given = pair.slice(pair.indexOf(":") + 1);
  } else return false;
  return timingSafeEqual(digest(given), digest(token));
}

function hostName(host: string): string | null {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname.replace(/^\[(.*)\]$/, "$1") : null;
}

/** Without a token, only names of this machine are answered: a name that somebody points at it from outside is not. */
export function isOwnHost(host: string | undefined): boolean {
  const name = hostName(host ?? "");
  return name !== null && isLoopback(name);
}

/** Does a request that changes something come from a page of the dashboard itself? */
export function isSameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host.toLowerCase();
}
