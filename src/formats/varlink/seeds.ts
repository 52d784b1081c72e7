import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { formatJson } from "../../json/format.js";
import { JsonObject, JsonString, JsonUnsigned, type JsonVariant } from "../../json/variant.js";
import { callMessage, NO_PARAMETERS, replyMessage, type VarlinkCallMode } from "./message.js";
import { METHOD } from "./run.js";
import { SERVICE_INTERFACE } from "./service-interfaces.js";

const members = (name: string, value: JsonVariant): JsonObject =>
  new JsonObject([new JsonString(name)], [value], 1, true, true);

const call = (method: string, parameters = NO_PARAMETERS, mode: VarlinkCallMode = "call"): string =>
  `${formatJson(callMessage({ method, parameters, mode }))}\0`;

const reply = (error: string | null, parameters = NO_PARAMETERS, continues = false): string =>
  `${formatJson(replyMessage({ error, parameters, continues }))}\0`;

const INFO = `${SERVICE_INTERFACE}.GetInfo`;
const DESCRIPTION = `${SERVICE_INTERFACE}.GetInterfaceDescription`;
const text = (value: string): JsonObject => members("interface", new JsonString(value));

/** What our own writers make. */
const ENCODED: readonly (readonly [name: string, text: string])[] = [
  ["call", call(METHOD)],
  ["call-with-parameters", call(METHOD, text("x"))],
  ["call-more", call(METHOD, NO_PARAMETERS, "more")],
  ["call-oneway", call(METHOD, NO_PARAMETERS, "oneway")],
  ["call-oneway-twice-then-unknown", call(METHOD, NO_PARAMETERS, "oneway").repeat(2) + call("a.B")],
  ["call-while-another-waits", call(METHOD) + call(INFO)],
  ["call-unknown-method", call("io.test.Other")],
  ["call-unknown-method-more", call("io.test.Other", NO_PARAMETERS, "more")],
  ["call-unknown-method-oneway", call("io.test.Other", NO_PARAMETERS, "oneway")],
  ["call-many", Array.from({ length: 12 }, (_, i) => call(`io.test.M${i}`)).join("")],
  ["info", call(INFO)],
  ["info-more", call(INFO, NO_PARAMETERS, "more")],
  ["info-oneway", call(INFO, NO_PARAMETERS, "oneway")],
  ["info-with-parameters", call(INFO, text("x"))],
  ["description", call(DESCRIPTION, text(SERVICE_INTERFACE))],
  ["description-of-errors", call(DESCRIPTION, text("io.systemd"))],
  ["description-unknown", call(DESCRIPTION, text("io.test"))],
  ["description-without-parameters", call(DESCRIPTION)],
  ["description-bad-type", call(DESCRIPTION, members("interface", new JsonUnsigned(1)))],
  ["description-other-parameter", call(DESCRIPTION, members("other", new JsonUnsigned(1)))],
  ["reply", reply(null, text("x"))],
  ["reply-twice", reply(null).repeat(2)],
  ["reply-then-no-json", `${reply(null)}62}\0`],
  ["reply-error", reply("org.example.Error", text("x"))],
  ["reply-continues", reply(null, NO_PARAMETERS, true)],
  ["reply-error-continues", reply("org.example.Error", NO_PARAMETERS, true)],
  ["reply-long", reply(null, text("y".repeat(5000)))],
];

/** What only others send. */
const WRITTEN: readonly (readonly [name: string, text: string])[] = [
  ["empty", ""],
  ["empty-message", "\0"],
  ["unterminated", '{"method":"x"}'],
  ["not-json", '{"method":"x",}\0'],
  ["not-json-behind-call", `${call("a.B")}]\0${call("a.C")}`],
  ["not-an-object", "[]\0"],
  ["white-space-around", ` {"method" : "${METHOD}"}\n\0`],
  ["no-member", "{}\0"],
  ["unknown-member", `{"method":"${METHOD}","x":1}\0`],
  ["method-twice", `{"method":"${METHOD}","method":"${METHOD}"}\0`],
  ["method-with-escaped-del", '{"method":"\\u007f"}\0'],
  ["method-bad-type", '{"method":1}\0'],
  ["parameters-null", `{"method":"${METHOD}","parameters":null}\0`],
  ["parameters-twice", `{"method":"${METHOD}","parameters":{},"parameters":{}}\0`],
  ["parameters-bad-type", `{"method":"${METHOD}","parameters":[]}\0`],
  ["more-false-oneway-false", `{"method":"${METHOD}","more":false,"oneway":false}\0`],
  ["more-and-oneway", `{"method":"${METHOD}","more":true,"oneway":true}\0`],
  ["more-bad-type", `{"method":"${METHOD}","more":1}\0`],
  ["description-twice", `{"method":"${DESCRIPTION}","parameters":{"interface":"a","interface":"b"}}\0`],
  ["description-and-more", `{"method":"${DESCRIPTION}","parameters":{"interface":"a","b":1}}\0`],
  ["description-and-field-of-reply", `{"method":"${DESCRIPTION}","parameters":{"interface":"a","description":1}}\0`],
  ["description-twice-of-other-type", `{"method":"${DESCRIPTION}","parameters":{"interface":"a","interface":1}}\0`],
  ["info-and-fields-of-reply", `{"method":"${INFO}","parameters":{"vendor":1,"b":1}}\0`],
  ["error-twice", '{"error":"x","error":"y"}\0'],
  ["error-bad-type", '{"error":null}\0'],
  ["reply-parameters-null", '{"parameters":null}\0'],
  ["reply-parameters-twice", '{"parameters":{},"parameters":{}}\0'],
  ["reply-parameters-bad-type", '{"parameters":1}\0'],
  ["continues-false-twice", '{"continues":false,"continues":false}\0'],
  ["continues-true-twice", '{"continues":true,"continues":true}\0'],
  ["continues-bad-type", '{"continues":1}\0'],
];

export function* seeds(): Iterable<Seed> {
  for (const [name, text] of [...ENCODED, ...WRITTEN]) yield { name, bytes: encodeUtf8(text) };
}
