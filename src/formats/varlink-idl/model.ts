/** Types that need no definition, in the order in which the parser tries them. */
export const ELEMENTARY_TYPES = ["bool", "int", "float", "string", "object"] as const;

export type VarlinkElementaryType = (typeof ELEMENTARY_TYPES)[number];

const elementaryTypes: ReadonlySet<VarlinkType["base"]> = new Set(ELEMENTARY_TYPES);

/** Whether a type needs no definition; looked up, because comparisons with `typeof` cost time when they are traced. */
export const isElementary = (base: VarlinkType["base"]): base is VarlinkElementaryType => elementaryTypes.has(base);

/** What a type is wrapped in: `[]` or `[string]`. */
export type VarlinkContainer = "array" | "map";

export interface VarlinkType {
  readonly base: VarlinkElementaryType | VarlinkNamedType | VarlinkStruct | VarlinkEnum;
  readonly container: VarlinkContainer | null;
  /** Written with `?`. */
  readonly nullable: boolean;
}

/** A type defined elsewhere in the interface. */
export interface VarlinkNamedType {
  readonly kind: "named";
  readonly name: string;
}

export interface VarlinkField {
  readonly name: string;
  readonly type: VarlinkType;
  /** The comments before it: one line each, without the `#` and one space behind it. */
  readonly comments: readonly string[];
}

export interface VarlinkEnumValue {
  readonly name: string;
  readonly comments: readonly string[];
}

export interface VarlinkStruct {
  readonly kind: "struct";
  readonly fields: readonly VarlinkField[];
}

export interface VarlinkEnum {
  readonly kind: "enum";
  readonly values: readonly VarlinkEnumValue[];
}

export interface VarlinkMethod {
  readonly kind: "method";
  readonly input: readonly VarlinkField[];
  readonly output: readonly VarlinkField[];
}

export interface VarlinkErrorType {
  readonly kind: "error";
  readonly fields: readonly VarlinkField[];
}

/** A member of an interface: what it is, its name, and the comments before it. */
export interface VarlinkSymbol {
  readonly name: string;
  readonly comments: readonly string[];
  readonly definition: VarlinkStruct | VarlinkEnum | VarlinkMethod | VarlinkErrorType;
}

/** A varlink interface definition. */
export interface VarlinkInterface {
  readonly name: string;
  readonly comments: readonly string[];
  /** In the order of the text. */
  readonly symbols: readonly VarlinkSymbol[];
}
