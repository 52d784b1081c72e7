import { definition } from "sdfuzz/fido-id-desc/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-fido-id-desc", format: definition });
