import { defineTarget } from "sdfuzz/target";
import { definition } from "sdfuzz/varlink/definition";

export const { fuzz } = defineTarget({ name: "fuzz-varlink", format: definition });
