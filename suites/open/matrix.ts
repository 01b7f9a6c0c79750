import {
  close,
  fails,
  file,
  fstat,
  gives,
  is,
  open,
  pread,
  readFile,
  readdir,
  succeeds,
  write,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children, Node } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";
import { type Access, type Flag, type Outcome, accesses, outcomeOf, written } from "./outcome.ts";
import {
  type Target,
  before,
  finalOf,
  inUpper,
  lowerOf,
  opened,
  shown,
  targets,
  upperOf,
} from "./targets.ts";

/** Flags beside the access mode, with the last part of the name of unionmount's test of them. */
const combinations: readonly (readonly [peer: string, ...flags: readonly Flag[]])[] = [
  ["plain"],
  ["trunc", "O_TRUNC"],
  ["creat", "O_CREAT"],
  ["creat-trunc", "O_CREAT", "O_TRUNC"],
  ["creat-excl", "O_CREAT", "O_EXCL"],
  ["creat-excl-trunc", "O_CREAT", "O_EXCL", "O_TRUNC"],
  ["nofollow", "O_NOFOLLOW"],
  ["dir", "O_DIRECTORY"],
  ["dir-nofollow", "O_DIRECTORY", "O_NOFOLLOW"],
  ["dir-creat", "O_DIRECTORY", "O_CREAT"],
];

/** With a slash at the end of the path fewer of them differ. */
const slashed: readonly string[] = ["plain", "trunc", "creat", "creat-excl", "nofollow"];

function steps(
  target: Target,
  access: Access,
  flags: readonly Flag[],
  slash: boolean,
  index: number,
): readonly Steps[] {
  const outcome = outcomeOf(target, access, flags, slash);
  const path = `/${opened(index)}${slash ? "/" : ""}`;
  const last = `/${finalOf(target, index)}`;
  const all = [...access.flags, ...flags];
  const call = (want: Expectation<null>): Steps =>
    flags.includes("O_CREAT") ? open("x", path, all, 0o640, want) : open("x", path, all, want);
  if ("errno" in outcome) return [call(fails(outcome.errno))];
  if ("directory" in outcome) {
    return [
      call(succeeds),
      readdir("x", gives(Object.keys(before(target)[0] ?? {}).toSorted())),
      write("x", "W", fails("EBADF")),
      close("x"),
    ];
  }
  return [
    call(succeeds),
    fstat("x", gives({ type: "file", size: outcome.content.length })),
    pread("x", 99, 0, access.reads ? gives(outcome.content) : fails("EBADF")),
    write("x", "W", access.writes ? gives(1) : fails("EBADF")),
    close("x"),
    readFile(last, gives(written(outcome.content, access))),
  ];
}

/** The last object afterwards, in merged and in upper. */
function after(
  target: Target,
  access: Access,
  flags: readonly Flag[],
  outcome: Outcome,
): readonly [Node | undefined, Node | undefined] {
  if (!("content" in outcome)) return before(target);
  const mode = outcome.made ? 0o640 : 0o644;
  const node = is.file(written(outcome.content, access), { mode });
  const copied = access.writes || flags.includes("O_TRUNC") || outcome.made || inUpper(target);
  return [node, copied ? node : undefined];
}

/** Whether all five do the same, and what. */
function verdict(outcomes: readonly Outcome[], flags: readonly Flag[]): string {
  const errnos = new Set(outcomes.map((each) => ("errno" in each ? each.errno : undefined)));
  const [first, second] = [...errnos];
  if (errnos.size > 1)
    return `gives a descriptor for reading and is ${first ?? second} for writing`;
  if (first !== undefined) return `is ${first}`;
  if (outcomes.every((each) => "content" in each && each.made)) return "makes a file";
  return flags.includes("O_TRUNC") ? "opens and empties it" : "opens it";
}

const refusing: readonly Feature[] = ["creat_directory_refused"];

function scenario(
  target: Target,
  peer: string,
  flags: readonly Flag[],
  slash: boolean,
): WrittenScenario {
  const outcomes = accesses.map((access) => outcomeOf(target, access, flags, slash));
  const trees = accesses.map((access, index) =>
    after(target, access, flags, outcomes[index] ?? { errno: "EIO" }),
  );
  const upper = trees.flatMap(([, node], index) =>
    node === undefined ? [] : [[finalOf(target, index), node] as const],
  );
  const how = flags.length === 0 ? "an access mode alone" : flags.join(" and ");
  return {
    title: `opening ${target.word}${slash ? " with a slash" : ""} with ${how} ${verdict(outcomes, flags)}`,
    cites: cited(flags, slash),
    peers: peersOf(target, peer),
    // Until Linux 6.4 a file was made, and then refused.
    ...(flags.includes("O_CREAT") && flags.includes("O_DIRECTORY") && { needs: refusing }),
    mount: plain,
    lowers: [[file("/rest", "rest"), accesses.map((_, index) => lowerOf(target, index))]],
    upperBefore: accesses.map((_, index) => upperOf(target, index)),
    steps: accesses.map((access, index) => steps(target, access, flags, slash, index)),
    merged: Object.assign(
      { rest: "rest" },
      ...trees.map(([node], index) => shown(target, index, node)),
    ) as Children,
    upper: Object.fromEntries(upper),
  };
}

/** The module of unionmount with the same flags on the same target, where it has one. */
function peersOf({ peer: about, final }: Target, peer: string): readonly string[] {
  if (final === "dir") {
    if (peer === "plain") return [`unionmount ${about}-open`];
    if (["dir", "dir-creat"].includes(peer)) {
      return about === "dir" ? [`unionmount dir-${peer === "dir" ? "" : "weird-"}open-dir`] : [];
    }
    return peer === "nofollow" ? [] : [`unionmount ${about}-weird-open`];
  }
  return /^(?:plain|trunc|creat.*)$/.test(peer) ? [`unionmount ${about}-${peer}`] : [];
}

function cited(flags: readonly Flag[], slash: boolean): readonly string[] {
  const pages = ["O_CREAT", "O_EXCL", "O_TRUNC", "O_DIRECTORY", "O_NOFOLLOW"] as const;
  return [
    "posix/open",
    ...pages.filter((flag) => flags.includes(flag)).map((flag) => `man/open.2#${flag}`),
    ...(slash ? ["man/path_resolution.7#ENOTDIR"] : ["non-directories/3"]),
  ];
}

export const matrix: readonly WrittenScenario[] = targets.flatMap((target) =>
  combinations.flatMap(([peer, ...flags]) => [
    scenario(target, peer, flags, false),
    ...(slashed.includes(peer) ? [scenario(target, peer, flags, true)] : []),
  ]),
);
