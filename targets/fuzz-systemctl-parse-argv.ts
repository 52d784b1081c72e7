import { definition } from "sdfuzz/systemctl-parse-argv/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-systemctl-parse-argv", format: definition });
