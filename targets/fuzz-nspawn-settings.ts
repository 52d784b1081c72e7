import { definition } from "sdfuzz/nspawn-settings/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-nspawn-settings", format: definition });
