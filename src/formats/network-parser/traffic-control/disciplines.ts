import { invalidating, type RepeatedSection, type RepeatedSections } from "../../../directives/repeated-sections.js";
import { isErrno } from "../../../text/numbers.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import type { Verification } from "../verification.js";
import { Place, parseHandle, parseMajor } from "./values.js";

/** A queueing discipline, or a class of one. */
export interface TrafficControlKind {
  /** The kernel's name. */
  readonly name: string;
  readonly create: () => object;
  readonly bindings: NetworkBindings<object>;
  /** Code of the report for parameters that contradict each other, or `null`. May complete them. */
  readonly verify: (parameters: object) => string | null;
}

const nothingToVerify = (): null => null;

/** Fixes the type of the parameters: what a kind's functions are given is what its `create` made. */
export function trafficControlKind<Parameters extends object>(
  name: string,
  create: () => Parameters,
  bindings: NetworkBindings<Parameters> = {},
  verify: (parameters: Parameters) => string | null = nothingToVerify,
): TrafficControlKind {
  return { name, create, bindings, verify } as unknown as TrafficControlKind;
}

/** Settings of one section about a queueing discipline. Origin: systemd.network(5). */
export class DisciplineSettings implements RepeatedSection {
  invalid = false;
  /** Number of the parent, one of {@link Place} or a class. */
  parent: number = Place.ROOT;
  /** 0 lets the kernel choose. */
  handle: number = Place.UNSPECIFIED;
  parameters: object;

  constructor(
    readonly line: number,
    /** `null` for what the kernel puts at the place anyway. */
    public kind: TrafficControlKind | null,
  ) {
    this.parameters = kind === null ? {} : kind.create();
  }
}

const places: ReadonlyMap<string, number> = new Map([
  ["root", Place.ROOT],
  ["clsact", Place.CLSACT],
  ["ingress", Place.CLSACT],
]);

/** Origin: config_parse_qdisc_parent() at 257. */
const disciplineParent: NetworkBinding<DisciplineSettings> = (settings, value, at) => {
  const parent = places.get(value) ?? parseHandle(value);
  if (isErrno(parent)) return at.warn("network-parser.bad-handle", value);
  settings.parent = parent;
  return undefined;
};

/** Origin: config_parse_qdisc_handle() at 257. */
const disciplineHandle: NetworkBinding<DisciplineSettings> = (settings, value, at) => {
  const handle = value ? parseMajor(value) : Place.UNSPECIFIED;
  if (isErrno(handle)) return at.warn("network-parser.bad-handle", value);
  settings.handle = handle;
  return undefined;
};

/** A binding for parameters as one for the section that they belong to. */
const onParameters =
  <Section extends { parameters: object }>(binding: NetworkBinding<object>): NetworkBinding<Section> =>
  (section, value, at) =>
    binding(section.parameters, value, at);

const parameterBindings = <Section extends { parameters: object }>(
  bindings: NetworkBindings<object>,
): NetworkBindings<Section> =>
  Object.fromEntries(Object.entries(bindings).map(([key, binding]) => [key, onParameters<Section>(binding)]));

/** Directives of a section about a queueing discipline of a kind; `null` for any. */
export const disciplineBindings = (kind: TrafficControlKind | null): NetworkBindings<DisciplineSettings> =>
  invalidating({
    Parent: disciplineParent,
    Handle: disciplineHandle,
    ...parameterBindings<DisciplineSettings>(kind?.bindings ?? {}),
  });

/** Prefix of the parameters' keys in [TrafficControlQueueingDiscipline]. */
const OLD_PREFIX = "NetworkEmulator";

/**
 * Directives of the older [TrafficControlQueueingDiscipline]. Its first parameter makes it a network emulator anew,
 * with the parent that was given but without what was wrong before. Origin: qdisc_new_static() at 257.
 */
export function oldDisciplineBindings(emulator: TrafficControlKind): NetworkBindings<DisciplineSettings> {
  const converting =
    (binding: NetworkBinding<object>): NetworkBinding<DisciplineSettings> =>
    (settings, value, at) => {
      if (settings.kind === null) {
        settings.kind = emulator;
        settings.parameters = emulator.create();
        settings.invalid = false;
      }
      return binding(settings.parameters, value, at);
    };
  const parameters = Object.entries(emulator.bindings).map(
    ([key, binding]) => [`${OLD_PREFIX}${key}`, converting(binding)] as const,
  );
  return invalidating({ Parent: disciplineParent, ...Object.fromEntries(parameters) });
}

/** Settings of one section about a class of a queueing discipline. Origin: systemd.network(5). */
export class ClassSettings implements RepeatedSection {
  invalid = false;
  parent: number = Place.ROOT;
  /** 0 lets the kernel choose. */
  classId: number = Place.UNSPECIFIED;
  readonly parameters: object;

  constructor(
    readonly line: number,
    readonly kind: TrafficControlKind,
  ) {
    this.parameters = kind.create();
  }
}

const ROOT_NAME = "root";

/** Origin: config_parse_tclass_parent() at 257. */
const classParent: NetworkBinding<ClassSettings> = (settings, value, at) => {
  const parent = value === ROOT_NAME ? Place.ROOT : parseHandle(value);
  if (isErrno(parent)) return at.warn("network-parser.bad-handle", value);
  settings.parent = parent;
  return undefined;
};

/** Origin: config_parse_tclass_classid() at 257. */
const classId: NetworkBinding<ClassSettings> = (settings, value, at) => {
  const id = value ? parseHandle(value) : Place.UNSPECIFIED;
  if (isErrno(id)) return at.warn("network-parser.bad-handle", value);
  settings.classId = id;
  return undefined;
};

/** Directives of a section about a class of a kind. */
export const classBindings = (kind: TrafficControlKind): NetworkBindings<ClassSettings> =>
  invalidating({ Parent: classParent, ClassId: classId, ...parameterBindings<ClassSettings>(kind.bindings) });

/** Drops disciplines that contradict themselves, and all but one at each place of which there is one. Origin: network_drop_invalid_qdisc() at 257. */
export function dropInvalidDisciplines(
  sections: RepeatedSections<DisciplineSettings>,
  verification: Verification,
): void {
  const taken = new Set<number>();
  sections.keepIf((settings) => {
    const problem = settings.kind === null ? null : settings.kind.verify(settings.parameters);
    if (problem !== null) return verification.refuse(settings, problem);
    if (settings.parent !== Place.ROOT && settings.parent !== Place.CLSACT) return true;
    if (taken.has(settings.parent)) return verification.refuse(settings, "network-parser.place-taken");
    taken.add(settings.parent);
    return true;
  });
}

/** Drops classes that contradict themselves. Origin: network_drop_invalid_tclass() at 257. */
export function dropInvalidClasses(sections: RepeatedSections<ClassSettings>, verification: Verification): void {
  sections.keepIf((settings) => {
    const problem = settings.kind.verify(settings.parameters);
    return problem === null || verification.refuse(settings, problem);
  });
}
