import {
  as,
  chown,
  dir,
  fails,
  file,
  gives,
  is,
  link,
  list,
  on,
  symlink,
  whiteout,
  whiteoutAt,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

interface Refusal {
  readonly title: string;
  readonly peer: string;
  readonly steps: readonly Steps[];
}

const lower = [
  [file("/f", "f"), file("/g", "g"), dir("/d"), file("/d/in", "in"), dir("/empty")],
  [symlink("f", "/link"), symlink("none", "/dangling"), file("/gone", "gone")],
];

const refusals: readonly Refusal[] = [
  {
    title: "a directory of any layer gets no second name",
    peer: "unionmount hard-link-dir",
    steps: [
      link("/d", "/new", fails("EPERM")),
      link("/empty", "/new", fails("EPERM")),
      link("/updir", "/new", fails("EPERM")),
      link("/", "/new", fails("EPERM")),
    ],
  },
  {
    title: "a directory as the source of link is EEXIST where the new name is taken",
    peer: "unionmount hard-link-dir",
    steps: ["/d", "/empty", "/f", "/d/in", "/"].map((to) => link("/d", to, fails("EEXIST"))),
  },
  {
    title: "link onto a name that is taken is EEXIST, whatever has it",
    peer: "unionmount hard-link",
    steps: ["/g", "/f", "/up", "/d", "/empty", "/link", "/dangling", "/updir"].map((to) =>
      link("/f", to, fails("EEXIST")),
    ),
  },
  {
    title: "a new file is not linked onto a name that is taken",
    peer: "unionmount hard-link",
    steps: ["/f", "/up", "/d", "/link", "/dangling"].map((to) => link("/up", to, fails("EEXIST"))),
  },
  {
    title: "a symbolic link is not linked onto a name that is taken",
    peer: "unionmount hard-link-sym",
    steps: ["/f", "/link", "/dangling", "/d", "/up"].flatMap((to) => [
      link("/link", to, fails("EEXIST")),
      link("/dangling", to, fails("EEXIST")),
    ]),
  },
  {
    title: "what is missing or was removed gets no second name",
    peer: "unionmount hard-link",
    steps: [
      link("/none", "/new", fails("ENOENT")),
      link("/gone", "/new", fails("ENOENT")),
      link("/none", "/f", fails("ENOENT")),
      link("/none/x", "/new", fails("ENOENT")),
      link("/f/x", "/new", fails("ENOTDIR")),
    ],
  },
  {
    title: "a new name needs a directory and no slash at its end",
    peer: "pjdfstest link",
    steps: [
      link("/f", "/none/new", fails("ENOENT")),
      link("/f", "/g/new", fails("ENOTDIR")),
      link("/f", "/gone/new", fails("ENOENT")),
      link("/f", "/new/", fails("ENOENT")),
      link("/f/", "/new", fails("ENOTDIR")),
      link("/f", `/${"n".repeat(257)}`, fails("ENAMETOOLONG")),
      link("/f", "/d/..", fails("EEXIST")),
    ],
  },
];

export const refused: readonly WrittenScenario[] = [
  ...refusals.map(({ title, peer, steps }) => ({
    title,
    cites: ["posix/link", "measured/104"],
    peers: [peer],
    mount: plain,
    lowers: [lower],
    upperBefore: [file("/up", "up"), dir("/updir"), whiteoutAt("/gone")],
    steps,
    merged: {
      d: { in: "in" },
      dangling: is.symlink("none"),
      empty: {},
      f: "f",
      g: "g",
      link: is.symlink("f"),
      up: "up",
      updir: {},
    },
    upper: { gone: whiteout, up: "up", updir: {} },
  })),
  {
    title: "a user who may not write the directory makes no second name",
    cites: ["posix/link", "permission-model/6", "measured/104"],
    needs: ["uids"],
    mount: plain,
    lowers: [[file("/f", "f"), chown("/f", 1000, 1000), dir("/d"), dir("/open", 0o777)]],
    steps: [
      as(
        { uid: 1000, gid: 1000 },
        link("/f", "/d/l", fails("EACCES")),
        link("/f", "/l", fails("EACCES")),
      ),
      on("upper", list("/", gives([]))),
      as({ uid: 1000, gid: 1000 }, link("/f", "/open/l")),
    ],
    merged: {
      d: {},
      f: is.file("f", { uid: 1000, gid: 1000 }),
      open: is.dir({ l: is.file("f", { uid: 1000, gid: 1000 }) }, { mode: 0o777 }),
    },
  },
];
