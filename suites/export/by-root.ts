import {
  close,
  gives,
  nameToHandleAt,
  openByHandleAt,
  read,
  readdir,
  succeeds,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { Feature } from "../../harness/language/feature.ts";

/* Handles that are made and followed from the root of the layers, where the scenario mounts by itself. */

export const needs: readonly Feature[] = ["handles", "nfs_export"];
export const modes = "nfs_export=on,index=on,redirect_dir=on";
export const encode = (path: string, handle = "h"): Steps => nameToHandleAt(path, handle);
export const decode = (
  want: Expectation<null> = succeeds,
  handle = "h",
  how: readonly ("O_RDONLY" | "O_DIRECTORY")[] = ["O_RDONLY"],
): Steps => openByHandleAt("/merged", handle, "r", how, want);
export const reads = (text: string, handle = "h"): Steps => [
  decode(succeeds, handle),
  read("r", 64, gives(text)),
  close("r"),
];
export const lists = (names: readonly string[], handle = "h"): Steps => [
  decode(succeeds, handle, ["O_RDONLY", "O_DIRECTORY"]),
  readdir("r", gives(names)),
  close("r"),
];
