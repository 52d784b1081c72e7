import { definition } from "sdfuzz/journald-audit/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-journald-audit", format: definition });
