import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { type Refusal, told } from "./refusal.ts";
import { ordinary } from "./scene.ts";

const words = (name: string, ...values: readonly string[]): readonly string[] =>
  values.map((value) => `${ordinary},${name}=${value}`);

/** Values that no option has, and options that do not go together. */
const values: readonly Refusal[] = [
  {
    title: "an option that does not exist",
    options: [`${ordinary},redirectdir=on`, `${ordinary},noindex`, `squash_to_root,${ordinary}`],
    errno: "EINVAL",
    cites: ["mount-options/16"],
    peers: ["gvisor overlay_test.go"],
  },
  ...(["redirect_dir", "index", "metacopy", "nfs_export", "xino", "uuid", "verity"] as const).map(
    (name) => ({
      title: `a value that ${name} does not have`,
      options: words(name, "maybe", "ON", "", "1"),
      errno: "EINVAL" as const,
      cites: ["mount-options/16"],
    }),
  ),
  {
    title: "an option with values that is given none",
    options: ["redirect_dir", "index", "uuid"].map((name) => `${ordinary},${name}`),
    errno: "EINVAL",
    cites: ["mount-options/16"],
  },
  {
    title: "an option without values that is given one",
    options: words("userxattr", "on").concat(words("default_permissions", "1")),
    errno: "EINVAL",
    cites: ["mount-options/16"],
  },
  {
    title: "userxattr with redirects",
    options: ["redirect_dir=on", "redirect_dir=follow"].map(
      (more) => `${ordinary},userxattr,${more}`,
    ),
    errno: "EINVAL",
    cites: ["mount-options/20"],
  },
  {
    title: "userxattr with metacopy",
    options: [`${ordinary},userxattr,metacopy=on`, `${ordinary},metacopy=on,userxattr`],
    errno: "EINVAL",
    cites: ["mount-options/20"],
  },
];

/** What needs options that only some mounts can have. */
const conflicts: readonly Refusal[] = [
  {
    title: "nfs_export without index",
    options: [`${ordinary},nfs_export=on,index=off`, `${ordinary},index=off,nfs_export=on`],
    errno: "EINVAL",
    cites: ["mount-options/17", "nfs-export/9"],
  },
  {
    title: "nfs_export with metacopy",
    options: [`${ordinary},nfs_export=on,metacopy=on`],
    errno: "EINVAL",
    cites: ["mount-options/17", "metadata-only-copy-up/5"],
  },
  ...["off", "nofollow", "follow"].map((value) => ({
    title: `metacopy with redirect_dir=${value}`,
    options: [
      `${ordinary},metacopy=on,redirect_dir=${value}`,
      `${ordinary},redirect_dir=${value},metacopy=on`,
    ],
    errno: "EINVAL" as const,
    cites: ["mount-options/18", "metadata-only-copy-up/5"],
  })),
  {
    title: "metacopy without upper and with redirects that are not followed",
    options: ["lowerdir=/l1:/l2,metacopy=on,redirect_dir=nofollow"],
    errno: "EINVAL",
    cites: ["metadata-only-copy-up/5"],
  },
];

export const refusedValues: readonly WrittenScenario[] = [
  ...values.map(told),
  ...conflicts.map((each) => ({
    ...told(each),
    needs: ["metacopy" as const, "nfs_export" as const],
  })),
];
