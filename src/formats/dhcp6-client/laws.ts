import { bytesEqual, u32beAt } from "../../core/bytes.js";
import { type Law, LawViolation } from "../../core/format.js";
import { leaseTimes } from "./lease.js";
import { encodeDhcp6Message, parseDhcp6Message, parseDhcp6Options } from "./message.js";
import type { ClientOutcome, Dhcp6Outcome } from "./observe.js";
import { Dhcp6MessageType, Dhcp6OptionCode } from "./tables.js";

/** Writing a message whose options fit gives its bytes again. */
const encodeInverse: Law<Dhcp6Outcome> = {
  name: "encode-inverse",
  check(input, { message }) {
    if (message === null || message.brokenAt >= 0) return;
    if (!bytesEqual(encodeDhcp6Message(message), input)) {
      throw new LawViolation("encode-inverse", "the encoded message is another one");
    }
  },
};

/** A lease ends no earlier than it is to be rebound, and is rebound no earlier than renewed. */
const timesInOrder: Law<Dhcp6Outcome> = {
  name: "times-in-order",
  check(_input, { solicitation: { lease } }) {
    if (typeof lease === "string") return;
    const { t1Usec, t2Usec, validUsec } = leaseTimes(lease);
    if (t1Usec > t2Usec || t2Usec > validUsec)
      throw new LawViolation("times-in-order", `${t1Usec}, ${t2Usec}, ${validUsec}`);
  },
};

/** A REQUEST asks the lease's server for exactly what the lease has. */
function checkRequest({ step, request }: ClientOutcome): void {
  const { lease } = step.client;
  if (!(request instanceof Uint8Array) || lease === null) return;
  const message = parseDhcp6Message(request);
  const options = message?.options ?? [];
  const dataOf = (code: number): Uint8Array | undefined => options.find((option) => option.code === code)?.data;
  const server = dataOf(Dhcp6OptionCode.SERVERID);
  const named = server !== undefined && bytesEqual(server, lease.serverId);
  if (message?.type !== Dhcp6MessageType.REQUEST || message.brokenAt >= 0 || !named) {
    throw new LawViolation("request-matches-lease", "not a request for the lease's server");
  }
  for (const [code, association] of [
    [Dhcp6OptionCode.IA_NA, lease.iaNa],
    [Dhcp6OptionCode.IA_PD, lease.iaPd],
  ] as const) {
    const data = dataOf(code);
    const asked = data === undefined ? null : parseDhcp6Options(data, 12).options.length;
    const same =
      asked === (association?.bindings.length ?? null) &&
      (data === undefined || u32beAt(data, 0) === association?.iaid);
    if (!same) throw new LawViolation("request-matches-lease", `option ${code} asks for ${asked} bindings`);
  }
}

const requestMatchesLease: Law<Dhcp6Outcome> = {
  name: "request-matches-lease",
  check(_input, { solicitation, request }) {
    checkRequest(solicitation);
    if (request !== null) checkRequest(request);
  },
};

/** A client that took nothing is where it was or where it began; one that is bound has a lease. */
const statesAgree: Law<Dhcp6Outcome> = {
  name: "states-agree",
  check(_input, { informationRequest, solicitation, request }) {
    for (const outcome of request === null
      ? [informationRequest, solicitation]
      : [informationRequest, solicitation, request]) {
      const { state, lease } = outcome.step.client;
      const holds = state === "BOUND" || state === "STOPPED";
      if (holds && lease === null) throw new LawViolation("states-agree", `${state} without lease`);
      if (typeof outcome.lease === "string" && lease !== null)
        throw new LawViolation("states-agree", "a refused lease");
    }
  },
};

export const laws: readonly Law<Dhcp6Outcome>[] = [encodeInverse, timesInOrder, requestMatchesLease, statesAgree];
