import { suite } from "../harness/language/index.ts";
import { copies } from "./file-attributes/copies.ts";
import { protectedDirectories } from "./file-attributes/protected-directories.ts";
import { protectedFiles } from "./file-attributes/protected-files.ts";
import { setting } from "./file-attributes/setting.ts";

/** The flags of inodes that chattr(1) sets: what they forbid in either layer, and what a copy keeps of them. */
export default suite("file-attributes", [
  ...setting,
  ...protectedFiles,
  ...protectedDirectories,
  ...copies,
]);
