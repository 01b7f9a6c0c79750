import { dir, file, mkdir, mount } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";

/** An overlay at /merged whose upper and work are on a tmpfs with these options, over a lower that is larger. */
export const small = (options: string): Steps => [
  mkdir("/lower"),
  file("/lower/big", { fill: "0123456789abcdef", size: 200_000 }),
  dir("/lower/d"),
  file("/lower/d/f", "f"),
  file("/lower/s", "s"),
  mkdir("/small"),
  mount("tmpfs", "/small", "tmpfs", [], options),
  mkdir("/small/upper"),
  mkdir("/small/work"),
  mount(
    "overlay",
    "/merged",
    "overlay",
    [],
    "lowerdir=/lower,upperdir=/small/upper,workdir=/small/work",
  ),
];
