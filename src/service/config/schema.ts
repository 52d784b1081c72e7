import { availableParallelism } from "node:os";
import * as v from "valibot";
import { cronProblem } from "../schedule/index.js";
import { pathName, size, span, whole } from "./values.js";

const MIB = 1024 * 1024;
const MAX_INT32 = 2_147_483_647;

const text = v.pipe(v.string("expected text"), v.nonEmpty("must not be empty"));

const targetSchema = v.strictObject({
  /** Name; the registry's own targets need no entry. */
  name: v.pipe(pathName, v.notValue("total", "is the name of the report on all targets")),
  /** Path of the built module, from the folder of the configuration file. */
  module: text,
  /** Folder with seeds. */
  seeds: v.optional(text),
  dictionary: v.optional(text),
  maxLen: v.optional(whole(1, MAX_INT32)),
  entryPoints: v.optional(v.pipe(v.array(text), v.minLength(1, "needs one entry point at least")), ["fuzz"]),
  /** Folder whose files count as the project's own in stacks; that of the nearest package.json when absent. */
  projectRoot: v.optional(text),
});

const cron = v.pipe(
  text,
  v.check(
    (expression) => cronProblem(expression) === null,
    ({ input }) => cronProblem(input) ?? "",
  ),
);

const campaignSchema = v.strictObject({
  name: pathName,
  /** Names of targets, with `*` for any characters. */
  targets: v.optional(v.pipe(v.array(text), v.minLength(1, "needs one target at least")), ["*"]),
  /** How long it runs. */
  time: span,
  /** Cron expression: when `sdfuzz serve` starts it. Without one it runs when it is asked for by name. */
  schedule: v.optional(cron),
  mode: v.optional(v.picklist(["batch", "code-change"], 'expected "batch" or "code-change"'), "batch"),
});

/** Every setting of `sdfuzz.config.json`, with its default. */
export const configurationSchema = v.strictObject({
  $schema: v.optional(v.string()),
  /** Folder for everything that fuzzing leaves behind. */
  workFolder: v.optional(text, ".sdfuzz"),
  /** Engines at a time. */
  jobs: v.optional(whole(1, 1024), () => availableParallelism()),
  targets: v.optional(v.array(targetSchema), []),
  campaigns: v.optional(v.array(campaignSchema), []),
  slice: v.optional(
    v.strictObject({
      /** Length of a slice. */
      time: v.optional(span, 180),
      /** Time between two samples. */
      sampleEvery: v.optional(span, 10),
    }),
    {},
  ),
  engine: v.optional(
    v.strictObject({
      /** Longest execution of an input. */
      timeout: v.optional(span, 5),
      /** Executions above this are findings of the kind `slow`. */
      slowUnit: v.optional(span, 2),
      /** Resident memory above which an engine is out of memory; whole MiB, since none would mean no limit. */
      rssLimit: v.optional(v.pipe(size, v.minValue(MIB, "must be 1M at least")), 2048 * MIB),
    }),
    {},
  ),
  corpus: v.optional(
    v.strictObject({
      /** Units of one target above which the work corpus is pruned. */
      maxUnits: v.optional(whole(1, 10_000_000), 20_000),
      /** Bytes of one target above which the work corpus is pruned. */
      maxBytes: v.optional(size, 256 * MIB),
      /** Longest that one merge may take. */
      mergeTime: v.optional(span, 600),
    }),
    {},
  ),
  findings: v.optional(
    v.strictObject({
      /** Inputs kept per signature, the original and the minimised one beside them. */
      maxInputs: v.optional(whole(0, 1000), 8),
      /** Replays by which a finding is confirmed. */
      replays: v.optional(whole(1, 100), 3),
      /** Longest that an input is made smaller; stops earlier when nothing can be taken away. */
      minimizeTime: v.optional(span, 60),
    }),
    {},
  ),
  disk: v.optional(
    v.strictObject({
      /** Room below which no new units and artifacts are written. */
      minFree: v.optional(size, 512 * MIB),
    }),
    {},
  ),
  dashboard: v.optional(
    v.strictObject({
      /** Address to listen on; any other than a loopback address demands a token. */
      host: v.optional(text, "127.0.0.1"),
      port: v.optional(whole(0, 65_535), 8377),
      /** Shared secret of at least 16 characters; or the name of an environment variable that holds it. */
      token: v.optional(v.pipe(v.string("expected text"), v.minLength(16, "needs 16 characters at least"))),
      tokenEnv: v.optional(text),
    }),
    {},
  ),
  alerts: v.optional(
    v.strictObject({
      webhook: v.optional(
        v.strictObject({
          url: v.pipe(
            v.string("expected a URL"),
            v.url("expected a URL"),
            v.regex(/^https?:/, "expected http: or https:"),
          ),
          /** Key of the HMAC-SHA-256 signature; or the name of an environment variable that holds it. */
          secret: v.optional(text),
          secretEnv: v.optional(text),
        }),
      ),
    }),
    {},
  ),
  log: v.optional(
    v.strictObject({
      level: v.optional(
        v.picklist(["debug", "info", "warn", "error"], 'expected "debug", "info", "warn" or "error"'),
        "info",
      ),
    }),
    {},
  ),
});

/** The settings of the service; paths are absolute, times are seconds, sizes are bytes. */
export type Configuration = v.InferOutput<typeof configurationSchema>;
export type TargetSettings = v.InferOutput<typeof targetSchema>;
export type CampaignSettings = v.InferOutput<typeof campaignSchema>;
