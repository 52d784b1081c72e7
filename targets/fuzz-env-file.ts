import { definition } from "sdfuzz/env-file/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-env-file", format: definition });
