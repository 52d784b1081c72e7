import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { unitName } from "../corpus/index.js";
import { ServiceError } from "../error.js";
import { type JudgingLimits, replay } from "../findings/index.js";
import type { Logger } from "../log.js";
import type { Finding, Target } from "../model.js";
import type { Git } from "./git.js";

/**
 * The base of a code change, checked out and built beside it when it is first asked for, to tell which findings are new.
 * It uses the packages that are installed for the change.
 */
export class BaseBuild {
  readonly #worktree: string;
  #isBuilt = false;

  constructor(
    readonly git: Git,
    readonly commit: string,
    /** Folder of the package within the checkout. */
    readonly projectRoot: string,
    /** Folder of the service's for what may be thrown away. */
    readonly scratch: string,
    readonly limits: JudgingLimits,
    readonly log: Logger,
  ) {
    this.#worktree = join(scratch, `base-${commit.slice(0, 12)}`);
  }

  /**
   * Whether an input fails in the base too, however it does: then the change has not brought the finding. A target that
   * the base does not have fails on nothing there.
   *
   * @throws ServiceError when the base cannot be built, or its engine comes to grief
   */
  async fails(target: Target, { entryPoint }: Finding, input: Uint8Array, signal: AbortSignal): Promise<boolean> {
    this.#build();
    const module = this.#inBase(target.module);
    if (!existsSync(module)) return false;
    const folder = join(this.scratch, "base-replay");
    mkdirSync(folder, { recursive: true });
    const file = join(folder, unitName(input));
    writeFileSync(file, input);
    return (await replay({ ...target, module }, entryPoint, file, this.limits, folder, signal)) !== null;
  }

  remove(): void {
    if (!existsSync(this.#worktree)) return;
    this.git.removeWorktree(this.#worktree);
    rmSync(this.#worktree, { recursive: true, force: true });
  }

  #inBase(path: string): string {
    return join(this.#worktree, relative(this.git.top, path));
  }

  #build(): void {
    if (this.#isBuilt) return;
    this.remove();
    this.log.info({ base: this.commit }, "building the base to compare with");
    this.git.addWorktree(this.#worktree, this.commit);
    const root = this.#inBase(this.projectRoot);
    for (const folder of new Set([this.git.top, this.projectRoot])) {
      const packages = join(folder, "node_modules");
      const link = join(this.#inBase(folder), "node_modules");
      if (existsSync(packages) && !existsSync(link)) symlinkSync(packages, link, "junction");
    }
    if (existsSync(join(root, "package.json"))) {
      const words = ["run", "--silent", "--if-present", "build"];
      const { status, stderr, stdout } = spawnSync("npm", words, { cwd: root, encoding: "utf8" });
      if (status !== 0) {
        const last = `${stdout}\n${stderr}`.trim().split("\n").at(-1) ?? "";
        throw new ServiceError("bad-input", `--base: ${this.commit} could not be built: ${last}`);
      }
    }
    this.#isBuilt = true;
  }
}
