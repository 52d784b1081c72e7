import { definition } from "sdfuzz/journal-remote/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-journal-remote", format: definition });
