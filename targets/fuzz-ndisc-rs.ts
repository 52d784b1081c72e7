import { definition } from "sdfuzz/ndisc-rs/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-ndisc-rs", format: definition });
