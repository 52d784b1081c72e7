import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { ServiceError } from "../error.js";
import { checkAccess, isAuthorized, isOwnHost, isSameOrigin, SECURITY_HEADERS } from "./access.js";
import { html } from "./html.js";
import type { DashboardOptions } from "./options.js";
import { RequestError } from "./parameters.js";
import { registerApi, registerPages, sendPage } from "./routes.js";

/** A dashboard that listens. */
export interface Dashboard {
  /** `http://127.0.0.1:8377` */
  readonly url: string;
  close(): Promise<void>;
}

const MAX_BODY = 4096;
const REQUEST_TIMEOUT_MS = 10_000;
/** Longest part of an address: names of targets have 100 characters at most, which may be written as `%xx`. */
const MAX_PARAMETER = 400;

function refuse(request: FastifyRequest, reply: FastifyReply, statusCode: number, message: string): FastifyReply {
  reply.code(statusCode);
  if (request.url.startsWith("/api/")) return reply.send({ error: message });
  return sendPage(request, reply, { title: `Error ${statusCode}`, body: html`<p>${message}</p>` });
}

/** Puts headers on every answer and lets through who may ask. */
function guard(app: FastifyInstance, token: string | null): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    const { host, origin, authorization } = request.headers;
    if (token === null) {
      if (!isOwnHost(host)) return refuse(request, reply, 403, "This name is not answered without a token.");
    } else if (!isAuthorized(authorization, token)) {
      reply.header("www-authenticate", 'Basic realm="sdfuzz", charset="UTF-8"');
      return refuse(request, reply, 401, "The token is needed: as a bearer token, or as the password with any name.");
    }
    const changes = request.method !== "GET" && request.method !== "HEAD";
    if (changes && !isSameOrigin(origin, host)) {
      return refuse(request, reply, 403, "Changes need an Origin header that names this server.");
    }
    return undefined;
  });
}

/** The server without a socket: for tests, and for {@link startDashboard}. */
export function createDashboard(options: DashboardOptions): FastifyInstance {
  checkAccess(options.host, options.token);
  const app = fastify({
    bodyLimit: MAX_BODY,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PARAMETER },
    forceCloseConnections: true,
    logger: false,
    // An address that cannot be read comes to no hook: it gets the headers, and nothing of the service, here.
    frameworkErrors: (_, request, reply) => {
      reply.headers(SECURITY_HEADERS);
      refuse(request, reply, 400, "The address is malformed.");
    },
  });
  // Forms have no fields; what a body says is not looked at.
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "buffer" }, (_, __, done) => done(null));
  guard(app, options.token);
  app.setNotFoundHandler((request, reply) => refuse(request, reply, 404, "There is no such page."));
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof RequestError) return refuse(request, reply, error.statusCode, error.message);
    const { statusCode } = error;
    if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
      return refuse(request, reply, statusCode, "The request is malformed.");
    }
    options.log.error({ err: error, url: request.url }, "a request failed");
    return refuse(request, reply, 500, "Something went wrong here; the log has the details.");
  });
  registerPages(app, options);
  registerApi(app, options);
  return app;
}

/**
 * Starts the dashboard.
 *
 * @throws ServiceError `bad-configuration` when `host` can be reached from other machines and there is no token,
 * or when the address cannot be listened on
 */
export async function startDashboard(options: DashboardOptions): Promise<Dashboard> {
  const app = createDashboard(options);
  const { host, port } = options;
  const url = await app.listen({ host, port }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.syscall === undefined) throw cause;
    throw new ServiceError("bad-configuration", `dashboard.port: ${host} port ${port}: ${cause.code}`, { cause });
  });
  options.log.info({ url }, "dashboard listens");
  return { url, close: () => app.close() };
}
