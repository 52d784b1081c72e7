export { ParseFailure } from "../../core/errno.js";
export type { DnsResourceKey, DnsResourceRecord } from "../../dns/record.js";
export { DnsRcode, dnsRcodeToString } from "../../dns/registry.js";
export { answersFor, keyMatchesRecord } from "./answer.js";
export {
  type Edns,
  EdnsOption,
  type EdnsOptionItem,
  type ExtendedDnsError,
  extendedErrorOption,
  extendedErrors,
  optRecord,
  parseEdnsOptions,
} from "./edns.js";
export { type EncodablePacket, type EncodeOptions, encode } from "./encode.js";
export {
  AnswerFlag,
  type DnsAnswerItem,
  type DnsHeader,
  type DnsPacket,
  type DnsProtocol,
  type DnsQuestionItem,
  HeaderFlag,
  isDnssecOk,
  isVersionSupported,
  type OptProblem,
  opcodeOf,
  optVersion,
  payloadSizeMax,
  rcodeOf,
  type Verdict,
  validateQuery,
  validateReply,
} from "./packet.js";
export { type ParseOptions, parse, parseHeader } from "./parse.js";
