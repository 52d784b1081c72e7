import { definition } from "sdfuzz/etc-hosts/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-etc-hosts", format: definition });
