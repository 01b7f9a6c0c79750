import {
  by,
  chmod,
  close,
  file,
  is,
  link,
  open,
  rename,
  setxattr,
  truncate,
  unlink,
  whiteout,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";
import { lockKinds } from "./kinds.ts";

/** A change of the file, and where the file is found afterwards. */
interface Change {
  readonly word: string;
  readonly needs?: readonly Feature[];
  readonly steps: Steps;
  readonly path: string;
  readonly merged: Children;
  readonly upper?: Children;
}

const text = "0123456789";

const changes: readonly Change[] = [
  {
    word: "chmod",
    steps: chmod("/f", 0o640),
    path: "/f",
    merged: { f: is.file(text, { mode: 0o640 }) },
  },
  {
    word: "setxattr",
    needs: ["user_xattr"],
    steps: setxattr("/f", "user.k", "v"),
    path: "/f",
    merged: { f: is.file(text, { xattrs: { "user.k": "v" } }) },
  },
  { word: "truncate", steps: truncate("/f", 4), path: "/f", merged: { f: "0123" } },
  {
    word: "rename",
    steps: rename("/f", "/g"),
    path: "/g",
    merged: { g: text },
    upper: { f: whiteout, g: text },
  },
  {
    word: "link and unlink",
    // The new name is looked up anew, and only its origin leads to the inode that holds the lock.
    needs: ["origin"],
    steps: [link("/f", "/g"), unlink("/f")],
    path: "/g",
    merged: { g: text },
    upper: { f: whiteout, g: text },
  },
];

/** A lock that was taken on a lower file holds, whatever copies the file up, against another process. */
export const across: readonly WrittenScenario[] = lockKinds.flatMap((kind) =>
  changes.map(({ word, needs, steps, path, merged, upper }): WrittenScenario => ({
    title: `${kind.word} on a file of lower excludes another process after ${word} has copied it up`,
    cites: [kind.cites, "changes-to-underlying-filesystems/2", "measured/lock/1"],
    ...(kind.word === "flock" && word === "chmod" && { peers: ["xfstests overlay/028"] }),
    ...(needs && { needs }),
    mount: plain,
    observe: "end",
    lowers: [[file("/f", text)]],
    steps: [
      open("r", "/f", ["O_RDONLY"]),
      kind.share("r"),
      steps,
      by("other", open("w", path, ["O_RDWR"]), kind.refused("w")),
      kind.release("r"),
      by("other", kind.exclude("w"), close("w")),
    ],
    merged,
    upper: upper ?? merged,
  })),
);
