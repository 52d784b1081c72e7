import { definition } from "sdfuzz/dhcp-server-relay/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-dhcp-server-relay", format: definition });
