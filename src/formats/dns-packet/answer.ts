import type { DnsResourceKey, DnsResourceRecord } from "../../dns/record.js";
import { DnsClass, DnsType } from "../../dns/registry.js";
import { dataIdentity, keyIdentity } from "../../dns/resource-record.js";
import { dnsNameEqual } from "../../net/dns-name.js";
import type { DnsAnswerItem, DnsQuestionItem } from "./packet.js";

/** Aliases that are followed one after the other: longer chains are taken for a loop. Origin: RFC 1034 section 5.2.2. */
const ALIASES_MAX = 16;

/** Questions in order, equal ones once. */
export class QuestionBuilder {
  readonly #items: DnsQuestionItem[] = [];
  #seen: Set<string> | null = null;

  add(key: DnsResourceKey, wantsUnicastReply: boolean): void {
    const first = this.#items[0];
    if (first !== undefined) {
      this.#seen ??= new Set([keyIdentity(first.key)]);
      const identity = keyIdentity(key);
      if (this.#seen.has(identity)) return;
      this.#seen.add(identity);
    }
    this.#items.push({ key, wantsUnicastReply });
  }

  finish(): readonly DnsQuestionItem[] {
    return this.#items;
  }
}

interface Entry {
  record: DnsResourceRecord;
  readonly ifindex: number;
  flags: number;
}

/** Records of one key. Their data is compared only when there are several. */
interface RecordSet {
  readonly first: Entry;
  byData: Map<string, Entry> | null;
}

/**
 * Records in order, equal ones merged: the one with the higher TTL stays, the flags add up, and a signature moves to the
 * end. Origin: dns_answer_add() at 257.
 */
export class AnswerBuilder {
  readonly #entries = new Set<Entry>();
  /** By key; `null` while there is one record at most. */
  #sets: Map<string, RecordSet> | null = null;

  add(record: DnsResourceRecord, ifindex: number, flags: number): void {
    const entry: Entry = { record, ifindex, flags };
    const prior = this.#entries.size === 0 ? undefined : this.#priorTo(entry);
    if (prior === undefined) {
      this.#entries.add(entry);
      return;
    }
    if (record.ttlSec > prior.record.ttlSec) prior.record = record;
    prior.flags |= flags;
    if (record.key.type === DnsType.RRSIG) {
      this.#entries.delete(prior);
      this.#entries.add(prior);
    }
  }

  /** The entry of an equal record, or `undefined` after remembering this one. */
  #priorTo(entry: Entry): Entry | undefined {
    if (this.#sets === null) {
      const [only] = this.#entries;
      this.#sets = new Map([[keyIdentity(only!.record.key), { first: only!, byData: null }]]);
    }
    const key = keyIdentity(entry.record.key);
    const set = this.#sets.get(key);
    if (set === undefined) {
      this.#sets.set(key, { first: entry, byData: null });
      return undefined;
    }
    set.byData ??= new Map([[dataIdentity(set.first.record), set.first]]);
    const data = dataIdentity(entry.record);
    const prior = set.byData.get(data);
    if (prior === undefined) set.byData.set(data, entry);
    return prior;
  }

  finish(): readonly DnsAnswerItem[] {
    return [...this.#entries];
  }
}

/** Whether a record answers a question directly: same name, and class and type the same or asked for as ANY. */
export function keyMatchesRecord(key: DnsResourceKey, record: DnsResourceRecord): boolean {
  return (
    (key.class === record.key.class || key.class === DnsClass.ANY) &&
    (key.type === record.key.type || key.type === DnsType.ANY) &&
    dnsNameEqual(key.name, record.key.name)
  );
}

/**
 * The records of a message that answer a question: those that match it, and where there are none the CNAME record of its
 * name with what answers the question about that name, and so on for at most 16 aliases.
 */
export function answersFor(key: DnsResourceKey, answer: readonly DnsAnswerItem[]): readonly DnsResourceRecord[] {
  const found: DnsResourceRecord[] = [];
  let asked = key;
  for (let aliases = 0; aliases <= ALIASES_MAX; aliases++) {
    const direct = answer.filter((item) => keyMatchesRecord(asked, item.record));
    if (direct.length > 0) return [...found, ...direct.map((item) => item.record)];
    const aliasKey = { ...asked, type: DnsType.CNAME };
    const alias = answer.find((item) => keyMatchesRecord(aliasKey, item.record))?.record;
    if (alias?.data.kind !== "name") return found;
    found.push(alias);
    asked = { ...asked, name: alias.data.name };
  }
  return found;
}
