import { defineTarget } from "sdfuzz/target";
import { definition } from "sdfuzz/unit-file/definition";

export const { fuzz } = defineTarget({ name: "fuzz-unit-file", format: definition });
