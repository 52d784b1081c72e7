import { definition } from "sdfuzz/manager-serialize/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-manager-serialize", format: definition });
