import { chmod, gives, lchown, lstat, same, utimensat } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { type Kind, allKinds, directory, regular } from "../objects.ts";
import { type Trigger, path, triggers } from "./scene.ts";

const withMode = allKinds.filter(({ name }) => name !== "symlink");

const modeOf = (kind: Kind): number =>
  kind.name === "dir" ? 0o755 : kind.name === "file" ? 0o644 : 0o604;
const mtime = (name: string): Steps => lstat(path, gives({ mtime: same(name) }));
const set = { sec: 1_234_567_890, nsec: 123_456_789 };
const nofollow = ["AT_SYMLINK_NOFOLLOW"] as const;

const table: readonly Trigger[] = [
  {
    call: "chmod to another mode",
    cites: "posix/chmod",
    kinds: withMode,
    steps: () => [mtime("t"), chmod(path, 0o711), lstat(path, gives({ mode: 0o711 })), mtime("t")],
    copies: true,
    changed: { mode: 0o711 },
  },
  {
    call: "chmod to the mode that it has",
    cites: "measured/9",
    kinds: withMode,
    steps: (kind) => [mtime("t"), chmod(path, modeOf(kind)), mtime("t")],
    copies: true,
  },
  {
    call: "lchown to another owner",
    cites: "posix/chown",
    needs: ["uids"],
    kinds: allKinds,
    steps: () => [
      mtime("t"),
      lchown(path, 12, 34),
      lstat(path, gives({ uid: 12, gid: 34 })),
      mtime("t"),
    ],
    copies: true,
    changed: { uid: 12, gid: 34 },
  },
  {
    call: "lchown to the owner that it has",
    cites: "measured/9",
    kinds: allKinds,
    steps: () => [
      mtime("t"),
      lchown(path, 0, 0),
      lstat(path, gives({ uid: 0, gid: 0 })),
      mtime("t"),
    ],
    copies: true,
  },
  {
    call: "lchown that leaves both ids",
    cites: "posix/chown",
    kinds: [regular, directory],
    steps: () => [
      mtime("t"),
      lchown(path, -1, -1),
      lstat(path, gives({ uid: 0, gid: 0 })),
      mtime("t"),
    ],
    copies: true,
  },
  {
    call: "utimensat to a time",
    cites: "posix/utimensat",
    kinds: allKinds,
    steps: () => [
      utimensat(path, set, set, nofollow),
      lstat(path, gives({ atime: set, mtime: set })),
    ],
    // Looking at a link reads it, which sets its atime.
    observe: "end",
    copies: true,
    changed: { mtime: "1234567890.123456789" },
  },
  {
    call: "utimensat to the present",
    cites: "posix/utimensat",
    kinds: [regular, directory],
    steps: () => [utimensat(path, "now", "now"), lstat(path, gives({ uid: 0, gid: 0 }))],
    copies: true,
    changed: { mtime: "now" },
  },
  {
    call: "utimensat that leaves both times",
    cites: "posix/utimensat",
    kinds: [regular, directory],
    steps: () => [mtime("t"), utimensat(path, "omit", "omit"), mtime("t")],
    copies: false,
  },
];

/** Mode, owner and times, by path. */
export const attributes: readonly WrittenScenario[] = triggers(table);
