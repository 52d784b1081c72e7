import type { Bindings } from "../../../directives/assignment.js";
import type { UnitAssignment } from "../unit.js";
import { credentialBindings } from "./credentials.js";
import { environmentBindings } from "./environment.js";
import { identityBindings } from "./identity.js";
import { loggingBindings } from "./logging.js";
import { mountBindings } from "./mounts.js";
import { pathBindings } from "./paths.js";
import { restrictionBindings } from "./restrictions.js";
import { schedulingBindings } from "./scheduling.js";
import type { ExecSettings } from "./settings.js";
import { stdioBindings } from "./stdio.js";

/** Directives of systemd.exec(5), which services, sockets, mounts and swaps share. */
export const execBindings: Bindings<ExecSettings, UnitAssignment> = {
  ...pathBindings,
  ...mountBindings,
  ...identityBindings,
  ...schedulingBindings,
  ...environmentBindings,
  ...stdioBindings,
  ...loggingBindings,
  ...restrictionBindings,
  ...credentialBindings,
};
