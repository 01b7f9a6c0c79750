import {
  chmod,
  dir,
  file,
  gives,
  is,
  listxattr,
  lstat,
  on,
  setxattr,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, writable } from "../by-hand.ts";
import { byDefault, list } from "./lists.ts";

const inherited = list("rwx", { owner: "rwx", group: "r-x" });

/** Default lists of the work directory reach nothing that is made in it. */
export const working: readonly WrittenScenario[] = [
  {
    title: "the directory that a mount makes in workdir has no list of workdir",
    cites: ["mount-options/31", "man/acl.5#inheritance"],
    peers: ["xfstests overlay/023"],
    bugs: ["https://github.com/kdave/xfstests/commit/63a2972"],
    needs: ["acl"],
    lowers: [],
    mount: "none",
    steps: [
      inRoot(dir("/l"), setxattr("/work", byDefault, inherited)),
      overlay(writable("/l", "index=off")),
      on("work", lstat("/work", gives({ mode: 0 })), listxattr("/work", gives([]))),
    ],
    work: is.dir({ work: is.dir({}, { mode: 0 }) }, { xattrs: { [byDefault]: inherited } }),
  },
  {
    title: "what is copied up and what is made by way of workdir has no list of it",
    cites: ["man/acl.5#inheritance", "non-directories/4"],
    peers: ["xfstests overlay/023"],
    needs: ["acl"],
    lowers: [],
    mount: "none",
    steps: [
      inRoot(
        dir("/l"),
        file("/l/f", "text"),
        file("/l/gone"),
        dir("/l/d"),
        setxattr("/work", byDefault, inherited),
      ),
      overlay(writable("/l", "index=off,metacopy=off,redirect_dir=nofollow,nfs_export=off")),
      chmod("/f", 0o600),
      chmod("/d", 0o700),
      unlink("/gone"),
      writeFile("/gone", "anew"),
    ],
    upper: { d: is.dir({}, { mode: 0o700 }), f: is.file("text", { mode: 0o600 }), gone: "anew" },
  },
];
