import { definition } from "sdfuzz/nspawn-oci/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-nspawn-oci", format: definition });
