import { definition } from "sdfuzz/bus-match/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-bus-match", format: definition });
