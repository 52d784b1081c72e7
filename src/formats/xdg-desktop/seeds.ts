import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";

const raw = (name: string, content: string): Seed => ({ name, bytes: encodeUtf8(content) });

/** An application's entry with more lines. */
const entry = (name: string, ...lines: readonly string[]): Seed =>
  raw(name, `[Desktop Entry]\nType=Application\nName=App\n${lines.join("\n")}\n`);

const runs = (name: string, ...lines: readonly string[]): Seed => entry(name, "Exec=/bin/true", ...lines);

/** One seed for each key, each reason to make no unit, and each way that a file breaks. */
export function xdgDesktopSeeds(): Iterable<Seed> {
  return [
    runs("plain"),
    runs("other-sections", "[Desktop Action x]", "Exec=/bin/false", "Hidden=true"),
    runs("translations", "Name[de]=Programm", "Exec[fr]=y"),
    runs("defined-twice", "Name=Other", "Exec=/bin/false"),
    runs("unknown-keys", "Terminal=true", "MimeType=a/b;"),
    runs("hidden", "Hidden=true"),
    runs("skipped", "X-systemd-skip=true"),
    runs("boolean-invalid", "Hidden=maybe"),
    runs("only-show-in", "OnlyShowIn=KDE;XFCE;"),
    runs("not-show-in", "NotShowIn=GNOME"),
    runs("list-escapes", "OnlyShowIn=a\\;b;c\\sd;;"),
    runs("list-bad-escape", "OnlyShowIn=a\\x;"),
    runs("list-ends-in-escape", "OnlyShowIn=a\\ "),
    runs("list-twice", "NotShowIn=A;", "NotShowIn=B;"),
    runs("gnome-phase-only", "OnlyShowIn=GNOME;", "X-GNOME-Autostart-Phase=Initialization"),
    runs("gnome-phase-others", "OnlyShowIn=KDE;GNOME;", "X-GNOME-Autostart-Phase=Application"),
    runs("gnome-phase", "NotShowIn=KDE;", "X-GNOME-Autostart-Phase=Application"),
    runs("gnome-phase-listed", "NotShowIn=GNOME;", "X-GNOME-Autostart-Phase=Application"),
    runs("gnome-condition", "AutostartCondition=GSettings org.x y"),
    runs("kde-condition", "X-KDE-autostart-condition=rc:group:entry:true"),
    runs("condition-empty", "AutostartCondition=", "X-KDE-autostart-condition="),
    runs("working-directory", 'Path=/a b/"c"'),
    runs("try-exec", "TryExec=true"),
    runs("try-exec-missing", "TryExec=/nonexistent"),
    runs("try-exec-folder", "TryExec="),
    entry("exec-missing"),
    entry("exec-empty", "Exec="),
    entry("exec-not-found", "Exec=nonexistent --help"),
    entry("exec-folder", "Exec=/usr"),
    entry("exec-quoting", "Exec=sh -c \"echo $HOME; `id`\" 'x y'"),
    entry("exec-field-codes", "Exec=/bin/true %f %u %i --icon=%c 50%% %z"),
    entry("exec-escapes", "Exec=/bin/true a\\\\x41b \\\\\\\\t a\\tb"),
    entry("exec-bad-word", "Exec=/bin/true \\\\\\\\q"),
    entry("exec-bad-escape", "Exec=/bin/true \\q"),
    entry("exec-home", "Exec=/bin/true ~ ~/x ~y"),
    entry("exec-program-escaped", "Exec=\\\\\\\\x74rue"),
    entry("exec-program-bad-word", "Exec=\\\\\\\\qtrue"),
    entry("exec-unbalanced", 'Exec=/bin/true "open'),
    raw("type-missing", "[Desktop Entry]\nExec=/bin/true\n"),
    raw("type-link", "[Desktop Entry]\nType=Link\nExec=/bin/true\n"),
    raw("before-section", "Type=Application\njunk\n[Desktop Entry]\nType=Application\nExec=/bin/true\n"),
    raw("section-unclosed", "[Desktop Entry\nType=Application\n"),
    raw("junk-lines", "[Desktop Entry]\njunk\n=x\nType=Application\nExec=/bin/true\n"),
    raw("continuation", "[Desktop Entry]\nType=\\\nApplication\nExec=/bin/true \\\n  a\n"),
    raw("name-percent", "[Desktop Entry]\nType=Application\nName=100%\\nnext\nExec=/bin/true\n"),
    {
      name: "not-utf8",
      bytes: concatBytes(encodeUtf8("[Desktop Entry]\nName="), new Uint8Array([0xff]), encodeUtf8("\n")),
    },
    raw("empty", ""),
  ];
}
