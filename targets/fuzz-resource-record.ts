import { definition } from "sdfuzz/resource-record/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-resource-record", format: definition });
