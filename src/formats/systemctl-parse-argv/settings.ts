import type { ImagePolicy } from "../../directives/image-policy.js";
import { USEC_INFINITY, type Usec } from "../../time/usec.js";
import type { Action, OutputMode, PresetMode, TimestampStyle } from "./tables.js";

/** `SIGTERM`: what is sent when nothing is said. */
const SIGTERM = 15;
const LINES = 10;

/** The action that asks for passwords. */
const ASKING = "systemctl";

/** When to shut down. */
export interface Schedule {
  /** 0 for at once, {@link USEC_INFINITY} when it is left to the service that shuts down. */
  readonly usec: Usec;
  /** What was written, where `usec` depends on the current time; `null` where it does not. */
  readonly fromClock: string | null;
}

/** At once. */
export const NOW: Schedule = { usec: 0n, fromClock: null };
/** When the service that shuts down thinks best. */
export const AUTO: Schedule = { usec: USEC_INFINITY, fromClock: null };

/** Where the service manager is that is talked to. */
export interface Peer {
  readonly transport: "local" | "remote" | "machine" | "capsule";
  /** The host, machine or capsule; `null` only when it is this machine's own manager. */
  readonly name: string | null;
}

/** This machine's own manager. */
export const HERE: Peer = { transport: "local", name: null };

/**
 * What the options of a command line say: systemctl's own, and the few of its other personalities. Texts keep bytes that are no
 * UTF-8 as lone surrogates (see `raw-bytes.ts`). `null` stands for what was not set, lists keep the order of the command line.
 */
export class Settings {
  /** `null` where telinit was not told. */
  action: Action | null;
  types: string[] | null = null;
  states: string[] | null = null;
  /** Empty when no property is to be shown. */
  properties: string[] | null = null;
  all = false;
  dependency: "forward" | "reverse" | "after" | "before" = "forward";
  jobMode = "replace";
  runtimeScope: "system" | "user" | "global" = "system";
  wait = false;
  noBlock = false;
  legend: boolean | null = null;
  noWtmp = false;
  noSync = false;
  noWall = false;
  noReload = false;
  /** Show properties without their names. */
  onlyValues = false;
  /** Show properties without a value too. */
  emptyProperties = false;
  showTypes = false;
  /** `null` leaves it to whether a person asks. */
  checkInhibitors: boolean | null = null;
  dryRun = false;
  quiet = false;
  noWarn = false;
  full = false;
  recursive = false;
  withDependencies = false;
  showTransaction = false;
  /** How often `--force` was said. */
  force = 0;
  /** Only systemctl itself asks for passwords, and only of the system's manager. */
  askPassword: boolean;
  runtime = false;
  /** `null` behind a word that is none; the command line is refused then. */
  presetMode: PresetMode | null = "full";
  wall: string[] | null = null;
  killWhom: string | null = null;
  signal = SIGTERM;
  killValue = 0;
  killValueSet = false;
  root: string | null = null;
  image: string | null = null;
  imagePolicy: ImagePolicy | null = null;
  when: Schedule = NOW;
  stdin = false;
  rebootArgument: string | null = null;
  peer: Peer = HERE;
  lines = LINES;
  /** `null` behind a word that is none; the command line is refused then. */
  output: OutputMode | null = "short";
  plain = false;
  firmwareSetup = false;
  /** How long the boot loader shows its menu; {@link USEC_INFINITY} leaves it to the boot loader. */
  bootLoaderMenu: Usec = USEC_INFINITY;
  bootLoaderEntry: string | null = null;
  now = false;
  jobsBefore = false;
  jobsAfter = false;
  cleanWhat: string[] | null = null;
  /** `null` behind a word that is none; the command line is refused then. */
  timestampStyle: TimestampStyle | null = "pretty";
  readOnly = false;
  mkdir = false;
  marked = false;
  dropIn: string | null = null;

  constructor(action: Action | null) {
    this.action = action;
    this.askPassword = action === ASKING;
  }
}
