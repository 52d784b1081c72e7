import type { DictionaryEntry } from "../../core/format.js";
import { METHOD } from "./run.js";
import { BUILT_IN_INTERFACES, SERVICE_INTERFACE } from "./service-interfaces.js";

const MEMBERS = ["method", "parameters", "more", "oneway", "error", "continues"];

export function* dictionary(): Iterable<DictionaryEntry> {
  for (const name of MEMBERS) {
    yield name;
    yield `"${name}":`;
    yield `,"${name}":`;
  }
  for (const [name] of BUILT_IN_INTERFACES) yield `"${name}"`;
  for (const method of ["GetInfo", "GetInterfaceDescription", "GetNothing"]) yield `"${SERVICE_INTERFACE}.${method}"`;
  yield `"${METHOD}"`;
  yield* ['{"interface":', '{"method":"', '{"parameters":{', "true", "false", "null", "{}", "}", "\0", "}\0{", "{}\0"];
}
