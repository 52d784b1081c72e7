import { definition } from "sdfuzz/journald-kmsg/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-journald-kmsg", format: definition });
