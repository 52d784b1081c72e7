import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import { cescape, cunescape, shellMaybeQuote } from "../../text/escape.js";
import { Extract, splitWords, WHITESPACE } from "../../text/extract-word.js";
import { specifierEscape } from "../../text/specifier.js";
import type { DesktopEntry } from "./parse.js";

/** Finds a program: its path, or why it cannot be run (`ENOENT` when it is not there). */
export type ExecutableLookup = (name: string) => { readonly path: string } | Errno;

export interface GenerateOptions {
  /** Name of the `.desktop` file, for `SourcePath=`. */
  readonly sourcePath: string;
  /** Who writes the unit, for its first line. */
  readonly generator: string;
  readonly findExecutable: ExecutableLookup;
  /** Home of whose session it is: what `~` and `~/` at the start of an argument stand for. They stay when it is not given. */
  readonly home?: string;
}

/** What {@link generateAutostartUnit} gives: the unit's text, or `null` when there is to be none. */
export interface GeneratedUnit {
  readonly text: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

const CONDITION_PROGRAM = "/usr/lib/systemd/systemd-xdg-autostart-condition";
const GNOME_CONDITION_HELPER = "gnome-systemd-autostart-condition";
const KDE_CONDITION_HELPER = "kde-systemd-start-condition";
const GNOME = "GNOME";
const HOME = "~";
const BELOW_HOME = "~/";

/** Words that stand for files and the like that an autostarted program is not given. Origin: Desktop Entry Specification, "The Exec key". */
const fieldCodes: ReadonlySet<string> = new Set([
  "%f",
  "%F",
  "%u",
  "%U",
  "%d",
  "%D",
  "%n",
  "%N",
  "%i",
  "%c",
  "%k",
  "%v",
  "%m",
]);

const isDebugErrno = (reason: Errno): boolean => reason === "ENOENT";

/** A word as it stands in ExecStart=, quoted where needed. */
const execWord = (word: string): string => shellMaybeQuote(word, { quoteEmpty: true });

interface Desktops {
  readonly onlyShowIn: readonly string[];
  readonly notShowIn: readonly string[];
}

class UnitGenerator {
  readonly diagnostics: Diagnostic[] = [];

  constructor(
    readonly entry: DesktopEntry,
    readonly options: GenerateOptions,
  ) {}

  #report(level: Severity, code: string, params: Diagnostic["params"] = {}): null {
    this.diagnostics.push({ code: `xdg-desktop.${code}`, level, line: null, params });
    return null;
  }

  /** The command line of ExecStart=, or an errno after reports. */
  #execStart(exec: string): { readonly text: string } | Errno {
    const words = splitWords(exec, WHITESPACE, Extract.UNQUOTE | Extract.RELAX) ?? [];
    const [first, ...rest] = words;
    if (first === undefined) {
      this.#report(Severity.warning, "exec-empty");
      return "EINVAL";
    }
    const program = this.#unescape(first);
    if (program === null) return "EINVAL";
    const found = this.options.findExecutable(program);
    if (typeof found === "string") {
      this.#report(Severity.info, "exec-not-found", { value: program, reason: found });
      return found;
    }
    let text = execWord(found.path);
    for (const word of rest) {
      const argument = this.#unescape(word);
      if (argument === null) return "EINVAL";
      if (!fieldCodes.has(argument)) text += ` ${execWord(this.#argument(argument))}`;
    }
    return { text };
  }

  #unescape(word: string): string | null {
    return cunescape(word) ?? this.#report(Severity.debug, "exec-bad-word", { value: word });
  }

  /** An argument with `%` doubled, and the home folder where it starts with one. */
  #argument(word: string): string {
    const text = specifierEscape(word.replaceAll("%%", "%"));
    const { home } = this.options;
    if (home === undefined || (text !== HOME && !text.startsWith(BELOW_HOME))) return text;
    return home + text.slice(HOME.length);
  }

  /** The desktops that the unit is for and those that it is not for, but for GNOME where that starts it by itself; `null` for no unit. */
  #desktops(): Desktops | null {
    const { gnomeAutostartPhase } = this.entry;
    const onlyShowIn = this.entry.onlyShowIn ?? [];
    const notShowIn = this.entry.notShowIn ?? [];
    if (gnomeAutostartPhase === null) return { onlyShowIn, notShowIn };
    const others = onlyShowIn.filter((desktop) => desktop !== GNOME);
    if (onlyShowIn.length > 0 && others.length === 0) return this.#report(Severity.debug, "gnome-phase-only");
    this.#report(Severity.debug, "gnome-phase");
    return { onlyShowIn: others, notShowIn: [...notShowIn, GNOME] };
  }

  /** The line that makes the unit start only when a desktop's own condition holds. */
  #desktopCondition(condition: string | null, helper: string): string {
    if (condition === null || condition === "") return "";
    const found = this.options.findExecutable(helper);
    if (typeof found !== "string") return `ExecCondition=${found.path} --condition "${cescape(condition)}"\n`;
    this.#report(Severity.debug, "condition-helper-missing", { condition });
    return `# ExecCondition using ${helper} skipped due to missing binary.\n`;
  }

  generate(): string | null {
    const { entry } = this;
    if (entry.hidden) return this.#report(Severity.debug, "hidden");
    if (entry.systemdSkip) return this.#report(Severity.debug, "skipped");
    if (entry.type !== "Application") {
      return this.#report(Severity.debug, "not-application", { type: entry.type ?? "(none)" });
    }
    if (entry.exec === null) return this.#report(Severity.warning, "no-exec");
    if (entry.tryExec !== null) {
      const found = this.options.findExecutable(entry.tryExec);
      if (typeof found === "string") {
        const level = isDebugErrno(found) ? Severity.debug : Severity.warning;
        return this.#report(level, "try-exec-missing", { value: entry.tryExec, reason: found });
      }
    }
    const start = this.#execStart(entry.exec);
    if (typeof start === "string") {
      return this.#report(isDebugErrno(start) ? Severity.info : Severity.warning, "exec-failed", { reason: start });
    }
    const desktops = this.#desktops();
    return desktops === null ? null : this.#unit(start.text, desktops);
  }

  #unit(execStart: string, { onlyShowIn, notShowIn }: Desktops): string {
    const { entry, options } = this;
    let text = `# Automatically generated by ${options.generator}\n\n`;
    text += `[Unit]\nDocumentation=man:systemd-xdg-autostart-generator(8)\nSourcePath=${options.sourcePath}\n`;
    text += "PartOf=graphical-session.target\n\n";
    if (entry.name !== null) text += `Description=${specifierEscape(entry.name)}\n`;
    text += "After=graphical-session.target\n\n[Service]\nType=exec\nExitType=cgroup\n";
    text += `ExecStart=:${execStart}\nRestart=no\nTimeoutStopSec=5s\nSlice=app.slice\n`;
    if (entry.workingDirectory !== null) text += `WorkingDirectory=-${cescape(entry.workingDirectory)}\n`;
    if (onlyShowIn.length > 0 || notShowIn.length > 0) {
      text += `ExecCondition=${CONDITION_PROGRAM} "${cescape(onlyShowIn.join(":"))}" "${cescape(notShowIn.join(":"))}"\n`;
    }
    text += this.#desktopCondition(entry.autostartCondition, GNOME_CONDITION_HELPER);
    text += this.#desktopCondition(entry.kdeAutostartCondition, KDE_CONDITION_HELPER);
    this.#report(Severity.debug, "linked");
    return text;
  }
}

/**
 * The text of the service unit that starts an entry with the session, or none where the entry does not want one.
 * Origin: systemd-xdg-autostart-generator(8), xdg_autostart_service_generate_unit() at 257.
 */
export function generateAutostartUnit(entry: DesktopEntry, options: GenerateOptions): GeneratedUnit {
  const generator = new UnitGenerator(entry, options);
  const text = generator.generate();
  return { text, diagnostics: generator.diagnostics };
}
