import {
  as,
  chmod,
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lgetxattr,
  lstat,
  mknod,
  on,
  readFile,
  removexattr,
  remount,
  setxattr,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const user = { uid: 100, gid: 100 };

/** CAP_NET_BIND_SERVICE, permitted and effective, in version 2 of the form. */
const capability = { hex: "0100000200040000000000000000000000000000" };

/** Marks that a user might forge to see, or to hide, what he may not. */
export const marks: readonly WrittenScenario[] = [
  {
    title:
      "an opaque mark of the user namespace that a user sets hides nothing, now or at the next mount",
    cites: ["user-xattr/1", "nesting/2", "measured/security/4"],
    needs: ["uids", "user_xattr", "trusted_xattr"],
    mount: plain,
    observe: "end",
    lowers: [[dir("/d", 0o777), file("/d/f", "lower")]],
    steps: [
      as(user, setxattr("/d", "user.overlay.opaque", "y")),
      list("/d", gives(["f"])),
      remount(),
      list("/d", gives(["f"])),
      lgetxattr("/d", "user.overlay.opaque", gives("y")),
    ],
    merged: {
      d: is.dir({ f: "lower" }, { mode: 0o777, xattrs: { "user.overlay.opaque": "y" } }),
    },
  },
  {
    title:
      "a redirect and a metacopy mark of the user namespace show a user nothing of another file",
    cites: ["user-xattr/1", "metadata-only-copy-up/4", "measured/security/4"],
    needs: ["uids", "user_xattr", "trusted_xattr"],
    mount: plain,
    observe: "end",
    lowers: [[file("/secret", "secret", 0o600), dir("/d", 0o777)]],
    steps: [
      as(
        user,
        writeFile("/d/mine", "mine"),
        setxattr("/d/mine", "user.overlay.redirect", "/secret"),
        setxattr("/d/mine", "user.overlay.metacopy", ""),
        readFile("/d/mine", gives("mine")),
      ),
      remount(),
      as(user, readFile("/d/mine", gives("mine"))),
      lgetxattr("/d/mine", "user.overlay.redirect", gives("/secret")),
    ],
  },
  {
    title: "a user without capabilities sets, reads and removes no mark of the trusted namespace",
    cites: ["man/xattr.7#trusted"],
    needs: ["uids"],
    mount: plain,
    observe: "end",
    lowers: [[dir("/d", 0o777), file("/d/f", "lower", 0o666)]],
    steps: as(
      user,
      ["trusted.overlay.opaque", "trusted.overlay.redirect", "trusted.other"].map((name) => [
        setxattr("/d", name, "y", fails("EPERM")),
        lgetxattr("/d", name, fails("ENODATA")),
        removexattr("/d/f", name, fails("EPERM")),
      ]),
    ),
    merged: { d: is.dir({ f: is.file("lower", { mode: 0o666 }) }, { mode: 0o777 }) },
    upper: {},
  },
  {
    title:
      "with userxattr the marks that a user sets through the mount are kept apart from the overlay's own",
    cites: ["user-xattr/1", "nesting/2"],
    needs: ["user_xattr"],
    mount: { userxattr: true },
    observe: "end",
    lowers: [[dir("/d"), file("/d/f", "lower")]],
    steps: [
      setxattr("/d", "user.overlay.opaque", "y"),
      setxattr("/d", "user.overlay.redirect", "/elsewhere"),
      list("/d", gives(["f"])),
      remount(),
      list("/d", gives(["f"])),
      lgetxattr("/d", "user.overlay.opaque", gives("y")),
      on("upper", lgetxattr("/d", "user.overlay.overlay.opaque", gives("y"))),
      on("upper", lgetxattr("/d", "user.overlay.opaque", fails("ENODATA"))),
    ],
  },
  {
    title: "no user makes a whiteout by hand through the overlay",
    cites: ["measured/1"],
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/326"],
    needs: ["uids"],
    mount: plain,
    observe: "end",
    lowers: [[dir("/d", 0o777), file("/d/f", "lower")]],
    steps: [
      as(user, mknod("/d/w", "chr", 0, 0, 0, fails("EPERM"))),
      mknod("/d/w", "chr", 0, 0, 0, fails("EPERM")),
      lstat("/d/w", fails("ENOENT")),
    ],
    merged: { d: is.dir({ f: "lower" }, { mode: 0o777 }) },
  },
  {
    title:
      "a file capability needs a capability to be set, and is the same on the layer as through the mount",
    cites: ["man/capabilities.7#CAP_SETFCAP", "measured/security/5"],
    bugs: [
      "https://github.com/rapid7/metasploit-framework/pull/15822",
      "https://github.com/rapid7/metasploit-framework/pull/19460",
    ],
    needs: ["uids", "security_xattr"],
    mount: plain,
    observe: "end",
    lowers: [[file("/p", { program: "euid" }, 0o777)]],
    steps: [
      as(user, setxattr("/p", "security.capability", capability, fails("EPERM"))),
      on("upper", lstat("/p", fails("ENOENT"))),
      setxattr("/p", "security.capability", capability),
      lgetxattr("/p", "security.capability", gives(capability)),
      on("upper", lgetxattr("/p", "security.capability", gives(capability))),
      chmod("/p", 0o755),
      lgetxattr("/p", "security.capability", gives(capability)),
      as({ uid: 0, gid: 0 }, writeFile("/p", "changed")),
      lgetxattr("/p", "security.capability", fails("ENODATA")),
      on("upper", lgetxattr("/p", "security.capability", fails("ENODATA"))),
    ],
    merged: { p: is.file("changed", { mode: 0o755 }) },
    upper: { p: is.file("changed", { mode: 0o755 }) },
  },
];
