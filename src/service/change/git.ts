import { spawnSync } from "node:child_process";
import { ServiceError } from "../error.js";

/** A git checkout, read through the git program. */
export class Git {
  /** Top folder of the checkout. */
  readonly top: string;

  /** @throws ServiceError `bad-input` when the folder is in no checkout */
  constructor(readonly folder: string) {
    const top = run(folder, ["rev-parse", "--show-toplevel"]);
    if (top === null) throw new ServiceError("bad-input", `${folder} is in no git checkout`);
    this.top = top;
  }

  /**
   * The commit that a name means; where both have gone on since they parted, the one at which they parted, so that only
   * the changes of this side count.
   *
   * @throws ServiceError `bad-input` for a name that means no commit
   */
  base(name: string): string {
    // A name that looks like an option is not taken for one.
    const commit = run(this.top, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
    if (commit === null) throw new ServiceError("bad-input", `--base: ${name} is no commit of ${this.top}`);
    return run(this.top, ["merge-base", commit, "HEAD"]) ?? commit;
  }

  /** Files that differ from a commit, those included that git does not know yet; relative to the top folder. */
  changedSince(commit: string): string[] {
    const changed = this.#names(["diff", "--name-only", "-z", "--no-renames", commit, "--"]);
    return [...changed, ...this.#names(["ls-files", "--others", "--exclude-standard", "-z"])];
  }

  /** Whether a commit has a file. */
  has(commit: string, path: string): boolean {
    return run(this.top, ["cat-file", "-e", `${commit}:${path}`]) !== null;
  }

  /** Checks a commit out into a folder of its own. */
  addWorktree(folder: string, commit: string): void {
    run(this.top, ["worktree", "prune"]);
    if (run(this.top, ["worktree", "add", "--detach", "--force", folder, commit]) === null) {
      throw new ServiceError("bad-input", `${commit} could not be checked out into ${folder}`);
    }
  }

  removeWorktree(folder: string): void {
    run(this.top, ["worktree", "remove", "--force", folder]);
  }

  #names(words: readonly string[]): string[] {
    const output = run(this.top, words);
    if (output === null) throw new ServiceError("bad-input", `git ${words[0]} failed in ${this.top}`);
    return output.split("\0").filter((name) => name !== "");
  }
}

/** Output of a git command without the line end; `null` when it failed. */
function run(folder: string, words: readonly string[]): string | null {
  const { status, stdout } = spawnSync("git", ["-C", folder, ...words], { encoding: "utf8", maxBuffer: 1 << 28 });
  return status === 0 ? stdout.replace(/\n$/, "") : null;
}
