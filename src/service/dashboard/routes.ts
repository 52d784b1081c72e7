import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { packageRoot } from "../../engine/index.js";
import { ServiceError } from "../error.js";
import { type FindingDetails, findingJson } from "../findings/index.js";
import { METRICS, metricJson, PROMETHEUS_TYPE, prometheusText, takeSnapshot } from "../metrics/index.js";
import type { Finding, FindingState } from "../model.js";
import { document, type Page } from "./layout.js";
import type { DashboardOptions } from "./options.js";
import { campaignPage, campaignsPage } from "./pages/campaign.js";
import { coverageFilePage, coveragePage, coverageTargetPage } from "./pages/coverage.js";
import { findingPage, findingsPage } from "./pages/finding.js";
import { overviewPage } from "./pages/overview.js";
import { sampleSeries, targetPage } from "./pages/target.js";
import {
  knownTarget,
  type Query,
  readCampaign,
  readCoverage,
  readCoveredFile,
  readFinding,
  readSelection,
  readSpan,
} from "./parameters.js";
import { STYLESHEET } from "./stylesheet.js";

type WithId = { Params: { id: string } };
type WithName = { Params: { name: string }; Querystring: Query };
type WithQuery = { Querystring: Query };

/** What a person may do to a finding, and the state that it comes to; the same as `sdfuzz findings close` and `reopen`. */
const CHANGES: Readonly<Record<string, FindingState>> = { close: "closed", reopen: "open" };

const LIST_LIMIT = 100;

export function sendPage(request: FastifyRequest, reply: FastifyReply, page: Page): FastifyReply {
  const path = request.url.split("?", 1)[0]!;
  return reply.type("text/html; charset=utf-8").send(document(page, path));
}

/** Details of a finding; `null` when its files or its target are gone, which is said on the page. */
function detailsOf({ describe }: DashboardOptions, finding: Finding): FindingDetails | null {
  try {
    return describe(finding);
  } catch (error) {
    if (error instanceof ServiceError || (error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** That of the registered targets when the target is gone. */
function projectRootOf({ projectRoot }: DashboardOptions, target: string): string {
  try {
    return projectRoot(target);
  } catch (error) {
    if (error instanceof ServiceError) return packageRoot;
    throw error;
  }
}

/** Pages for people. */
export function registerPages(app: FastifyInstance, options: DashboardOptions): void {
  const { store, log, coverage } = options;
  app.get("/style.css", (_, reply) =>
    reply.type("text/css; charset=utf-8").header("cache-control", "max-age=3600").send(STYLESHEET),
  );
  app.get("/", (request, reply) => sendPage(request, reply, overviewPage(store, takeSnapshot(store))));
  app.get<WithName>("/targets/:name", (request, reply) => {
    const name = knownTarget(store, request.params.name);
    return sendPage(request, reply, targetPage(store, takeSnapshot(store), name, readSpan(request.query)));
  });
  app.get("/campaigns", (request, reply) => sendPage(request, reply, campaignsPage(store)));
  app.get<WithId>("/campaigns/:id", (request, reply) =>
    sendPage(request, reply, campaignPage(store, readCampaign(store, request.params.id))),
  );
  app.get<WithQuery>("/findings", (request, reply) =>
    sendPage(request, reply, findingsPage(store, readSelection(store, request.query))),
  );
  app.get<WithId>("/findings/:id", (request, reply) => {
    const finding = readFinding(store, request.params.id);
    const root = projectRootOf(options, finding.target);
    return sendPage(request, reply, findingPage(finding, detailsOf(options, finding), root));
  });
  app.get("/coverage", (request, reply) => sendPage(request, reply, coveragePage(coverage)));
  app.get<WithName>("/coverage/:name", (request, reply) => {
    const { name } = request.params;
    const report = readCoverage(coverage, name);
    const file = readCoveredFile(report, request.query);
    const page =
      file === null ? coverageTargetPage(name, report) : coverageFilePage(name, file, coverage.source(file.path));
    return sendPage(request, reply, page);
  });
  for (const [change, state] of Object.entries(CHANGES)) {
    app.post<WithId>(`/findings/:id/${change}`, (request, reply) => {
      const { id } = readFinding(store, request.params.id);
      store.findings.setState(id, state);
      log.info({ finding: id, state }, "finding changed");
      return reply.redirect(`/findings/${id}`, 303);
    });
  }
}

/** The same for programs. */
export function registerApi(app: FastifyInstance, options: DashboardOptions): void {
  const { store, log, coverage } = options;
  app.get("/metrics", (_, reply) => reply.type(PROMETHEUS_TYPE).send(prometheusText(METRICS, takeSnapshot(store))));
  app.get("/api/metrics", () => {
    const snapshot = takeSnapshot(store);
    return { at: snapshot.at, metrics: METRICS.map((metric) => metricJson(metric, snapshot)) };
  });
  app.get("/api/targets", () => ({ targets: store.targets.list() }));
  app.get<WithName>("/api/targets/:name", (request) => {
    const name = knownTarget(store, request.params.name);
    return {
      target: store.targets.get(name),
      corpus: store.units.size(name),
      samples: sampleSeries(store, name, readSpan(request.query)),
      slices: store.slices.ofTarget(name, LIST_LIMIT),
    };
  });
  app.get("/api/coverage", () => ({
    reports: coverage.names().flatMap((name) => {
      const figures = coverage.figures(name);
      return figures === null ? [] : [{ name, ...figures }];
    }),
  }));
  app.get<WithName>("/api/coverage/:name", (request) => readCoverage(coverage, request.params.name));
  app.get("/api/campaigns", () => ({ campaigns: store.campaigns.list(LIST_LIMIT) }));
  app.get<WithId>("/api/campaigns/:id", (request) => {
    const campaign = readCampaign(store, request.params.id);
    const { id } = campaign;
    return { campaign, shares: store.slices.shares(id), slices: store.slices.ofCampaign(id, LIST_LIMIT) };
  });
  app.get<WithQuery>("/api/findings", (request) => {
    const { state, target, page } = readSelection(store, request.query);
    const filter = { ...(state === null ? {} : { states: [state] }), ...(target === null ? {} : { target }) };
    const findings = store.findings.list({ ...filter, limit: LIST_LIMIT, offset: (page - 1) * LIST_LIMIT });
    return { count: store.findings.count(filter), page, findings };
  });
  app.get<WithId>("/api/findings/:id", (request) => {
    const finding = readFinding(store, request.params.id);
    const details = detailsOf(options, finding);
    return { finding: details === null ? finding : findingJson(details) };
  });
  for (const [change, state] of Object.entries(CHANGES)) {
    app.post<WithId>(`/api/findings/:id/${change}`, (request) => {
      const { id } = readFinding(store, request.params.id);
      store.findings.setState(id, state);
      log.info({ finding: id, state }, "finding changed");
      return { finding: store.findings.get(id) };
    });
  }
}
