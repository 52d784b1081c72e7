import { Severity } from "../../core/diagnostics.js";
import { cgroupController } from "../../directives/enums.js";
import { formatSocketBindRule, parseSocketBindRule } from "../../directives/socket-bind.js";
import { formatInAddrPrefix, maskInAddr, parseInAddrPrefix } from "../../net/in-addr-prefix.js";
import { readWords, splitWords, WordReader } from "../../text/extract-word.js";
import { isErrno, safeAtou } from "../../text/numbers.js";
import { isPathAbsolute, isPathNormalized } from "../../text/path.js";
import type { CGroupBlock, Controller } from "./model.js";
import type { Row } from "./rows.js";

type CGroupRow = Row<CGroupBlock>;

const NONE = 0;

/** Names of controllers; what is none does not count, and no controller is not written. */
export const controllers = (key: string, field: "disableControllers" | "delegateControllers"): CGroupRow => ({
  key,
  read(cgroup, value) {
    const words = splitWords(value);
    if (words === null) return "EINVAL";
    const named = new Set(words);
    cgroup[field] = cgroupController.filter((controller: Controller) => named.has(controller));
    return undefined;
  },
  write(cgroup, put) {
    if (cgroup[field].length > NONE) put(cgroup[field].join(" "));
    return undefined;
  },
});

/** `address[/length]` without the bits behind the prefix; each is kept once. */
export const addressPrefixes = (key: string, field: "ipAddressAllow" | "ipAddressDeny"): CGroupRow => ({
  key,
  read(cgroup, value) {
    const prefix = parseInAddrPrefix(value);
    if (typeof prefix === "string") return prefix === "ENOANO" ? "EINVAL" : prefix;
    const { prefixLength } = prefix;
    const masked = { address: maskInAddr(prefix.address, prefixLength), prefixLength };
    cgroup[field].set(formatInAddrPrefix(masked), masked);
    return undefined;
  },
  write(cgroup, put) {
    for (const written of cgroup[field].keys()) put(written);
    return undefined;
  },
});

/** `number path` of a pinned program and what it is attached to. */
export const bpfPrograms: CGroupRow = {
  key: "bpf-program",
  read(cgroup, value, log) {
    const parts = readWords(new WordReader(value), 2, " ", 0);
    if (parts === null) return "EINVAL";
    const [typeText, path] = parts;
    if (typeText == null || path == null) return "EINVAL";
    const attachType = safeAtou(typeText);
    if (isErrno(attachType)) return attachType;
    if (!isPathNormalized(path) || !isPathAbsolute(path)) {
      log.report(Severity.err, "execute-serialize.path-not-normalized", { value: path });
      return "EINVAL";
    }
    cgroup.bpfPrograms.push({ attachType, path });
    return undefined;
  },
  write(cgroup, put) {
    for (const { attachType, path } of cgroup.bpfPrograms.toReversed()) put(`${attachType} ${path}`);
    return undefined;
  },
};

/** `[family:][protocol:]ports`. */
export const socketBind = (key: string, field: "socketBindAllow" | "socketBindDeny"): CGroupRow => ({
  key,
  read(cgroup, value) {
    const rule = parseSocketBindRule(value);
    if (typeof rule === "string") return rule;
    cgroup[field].push(rule);
    return undefined;
  },
  write(cgroup, put) {
    for (const rule of cgroup[field].toReversed()) put(formatSocketBindRule(rule));
    return undefined;
  },
});
