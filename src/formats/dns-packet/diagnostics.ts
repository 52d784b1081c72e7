import type { DiagnosticTable } from "../../core/diagnostics.js";

export const diagnostics: DiagnosticTable = {
  "dns-packet.malformed": { message: "not a DNS message: {reason} (byte {offset})" },
  "dns-packet.opt-repeated": { message: "several OPT records: none of them is used" },
  "dns-packet.opt-named": { message: "the OPT record has an owner name and is not used" },
  "dns-packet.opt-misplaced": { message: "the OPT record is not in the additional section and is not used" },
  "dns-packet.opt-malformed": { message: "the options of the OPT record do not fit together: it is not used" },
  "dns-packet.opt-query-only": {
    message: "a reply has options that only a query may have: its OPT record is not used",
    help: "The server sent the query's own OPT record back; it does not know EDNS.",
  },
  "dns-packet.opt-miscounted": { message: "fewer records than announced: the OPT record is not used" },
  "dns-packet.opt-trailing": { message: "bytes follow the last record: the OPT record is not used" },
  "dns-packet.trailing-bytes": { message: "{count} bytes behind the last record are ignored" },
};
