import type { DnsResourceKey, DnsResourceRecord } from "../../dns/record.js";
import { DnsClass, DnsType } from "../../dns/registry.js";
import { keyIdentity, recordIdentity } from "../../dns/resource-record.js";
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

/**
 * Records in order, equal ones merged: the one with the higher TTL stays, the flags add up, and a signature moves to the
 * end. Origin: dns_answer_add() at 257.
 */
export class AnswerBuilder {
  /** The only record so far: most messages have one, which then needs no identity. */
  #first: DnsAnswerItem | null = null;
  #items: Map<string, DnsAnswerItem> | null = null;

  add(record: DnsResourceRecord, ifindex: number, flags: number): void {
    const item: DnsAnswerItem = { record, ifindex, flags };
    if (this.#first === null) {
      this.#first = item;
      return;
    }
    this.#items ??= new Map([[recordIdentity(this.#first.record), this.#first]]);
    const identity = recordIdentity(record);
    const prior = this.#items.get(identity);
    if (prior === undefined) {
      this.#items.set(identity, item);
      return;
    }
    if (record.key.type === DnsType.RRSIG) this.#items.delete(identity);
    const longer = record.ttlSec > prior.record.ttlSec ? record : prior.record;
    this.#items.set(identity, { record: longer, ifindex, flags: prior.flags | flags });
  }

  finish(): readonly DnsAnswerItem[] {
    if (this.#items !== null) return [...this.#items.values()];
    return this.#first === null ? [] : [this.#first];
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
