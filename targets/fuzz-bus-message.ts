import { definition } from "sdfuzz/bus-message/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-bus-message", format: definition });
