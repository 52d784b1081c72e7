import { definition } from "sdfuzz/catalog/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-catalog", format: definition });
