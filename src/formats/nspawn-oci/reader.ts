import type { Errno } from "../../core/errno.js";
import {
  asStrings,
  dispatchFields,
  type JsonField,
  type JsonFieldOptions,
  type JsonFieldPlace,
  type JsonFields,
  type JsonFieldType,
  type JsonReports,
  jsonField,
} from "../../json/dispatch.js";
import { JsonString } from "../../json/variant.js";
import { isEnvAssignmentValid } from "../../text/names.js";
import { isPathAbsolute, isPathValid } from "../../text/path.js";
import { OciSettings } from "./settings.js";

/** The name of the device node with a number, as the machine knows it; `null` when there is none. */
export type DeviceLookup = (type: "c" | "b", major: number, minor: number) => string | null;

/** What reading a bundle works on. */
export class OciReader {
  readonly settings: OciSettings;
  /** Whether reading ended because properties could not be handed to a message bus. */
  busWasMissing = false;

  constructor(
    bundle: string,
    readonly reports: JsonReports,
    readonly messageBus: boolean,
    readonly deviceName: DeviceLookup,
  ) {
    this.settings = new OciSettings(bundle);
  }

  /** To be called where a property of the unit is set: without a message bus that ends the file. */
  needProperties(): Errno | undefined {
    this.settings.hasProperties = true;
    if (this.messageBus) return undefined;
    this.busWasMissing = true;
    return "ENOENT";
  }
}

/** A field with an absolute path, as it stands. Origin: json_dispatch_path() at 257. */
export const pathField = <Target>(
  take: (target: Target, path: string) => void,
  options: JsonFieldOptions = {},
): JsonField<Target> =>
  jsonField.string((target: Target, path, { variant, reports, name }) => {
    if (!isPathValid(path)) return reports.refuse(variant, "EINVAL", "nspawn-oci.path-invalid", { key: name });
    if (!isPathAbsolute(path)) return reports.refuse(variant, "EINVAL", "nspawn-oci.path-not-absolute", { key: name });
    take(target, path);
    return undefined;
  }, options);

/** A field with a list of texts. Origin: sd_json_dispatch_strv at 257. */
export const textsField = <Target>(
  take: (target: Target, texts: string[]) => void,
  options: JsonFieldOptions = {},
): JsonField<Target> =>
  jsonField.array((target: Target, { elements }, { reports }) => {
    const texts: string[] = [];
    for (const element of elements) {
      if (!(element instanceof JsonString)) return reports.refuse(element, "EINVAL", "nspawn-oci.not-text");
      texts.push(element.value);
    }
    take(target, texts);
    return undefined;
  }, options);

/** A field with a command line: at least the name of the program. Origin: oci_args() at 257. */
export const argumentsField = <Target>(take: (target: Target, words: string[]) => void): JsonField<Target> =>
  jsonField.array((target: Target, array, { variant, reports }) => {
    const words = asStrings(array);
    if (words === null) return reports.refuse(variant, "EINVAL", "nspawn-oci.arguments-not-text");
    if (words.length === 0) return reports.refuse(variant, "EINVAL", "nspawn-oci.no-arguments");
    if (words[0] === "") return reports.refuse(variant, "EINVAL", "nspawn-oci.no-program");
    take(target, words);
    return undefined;
  });

/** A field with `NAME=value` texts. Origin: oci_env() at 257. */
export const environmentField = <Target>(take: (target: Target, assignments: string[]) => void): JsonField<Target> =>
  jsonField.array((target: Target, { elements }, { reports }) => {
    const assignments: string[] = [];
    for (const element of elements) {
      if (!(element instanceof JsonString)) return reports.refuse(element, "EINVAL", "nspawn-oci.not-text");
      const { value } = element;
      if (!isEnvAssignmentValid(value)) {
        return reports.refuse(element, "EINVAL", "nspawn-oci.bad-environment", { value });
      }
      assignments.push(value);
    }
    take(target, assignments);
    return undefined;
  });

const UID_MAX = 0xffff_ffffn;
/** What 16-bit user ids use for "nobody in particular". */
const UID16_INVALID = 0xffffn;

/** Whether a number can be the id of a user or group. Origin: uid_is_valid() at 257. */
export const isIdValid = (id: bigint): boolean => id < UID_MAX && id !== UID16_INVALID;

/** A field with the id of a user or group. Origin: sd_json_dispatch_uid_gid at 257. */
export const idField = <Target>(
  take: (target: Target, id: number) => void,
  options: JsonFieldOptions = {},
): JsonField<Target> =>
  jsonField.unsigned((target: Target, id, { variant, reports, name }) => {
    if (!isIdValid(id)) return reports.refuse(variant, "EINVAL", "nspawn-oci.not-id", { key: name });
    take(target, Number(id));
    return undefined;
  }, options);

/** A field that systemd knows and cannot honour. Origin: oci_unsupported() at 257. */
export const unsupportedField = <Target>(type: JsonFieldType, options: JsonFieldOptions = {}): JsonField<Target> =>
  jsonField[type](
    (_target: Target, _value: unknown, { variant, reports, name }: JsonFieldPlace) =>
      reports.refuse(variant, "EOPNOTSUPP", "nspawn-oci.unsupported", { key: name }),
    options,
  );

/** Passes over what it refuses. */
export const PERMISSIVE: JsonFieldOptions = { permissive: true };
export const MANDATORY: JsonFieldOptions = { mandatory: true };

/** A field that is an object with fields of its own, which go to the same target. */
export const objectField = <Target>(fields: JsonFields<Target>): JsonField<Target> =>
  jsonField.object((target: Target, object, { reports }) => failure(dispatchFields(object, fields, target, reports)));

/** The errno in what {@link dispatchFields} gave, if any. */
export const failure = (result: Errno | number): Errno | undefined => (typeof result === "number" ? undefined : result);
