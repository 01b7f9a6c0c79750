import { suite } from "../harness/language/index.ts";
import { attributes } from "./rename/attributes.ts";
import { flags } from "./rename/flags.ts";
import { newDirectories } from "./rename/new-directories.ts";
import { objects } from "./rename/objects.ts";
import { refused } from "./rename/refused.ts";
import { replacing } from "./rename/replacing.ts";
import { chains, circular } from "./rename/rings.ts";

/** Renames that need no redirect: of objects that are no directories, and of directories that only upper has. */
export default suite("rename", [
  ...objects,
  ...replacing,
  ...newDirectories,
  ...flags,
  ...circular,
  ...chains,
  ...attributes,
  ...refused,
]);
