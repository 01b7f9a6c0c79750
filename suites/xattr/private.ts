import {
  chmod,
  contains,
  dir,
  fails,
  file,
  getxattr,
  gives,
  is,
  list,
  listxattr,
  on,
  remount,
  removexattr,
  setxattr,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";
import { bugs, hidden, own, peers } from "./own-namespace.ts";

/** Marks of the overlay itself, which nobody sees, and names that only look like them. */
export const privates: readonly WrittenScenario[] = own.flatMap(({ space, mount, needs }) => {
  const mark = (name: string): string => `${space}.overlay.${name}`;
  const base = { needs, mount, peers, bugs };
  return [
    {
      title: `marks of a lower directory are not listed and not read (${space})`,
      cites: ["nesting/1", "measured/84"],
      ...base,
      peers: ["xfstests overlay/011"],
      lowers: [
        [dir("/d"), setxattr("/d", mark("opaque"), "y"), setxattr("/d", "user.k", "v")],
        [dir("/d")],
      ],
      steps: [
        listxattr("/d", gives(["user.k"])),
        getxattr("/d", mark("opaque"), fails("ENODATA")),
        getxattr("/d", "user.k", gives("v")),
      ],
      merged: { d: is.dir({}, { xattrs: { "user.k": "v" } }) },
      needs: [...needs, "user_xattr" as const],
    },
    {
      title: `marks of an upper file are not listed and not read (${space})`,
      cites: ["nesting/1", "measured/84"],
      ...base,
      lowers: [file("/f", "f")],
      steps: [
        chmod("/f", 0o600),
        on("upper", setxattr("/f", mark("foo"), "1")),
        listxattr("/f", gives([])),
        getxattr("/f", mark("foo"), hidden),
        removexattr("/f", mark("foo"), hidden),
        on("upper", getxattr("/f", mark("foo"), gives("1"))),
      ],
    },
    {
      title: `a mark set through the mount is payload and changes nothing (${space})`,
      cites: ["nesting/2"],
      ...base,
      needs: [...needs, "escaped_xattrs" as const],
      lowers: [[dir("/d"), file("/d/low")]],
      steps: [
        setxattr("/d", mark("opaque"), "y"),
        listxattr("/d", gives([mark("opaque")])),
        list("/d", gives(["low"])),
        remount(),
        list("/d", gives(["low"])),
        getxattr("/d", mark("opaque"), gives("y")),
      ],
      merged: { d: contains({ low: "" }, { marks: { opaque: "y" } }) },
      upper: { d: is.dir({}, { marks: { "overlay.opaque": "y" } }) },
    },
    {
      title: `a name that begins like a mark and has no dot is an ordinary one (${space})`,
      cites: ["nesting/2", "measured/84"],
      ...base,
      needs: [...needs, "escaped_xattrs" as const],
      lowers: [file("/f", "f")],
      steps: [
        setxattr("/f", `${space}.overlayxxx`, "1"),
        setxattr("/f", `${space}.overlay`, "2"),
        getxattr("/f", `${space}.overlayxxx`, gives("1")),
        listxattr("/f", gives([`${space}.overlay`, `${space}.overlayxxx`])),
        on("upper", getxattr("/f", `${space}.overlayxxx`, gives("1"))),
      ],
      merged: {
        f: is.file("f", { xattrs: { [`${space}.overlay`]: "2", [`${space}.overlayxxx`]: "1" } }),
      },
      upper: {
        f: is.file("f", { xattrs: { [`${space}.overlay`]: "2", [`${space}.overlayxxx`]: "1" } }),
      },
    },
    {
      title: `a list of attributes needs room for the marks that it leaves out (${space})`,
      cites: ["measured/84", "man/listxattr.2#ERANGE"],
      ...base,
      needs: [...needs, "user_xattr" as const],
      lowers: [[file("/f", "f"), setxattr("/f", "user.k", "v"), setxattr("/f", mark("foo"), "1")]],
      steps: [
        listxattr("/f", "user.k".length + 1, fails("ERANGE")),
        listxattr("/f", 200, gives(["user.k"])),
      ],
    },
    {
      title: `marks of a lower file are not copied up (${space})`,
      cites: ["non-directories/4", "nesting/1"],
      ...base,
      lowers: [[file("/f", "f"), setxattr("/f", mark("foo"), "1")]],
      steps: [chmod("/f", 0o600), on("upper", getxattr("/f", mark("foo"), fails("ENODATA")))],
      upper: { f: is.file("f", { mode: 0o600 }) },
    },
    {
      title: `payload that has the prefix twice is copied up as it is (${space})`,
      cites: ["non-directories/4", "nesting/2"],
      ...base,
      needs: [...needs, "escaped_xattrs" as const],
      lowers: [[file("/f", "f"), setxattr("/f", mark("overlay.foo"), "1")]],
      steps: [
        getxattr("/f", mark("foo"), gives("1")),
        chmod("/f", 0o600),
        getxattr("/f", mark("foo"), gives("1")),
        listxattr("/f", gives([mark("foo")])),
      ],
      upper: { f: is.file("f", { mode: 0o600, marks: { "overlay.foo": "1" } }) },
    },
    {
      title: `a mark whose name would become too long with the prefix is refused (${space})`,
      cites: ["nesting/2", "measured/85", "man/xattr.7#names"],
      ...base,
      needs: [...needs, "escaped_xattrs" as const],
      lowers: [file("/f", "f")],
      steps: [
        setxattr("/f", mark("n".repeat(255 - mark("").length)), "1", fails("EOPNOTSUPP")),
        setxattr("/f", mark("n".repeat(255 - mark("").length - "overlay.".length)), "1"),
        listxattr("/f", gives([mark("n".repeat(255 - mark("").length - "overlay.".length))])),
      ],
    },
  ];
});

/** The namespace of the other kind of mount is payload. */
export const foreign: readonly WrittenScenario[] = [
  {
    title: "marks in the user namespace mean nothing to a mount without userxattr",
    cites: ["user-xattr/1", "nesting/1"],
    bugs: ["https://github.com/containerd/stargz-snapshotter/pull/681"],
    needs: ["trusted_xattr", "user_xattr"],
    mount: plain,
    lowers: [
      [dir("/d"), file("/d/a"), setxattr("/d", "user.overlay.opaque", "y")],
      [dir("/d"), file("/d/b")],
    ],
    steps: [
      list("/d", gives(["a", "b"])),
      listxattr("/d", gives(["user.overlay.opaque"])),
      chmod("/d", 0o700),
      remount(),
      list("/d", gives(["a", "b"])),
    ],
    upper: { d: is.dir({}, { mode: 0o700, xattrs: { "user.overlay.opaque": "y" } }) },
  },
  {
    title: "marks in the trusted namespace mean nothing to a mount with userxattr",
    cites: ["user-xattr/1", "nesting/1"],
    bugs: ["https://github.com/containerd/stargz-snapshotter/pull/681"],
    needs: ["trusted_xattr", "user_xattr"],
    mount: { userxattr: true },
    lowers: [
      [dir("/d"), file("/d/a"), setxattr("/d", "trusted.overlay.opaque", "y")],
      [dir("/d"), file("/d/b")],
    ],
    steps: [
      list("/d", gives(["a", "b"])),
      listxattr("/d", gives(["trusted.overlay.opaque"])),
      chmod("/d", 0o700),
      list("/d", gives(["a", "b"])),
    ],
    upper: { d: is.dir({}, { mode: 0o700, xattrs: { "trusted.overlay.opaque": "y" } }) },
  },
];
