import {
  chmod,
  dir,
  fails,
  file,
  getxattr,
  gives,
  list,
  listxattr,
  lstat,
  removexattr,
  setxattr,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot } from "../by-hand.ts";
import { inner, outer, scene } from "./scene.ts";

const peers = ["xfstests overlay/084"];
const bugs = ["https://github.com/composefs/composefs/issues/172"];

/** The two namespaces of private attributes, and the mounts that use them. */
const spaces = [
  { space: "trusted", more: "", needs: ["escaped_xattrs", "trusted_xattr"] as const },
  {
    space: "user",
    more: ",userxattr",
    needs: ["escaped_xattrs", "userxattr", "user_xattr"] as const,
  },
] as const;

const modes = "index=off,nfs_export=off";

/** Private attributes that are payload of an overlay. */
export const escaping: readonly WrittenScenario[] = spaces.flatMap(({ space, more, needs }) => {
  const name = (mark: string): string => `${space}.overlay.${mark}`;
  const inside = inner(`${modes}${more}`);
  const outside = (lowers = "/inner:/l2"): Steps => outer(lowers, `${modes}${more}`);
  const base = { needs, peers, lowers: [], mount: "none" as const };
  return [
    {
      title: `a ${space} private attribute set through an overlay is kept with one more prefix`,
      cites: ["nesting/2"],
      ...base,
      steps: [
        scene,
        inside,
        inRoot(
          setxattr("/inner/d", name("foo"), "bar"),
          getxattr("/inner/d", name("foo"), gives("bar")),
          listxattr("/inner/d", gives([name("foo")])),
          getxattr("/iu/d", name("overlay.foo"), gives("bar")),
          getxattr("/iu/d", name("foo"), fails("ENODATA")),
          getxattr("/l/d", name("foo"), fails("ENODATA")),
        ),
      ],
    },
    {
      title: `every level of overlays takes one prefix of a ${space} attribute`,
      cites: ["nesting/2"],
      ...base,
      steps: [
        scene,
        inRoot(setxattr("/iu/own", name("overlay.overlay.deep"), "3")),
        inside,
        inRoot(listxattr("/inner/own", gives([name("overlay.deep")]))),
        outside(),
        listxattr("/own", gives([name("deep")])),
        getxattr("/own", name("deep"), gives("3")),
        getxattr("/own", name("overlay.deep"), fails("ENODATA")),
      ],
    },
    {
      title: `a ${space} private attribute is removed by the name that it shows`,
      cites: ["nesting/2"],
      ...base,
      steps: [
        scene,
        inRoot(setxattr("/iu/own", name("overlay.foo"), "bar")),
        inside,
        inRoot(
          removexattr("/inner/own", name("overlay.foo"), fails("ENODATA")),
          removexattr("/inner/own", name("foo")),
          listxattr("/iu/own", gives([])),
        ),
      ],
    },
    {
      title: `a directory made opaque through an overlay is opaque for the next (${space})`,
      cites: ["nesting/2", "whiteouts-and-opaque-directories/4"],
      bugs,
      ...base,
      steps: [
        scene,
        inRoot(dir("/l2/d"), file("/l2/d/hidden")),
        inside,
        inRoot(setxattr("/inner/d", name("opaque"), "y"), list("/inner/d", gives(["low"]))),
        outside(),
        list("/d", gives(["low"])),
      ],
      merged: { d: { low: "low" }, f: "f", own: { g: "g" }, up: "up" },
    },
    {
      title: `an opaque mark with one more prefix lasts over a copy-up of the directory (${space})`,
      cites: ["nesting/2", "non-directories/4"],
      bugs,
      ...base,
      steps: [
        scene,
        inRoot(setxattr("/l/d", name("overlay.opaque"), "y"), dir("/l2/d"), file("/l2/d/hidden")),
        inside,
        inRoot(
          chmod("/inner/d", 0o711),
          getxattr("/iu/d", name("overlay.opaque"), gives("y")),
          getxattr("/inner/d", name("opaque"), gives("y")),
        ),
        outside(),
        list("/d", gives(["low"])),
        lstat("/d", gives({ mode: 0o711 })),
      ],
    },
    {
      title: `a whiteout in xattr form made through an overlay hides for the next (${space})`,
      cites: ["nesting/3", "whiteouts-and-opaque-directories/7"],
      bugs,
      ...base,
      steps: [
        scene,
        inRoot(dir("/l2/d"), file("/l2/d/gone", "g"), file("/l2/d/seen", "s")),
        inside,
        inRoot(
          writeFile("/inner/d/gone", ""),
          setxattr("/inner/d/gone", name("whiteout"), ""),
          setxattr("/inner/d", name("opaque"), "x"),
          lstat("/inner/d/gone", gives({ type: "file", size: 0 })),
        ),
        outside(),
        list("/d", gives(["low", "seen"])),
        lstat("/d/gone", fails("ENOENT")),
      ],
      merged: { d: { low: "low", seen: "s" }, f: "f", own: { g: "g" }, up: "up" },
    },
    {
      title: `a listing without the mark of such whiteouts shows their names (${space})`,
      cites: ["measured/26", "whiteouts-and-opaque-directories/7"],
      ...base,
      unruly: ["listed-exists"],
      steps: [
        scene,
        inRoot(dir("/l2/d"), file("/l2/d/gone", "g")),
        inside,
        inRoot(writeFile("/inner/d/gone", ""), setxattr("/inner/d/gone", name("whiteout"), "")),
        outside(),
        list("/d", gives(["gone", "low"])),
        lstat("/d/gone", fails("ENOENT")),
      ],
    },
  ];
});
