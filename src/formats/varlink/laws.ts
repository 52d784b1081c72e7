import { DEL, NUL } from "../../core/ascii.js";
import { bytesEqual } from "../../core/bytes.js";
import { type Law, LawViolation } from "../../core/format.js";
import { JsonError, parseJson } from "../../json/parse.js";
import { runServer, type VarlinkOutcome, type VarlinkSide } from "./run.js";
import { answerLate, observeMore } from "./scenarios.js";
import { isAlive, type VarlinkState } from "./state.js";

/** States that follow each state; a connection that ends may do so from any state in which it is alive. */
const NEXT: Readonly<Partial<Record<VarlinkState, readonly VarlinkState[]>>> = {
  "idle-client": ["awaiting-reply"],
  "awaiting-reply": ["processing-reply"],
  "processing-reply": ["idle-client"],
  "idle-server": ["processing-method", "processing-method-more", "processing-method-oneway"],
  "processing-method": ["processed-method", "pending-method"],
  "processing-method-more": ["processed-method", "pending-method-more"],
  "processing-method-oneway": ["idle-server"],
  "processed-method": ["idle-server"],
  "pending-disconnect": ["processing-disconnect"],
  "processing-disconnect": ["disconnected"],
  "processing-failure": ["disconnected"],
};

const sides = ({ server, client }: VarlinkOutcome): readonly (readonly [name: string, side: VarlinkSide])[] => [
  ["server", server],
  ["client", client],
];

const transitionsAreLegal: Law<VarlinkOutcome> = {
  name: "transitions-are-legal",
  check(_input, outcome) {
    for (const [name, { state, transitions, failure }] of sides(outcome)) {
      let at: VarlinkState = name === "server" ? "idle-server" : "idle-client";
      for (const [from, to] of transitions) {
        const ends = isAlive(from) && (to === "pending-disconnect" || to === "processing-failure");
        if (from !== at || !(ends || NEXT[from]?.includes(to))) {
          throw new LawViolation(this.name, `${name} goes from ${from} to ${to} while ${at}`);
        }
        at = to;
      }
      if (state !== at) throw new LawViolation(this.name, `${name} is ${state}, not ${at}`);
      if ((failure === null) !== (state !== "disconnected")) {
        throw new LawViolation(this.name, `${name} is ${state} with failure ${failure?.code}`);
      }
    }
  },
};

/** What is sent can be read, but for DEL: it is written as it is, and read as an escape only. */
const sentMessagesAreJson: Law<VarlinkOutcome> = {
  name: "sent-messages-are-json",
  check(_input, outcome) {
    for (const [name, { sent }] of sides(outcome)) {
      if (sent.includes(DEL)) continue;
      let start = 0;
      for (let nul = sent.indexOf(NUL); nul >= 0; nul = sent.indexOf(NUL, start)) {
        if (parseJson(sent, start, nul) instanceof JsonError) throw new LawViolation(this.name, `${name} sent no JSON`);
        start = nul + 1;
      }
    }
  },
};

/** Every call has exactly one answer, but for oneway calls and one that is still waited for. */
const callsAreAnswered: Law<VarlinkOutcome> = {
  name: "calls-are-answered",
  check(_input, { server, client }) {
    const pending = client.transitions.filter(([, to]) => to === "processing-reply").length;
    const handed = client.replies.filter((reply) => !("local" in reply)).length;
    if (pending !== handed) throw new LawViolation(this.name, `${handed} replies were handed over, not ${pending}`);
    const ended = client.state === "disconnected";
    if (client.replies.length !== handed + (ended ? 1 : 0)) {
      throw new LawViolation(this.name, "the end of the connection is not told exactly once");
    }
    const waiting = server.calls.filter(({ mode }) => mode !== "oneway").length;
    if (waiting > 1) throw new LawViolation(this.name, "a call was taken while another waited for its reply");
  },
};

/** Inputs up to this length are fed again, in pieces. */
const LONGEST_SPLIT = 512;
const PIECE = 7;

/** A server does the same whatever pieces its input arrives in. */
const piecesDoNotMatter: Law<VarlinkOutcome> = {
  name: "pieces-do-not-matter",
  check(input, { server }) {
    if (input.length > LONGEST_SPLIT) return;
    const other = runServer(input, PIECE);
    if (other.transitions.length !== server.transitions.length || !bytesEqual(other.sent, server.sent)) {
      throw new LawViolation(this.name, "a server does something else when its input arrives in pieces");
    }
  },
};

/** Inputs up to this length go through the other scenarios too. */
const LONGEST_SCENARIO = 8192;

const lateAnswersArrive: Law<VarlinkOutcome> = {
  name: "late-answers-arrive",
  check(input) {
    if (input.length > LONGEST_SCENARIO) return;
    const { calls, sent, notified, state, failed } = answerLate(input);
    const several = calls.filter(({ mode }) => mode === "more").length;
    if (notified !== several)
      throw new LawViolation(this.name, `${several} calls for several replies, ${notified} notified`);
    const answers = calls.filter(({ mode }) => mode !== "oneway").length + notified;
    if (!failed && sent < answers)
      throw new LawViolation(this.name, `${answers} answers were given, ${sent} messages were sent`);
    if (state !== "disconnected") throw new LawViolation(this.name, `${state} although the other side has gone`);
  },
};

const moreRepliesAreTaken: Law<VarlinkOutcome> = {
  name: "more-replies-are-taken",
  check(input, { client }) {
    if (input.length > LONGEST_SCENARIO) return;
    const { replies, state } = observeMore(input);
    const last = replies.at(-1);
    if (replies.slice(0, -1).some(({ continues }) => !continues)) {
      throw new LawViolation(this.name, "a reply was taken behind the last one");
    }
    const waiting = last === undefined || last.continues;
    if (waiting && state !== "disconnected") throw new LawViolation(this.name, `${state} although the server has gone`);
    const first = client.replies[0];
    if (first !== undefined && !("local" in first) && replies.length !== 1) {
      throw new LawViolation(this.name, "the last reply is not the last where several were wanted");
    }
  },
};

export const laws: readonly Law<VarlinkOutcome>[] = [
  transitionsAreLegal,
  sentMessagesAreJson,
  callsAreAnswered,
  piecesDoNotMatter,
  lateAnswersArrive,
  moreRepliesAreTaken,
];
