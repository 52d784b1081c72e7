import { JsonArray, JsonInteger, JsonObject, JsonString, type JsonVariant } from "../../json/variant.js";
import { errnoNumbers } from "../../text/errno-names.js";
import { VarlinkConnection, type VarlinkConnectionOptions } from "./connection.js";
import { NO_PARAMETERS, ProtocolViolation, readCall, replyMessage, type VarlinkCall } from "./message.js";
import {
  BUILT_IN_INTERFACES,
  DESCRIPTION_FIELDS,
  INFO_FIELDS,
  SERVICE_INTERFACE,
  SYSTEM_ERROR,
} from "./service-interfaces.js";
import { wantsReply } from "./state.js";

const INTERFACE = "interface";

/** Answers a call at once or later, through the connection's `reply`, `notify` and `error`. */
export type VarlinkMethodHandler = (connection: VarlinkServerConnection, call: VarlinkCall) => void;

/** What a service says of itself, and what it can do. */
export interface VarlinkService {
  readonly vendor: string;
  readonly product: string;
  readonly version: string;
  readonly url: string;
  /** Full names of methods, `interface.Method`. */
  readonly methods: ReadonlyMap<string, VarlinkMethodHandler>;
  /** Descriptions by interface name, beside those of the built-in interfaces. */
  readonly interfaces?: ReadonlyMap<string, string>;
}

/** An object of text members. */
function texts(...members: readonly (readonly [name: string, text: string])[]): JsonObject {
  return members.reduce<JsonObject>(
    (object, [name, text]) => member(object, name, new JsonString(text)),
    NO_PARAMETERS,
  );
}

const member = ({ keys, values, depth }: JsonObject, name: string, value: JsonVariant): JsonObject =>
  new JsonObject([...keys, new JsonString(name)], [...values, value], Math.max(depth, 1), false, false);

function descriptionsOf(service: VarlinkService): Map<string, string> {
  const all = [...BUILT_IN_INTERFACES, ...(service.interfaces ?? [])];
  return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The server's side of a connection: calls handlers, answers `org.varlink.service` itself, refuses unknown methods.
 *
 * One call is dealt with at a time; the next is read once the first has its reply.
 */
export class VarlinkServerConnection extends VarlinkConnection {
  readonly #descriptions: ReadonlyMap<string, string>;

  constructor(
    readonly service: VarlinkService,
    options: VarlinkConnectionOptions = {},
  ) {
    super("idle-server", options);
    this.#descriptions = descriptionsOf(service);
  }

  /** Sends the last reply to the current call; false when none is wanted (any more). */
  reply(parameters: JsonObject = NO_PARAMETERS): boolean {
    return this.#answer(null, parameters);
  }

  /** Sends an error as the reply to the current call; false when none is wanted (any more). */
  error(error: string, parameters: JsonObject = NO_PARAMETERS): boolean {
    return this.#answer(error, parameters);
  }

  /** Sends one of several replies; false unless the caller asked for more than one. */
  notify(parameters: JsonObject = NO_PARAMETERS): boolean {
    const processing = this.state === "processing-method-more";
    if (!processing && this.state !== "processed-method-more" && this.state !== "pending-method-more") return false;
    if (!this.enqueue(replyMessage({ error: null, parameters, continues: true }))) return false;
    if (processing) this.setState("processed-method-more");
    this.proceed();
    return true;
  }

  #answer(error: string | null, parameters: JsonObject): boolean {
    const { state } = this;
    if (!wantsReply(state) && state !== "processed-method-more") return false;
    if (!this.enqueue(replyMessage({ error, parameters, continues: false }))) return false;
    if (state === "pending-method" || state === "pending-method-more") {
      this.clearCurrent();
      this.setState("idle-server");
    } else this.setState("processed-method");
    this.proceed();
    return true;
  }

  protected override dispatch(message: JsonVariant): boolean {
    if (this.state !== "idle-server") return false;
    const call = readCall(message);
    if (call instanceof ProtocolViolation) {
      this.violate(call.code, call.params);
      return true;
    }
    this.setState(call.mode === "call" ? "processing-method" : `processing-method-${call.mode}`);
    try {
      this.#call(call);
    } finally {
      this.#settle();
    }
    return true;
  }

  protected override reportEnd(): void {
    // A server's application has nothing pending that it would have to be told of.
  }

  #call(call: VarlinkCall): void {
    const { method } = call;
    const handler = this.service.methods.get(method);
    if (handler !== undefined) handler(this, call);
    else if (method === `${SERVICE_INTERFACE}.GetInfo`) this.#getInfo(call.parameters);
    else if (method === `${SERVICE_INTERFACE}.GetInterfaceDescription`) this.#getInterfaceDescription(call.parameters);
    else this.error(`${SERVICE_INTERFACE}.MethodNotFound`, texts(["method", method]));
  }

  /** Where the handler left the connection decides what comes next. */
  #settle(): void {
    switch (this.state) {
      case "processed-method":
      case "processing-method-oneway":
        this.clearCurrent();
        this.setState("idle-server");
        break;
      case "processing-method":
        this.setState("pending-method");
        break;
      case "processing-method-more":
      case "processed-method-more":
        this.setState("pending-method-more");
        break;
    }
  }

  #invalidParameter(parameter: string): void {
    this.error(`${SERVICE_INTERFACE}.InvalidParameter`, texts(["parameter", parameter]));
  }

  /** Without fields of its own: those of the reply are known to the description, and refused once all are. */
  #getInfo(parameters: JsonObject): void {
    const refused = unknownField(parameters, INFO_FIELDS) ?? parameters.keys[0];
    if (refused !== undefined) {
      this.#invalidParameter(refused.value);
      return;
    }
    const { vendor, product, version, url } = this.service;
    const names = [...this.#descriptions.keys()].map((name) => new JsonString(name));
    const info = texts(["vendor", vendor], ["product", product], ["version", version], ["url", url]);
    this.reply(member(info, "interfaces", new JsonArray(names, 1, true)));
  }

  #getInterfaceDescription(parameters: JsonObject): void {
    const name = parameters.get(INTERFACE);
    const unknown = unknownField(parameters, DESCRIPTION_FIELDS);
    const errno = dispatchErrno(parameters);
    if (!(name instanceof JsonString)) this.#invalidParameter(INTERFACE);
    else if (unknown !== undefined) this.#invalidParameter(unknown.value);
    else if (errno !== null) this.error(SYSTEM_ERROR, member(NO_PARAMETERS, "errno", new JsonInteger(errno)));
    else {
      const description = this.#descriptions.get(name.value);
      if (description === undefined)
        this.error(`${SERVICE_INTERFACE}.InterfaceNotFound`, texts([INTERFACE, name.value]));
      else this.reply(texts(["description", description]));
    }
  }
}

/** The first member whose name is not one of the fields. */
const unknownField = ({ keys }: JsonObject, fields: ReadonlySet<string>): JsonString | undefined =>
  keys.find(({ value }) => !fields.has(value));

/**
 * Why members that the description of GetInterfaceDescription allows are not read: a field of the reply, and a second
 * `interface`; the first that is wrong counts. Origin: sd_json_dispatch_full() at 257.
 */
function dispatchErrno({ keys, values }: JsonObject): number | null {
  for (let i = 0, read = false; i < keys.length; i++, read = true) {
    if (keys[i]!.value !== INTERFACE) return errnoNumbers.EADDRNOTAVAIL;
    if (!(values[i] instanceof JsonString)) return errnoNumbers.EINVAL;
    if (read) return errnoNumbers.ENOTUNIQ;
  }
  return null;
}
