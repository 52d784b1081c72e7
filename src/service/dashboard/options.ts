import { CoverageReports } from "../coverage/index.js";
import { ServiceError } from "../error.js";
import { describeFinding, type FindingDetails } from "../findings/index.js";
import type { Logger } from "../log.js";
import type { Finding } from "../model.js";
import type { Service } from "../open.js";
import type { Store } from "../store/index.js";

export interface DashboardOptions {
  readonly store: Store;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Asked for when it is there; must be there when `host` is no loopback address. */
  readonly token: string | null;
  readonly log: Logger;
  /** The inputs of a finding; throws a ServiceError or an error of the file system where they are gone. */
  readonly describe: (finding: Finding) => FindingDetails;
  /** Folder that the stacks of a target are relative to; throws a ServiceError for a target that is gone. */
  readonly projectRoot: (target: string) => string;
  readonly coverage: CoverageReports;
}

/**
 * The dashboard of a service as its configuration has it.
 *
 * @throws ServiceError `bad-configuration`
 */
export function dashboardOptions(service: Service): DashboardOptions {
  const { host, port } = service.configuration.dashboard;
  return {
    store: service.store,
    host,
    port,
    token: configuredToken(service),
    log: service.log.child({ part: "dashboard" }),
    describe: (finding) => describeFinding(service, finding),
    projectRoot: (target) => service.findTarget(target).projectRoot,
    coverage: new CoverageReports(service.folder.coverage),
  };
}

function configuredToken({ configuration }: Service): string | null {
  const { token, tokenEnv } = configuration.dashboard;
  if (token !== undefined) return token;
  if (tokenEnv === undefined) return null;
  const value = process.env[tokenEnv];
  if (value === undefined || value === "") {
    throw new ServiceError("bad-configuration", `dashboard.tokenEnv: the environment has no ${tokenEnv}`);
  }
  return value;
}
