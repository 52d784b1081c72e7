import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../../engine/index.js";
import type { SliceFigures, SliceOrder, SliceReport, WorkerMessage, WorkerRequest } from "./messages.js";

const WORKER = join(packageRoot, "dist", "service", "worker", "main.js");

/** What is told of a slice while it runs. */
export interface SliceListener {
  onStarted(pid: number, commandLine: string): void;
  onSample(figures: SliceFigures): void;
}

/** How the work on a slice ended. */
export type SliceEnding =
  | { readonly kind: "ended"; readonly report: SliceReport }
  | { readonly kind: "not-started"; readonly reason: string }
  /** The worker died; its engine stops by itself. */
  | { readonly kind: "worker-lost"; readonly exitCode: number | null; readonly signal: NodeJS.Signals | null };

/** A worker, as its manager sees it. The process is started with the first slice, and again after it has died. */
export class WorkerProcess {
  #child: ChildProcess | null = null;

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Runs one slice to its end, whatever that is. */
  run(order: SliceOrder, listener: SliceListener): Promise<SliceEnding> {
    const child = this.#process();
    return new Promise((resolve) => {
      const finish = (ending: SliceEnding): void => {
        child.off("message", onMessage).off("exit", onExit).off("error", onError);
        resolve(ending);
      };
      const onMessage = (message: WorkerMessage): void => {
        if (message.type === "started") listener.onStarted(message.pid, message.commandLine);
        else if (message.type === "sample") listener.onSample(message.figures);
        else if (message.type === "ended") finish({ kind: "ended", report: message.report });
        else finish({ kind: "not-started", reason: message.reason });
      };
      const lost = (exitCode: number | null, signal: NodeJS.Signals | null): void => {
        if (this.#child === child) this.#child = null;
        finish({ kind: "worker-lost", exitCode, signal });
      };
      const onExit = (exitCode: number | null, signal: NodeJS.Signals | null): void => lost(exitCode, signal);
      const onError = (): void => lost(child.exitCode, child.signalCode);
      child.on("message", onMessage).on("exit", onExit).on("error", onError);
      this.#send(child, { type: "run", order });
    });
  }

  /** Ends the slice in progress in good order. */
  stop(): void {
    if (this.#child !== null) this.#send(this.#child, { type: "stop" });
  }

  /** Lets the process end; to be called when no slice runs. */
  close(): void {
    if (this.#child?.connected === true) this.#child.disconnect();
    this.#child = null;
  }

  #process(): ChildProcess {
    if (this.#child === null || this.#child.exitCode !== null || this.#child.signalCode !== null) {
      // Not the group of this process: a terminal's interrupt is for the manager.
      this.#child = fork(WORKER, { stdio: ["ignore", "ignore", "inherit", "ipc"], detached: true, execArgv: [] });
    }
    return this.#child;
  }

  /** A process that has just died cannot be written to; its `exit` event says so. */
  #send(child: ChildProcess, request: WorkerRequest): void {
    if (child.connected) child.send(request, () => {});
  }
}
