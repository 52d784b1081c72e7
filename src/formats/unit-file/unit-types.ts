import { isUnitType, type UnitType, unitTypes } from "../../text/unit-name.js";

export { isUnitType, type UnitType, unitTypes };

/** Sections that a file of each unit type has. Origin: systemd.unit(5), UnitVTable.sections at 257. */
export const sectionsOf: Readonly<Record<UnitType, readonly [unit: "Unit", own: string, install: "Install"]>> = {
  service: ["Unit", "Service", "Install"],
  mount: ["Unit", "Mount", "Install"],
  swap: ["Unit", "Swap", "Install"],
  socket: ["Unit", "Socket", "Install"],
  target: ["Unit", "Target", "Install"],
  device: ["Unit", "Device", "Install"],
  automount: ["Unit", "Automount", "Install"],
  timer: ["Unit", "Timer", "Install"],
  path: ["Unit", "Path", "Install"],
  slice: ["Unit", "Slice", "Install"],
  scope: ["Unit", "Scope", "Install"],
};
