import { definition } from "sdfuzz/varlink-idl/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-varlink-idl", format: definition });
