import { definition } from "sdfuzz/journald-syslog/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-journald-syslog", format: definition });
