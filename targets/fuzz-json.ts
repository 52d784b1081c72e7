import { definition } from "sdfuzz/json/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-json", format: definition });
