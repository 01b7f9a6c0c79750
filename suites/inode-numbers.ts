import { suite } from "../harness/language/index.ts";
import { kernelsOwn } from "./inode-numbers/kernels-own.ts";
import { agreement, impure } from "./inode-numbers/listings.ts";
import { objects } from "./inode-numbers/objects.ts";
import { others } from "./inode-numbers/others.ts";

/** Numbers of inodes where all layers are on one filesystem: what stays, what differs, what listings say. */
export default suite("inode-numbers", [
  ...objects,
  ...agreement,
  ...impure,
  ...others,
  ...kernelsOwn,
]);
