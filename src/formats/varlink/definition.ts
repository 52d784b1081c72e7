import { defineFormat } from "../../core/format.js";
import { diagnostics, toDiagnostic } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe } from "./observe.js";
import { run, type VarlinkOutcome } from "./run.js";
import { seeds } from "./seeds.js";

/** systemd has no limit below the 16 MiB of a message; this one keeps an execution of the target short. */
const MAX_LENGTH = 65_536;

export const definition = defineFormat<VarlinkOutcome>({
  slug: "varlink",
  title: "varlink connections: a server and a client fed with raw bytes",
  kind: "text",
  maxLen: MAX_LENGTH,
  diagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const { server, client } = run(input);
    return {
      value: {
        server: {
          state: server.state,
          calls: server.calls.map(({ method, mode }) => ({ method, mode })),
          sent: server.sent,
        },
        client: { state: client.state, replies: client.replies.map(({ error }) => ({ error })) },
      },
      diagnostics: [
        ...(server.failure === null ? [] : [toDiagnostic("server", server.failure)]),
        ...(client.failure === null ? [] : [toDiagnostic("client", client.failure)]),
      ],
      error: null,
    };
  },
  dictionary,
  seeds,
});
