import { definition } from "sdfuzz/netdev-parser/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-netdev-parser", format: definition });
