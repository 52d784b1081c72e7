import { defineTarget } from "sdfuzz/target";
import { definition } from "sdfuzz/udev-database/definition";

export const { fuzz } = defineTarget({ name: "fuzz-udev-database", format: definition });
