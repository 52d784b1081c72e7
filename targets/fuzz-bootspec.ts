import { definition } from "sdfuzz/bootspec/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-bootspec", format: definition });
