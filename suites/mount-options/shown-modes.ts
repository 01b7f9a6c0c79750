import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { type Display, shown } from "./display.ts";
import { ordinary } from "./scene.ts";

const readOnly = "lowerdir=/l1:/l2";

/** verity, userxattr, xino, permissions, uuid and syncs. */
const displays: readonly Display[] = [
  {
    title: "verity=on is shown, and does not need metacopy",
    options: `${ordinary},verity=on,metacopy=off,redirect_dir=nofollow`,
    shows: ["verity=on"],
    hides: ["metacopy=on"],
    needs: ["verity_alone", "redirect_dir"],
    cites: ["mount-options/19"],
  },
  ...(
    [
      ["index=on,nfs_export=on", "verity"],
      ["metacopy=on", "verity"],
      // Before Linux 6.16 verity needed metacopy, and that redirects.
      ["redirect_dir=off", "verity_alone"],
    ] as const
  ).map(([others, needed]) => ({
    title: `verity=require goes with ${others}`,
    options: `${ordinary},verity=require,${others}`,
    shows: ["verity=require"],
    needs: [needed, "nfs_export" as const],
    cites: ["mount-options/19"],
  })),
  {
    title: "verity=off is a default and is not shown",
    options: `${ordinary},verity=off`,
    hides: ["verity=off"],
    needs: ["verity"],
    cites: ["mount-options/33", "fs-verity/3"],
  },
  {
    title: "verity goes with userxattr",
    options: `${ordinary},verity=on,userxattr`,
    shows: ["verity=on", "userxattr"],
    needs: ["verity", "data_only_alone"],
    cites: ["mount-options/19"],
  },
  {
    title: "userxattr brings redirect_dir=nofollow",
    options: `${ordinary},userxattr`,
    shows: ["userxattr", "redirect_dir=nofollow"],
    orShows: ["userxattr"],
    hides: ["metacopy=on"],
    needs: ["userxattr"],
    cites: ["mount-options/20", "user-xattr/1"],
  },
  {
    title: "userxattr goes with index",
    options: `${ordinary},userxattr,index=on`,
    shows: ["userxattr", "index=on"],
    orShows: ["userxattr"],
    needs: ["userxattr", "index"],
    cites: ["mount-options/20"],
  },
  {
    title: "xino=on is never shown as off",
    options: `${ordinary},xino=on`,
    hides: ["xino=off"],
    cites: ["overlay-objects/6", "mount-options/33"],
  },
  {
    title: "default_permissions is accepted and shown",
    options: `${ordinary},default_permissions`,
    shows: ["default_permissions"],
    cites: ["mount-options/33"],
  },
  ...["null", "off"].map((value) => ({
    title: `uuid=${value} is shown`,
    options: `${ordinary},uuid=${value}`,
    shows: [`uuid=${value}`],
    needs: ["uuid" as const],
    cites: ["mount-options/33", "uuid-and-fsid/1"],
  })),
  {
    title: "uuid=on without upper falls to null",
    options: `${readOnly},uuid=on`,
    hides: ["uuid=on"],
    needs: ["uuid"],
    cites: ["uuid-and-fsid/3", "multiple-lower-layers/2"],
  },
  {
    title: "volatile without upper means nothing",
    options: `${readOnly},volatile`,
    hides: ["volatile", "fsync=volatile"],
    needs: ["volatile"],
    cites: ["mount-options/21"],
  },
];

export const shownModes: readonly WrittenScenario[] = shown(displays);
