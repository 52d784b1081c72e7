import { defineTarget } from "sdfuzz/target";
import { definition } from "sdfuzz/xdg-desktop/definition";

export const { fuzz } = defineTarget({ name: "fuzz-xdg-desktop", format: definition });
