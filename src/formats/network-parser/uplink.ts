import type { FieldOf } from "../../directives/assignment.js";
import { assign } from "../../directives/values.js";
import { parseIfindex } from "../../text/bounded-numbers.js";
import { IfnameKind, isIfnameValid } from "../../text/names.js";
import { isErrno } from "../../text/numbers.js";
import type { NetworkBinding } from "./assignment.js";

/** Interface that leads to the provider: chosen by itself, none, the own one, or one by number or name. */
export type Uplink = "auto" | "none" | "self" | number | string;

const AUTO = ":auto";

/** `besides` is the special word that the section takes besides `:auto`. Origin: config_parse_uplink() at 257. */
export function uplink<Settings>(field: FieldOf<Settings, Uplink>, besides: "none" | "self"): NetworkBinding<Settings> {
  const special = `:${besides}`;
  return (settings, value, at) => {
    if (!value || value === AUTO) assign(settings, field, "auto");
    else if (value === special) assign(settings, field, besides);
    else {
      const index = parseIfindex(value);
      if (isErrno(index) && !isIfnameValid(value, IfnameKind.ALTERNATIVE)) return at.warn("value.not-interface", value);
      assign(settings, field, isErrno(index) ? value : index);
    }
    return undefined;
  };
}
