import { definition } from "sdfuzz/dhcp6-client/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-dhcp6-client", format: definition });
