import { defineTarget } from "sdfuzz/target";
import { definition } from "sdfuzz/varlink-idl/definition";

export const { fuzz } = defineTarget({ name: "fuzz-varlink-idl", format: definition });
