import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type MatchComponent,
  MatchRefusal,
  MatchTarget,
  MatchTree,
  matches,
  parse,
} from "../../../src/formats/bus-match/index.js";
import { BusVariant, createMessage, type MessageInit } from "../../../src/formats/bus-message/index.js";

const components = (rule: string): readonly MatchComponent[] => {
  const parsed = parse(rule);
  if (parsed instanceof MatchRefusal) throw new Error(`${rule}: ${parsed.fault}`);
  return parsed;
};

const signal: MessageInit = {
  type: "signal",
  cookie: 1,
  sender: ":1.5",
  destination: ":1.6",
  path: "/org/example/Obj",
  interface: "org.example.Iface",
  member: "Changed",
  signature: "ssasiav",
  values: ["org.example.Näme", "/a/b/", ["x", "y", "x"], 7, [new BusVariant("s", "z")]],
};

const target = new MatchTarget(createMessage(signal), ["org.example.Svc"]);

describe("matches", () => {
  it.each([
    ["", true],
    ["type=signal", true],
    ["type=error", false],
    ["sender=:1.5", true],
    ["sender=org.example.Svc", true],
    ["sender=org.example.Other", false],
    ["destination=:1.6", true],
    ["interface=org.example.Iface", true],
    ["member=Changed,path=/org/example/Obj", true],
    ["member=Changed,path=/org/example", false],
    ["path_namespace=/org/example", true],
    ["path_namespace=/org/exam", false],
    ["path_namespace=/", true],
    ["arg0='org.example.Näme'", true],
    ["arg0=org", false],
    ["arg0namespace=org.example", true],
    ["arg0namespace=org.exam", false],
    ["arg1path=/a/b/c", true],
    ["arg1path=/a/", true],
    ["arg1path=/a/b", false],
    ["arg1=/a/b/", true],
    ["arg2has=y", true],
    ["arg2has=z", false],
    ["arg2=x", false],
    ["arg0has=org.example.Näme", false],
    ["arg3=7", false],
    ["arg4has=z", false],
    ["arg9=x", false],
  ])("%j: %s", (rule, expected) => expect(matches(components(rule), target)).toBe(expected));

  it("sees nothing that the message lacks", () => {
    const reply = new MatchTarget(createMessage({ type: "method_return", cookie: 1, replyCookie: 1 }));
    for (const key of [
      "sender",
      "path",
      "path_namespace",
      "interface",
      "arg0",
      "arg0has",
      "arg0path",
      "arg0namespace",
    ]) {
      expect(matches(components(`${key}=`), reply)).toBe(false);
    }
    expect(matches(components("type=method_return"), reply)).toBe(true);
  });

  it("sees arguments up to the first that cannot be read", () => {
    const message = { ...createMessage({ ...signal, signature: "s", values: ["a"] }), signature: "sus" };
    expect(matches(components("arg0=a"), new MatchTarget(message))).toBe(true);
    expect(matches(components("arg2="), new MatchTarget(message))).toBe(false);
  });
});

describe("MatchTree", () => {
  it("finds each matching rule once, newest first, those of one argNhas in the order of the message", () => {
    const tree = new MatchTree<string>();
    for (const rule of ["type=signal", "", "arg2has=x", "member=Other", "type=signal,member=Changed", "arg2has=y"]) {
      tree.add(components(rule), rule);
    }
    expect(tree.match(target)).toEqual(["arg2has=x", "arg2has=y", "", "type=signal,member=Changed", "type=signal"]);
    expect(tree.size).toBe(6);
  });

  it("finds what comparing with every rule alone finds", () => {
    const component = fc.constantFrom(
      "type=signal",
      "type=error",
      "sender=:1.5",
      "sender=org.example.Svc",
      "destination=:1.7",
      "member=Changed",
      "path=/org/example/Obj",
      "path_namespace=/org",
      "path_namespace=/com",
      "arg0=a",
      "arg0namespace=org",
      "arg1path=/a/",
      "arg1path=/c/",
      "arg2has=x",
      "arg2has=y",
      "arg2has=q",
    );
    const rule = fc.uniqueArray(component, { maxLength: 4, selector: (text) => text.slice(0, text.indexOf("=")) });
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 12 }), (rules) => {
        const tree = new MatchTree<number>();
        for (const [index, parts] of rules.entries()) tree.add(components(parts.join(",")), index);
        const alone = rules.flatMap((parts, index) => (matches(components(parts.join(",")), target) ? [index] : []));
        expect([...tree.match(target)].sort((a, b) => a - b)).toEqual(alone);
      }),
    );
  });

  it("dumps lists newest first and hash tables sorted", () => {
    const tree = new MatchTree();
    for (const rule of [
      "sender=a",
      "sender=b",
      "arg0=b",
      "arg0=a",
      "arg0=ab",
      "",
      "type=method_return",
      "type=error",
    ]) {
      tree.add(components(rule), undefined);
    }
    expect(tree.dump().replace(/^ *\[leaf\] leaf\n/gm, "")).toBe(
      [
        "[root] root",
        "  [type]",
        "    [value] <2>",
        "    [value] <3>",
        "  [arg0]",
        "    [value] <a>",
        "    [value] <ab>",
        "    [value] <b>",
        "  [sender]",
        "    [value] <b>",
        "    [value] <a>",
        "",
      ].join("\n"),
    );
  });

  it("keeps its values apart however many there are", () => {
    const tree = new MatchTree<number>();
    const names = Array.from({ length: 40 }, (_, index) => `name${index % 20}`);
    for (const [index, name] of names.entries()) tree.add(components(`member=${name}`), index);
    const message = new MatchTarget(createMessage({ ...signal, member: "name7" }));
    expect(tree.match(message)).toEqual([27, 7]);
  });

  it("adds and dumps 30,000 rules in time that grows with their number", () => {
    const tree = new MatchTree();
    const empty = components("");
    for (let i = 0; i < 30_000; i++) tree.add(i % 2 === 0 ? empty : components(`arg${i % 64}path=${i}`), undefined);
    expect(tree.dump().split("[leaf]")).toHaveLength(30_001);
  });
});
