import { MessageType } from "../../dbus/types.js";
import { keyNames, keyRows, MatchKey } from "./keys.js";
import { fits, type MatchTarget } from "./match.js";
import type { MatchComponent } from "./parse.js";

const LEVEL = "  ";
const ONE = 1;
/** Stands where a compare node has its key. */
const LEAF = -1;
/** Values of one key from which on they get a map. */
const MANY = 8;

/** A rule that ends at a place in the tree. */
interface Leaf<T> {
  readonly key: typeof LEAF;
  readonly payload: T;
  readonly older: Child<T> | null;
}

/** The rules that go on with one key. */
interface CompareNode<T> {
  readonly key: number;
  readonly older: Child<T> | null;
  readonly olderCompare: CompareNode<T> | null;
  newestValue: ValueNode<T> | null;
  count: number;
  /** The values by what they are, once there are many. */
  index: Map<string, ValueNode<T>> | null;
}

type Child<T> = Leaf<T> | CompareNode<T>;

/** A place in the tree: the root, or a value of a key. */
interface ValueNode<T> {
  readonly raw: string;
  readonly older: ValueNode<T> | null;
  newest: Child<T> | null;
  /** The newest of the children that are no leaves. */
  newestCompare: CompareNode<T> | null;
}

const isLeaf = <T>(node: Child<T>): node is Leaf<T> => node.key === LEAF;

function compareNode<T>(parent: ValueNode<T>, key: number): CompareNode<T> {
  for (let node = parent.newestCompare; node !== null; node = node.olderCompare) if (node.key === key) return node;
  const { newest, newestCompare } = parent;
  const added = { key, older: newest, olderCompare: newestCompare, newestValue: null, count: 0, index: null };
  parent.newest = added;
  parent.newestCompare = added;
  return added;
}

function findValue<T>(parent: CompareNode<T>, raw: string): ValueNode<T> | undefined {
  if (parent.index !== null) return parent.index.get(raw);
  for (let node = parent.newestValue; node !== null; node = node.older) if (node.raw === raw) return node;
  return undefined;
}

function valueNode<T>(parent: CompareNode<T>, raw: string): ValueNode<T> {
  const known = findValue(parent, raw);
  if (known !== undefined) return known;
  const added: ValueNode<T> = { raw, older: parent.newestValue, newest: null, newestCompare: null };
  parent.newestValue = added;
  parent.count++;
  parent.index?.set(raw, added);
  if (parent.count === MANY) parent.index = new Map(valuesOf(parent).map((node) => [node.raw, node]));
  return added;
}

/** The values of a key, newest first. */
function valuesOf<T>(parent: CompareNode<T>): ValueNode<T>[] {
  const values: ValueNode<T>[] = [];
  for (let node = parent.newestValue; node !== null; node = node.older) values.push(node);
  return values;
}

/**
 * Rules that share the components they start with, so that a message is compared with each of those once.
 *
 * Newer rules come first, in dumps as in matching. Keys whose values systemd keeps in a hash table have them in the order of their
 * lines in the dump, because systemd has none. Origin: `bus_match_add`, `bus_match_run`, `bus_match_dump`.
 */
export class MatchTree<T = undefined> {
  readonly #root: ValueNode<T> = { raw: "", older: null, newest: null, newestCompare: null };
  #size = 0;

  /** Number of rules. */
  get size(): number {
    return this.#size;
  }

  /** Adds a rule, given by its components as {@link parseMatch} sorts them; the same rule may be there many times. */
  add(components: readonly MatchComponent[], payload: T): void {
    let node = this.#root;
    for (let i = 0; i < components.length; i++) {
      const { key, raw } = components[i]!;
      node = valueNode(compareNode(node, key), raw);
    }
    node.newest = { key: LEAF, payload, older: node.newest };
    this.#size++;
  }

  /** Payloads of the rules that a message matches, each once; rules of one `argNhas` in the order of the message's values. */
  match(target: MatchTarget): readonly T[] {
    const found: T[] = [];
    collect(this.#root, target, found);
    return found;
  }

  /** The tree as text, one line a node, values with one code unit a byte. */
  dump(): string {
    return `[root] root\n${dumpChildren(this.#root, ONE)}`;
  }
}

function collect<T>(parent: ValueNode<T>, target: MatchTarget, found: T[]): void {
  for (let child = parent.newest; child !== null; child = child.older) {
    if (isLeaf(child)) found.push(child.payload);
    else for (const node of fittingValues(child, target)) collect(node, target, found);
  }
}

function fittingValues<T>(parent: CompareNode<T>, target: MatchTarget): ValueNode<T>[] {
  const texts = target.texts(parent.key);
  if (!keyRows[parent.key]!.hashed) return valuesOf(parent).filter((node) => fits(parent.key, node.raw, texts));
  return [...new Set(texts)].flatMap((text) => findValue(parent, text) ?? []);
}

const keyLines = keyNames.map((name) => `[${name}]\n`);
const spaces: string[] = [];

function indent(level: number): string {
  for (let known = spaces.length; known <= level; known++) spaces.push(LEVEL.repeat(known));
  return spaces[level]!;
}

/** How a value stands in a dump: message types by number. */
const shownValue = (key: number, raw: string): string =>
  key === MatchKey.type ? String(MessageType[raw as keyof typeof MessageType]) : raw;

function dumpChildren<T>({ newest }: ValueNode<T>, level: number): string {
  let text = "";
  for (let child = newest; child !== null; child = child.older) {
    text += indent(level);
    text += isLeaf(child) ? "[leaf] leaf\n" : keyLines[child.key]! + dumpValues(child, level + ONE);
  }
  return text;
}

function dumpValues<T>(parent: CompareNode<T>, level: number): string {
  const { key, count, newestValue } = parent;
  if (count === ONE) return dumpValue(key, newestValue!, level);
  const nodes = valuesOf(parent);
  if (keyRows[key]!.hashed) nodes.sort((a, b) => (shownLine(key, a) < shownLine(key, b) ? -1 : 1));
  let text = "";
  for (let i = 0; i < nodes.length; i++) text += dumpValue(key, nodes[i]!, level);
  return text;
}

const shownLine = <T>(key: number, { raw }: ValueNode<T>): string => `${shownValue(key, raw)}>`;

const dumpValue = <T>(key: number, node: ValueNode<T>, level: number): string =>
  `${indent(level)}[value] <${shownValue(key, node.raw)}>\n${dumpChildren(node, level + ONE)}`;
