import { dir, file, is } from "../../harness/language/index.ts";
import type { Children, DirNode } from "../../harness/language/tree.ts";
/** A directory with three children, one of them a directory. */
export const populated = [
  dir("/d"),
  file("/d/a", "a"),
  file("/d/b", "b"),
  dir("/d/sub"),
  file("/d/sub/deep", "deep"),
];
/** As the merged view shows it, wherever it is. */
export const whole: Children = { a: "a", b: "b", sub: { deep: "deep" } };

export const redirecting = { redirect_dir: "on" } as const;

/** A directory of upper that leads to `path`. */
export const redirected = (path: string, children: Children = {}): DirNode =>
  is.dir(children, { marks: { redirect: path } });
