import { definition } from "sdfuzz/link-parser/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-link-parser", format: definition });
