import { indexLeftovers, leftovers } from "./leftovers.ts";
import { names } from "./names.ts";
import { type Arrangement, after, held, once, remount } from "./step.ts";
import { conflicts, values } from "./words.ts";

/* Mounts to compare: what the kernel says of each, and what the overlay in memory says of it. */

const writable = "lowerdir=l1,upperdir=u,workdir=w";
const twoFilesystems = "lowerdir=l1:B/l,upperdir=u,workdir=w";
const otherUpper = "lowerdir=l1,upperdir=C/u,workdir=C/w";
const three = "lowerdir=l1:B/l,upperdir=C/u,workdir=C/w";

const indexed = `${writable},index=on`;
const lowersOnly = "lowerdir=l1:l2";

const words = [...values, ...conflicts];

export const arrangements: readonly Arrangement[] = [
  ...words.map((each) => [once(`${writable},${each}`)]),
  ...words.map((each) => [once(`${lowersOnly},${each}`)]),
  ...[twoFilesystems, otherUpper, three, "lowerdir=l1:B/l", "lowerdir=B/l:B/k"].flatMap((layers) =>
    ["xino=on", "xino=auto", "index=on", "uuid=off", "uuid=off,index=on", "nfs_export=on"].map(
      (each) => [once(`${layers},${each}`)],
    ),
  ),
  ...names.map((each) => [once(each)]),
  [
    once([
      ["lowerdir+", "c:d"],
      ["lowerdir+", "g h"],
      ["datadir+", "e,f"],
      ["metacopy", "on"],
    ]),
  ],
  [once([["lowerdir+", "l1"], ["upperdir", "u"], ["workdir", "w"], ["userxattr"]])],
  [
    once([
      ["lowerdir", "l1:l2"],
      ["lowerdir+", "l3"],
    ]),
  ],
  [
    once([
      ["lowerdir", "l1:l2"],
      ["index", "x"],
    ]),
  ],
  [once(writable, 1), once(writable)],
  [once(writable), once(writable), once(`${writable},uuid=null`), once(`${writable},uuid=on`)],
  [once(`${writable},uuid=null`), once(writable)],
  [once(`${writable},uuid=off`), once(`${writable},index=on`)],
  [once(`${writable},volatile`), once(writable)],
  [once(`${writable},volatile`), once(`${writable},volatile`)],
  [once(`${writable},index=on`), once(`${writable},index=on`)],
  [once(`${writable},index=on`), once("lowerdir=l2,upperdir=u,workdir=w,index=on")],
  [once(`${writable},index=on`), once("lowerdir=l2,upperdir=u,workdir=w")],
  [once(`${writable},index=on`), once("lowerdir=l1:l2,upperdir=u,workdir=w,index=on")],
  [once(`${writable},index=on`), once("lowerdir=l1,upperdir=u2,workdir=w,index=on")],
  [once(`${writable},index=on`), once("lowerdir=l1,upperdir=u,workdir=w2,index=on")],
  [once(`${writable},index=on`), once(`${writable},index=on,uuid=off`)],
  ...["index=on", "index=off"].flatMap((index) => [
    [held("n", writable), once(`lowerdir=l1,upperdir=u,workdir=w2,${index}`)],
    [held("n", writable), once(`lowerdir=l1,upperdir=u2,workdir=w,${index}`)],
    [held("n", writable), once(`lowerdir=u,upperdir=u2,workdir=w2,${index}`)],
    [held("n", writable), once(`lowerdir=u/in,upperdir=u2,workdir=w2,${index}`)],
    [held("n", writable), once(`lowerdir=l2,upperdir=u/in,workdir=w2,${index}`)],
    [held("n", writable), once(`lowerdir=l1,upperdir=u2,workdir=w2,${index}`)],
  ]),
  [held("n", writable), once("lowerdir=n,upperdir=u2,workdir=w2")],
  [held("n", writable), once("lowerdir=n:l2,upperdir=u2,workdir=w2,index=on,xino=auto")],
  [held("n", `${writable},nfs_export=on`), once("lowerdir=n,upperdir=u2,workdir=w2,index=on")],
  [held("n", writable), once("lowerdir=l1,upperdir=n/in,workdir=n")],
  [
    held("n", writable),
    held("o", "lowerdir=n,upperdir=u2,workdir=w2"),
    once("lowerdir=o,upperdir=C/u,workdir=C/w"),
    once("lowerdir=o:l2"),
  ],
  [held("n", writable), remount("n", "", 1), remount("n", "")],
  [held("n", writable), remount("n", "index=on,nonsense")],
  [held("n", lowersOnly), remount("n", "", 1), remount("n", "")],
  [held("n", lowersOnly), remount("n", "lowerdir=nope", 1)],
  ...leftovers.map((each) => [after(each, writable)]),
  ...leftovers.map((each) => [after(each, `${writable},index=on`)]),
  ...indexLeftovers.map((each) => [once(indexed), after(["w/index/", ...each], indexed)]),
  ...indexLeftovers.map((each) => [
    once(`${indexed},nfs_export=on`),
    after(["w/index/", ...each], indexed),
  ]),
];
