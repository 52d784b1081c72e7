import { definition } from "sdfuzz/journald-native-fd/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-journald-native-fd", format: definition });
