import { definition } from "sdfuzz/journald-stream/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-journald-stream", format: definition });
