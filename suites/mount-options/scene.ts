import { dir, fails, file, mountinfo, symlink } from "../../harness/language/index.ts";
import type { Step } from "../../harness/language/step.ts";
import { inRoot } from "../by-hand.ts";

/** Three lowers, each with a file of its name, and things that are no directories. */
export const scene: readonly Step[] = inRoot(
  ["l1", "l2", "l3"].map((name) => [dir(`/${name}`), file(`/${name}/${name}`, name)]),
  dir("/l1/inside"),
  dir("/upper/inside"),
  dir("/work/inside"),
  file("/file"),
  symlink("/l1", "/link"),
);

export const ordinary = "lowerdir=/l1,upperdir=/upper,workdir=/work";

/** Nothing is mounted. */
export const nothing: readonly Step[] = inRoot(mountinfo("/merged", fails("ENOENT")));
