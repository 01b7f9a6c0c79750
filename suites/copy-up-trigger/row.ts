import {
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  on,
  utimensat,
  whiteout,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children, DirNode } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";
import { type Changes, type Subject, oldTime } from "./subjects.ts";

/** What the directory of the object holds afterwards, beside the file `t` of lower. */
export interface Outcome {
  readonly merged: Children;
  /** Absent where nothing was copied up. */
  readonly upper?: Children;
  /** The op changed the directory itself, so that its time is a new one. */
  readonly changed?: boolean;
}

/** One op, and what becomes of objects of lower. Every row is tried in the root and two directories down. */
export interface Row {
  /** What is done, as the subject of a sentence. */
  readonly deed: string;
  readonly cites: readonly string[];
  readonly why?: string;
  readonly needs?: readonly Feature[];
  readonly to: readonly Subject[];
  /** Ops on the layer that make the object fit. */
  readonly before?: (path: string) => readonly Steps[];
  /** `folder` is the directory of the object with its slash. */
  readonly steps: (path: string, subject: Subject, folder: string) => readonly Steps[];
  readonly after: (subject: Subject) => Outcome;
}

/** The object stays where it is: nothing reaches upper. */
export const left =
  (changes?: Changes) =>
  (subject: Subject): Outcome => ({ merged: { o: subject.merged(changes) } });

/** The object is in upper, with what the op changed and all else as in lower. */
export const copied =
  (changes?: Changes) =>
  (subject: Subject): Outcome => ({
    merged: { o: subject.merged(changes) },
    upper: { o: subject.upper(changes) },
  });

const folders = ["/", "/a/b/"];
const aTime = { sec: 1_100_000_001, nsec: 500_000_000 };
const bTime = { sec: 1_100_000_002, nsec: 250_000_001 };
const aLike = { mode: 0o711, mtime: "1100000001.500000000" };

/** The directories above are copied up with their modes and times, and a new time only for what was changed in them. */
function tree(children: Children, changed = false): Children {
  const mtime = changed ? "now" : "1100000002.250000001";
  const b: DirNode = is.dir(children, { mode: 0o1777, mtime });
  return { ...children, a: is.dir({ b }, aLike) };
}

function scenario(row: Row, subject: Subject): WrittenScenario {
  const { merged, upper, changed } = row.after(subject);
  const isCopied = Object.values(upper ?? {}).some((node) => node !== whiteout);
  const [verb, where] = isCopied ? ["copies up", "of lower"] : ["leaves", "in lower"];
  const there = upper !== undefined && Object.hasOwn(upper, "o");
  return {
    title: `${row.deed} ${verb} ${subject.word} ${where}`,
    cites: row.cites,
    ...(row.why !== undefined && { why: row.why }),
    ...(row.needs !== undefined && { needs: row.needs }),
    mount: plain,
    lowers: [
      [
        dir("/a", 0o711),
        dir("/a/b", 0o1777),
        ...folders.map((folder) => [
          file(`${folder}t`, "target"),
          subject.make(`${folder}o`),
          row.before?.(`${folder}o`) ?? [],
        ]),
        utimensat("/a/b", bTime, bTime),
        utimensat("/a", aTime, aTime),
      ],
    ],
    steps: folders.map((folder) => [
      lstat(`${folder}o`, gives({ type: subject.name, mtime: oldTime })),
      row.steps(`${folder}o`, subject, folder),
      on(
        "upper",
        there ? lstat(`${folder}o`) : lstat(`${folder}o`, fails("ENOENT")),
        list("/", gives(inRoot(folder, upper))),
      ),
    ]),
    merged: tree({ t: "target", ...merged }, changed),
    upper: upper === undefined ? {} : tree(upper, changed),
  };
}

/** The names in the root of upper: `a` is there as soon as something two directories down is. */
function inRoot(folder: string, upper: Children | undefined): readonly string[] {
  const names = Object.keys(upper ?? {});
  if (upper === undefined) return [];
  return (folder === "/" ? names : [...names, "a"]).toSorted();
}

export const scenarios = (rows: readonly Row[]): readonly WrittenScenario[] =>
  rows.flatMap((row) => row.to.map((subject) => scenario(row, subject)));
