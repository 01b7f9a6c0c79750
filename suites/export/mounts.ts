import {
  appendFile,
  as,
  close,
  contains,
  differs,
  dir,
  fails,
  file,
  gives,
  mkdir,
  nameToHandleAt,
  openByHandleAt,
  read,
  readdir,
  same,
  succeeds,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, unmounted, writable } from "../by-hand.ts";
import { decode, encode, exporting, indexed, layers, needs } from "./subjects.ts";

const base = { needs: ["handles", "nfs_export"] as const, lowers: [], mount: "none" as const };
const scene: Steps = inRoot(
  ["l", "l2", "u2", "w2", "m2", "inner"].map((name) => dir(`/${name}`)),
  file("/l/f", "text"),
  dir("/l/d"),
  file("/l/d/g", "g"),
);
const modes = "nfs_export=on,index=on";

/** Which mounts give handles, to whom, and which of them are known elsewhere. */
export const mounts: readonly WrittenScenario[] = [
  {
    title: "a mount without nfs_export gives no handles that could be opened",
    cites: ["measured/31"],
    needs: ["handles"],
    ...layers,
    mount: { nfs_export: "off" },
    steps: [
      nameToHandleAt("/low/f", "h", fails("EOPNOTSUPP")),
      nameToHandleAt("/up", "h", fails("EOPNOTSUPP")),
    ],
  },
  {
    title: "a mount without nfs_export gives handles that only tell apart",
    cites: ["measured/31"],
    needs: ["handles", "file_handle_fid"],
    ...layers,
    mount: { nfs_export: "off" },
    steps: [
      nameToHandleAt("/low/f", "h", ["AT_HANDLE_FID"], gives(same("fid"))),
      nameToHandleAt("/low/f", "h", ["AT_HANDLE_FID"], gives(same("fid"))),
      nameToHandleAt("/up/f", "h", ["AT_HANDLE_FID"], gives(differs("fid"))),
    ],
  },
  {
    title: "a handle is opened by the privileged alone",
    cites: ["man/open_by_handle_at.2#EPERM"],
    needs: [...needs, "uids"],
    ...layers,
    mount: exporting,
    steps: [
      as({ uid: 1000, gid: 1000 }, encode("/low/f"), decode(["O_RDONLY"], fails("EPERM"))),
      decode(["O_RDONLY"]),
    ],
    upper: { both: { up: "upper" }, up: { f: "upper" } },
  },
  {
    title: "an overlay without upper gives handles where redirects are not followed",
    cites: ["nfs-export/4", "renaming-directories/7"],
    peers: ["xfstests overlay/052", "xfstests overlay/062"],
    ...base,
    steps: [
      scene,
      inRoot(dir("/l2/d"), file("/l2/d/h", "h")),
      overlay("lowerdir=/l2:/l,nfs_export=on,redirect_dir=nofollow"),
      encode("/f"),
      encode("/d", "d"),
      encode("/d/g", "g"),
      decode(["O_RDONLY"]),
      read("r", 9, gives("text")),
      decode(["O_RDONLY", "O_DIRECTORY"], succeeds, "d"),
      readdir("r", gives(["g", "h"])),
      decode(["O_RDONLY"], succeeds, "g"),
      read("r", 9, gives("g")),
    ],
  },
  {
    title: "a handle of a directory of one overlay is unknown to another over other layers",
    cites: ["nfs-export/4"],
    ...base,
    steps: [
      scene,
      overlay(writable("/l", modes)),
      mkdir("/own"),
      encode("/own"),
      overlay(`lowerdir=/l2,upperdir=/u2,workdir=/w2,${modes}`, undefined, "/m2"),
      inRoot(openByHandleAt("/m2", "h", "r", ["O_RDONLY"], fails("ESTALE"))),
      decode(["O_RDONLY"]),
      readdir("r", gives([])),
    ],
  },
  {
    title: "a handle of an overlay is none of its layer's filesystem",
    cites: ["nfs-export/3"],
    ...base,
    steps: [
      scene,
      overlay(writable("/l", modes)),
      encode("/f"),
      inRoot(openByHandleAt("/l", "h", "r", ["O_RDONLY"], fails("ESTALE"))),
    ],
  },
  {
    title: "a handle of a layer's filesystem is none of the overlay",
    cites: ["nfs-export/3"],
    peers: ["xfstests overlay/074"],
    bugs: ["https://github.com/kdave/xfstests/commit/63a2972"],
    ...base,
    steps: [
      scene,
      overlay(writable("/l", modes)),
      inRoot(nameToHandleAt("/l/f", "h")),
      decode(["O_RDONLY"], fails("ESTALE")),
    ],
  },
  {
    title: "with uuid=off handles of layers on one filesystem have no UUID and lead on",
    cites: ["nfs-export/10"],
    ...base,
    steps: [
      scene,
      overlay(writable("/l", `${modes},uuid=off`)),
      encode("/f"),
      appendFile("/f", "!"),
      decode(["O_RDONLY"]),
      read("r", 9, gives("text!")),
      close("r"),
      unmounted(),
      overlay(writable("/l", `${modes},uuid=off`)),
      decode(["O_RDONLY"]),
      read("r", 9, gives("text!")),
      close("r"),
    ],
  },
  {
    title: "an overlay over an overlay gives handles where both do",
    cites: ["nfs-export/2", "nesting/1"],
    peers: ["xfstests overlay/068"],
    ...base,
    steps: [
      scene,
      overlay(`lowerdir=/l,upperdir=/u2,workdir=/w2,${modes}`, undefined, "/inner"),
      overlay(writable("/inner", modes)),
      encode("/f"),
      encode("/d", "d"),
      appendFile("/f", "!"),
      decode(["O_RDONLY"]),
      read("r", 9, gives("text!")),
      close("r"),
      decode(["O_RDONLY", "O_DIRECTORY"], succeeds, "d"),
      readdir("r", gives(["g"])),
      close("r"),
    ],
    upper: contains({ f: indexed("text!") }),
  },
];
