import { latin1 } from "../../../core/utf8.js";
import type { Binding, Bindings } from "../../../directives/assignment.js";
import { bpfCgroupAttachType } from "../../../directives/enums.js";
import { ListIndex } from "../../../directives/list-index.js";
import { nftSets } from "../../../directives/nft-set.js";
import { parseSocketBindRule } from "../../../directives/socket-bind.js";
import { bool } from "../../../directives/values.js";
import { addressSetOf } from "../../../net/address-sets.js";
import { type InAddrPrefix, maskInAddr, parseInAddrPrefix } from "../../../net/in-addr-prefix.js";
import { EnumTable } from "../../../text/enum-table.js";
import { Extract, WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { IfnameKind, isIfnameValid } from "../../../text/names.js";
import type { UnitAssignment } from "../unit.js";
import { resolvePath } from "../values.js";
import type { BpfProgram, CGroupSettings } from "./settings.js";

type CGroupBinding = Binding<CGroupSettings, UnitAssignment>;

const masked = ({ address, prefixLength }: InAddrPrefix): InAddrPrefix => ({
  address: maskInAddr(address, prefixLength),
  prefixLength,
});

const prefixKey = ({ address, prefixLength }: InAddrPrefix): string => `${prefixLength} ${latin1(address)}`;
const knownPrefixes = new ListIndex<InAddrPrefix>(prefixKey);
const knownPaths = new ListIndex<string>((path) => path);

/** Address prefixes and names of {@link addressSetOf}; each is kept once. Origin: config_parse_in_addr_prefixes() at 257. */
function addressPrefixes(field: "ipAddressAllow" | "ipAddressDeny"): CGroupBinding {
  return (settings, value, at) => {
    if (value === "") {
      settings[field] = [];
      return undefined;
    }
    const list = settings[field];
    const words = new WordReader(value);
    for (;;) {
      const word = words.next(WHITESPACE, 0);
      if (words.failed) return at.warn("value.bad-syntax", value);
      if (word === null) return undefined;
      const named = addressSetOf(word);
      const parsed = named === undefined ? parseInAddrPrefix(word) : null;
      if (typeof parsed === "string") {
        at.warn("unit-file.not-address-prefix", word);
        continue;
      }
      for (const entry of named ?? (parsed === null ? [] : [masked(parsed)])) {
        if (knownPrefixes.find(list, prefixKey(entry)) < 0) list.push(entry);
      }
    }
  };
}

/** Path of a pinned BPF program, taken whole; each is kept once. Origin: config_parse_ip_filter_bpf_progs() at 257. */
function filterPath(field: "ipIngressFilterPaths" | "ipEgressFilterPaths"): CGroupBinding {
  return (settings, value, at) => {
    if (value === "") {
      settings[field] = [];
      return undefined;
    }
    const path = resolvePath(at, value);
    if (path !== null && knownPaths.find(settings[field], path) < 0) settings[field].push(path);
    return undefined;
  };
}

/** Points that a BPF program can be attached to. */
const attachTypes = new EnumTable(bpfCgroupAttachType);

/** `type:path`. Origin: config_parse_bpf_foreign_program() at 257. */
const bpfProgram: CGroupBinding = (settings, value, at) => {
  if (value === "") {
    settings.bpfPrograms = [];
    return undefined;
  }
  const words = new WordReader(value);
  const attachType = words.next(":", 0);
  if (attachType === null || words.restIsEmpty) return at.warn("unit-file.bad-bpf-program", value);
  if (!attachTypes.has(attachType)) return at.warn("unit-file.bad-bpf-program", value);
  const path = resolvePath(at, words.rest);
  if (path === null) return undefined;
  const program: BpfProgram = { attachType, path };
  settings.bpfPrograms.push(program);
  return undefined;
};

function socketBind(field: "socketBindAllow" | "socketBindDeny"): CGroupBinding {
  return (settings, value, at) => {
    if (value === "") {
      settings[field] = [];
      return undefined;
    }
    const rule = parseSocketBindRule(value);
    if (typeof rule === "string") return at.warn("unit-file.bad-socket-bind", value);
    settings[field].push(rule);
    return undefined;
  };
}

/** Interface names, those after a first `~` to be denied. Origin: config_parse_restrict_network_interfaces() at 257. */
const restrictNetworkInterfaces: CGroupBinding = (settings, value, at) => {
  const names = settings.restrictNetworkInterfaces;
  if (value === "") {
    names.clear();
    settings.restrictNetworkInterfacesAllow = false;
    return undefined;
  }
  const inverted = value.startsWith("~");
  if (names.size === 0) settings.restrictNetworkInterfacesAllow = !inverted;
  const adds = settings.restrictNetworkInterfacesAllow === !inverted;
  const words = new WordReader(value, inverted ? 1 : 0);
  for (;;) {
    const word = words.next(WHITESPACE, Extract.UNQUOTE);
    if (words.failed) return at.warn("value.bad-syntax", value);
    if (word === null) return undefined;
    if (!isIfnameValid(word, IfnameKind.ALTERNATIVE)) at.warn("unit-file.bad-interface-name", word);
    else if (adds) names.add(word);
    else names.delete(word);
  }
};

/** Directives about what network access the processes of a unit have. */
export const cgroupNetworkBindings: Bindings<CGroupSettings, UnitAssignment> = {
  IPAccounting: bool("ipAccounting"),
  IPAddressAllow: addressPrefixes("ipAddressAllow"),
  IPAddressDeny: addressPrefixes("ipAddressDeny"),
  IPIngressFilterPath: filterPath("ipIngressFilterPaths"),
  IPEgressFilterPath: filterPath("ipEgressFilterPaths"),
  BPFProgram: bpfProgram,
  SocketBindAllow: socketBind("socketBindAllow"),
  SocketBindDeny: socketBind("socketBindDeny"),
  RestrictNetworkInterfaces: restrictNetworkInterfaces,
  NFTSet: nftSets("nftSets", ["cgroup", "user", "group"]),
};
