import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { type Display, shown } from "./display.ts";
import { ordinary } from "./scene.ts";

const readOnly = "lowerdir=/l1:/l2";
/** trusted.overlay.* is there: the mount is one of the initial user namespace. */
const privileged: readonly Feature[] = ["redirect_dir"];

/** Layers, redirects, index and metacopy. */
const displays: readonly Display[] = [
  {
    title: "the layers are shown as they were given",
    options: ordinary,
    shows: ["rw", "lowerdir=/l1", "upperdir=/upper", "workdir=/work"],
    cites: ["mount-options/10"],
  },
  {
    title: "several lowers are shown joined by colons",
    options: "lowerdir=/l1:/l2:/l3,upperdir=/upper,workdir=/work",
    shows: ["lowerdir=/l1:/l2:/l3"],
    cites: ["multiple-lower-layers/1"],
  },
  {
    title: "a symbolic link and dots in a path are shown as they were given",
    options: "lowerdir=/link:/l2/../l3,upperdir=/upper/.,workdir=/work",
    shows: ["lowerdir=/link:/l2/../l3", "upperdir=/upper/."],
    cites: ["mount-options/10"],
  },
  {
    title: "workdir without upperdir is dropped",
    options: "lowerdir=/l1:/l2,workdir=/work",
    shows: ["ro", "lowerdir=/l1:/l2"],
    hides: ["workdir=/work"],
    cites: ["mount-options/3"],
  },
  {
    title: "the last of two values of an option is shown",
    options: `${ordinary},redirect_dir=on,redirect_dir=nofollow`,
    shows: ["redirect_dir=nofollow"],
    hides: ["redirect_dir=on"],
    cites: ["mount-options/33"],
  },
  {
    title: "the last of two lowerdirs is shown",
    options: `lowerdir=/l2,${ordinary}`,
    shows: ["lowerdir=/l1"],
    hides: ["lowerdir=/l2"],
    cites: ["mount-options/15"],
  },
  ...["on", "nofollow"].map((value) => ({
    title: `redirect_dir=${value} is shown`,
    options: `${ordinary},redirect_dir=${value}`,
    shows: [`redirect_dir=${value}`],
    needs: value === "on" ? privileged : [],
    cites: ["mount-options/33", "renaming-directories/4"],
  })),
  {
    title: "redirect_dir=follow without upper is shown as on",
    options: `${readOnly},redirect_dir=follow`,
    shows: ["ro", "redirect_dir=on"],
    orShows: ["ro", "redirect_dir=follow"],
    needs: privileged,
    cites: ["mount-options/29"],
  },
  {
    title: "index=on is shown",
    options: `${ordinary},index=on`,
    shows: ["index=on"],
    needs: ["index"],
    cites: ["mount-options/33"],
  },
  {
    title: "index=on without upper is dropped",
    options: `${readOnly},index=on`,
    hides: ["index=on"],
    needs: ["index"],
    cites: ["multiple-lower-layers/2", "mount-options/33"],
  },
  {
    title: "nfs_export=on brings index=on",
    options: `${ordinary},nfs_export=on`,
    shows: ["index=on", "nfs_export=on"],
    needs: ["nfs_export"],
    cites: ["mount-options/17"],
  },
  {
    title: "nfs_export=on without upper is dropped where redirects are followed",
    options: `${readOnly},nfs_export=on,redirect_dir=follow`,
    hides: ["nfs_export=on"],
    needs: ["nfs_export"],
    cites: ["mount-options/30", "renaming-directories/7"],
  },
  {
    title: "nfs_export=on without upper is kept where redirects are not followed",
    options: `${readOnly},nfs_export=on,redirect_dir=nofollow`,
    shows: ["nfs_export=on"],
    needs: ["nfs_export"],
    cites: ["mount-options/30", "renaming-directories/7"],
  },
  {
    title: "metacopy=on brings redirect_dir=on",
    options: `${ordinary},metacopy=on`,
    shows: ["metacopy=on", "redirect_dir=on"],
    orShows: ["metacopy=on"],
    needs: ["metacopy"],
    cites: ["mount-options/18"],
  },
  {
    title: "metacopy=on without upper goes with redirect_dir=follow",
    options: `${readOnly},metacopy=on,redirect_dir=follow`,
    shows: ["metacopy=on", "redirect_dir=on"],
    orShows: ["metacopy=on", "redirect_dir=follow"],
    needs: ["metacopy"],
    cites: ["mount-options/18", "mount-options/29"],
  },
];

export const shownLayers: readonly WrittenScenario[] = shown(displays);
