import { definition } from "sdfuzz/execute-serialize/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-execute-serialize", format: definition });
