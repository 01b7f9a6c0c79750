import {
  at,
  close,
  dir,
  fails,
  fchmod,
  file,
  fstat,
  gives,
  oneOf,
  open,
  openat2,
  read,
  readlink,
  succeeds,
  symlink,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";
import {
  type Target,
  before,
  finalOf,
  lowerOf,
  opened,
  shown,
  targets,
  upperOf,
} from "./targets.ts";

const typeOf = ({ final }: Target): "file" | "dir" => (final === "dir" ? "dir" : "file");

/** Descriptors that stand for a place: they open nothing, and copy nothing up. */
const byPath = (target: Target): WrittenScenario => {
  const path = `/${opened(0)}`;
  const there = target.final !== "absent";
  const [merged, upper] = before(target);
  return {
    title: `O_PATH ${there ? "stands for" : "finds nothing at"} ${target.word}, and with O_NOFOLLOW ${target.links > 0 ? "for the link" : "for the same"}`,
    cites: ["man/open.2#O_PATH", "man/open.2#O_NOFOLLOW"],
    mount: plain,
    lowers: [[file("/rest", "rest"), lowerOf(target, 0)]],
    upperBefore: upperOf(target, 0),
    steps: [
      there
        ? [
            open("p", path, ["O_PATH"]),
            fstat("p", gives({ type: typeOf(target) })),
            read("p", 1, fails("EBADF")),
            fchmod("p", 0o777, fails("EBADF")),
            close("p"),
          ]
        : open("p", path, ["O_PATH"], fails("ENOENT")),
      open(
        "p",
        `${path}/`,
        ["O_PATH"],
        there ? (target.final === "dir" ? succeeds : fails("ENOTDIR")) : fails("ENOENT"),
      ),
      target.links > 0
        ? [
            open("l", path, ["O_PATH", "O_NOFOLLOW"]),
            fstat("l", gives({ type: "symlink" })),
            readlink(at("l", ""), gives(target.links === 2 ? "m0" : finalOf(target, 0))),
            open("l", path, ["O_PATH", "O_NOFOLLOW", "O_DIRECTORY"], fails("ENOTDIR")),
          ]
        : open("l", path, ["O_PATH", "O_NOFOLLOW"], there ? succeeds : fails("ENOENT")),
    ],
    merged: { rest: "rest", ...shown(target, 0, merged) },
    upper: upper === undefined ? {} : { [finalOf(target, 0)]: upper },
  };
};

const scene = [
  [dir("/d"), dir("/d/e"), file("/d/f", "f"), file("/top", "top")],
  [symlink("f", "/d/beside"), symlink("../top", "/d/above"), symlink("/top", "/d/absolute")],
];

/** A rename or a mount anywhere on the machine meanwhile makes a way through `..` uncertain. */
const unraced = oneOf(succeeds, fails("EAGAIN"));

interface Resolved {
  readonly title: string;
  readonly steps: readonly Steps[];
}

/** openat2(2): how far a path may lead. */
const resolved: readonly Resolved[] = [
  {
    title: "openat2 with RESOLVE_NO_SYMLINKS follows none, on the way or at its end",
    steps: [
      openat2("x", "/d/beside", ["O_RDONLY"], 0, ["RESOLVE_NO_SYMLINKS"], fails("ELOOP")),
      openat2("x", "/d/f", ["O_RDONLY"], 0, ["RESOLVE_NO_SYMLINKS"]),
    ],
  },
  {
    title: "openat2 with RESOLVE_BENEATH stays below its directory",
    steps: [
      open("d", "/d", ["O_PATH", "O_DIRECTORY"]),
      openat2("x", at("d", "beside"), ["O_RDONLY"], 0, ["RESOLVE_BENEATH"]),
      openat2("x", at("d", "above"), ["O_RDONLY"], 0, ["RESOLVE_BENEATH"], fails("EXDEV")),
      openat2("x", at("d", "absolute"), ["O_RDONLY"], 0, ["RESOLVE_BENEATH"], fails("EXDEV")),
      openat2("x", at("d", "e/../f"), ["O_RDONLY"], 0, ["RESOLVE_BENEATH"], unraced),
      openat2("x", at("d", "../top"), ["O_RDONLY"], 0, ["RESOLVE_BENEATH"], fails("EXDEV")),
    ],
  },
  {
    title: "openat2 with RESOLVE_IN_ROOT takes its directory for the root",
    steps: [
      open("d", "/d", ["O_PATH", "O_DIRECTORY"]),
      openat2("x", at("d", "/f"), ["O_RDONLY"], 0, ["RESOLVE_IN_ROOT"]),
      read("x", 9, gives("f")),
      openat2("x", at("d", "absolute"), ["O_RDONLY"], 0, ["RESOLVE_IN_ROOT"], fails("ENOENT")),
      openat2("x", at("d", "../../f"), ["O_RDONLY"], 0, ["RESOLVE_IN_ROOT"], unraced),
    ],
  },
  {
    title: "openat2 with RESOLVE_NO_XDEV sees one mount, whatever the layers are",
    steps: [
      openat2("x", "/d/f", ["O_RDONLY"], 0, ["RESOLVE_NO_XDEV"]),
      openat2("x", "/d/above", ["O_RDONLY"], 0, ["RESOLVE_NO_XDEV"]),
      openat2("x", "/up/f", ["O_RDONLY"], 0, ["RESOLVE_NO_XDEV"]),
    ],
  },
  {
    title: "openat2 refuses flags that open ignores",
    steps: [
      openat2("x", "/d/f", ["O_RDONLY"], 0o644, fails("EINVAL")),
      openat2("x", "/d/f", ["O_PATH", "O_TRUNC"], 0, fails("EINVAL")),
      openat2(
        "x",
        "/d/f",
        ["O_RDONLY"],
        0,
        ["RESOLVE_BENEATH", "RESOLVE_IN_ROOT"],
        fails("EINVAL"),
      ),
    ],
  },
];

export const places: readonly WrittenScenario[] = [
  ...targets.map(byPath),
  ...resolved.map(({ title, steps }) => ({
    title,
    cites: ["man/openat2.2#resolve"],
    bugs: ["https://github.com/multikernel/sandlock/pull/206"],
    mount: plain,
    lowers: [scene],
    upperBefore: [dir("/up"), file("/up/f", "f")],
    steps,
    upper: { up: { f: "f" } },
  })),
];
