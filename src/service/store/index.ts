/**
 * The store: one SQLite database in the work folder, and the only place with SQL. Every process of the service may open it;
 * writers wait for one another. What a method wrote when it returned survives the death of any process.
 */
import { AlertQueries } from "./alerts.js";
import { CampaignQueries } from "./campaigns.js";
import { Database } from "./database.js";
import { FindingQueries } from "./findings.js";
import { migrate } from "./migrate.js";
import { SampleQueries } from "./samples.js";
import { SliceQueries } from "./slices.js";
import { TargetQueries } from "./targets.js";
import { UnitQueries } from "./units.js";

export type { NewCampaign } from "./campaigns.js";
export type { FindingCount, FindingFilter, NewFinding, Sighting } from "./findings.js";
export { MIGRATIONS } from "./migrations.js";
export { type SamplePoint, THINNING, type ThinningStep } from "./samples.js";
export type { CampaignShare, NewSlice, OutcomeCount, SliceEnd } from "./slices.js";
export type { TargetGain } from "./targets.js";
export type { CorpusShare, CorpusSize } from "./units.js";
export { WorkLock } from "./work-lock.js";

/** An open store: one group of queries per kind of thing. */
export class Store {
  readonly targets: TargetQueries;
  readonly campaigns: CampaignQueries;
  readonly slices: SliceQueries;
  readonly samples: SampleQueries;
  readonly units: UnitQueries;
  readonly findings: FindingQueries;
  readonly alerts: AlertQueries;
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
    this.targets = new TargetQueries(database);
    this.campaigns = new CampaignQueries(database);
    this.slices = new SliceQueries(database, this.targets);
    this.samples = new SampleQueries(database, this.targets);
    this.units = new UnitQueries(database, this.targets);
    this.findings = new FindingQueries(database, this.targets);
    this.alerts = new AlertQueries(database);
  }

  /**
   * Opens the database file, makes it when it is not there, and brings its schema up to date.
   *
   * @throws ServiceError `sqlite-missing`, `store-unusable` or `store-too-new`
   */
  static open(path: string): Store {
    const database = new Database(path);
    try {
      migrate(database);
    } catch (error) {
      database.close();
      throw error;
    }
    return new Store(database);
  }

  /** Commits everything that `work` writes at once, or nothing when it throws. */
  transaction<Result>(work: () => Result): Result {
    return this.#database.transaction(work);
  }

  close(): void {
    this.#database.close();
  }
}
