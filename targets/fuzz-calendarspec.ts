import { definition } from "sdfuzz/calendarspec/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-calendarspec", format: definition });
