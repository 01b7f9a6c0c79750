import {
  appendFile,
  chmod,
  close,
  file,
  is,
  link,
  mkdir,
  open,
  rename,
  rmdir,
  symlink,
  truncate,
  unlink,
} from "../../../harness/language/index.ts";
import type { Steps } from "../../../harness/language/construct/modifiers.ts";
import type { Errno } from "../../../harness/language/errno.ts";
import type { Expectation } from "../../../harness/language/expectation.ts";
import type { Children, Node } from "../../../harness/language/tree.ts";
import type { Kind, Thing } from "./things.ts";

/** What there is after a change: `x` where it is there still, and what has changed beside it. */
export interface After {
  readonly x?: Node;
  readonly beside?: Children;
}

/** An errno, or what comes of it. */
type Effect = Errno | ((thing: Thing) => Errno | After);

/** A change of `/x`, and what a filesystem without layers does with each kind of object. */
export interface Change {
  readonly says: string;
  readonly done: string;
  readonly before?: Steps;
  /** What `before` made, and is there still where the change is refused. */
  readonly leaves?: Children;
  readonly call: (want: Expectation<null>) => Steps;
  readonly effects: Readonly<Record<Kind, Effect>>;
}

const withContent =
  (change: (content: string) => string) =>
  ({ content = "", mode = 0o644 }: Thing): After => ({ x: is.file(change(content), { mode }) });
/** A symbolic link leads to `/rest`, which is of the bottom layer. */
const ofRest =
  (rest: Node) =>
  ({ node }: Thing): After => ({ ...(node !== undefined && { x: node }), beside: { rest } });

const gone = (): After => ({});
const moved = ({ node = "" }: Thing): After => ({ beside: { z: node } });
const swapped = ({ node = "" }: Thing): After => ({ x: "rest", beside: { rest: node } });
const both = ({ node = "" }: Thing): After => ({ x: node, beside: { z: node } });
const replaced = (): After => ({ x: "new" });

/** The one thing that layers are seen by: directories of a lower do not move unless redirects are on. */
const ifRedirecting =
  (effect: (thing: Thing) => After) =>
  (thing: Thing): Errno | After =>
    thing.marked === true ? effect(thing) : "EXDEV";

const taken: Readonly<Record<Exclude<Kind, "absent">, Errno>> = {
  file: "EEXIST",
  dir: "EEXIST",
  empty: "EEXIST",
  symlink: "EEXIST",
};
const directory = (effect: Effect) => ({ dir: effect, empty: effect });

export const changes: readonly Change[] = [
  {
    says: "writing to",
    done: "changes it",
    call: (want) => appendFile("/x", "+", want),
    effects: {
      absent: "ENOENT",
      file: withContent((content) => `${content}+`),
      ...directory("EISDIR"),
      symlink: ofRest("rest+"),
    },
  },
  {
    says: "truncating",
    done: "shortens it",
    call: (want) => truncate("/x", 1, want),
    effects: {
      absent: "ENOENT",
      file: withContent((content) => content.slice(0, 1)),
      ...directory("EISDIR"),
      symlink: ofRest("r"),
    },
  },
  {
    says: "chmod of",
    done: "changes its mode",
    call: (want) => chmod("/x", 0o700, want),
    effects: {
      absent: "ENOENT",
      file: ({ content = "" }) => ({ x: is.file(content, { mode: 0o700 }) }),
      ...directory(({ node }) => ({ x: is.dir(node as Children, { mode: 0o700 }) })),
      symlink: ofRest(is.file("rest", { mode: 0o700 })),
    },
  },
  {
    says: "unlink of",
    done: "removes it",
    call: (want) => unlink("/x", want),
    effects: { absent: "ENOENT", file: gone, ...directory("EISDIR"), symlink: gone },
  },
  {
    says: "rmdir of",
    done: "removes it",
    call: (want) => rmdir("/x", want),
    effects: {
      absent: "ENOENT",
      file: "ENOTDIR",
      dir: "ENOTEMPTY",
      empty: gone,
      symlink: "ENOTDIR",
    },
  },
  {
    says: "renaming",
    done: "moves it",
    call: (want) => rename("/x", "/z", want),
    effects: {
      absent: "ENOENT",
      file: moved,
      ...directory(ifRedirecting(moved)),
      symlink: moved,
    },
  },
  {
    says: "renaming a new file over",
    done: "puts it there",
    before: file("/new", "new"),
    leaves: { new: "new" },
    call: (want) => rename("/new", "/x", want),
    effects: { absent: replaced, file: replaced, ...directory("EISDIR"), symlink: replaced },
  },
  {
    says: "exchanging a file of the bottom layer with",
    done: "swaps them",
    call: (want) => rename("/x", "/rest", ["RENAME_EXCHANGE"], want),
    effects: {
      absent: "ENOENT",
      file: swapped,
      ...directory(ifRedirecting(swapped)),
      symlink: swapped,
    },
  },
  {
    says: "linking",
    done: "gives it a second name",
    call: (want) => link("/x", "/z", want),
    effects: { absent: "ENOENT", file: both, ...directory("EPERM"), symlink: both },
  },
  {
    says: "mkdir at",
    done: "makes an empty one",
    call: (want) => mkdir("/x", want),
    effects: { ...taken, absent: () => ({ x: {} }) },
  },
  {
    says: "open with O_EXCL at",
    done: "makes a file",
    call: (want) => [
      open("n", "/x", ["O_WRONLY", "O_CREAT", "O_EXCL"], 0o644, want),
      "fails" in want ? [] : close("n"),
    ],
    effects: { ...taken, absent: () => ({ x: "" }) },
  },
  {
    says: "symlink at",
    done: "makes one",
    call: (want) => symlink("rest", "/x", want),
    effects: { ...taken, absent: () => ({ x: is.symlink("rest") }) },
  },
];
