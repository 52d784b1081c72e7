import { octescape } from "../../text/escape.js";
import type { NaptrData, SrvData } from "../record.js";
import type { RdataCodec } from "./codec.js";

export const srv: RdataCodec<SrvData> = {
  kind: "srv",
  read: (reader) => ({
    kind: "srv",
    priority: reader.u16be(),
    weight: reader.u16be(),
    port: reader.u16be(),
    name: reader.name(),
  }),
  write: (writer, data) =>
    void writer.u16be(data.priority).u16be(data.weight).u16be(data.port).uncompressedName(data.name),
  text: (data, prefix) => `${prefix} ${data.priority} ${data.weight} ${data.port} ${data.name}`,
  json: (data) => ({ priority: data.priority, weight: data.weight, port: data.port, name: data.name }),
};

export const naptr: RdataCodec<NaptrData> = {
  kind: "naptr",
  read: (reader) => ({
    kind: "naptr",
    order: reader.u16be(),
    preference: reader.u16be(),
    flags: reader.text(),
    services: reader.text(),
    regexp: reader.text(),
    replacement: reader.plainName(),
  }),
  write: (writer, data) =>
    void writer
      .u16be(data.order)
      .u16be(data.preference)
      .text(data.flags)
      .text(data.services)
      .text(data.regexp)
      .uncompressedName(data.replacement),
  // systemd prints these without owner, class and type.
  text: (data) =>
    `${data.order} ${data.preference} "${octescape(data.flags)}" "${octescape(data.services)}" ` +
    `"${octescape(data.regexp)}" ${data.replacement}.`,
  json: (data) => ({
    order: data.order,
    preference: data.preference,
    naptrFlags: data.flags,
    services: data.services,
    regexp: data.regexp,
    replacement: data.replacement,
  }),
};
