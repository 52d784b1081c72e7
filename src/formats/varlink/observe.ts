import { NUL } from "../../core/ascii.js";
import { bytesToJson, type Json } from "../../core/json.js";
import { formatJson } from "../../json/format.js";
import type { VarlinkLocalError } from "./client.js";
import type { VarlinkReply } from "./message.js";
import { run, type VarlinkSide } from "./run.js";

const CALL_FLAGS = { call: 0, oneway: 1, more: 2 } as const;

const REPLY_ERROR = 1;
const REPLY_CONTINUES = 2;
const REPLY_LOCAL = 4;

function messages(sent: Uint8Array): { readonly [name: string]: Json } {
  const complete: Json[] = [];
  let start = 0;
  for (let nul = sent.indexOf(NUL); nul >= 0; nul = sent.indexOf(NUL, start)) {
    complete.push(bytesToJson(sent.subarray(start, nul)));
    start = nul + 1;
  }
  const rest = sent.subarray(start);
  return rest.length > 0 ? { sent: complete, sent_unterminated: bytesToJson(rest) } : { sent: complete };
}

function observeSide({ state, transitions, sent }: VarlinkSide): { readonly [name: string]: Json } {
  return { state, peer_saw_eof: state === "disconnected", ...messages(sent), transitions };
}

function observeReply(reply: VarlinkReply | VarlinkLocalError): Json {
  if ("local" in reply) return { flags: REPLY_ERROR | REPLY_LOCAL, error: reply.error, parameters: "null" };
  const flags = (reply.error === null ? 0 : REPLY_ERROR) | (reply.continues ? REPLY_CONTINUES : 0);
  return { flags, error: reply.error, parameters: formatJson(reply.parameters) };
}

/** The outcome in the shape of a golden case. */
export function observe(input: Uint8Array): Json {
  const { server, client } = run(input);
  return {
    server: {
      ...observeSide(server),
      method_calls: server.calls.map(({ mode, parameters }) => ({
        flags: CALL_FLAGS[mode],
        parameters: formatJson(parameters),
      })),
    },
    client: { ...observeSide(client), replies: client.replies.map(observeReply) },
  };
}
