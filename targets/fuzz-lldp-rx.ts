import { definition } from "sdfuzz/lldp-rx/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-lldp-rx", format: definition });
