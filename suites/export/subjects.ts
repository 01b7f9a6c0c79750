import {
  dir,
  file,
  gives,
  is,
  nameToHandleAt,
  openByHandleAt,
  read,
  readdir,
  succeeds,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { MountSpec } from "../../harness/language/scenario.ts";
import type { FileNode } from "../../harness/language/tree.ts";

export const exporting: MountSpec = { nfs_export: "on", index: "on" };
export const redirecting: MountSpec = { ...exporting, redirect_dir: "on" };
export const needs: readonly Feature[] = ["handles"];

/** An object of one of the layers, or of both. */
export interface Subject {
  readonly word: string;
  readonly path: string;
  readonly how: readonly ("O_RDONLY" | "O_DIRECTORY")[];
  /** What the descriptor `r` of it gives. */
  readonly seen: Steps;
}

const fileOf = (word: string, path: string, content: string): Subject => ({
  word,
  path,
  how: ["O_RDONLY"],
  seen: read("r", 64, gives(content)),
});

const directoryOf = (word: string, path: string, names: readonly string[]): Subject => ({
  word,
  path,
  how: ["O_RDONLY", "O_DIRECTORY"],
  seen: readdir("r", gives(names)),
});

export const subjects: readonly Subject[] = [
  fileOf("a lower file", "/low/f", "lower"),
  fileOf("an upper file", "/up/f", "upper"),
  fileOf("a lower file in a merged directory", "/both/low", "lower"),
  fileOf("an upper file in a merged directory", "/both/up", "upper"),
  directoryOf("a lower directory", "/low", ["f"]),
  directoryOf("an upper directory", "/up", ["f"]),
  directoryOf("a merged directory", "/both", ["low", "up"]),
  directoryOf("the root", "/", ["both", "low", "up"]),
];

export const layers = {
  lowers: [[dir("/low"), file("/low/f", "lower"), dir("/both"), file("/both/low", "lower")]],
  upperBefore: [dir("/up"), file("/up/f", "upper"), dir("/both"), file("/both/up", "upper")],
};

export const encode = (path: string, handle = "h"): Steps => nameToHandleAt(path, handle);

/** Opens what the handle leads to. */
export const decode = (
  how: readonly ("O_RDONLY" | "O_DIRECTORY" | "O_RDWR" | "O_PATH")[],
  want: Expectation<null> = succeeds,
  handle = "h",
): Steps => openByHandleAt("/", handle, "r", how, want);

/** A file of upper that the index knows: its own links, less the name that the index gives it. */
export const indexed = (content: string, mode = 0o644): FileNode =>
  is.file(content, { mode, marks: { nlink: "U-1" } });
