import { definition } from "sdfuzz/dhcp-client/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-dhcp-client", format: definition });
