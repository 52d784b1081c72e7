import type { DiagnosticTable } from "../../core/diagnostics.js";

export const udevRulesDiagnostics = {
  "udev-rules.line-too-long": {
    message: "the line, with those it continues, has {limit} bytes or more and is left out",
  },
  "udev-rules.unfinished-line": { message: "the file ends where the line is to be continued, the line is left out" },
  "udev-rules.malformed-pair": {
    message: "here no key, operator and quoted value can be read, the line is left out",
    help: 'Write KEY=="value" or KEY{attribute}="value"; comments stand on lines of their own.',
  },
  "udev-rules.unknown-key": { message: "there is no key {key}, the line is left out" },
  "udev-rules.bad-attribute": {
    message: "{key} does not go with what stands in braces, or with nothing there; the line is left out",
  },
  "udev-rules.bad-operator": {
    about: "operator",
    message: "{key} does not take the operator {operator}, the line is left out",
  },
  "udev-rules.bad-prefix": {
    message: "{key} does not take the prefix i here, the line is left out",
    help: "Only matches of values by == and != can ignore case.",
  },
  "udev-rules.operator-assumed": {
    about: "operator",
    message: "{key} does not take the operator {operator}, = is taken",
  },
  "udev-rules.empty-value": { message: "the value of {key} is empty" },
  "udev-rules.bad-substitution": {
    about: "text",
    message: "the substitution at character {offset} of {text} for {key} is not right: {reason}",
    help: "Write $$ and %% for the characters themselves.",
  },
  "udev-rules.name-unchanged": { message: "NAME=%k asks for the name that is there, the line is left out" },
  "udev-rules.name-empty": { message: "NAME= cannot take the name away, the line is left out" },
  "udev-rules.read-only-property": {
    about: "name",
    message: "the property {name} cannot be set, the line is left out",
  },
  "udev-rules.subsystem-alias": { message: "write subsystem for {value}" },
  "udev-rules.device-link": { message: "the link device may go away" },
  "udev-rules.parent-folder": { message: "the path goes up in sysfs, whose layout may change" },
  "udev-rules.bad-mode": { message: "{value} is no file mode, the line is left out" },
  "udev-rules.builtin-found": { message: "{value} is a built-in command and is run as such" },
  "udev-rules.unknown-builtin": { message: "there is no built-in command {value}, the line is left out" },
  "udev-rules.unknown-option": { message: "there is no option {value}" },
  "udev-rules.bad-link-priority": { message: "{value} is no link priority, the line is left out" },
  "udev-rules.bad-log-level": { message: "{value} is no log level, the line is left out" },
  "udev-rules.unknown-user": { about: "name", message: "nobody has the name {name}" },
  "udev-rules.unknown-group": { about: "name", message: "no group has the name {name}" },
  "udev-rules.names-not-resolved": { message: "{key} is left out: names do not become ids" },
  "udev-rules.several-gotos": {
    about: "label",
    message: "the line has a GOTO already, the one to {label} does not count",
  },
  "udev-rules.several-labels": { about: "label", message: "the line has another label, {label} does not count" },
  "udev-rules.no-effect": { message: "the line changes nothing and is left out" },
  "udev-rules.no-label": { about: "label", message: "no later rule has the label {label}, the GOTO does not count" },
  "udev-rules.no-effect-left": { message: "without its GOTO the line changes nothing, it is left out" },
  "udev-rules.result-before-program": {
    message: "RESULT is compared after PROGRAM has run, though it stands before it",
  },
  "udev-rules.duplicate": { message: "the line says the same twice" },
  "udev-rules.conflict": { message: "two matches of the line are never true together" },
  "udev-rules.style-leading-comma": { message: "style: there is a comma before the first key" },
  "udev-rules.style-trailing-comma": { message: "style: there is a comma behind the last value" },
  "udev-rules.style-no-comma": { message: "style: there is no comma between two keys" },
  "udev-rules.style-several-commas": { message: "style: there is more than one comma between two keys" },
  "udev-rules.style-space-before-comma": { message: "style: there is white space before a comma" },
  "udev-rules.style-no-space-behind-comma": { message: "style: there is no white space behind a comma" },
  "udev-rules.style-no-space": { message: "style: there is no white space between two keys" },
  "udev-rules.style-unused-label": { about: "label", message: "style: no GOTO leads to the label {label}" },
} as const satisfies DiagnosticTable;

export type UdevRulesCode = keyof typeof udevRulesDiagnostics;
