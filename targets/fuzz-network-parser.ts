import { definition } from "sdfuzz/network-parser/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-network-parser", format: definition });
