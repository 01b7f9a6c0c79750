import {
  as,
  chmod,
  chown,
  close,
  file,
  gives,
  is,
  link,
  lstat,
  open,
  rename,
  truncate,
  unlink,
  utimensat,
  write,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const user = { uid: 1000, gid: 1000 };
const written: readonly Steps[] = [
  open("w", "/f", ["O_WRONLY"]),
  write("w", "X", gives(1)),
  close("w"),
];

/** What happens to the set-ID bits of a program of lower, mode 06755, that its owner 1000 has. */
interface Row {
  readonly title: string;
  readonly steps: readonly Steps[];
  readonly mode: number;
  readonly content?: string;
  readonly uid?: number;
  readonly gid?: number;
}

const rows: readonly Row[] = [
  {
    title: "stay when it is opened for writing and nothing is written",
    steps: as(user, open("w", "/f", ["O_RDWR"]), close("w")),
    mode: 0o6755,
  },
  {
    title: "stay when its times are set",
    steps: as(user, utimensat("/f", "now", "now")),
    mode: 0o6755,
  },
  { title: "stay when it is linked", steps: [link("/f", "/l"), unlink("/l")], mode: 0o6755 },
  {
    title: "stay when it is renamed and back",
    steps: [rename("/f", "/g"), rename("/g", "/f")],
    mode: 0o6755,
  },
  {
    title: "go when its owner writes it",
    steps: as(user, written),
    mode: 0o755,
    content: "Xrogram",
  },
  {
    title: "go when its owner cuts it",
    steps: as(user, truncate("/f", 4)),
    mode: 0o755,
    content: "prog",
  },
  {
    title: "stay when one who has the capability writes it",
    steps: written,
    mode: 0o6755,
    content: "Xrogram",
  },
  {
    title: "go when its owner is changed",
    steps: [chown("/f", 1001, -1)],
    mode: 0o755,
    uid: 1001,
  },
  {
    title: "go when its group is changed by its owner",
    steps: as({ ...user, groups: [1002] }, chown("/f", -1, 1002)),
    mode: 0o755,
    gid: 1002,
  },
  {
    title: "stay when its mode is set with them",
    steps: as(user, chmod("/f", 0o6700)),
    mode: 0o6700,
  },
];

export const setIds: readonly WrittenScenario[] = rows.map((row) => {
  const { mode, content = "program", uid = 1000, gid = 1000 } = row;
  const node = is.file(content, { mode, uid, gid });
  return {
    title: `the set-ID bits of a program of lower ${row.title}`,
    cites: ["permission-model/3", "posix/chown", "non-directories/4"],
    peers: ["xfstests overlay/064"],
    needs: ["uids"],
    mount: plain,
    lowers: [[file("/f", "program"), chown("/f", 1000, 1000), chmod("/f", 0o6755)]],
    steps: [row.steps, lstat("/f", gives({ mode, uid, gid }))],
    merged: { f: node },
    upper: { f: node },
  };
});
