/**
 * Runs after `npm install` and after the build: makes the native addon of @jazzer.js/fuzzer load where the machine's C
 * library is older than the addon (docs/engine.md, "The addon"), and the program executable. Prints one line when it changed
 * the addon, or could not do something; never fails the install, because the parsers work without the addon.
 */
import { chmodSync, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const compiled = new URL("../dist/engine/addon/index.js", import.meta.url);

// npm does this when it links the program, but not where its cache says that it is linked already.
const program = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
if (existsSync(program) && process.platform !== "win32") {
  try {
    chmodSync(program, 0o755);
  } catch (error) {
    console.error(`sdfuzz: could not make ${program} executable: ${error.message}`);
  }
}

// A fresh checkout installs its dependencies before it is built; `prepare` runs this script again afterwards.
if (existsSync(fileURLToPath(compiled))) {
  const { addonFile, ensureAddon } = await import(compiled.href);
  try {
    const result = ensureAddon(addonFile());
    if (result.state === "adapted" && result.now) {
      console.log(`sdfuzz: adapted ${result.file} to the C library of this machine`);
    } else if (result.state === "unusable") {
      console.error(`sdfuzz: fuzzing will not work here, the parsers will: ${result.error.message}`);
    }
  } catch (error) {
    console.error(`sdfuzz: could not look at the fuzzing engine's addon: ${error.message}`);
  }
}
