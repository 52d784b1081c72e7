import { unitDependency } from "../../../directives/enums.js";
import type { UnitType } from "../unit-types.js";

/** Origin: systemd.unit(5). */
export type DependencyKind = (typeof unitDependency)[number];

/** What put a dependency there: an assignment, or the `Slice=` property. */
export type DependencyOrigin = "file" | "slice-property";

/** Dependencies of one kind that a unit on itself makes pointless enough to report. */
const reportedOnSelf: ReadonlySet<DependencyKind> = new Set([
  "Conflicts",
  "ConflictedBy",
  "Before",
  "After",
  "OnSuccess",
  "OnFailure",
  "Triggers",
  "TriggeredBy",
]);

/** Unit types that never enter the failed state, so that `OnFailure=` says nothing. */
const cannotFail: ReadonlySet<UnitType> = new Set(["device", "slice"]);

/** Why a dependency is left out: silently, with a report, or because the unit name cannot be used this way. */
export type DependencyVerdict = "added" | "self" | "self-reported" | "device-delayed" | "cannot-fail";

/** The dependencies of one unit, by kind and other unit. */
export class Dependencies {
  readonly #kinds = new Map<DependencyKind, Map<string, Set<DependencyOrigin>>>();

  /** Names of the units that a kind points to; empty when there are none. */
  of(kind: DependencyKind): readonly string[] {
    return [...(this.#kinds.get(kind)?.keys() ?? [])];
  }

  /** Names of the other units by kind, in table order. */
  toJSON(): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries(
      unitDependency.map((kind) => [kind, this.of(kind)] as const).filter(([, names]) => names.length > 0),
    );
  }

  #put(kind: DependencyKind, other: string, origin: DependencyOrigin): void {
    let units = this.#kinds.get(kind);
    if (units === undefined) {
      units = new Map();
      this.#kinds.set(kind, units);
    }
    const origins = units.get(other);
    if (origins === undefined) units.set(other, new Set([origin]));
    else origins.add(origin);
  }

  /** Adds a dependency of `self` on `other`, and the reference that keeps `other` loaded. */
  add(
    self: { readonly name: string; readonly type: UnitType },
    kind: DependencyKind,
    other: string,
    origin: DependencyOrigin,
  ): DependencyVerdict {
    if (other === self.name) return reportedOnSelf.has(kind) ? "self-reported" : "self";
    if (kind === "Before" && other.endsWith(".device")) return "device-delayed";
    if (kind === "OnFailure" && cannotFail.has(self.type)) return "cannot-fail";
    this.#put(kind, other, origin);
    this.#put("References", other, origin);
    return "added";
  }

  /** Takes back what the `Slice=` property added for a slice that another one replaces. */
  removeSlice(slice: string): void {
    for (const kind of ["InSlice", "References"] as const) {
      const units = this.#kinds.get(kind);
      const origins = units?.get(slice);
      if (units === undefined || origins === undefined) continue;
      origins.delete("slice-property");
      if (origins.size === 0) units.delete(slice);
    }
  }

  /** Appends the dump's lines: kinds in table order, units of a kind in byte order. */
  dump(out: string[]): void {
    if (this.#kinds.size === 0) return;
    for (const kind of unitDependency) {
      const units = this.#kinds.get(kind);
      if (units === undefined) continue;
      const lines: string[] = [];
      for (const [name, origins] of units) lines.push(`\t${kind}: ${name} (${originText(origins)})`);
      lines.sort();
      for (const line of lines) out.push(line);
    }
  }
}

function originText(origins: ReadonlySet<DependencyOrigin>): string {
  let text = "";
  for (const origin of ["file", "slice-property"] as const) {
    if (origins.has(origin)) text += `${text === "" ? "" : " "}origin-${origin}`;
  }
  return text;
}
