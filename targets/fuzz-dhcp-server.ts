import { definition } from "sdfuzz/dhcp-server/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-dhcp-server", format: definition });
