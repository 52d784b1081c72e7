import { defineTarget } from "sdfuzz/target";
import { definition } from "sdfuzz/udev-rules/definition";

export const { fuzz } = defineTarget({ name: "fuzz-udev-rules", format: definition });
