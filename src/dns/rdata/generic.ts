import { toHex } from "../../core/bytes.js";
import type { GenericData } from "../record.js";
import type { RdataCodec } from "./codec.js";

/** Data that is not interpreted (RFC 3597 section 5). */
export const generic: RdataCodec<GenericData> = {
  kind: "generic",
  read: (reader, length) => ({ kind: "generic", bytes: reader.view(length) }),
  write: (writer, data) => void writer.bytes(data.bytes),
  text: ({ bytes }, prefix) => `${prefix} \\# ${bytes.length}${bytes.length > 0 ? ` ${toHex(bytes)}` : ""}`,
  json: () => null,
};
