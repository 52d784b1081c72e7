import { definition } from "sdfuzz/dns-packet/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-dns-packet", format: definition });
